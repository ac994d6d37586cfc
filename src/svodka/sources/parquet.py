"""Parquet dumps, row group by row group; the library is loaded when there is one to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from svodka.model import UnreadableInput
from svodka.sources.blobs import unreadable
from svodka.sources.document import Found
from svodka.sources.dumps import END, Dump
from svodka.sources.mapping import Mapping
from svodka.sources.rows import At, flattened, row_to_document

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH = 64  # rows in memory at a time


class Parquet(Dump):
    """A Parquet file. A cursor is the number of the row that was given."""

    __slots__ = ()

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the rows behind row `after`; a row group that is broken is refused as one."""
        if after == END:
            return
        with self.blob.open_anywhere(self.limits.spool) as stream:
            file = self._file(stream)
            mapping = self.settled(_columns(file))
            first, given = 1, int(after or 0)
            for group in range(file.num_row_groups):
                behind = first + file.metadata.row_group(group).num_rows
                if behind > given + 1:
                    yield from self._group(file, group, mapping, first, given)
                first = behind

    def _group(self, file: ParquetFile, group: int, mapping: Mapping, first: int, given: int) -> Iterator[Found]:
        number, rows = first, file.metadata.num_rows
        try:
            for row in _rows(file, group, mapping):
                if number > given:
                    at = At(name=f"{self.name} row {number}", cursor=str(number), done=self._done(number, rows))
                    yield row_to_document(row, mapping, at, self.limits)
                number += 1
        except (OSError, ValueError) as error:
            last = first + file.metadata.row_group(group).num_rows - 1
            at = At(name=f"{self.name} row {number}", cursor=str(last), done=self._done(last, rows))
            yield at.refused(f"broken up to row {last} ({str(error).splitlines()[0]}); get the file again")

    def _done(self, row: int, rows: int) -> int:
        return (self.size or 0) * row // max(rows, 1)

    def _file(self, stream: BinaryIO) -> ParquetFile:
        try:
            from pyarrow.parquet import ParquetFile
        except ImportError:
            raise UnreadableInput(f"{self.name}: Parquet needs a library more: pip install 'svodka[parquet]'") from None
        try:
            return ParquetFile(stream, buffer_size=1_048_576, pre_buffer=False)
        except (OSError, ValueError) as error:
            raise unreadable(self.name, error) from None


def _columns(file: ParquetFile) -> list[str]:
    """The columns by the paths of their values: those of a structure one by one, a list as one."""
    leaves = (file.schema.column(index).path for index in range(len(file.schema)))
    return list(dict.fromkeys(path.partition(".list.")[0] for path in leaves))


def _rows(file: ParquetFile, group: int, mapping: Mapping) -> Iterator[dict[str, object]]:
    """The cells of a row group, of the columns that are wanted only."""
    wanted = sorted(filter(None, mapping.columns.values()))
    for batch in file.iter_batches(_BATCH, row_groups=[group], columns=wanted, use_threads=False):
        yield from map(flattened, batch.to_pylist())
