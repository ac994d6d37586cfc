"""Tables in text, CSV and TSV: a row that is broken is refused, the others are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from svodka.model import UnreadableInput
from svodka.sources.dialects import Dialect, guess_dialect
from svodka.sources.document import Found
from svodka.sources.dumps import END, HEAD, Dump
from svodka.sources.lines import Line, Lines, opened_lines
from svodka.sources.rows import At, row_to_document


class Table(Dump):
    """A table with the names of the columns in its first row. A cursor is 'row:line:byte', of the end of a row.

    A row that has not as many cells as the header is refused, and reading goes on in the line behind its first one:
    a quotation mark that nobody closed costs one row.
    """

    __slots__ = ()

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the rows from behind `after` on; blank lines are passed over."""
        if after == END:
            return
        with opened_lines(self.blob, self.packing, self.limits) as lines:
            head = [line.data or b"" for line in lines.ahead(HEAD)]
            if not head and lines.broken:
                raise UnreadableInput(f"{self.name}: {lines.broken}; get the file again")
            dialect = guess_dialect(head, self.name)
            rows = _Rows(lines, dialect, self.limits.row)
            mapping = self.settled(rows.header)
            given, line, byte = map(int, (after or "0:0:0").split(":"))
            lines.go_to(line, byte)
            for number, row in enumerate(rows, given + 1):
                cursor = f"{number}:{row.end.number}:{row.end.behind}"
                at = At(name=f"{self.name} row {number}", cursor=cursor, done=lines.packed)
                if row.cells:
                    yield row_to_document(row.cells, mapping, at, self.limits)
                else:
                    yield at.refused(f"{row.why} (line {row.end.number}); correct the row")
            yield from self.end(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """Cells by column, or none and why; `end` is the last line used up for it."""

    cells: dict[str, object]
    end: Line
    why: str = ""


class _Rows(Iterator[_Row]):
    """The rows of a table behind its header."""

    def __init__(self, lines: Lines, dialect: Dialect, limit: int) -> None:
        self._lines, self._dialect, self._limit = lines, dialect, limit
        header, _ = self._parsed([])
        self.header = [cell.strip() for cell in header]

    def __next__(self) -> _Row:
        while True:
            lines: list[Line] = []
            cells, why = self._parsed(lines)
            if not lines:
                raise StopIteration
            if not cells and not why:
                continue
            if len(cells) != len(self.header):
                self._lines.back(lines[1:])
                why = why or f"{_cells(len(cells))}, the header {len(self.header)}"
                lines, cells = lines[:1], self._unquoted(lines[0])
            if len(cells) != len(self.header):
                return _Row(cells={}, end=lines[0], why=why)
            # of two columns with one name the first counts
            return _Row(cells=dict(zip(reversed(self.header), reversed(cells), strict=True)), end=lines[-1])

    def _parsed(self, lines: list[Line]) -> tuple[list[str], str]:
        """The next cells, or why there are none; both empty for a blank line. `lines` gets those it used up."""
        try:
            cells = next(self._dialect.rows(self._text(lines)), [])
        except csv.Error as error:
            return [], str(error)
        except UnicodeDecodeError as error:
            return [], f"not in {error.encoding}, as the rows before it"
        over = any(line.data is None for line in lines) or sum(len(line.data or b"") for line in lines) > self._limit
        return ([], f"over the limit of {self._limit:,} bytes") if over else (cells, "")

    def _unquoted(self, line: Line) -> list[str]:
        """The cells of a line in which quotation marks are letters, '"Сокол" начался;текст'; none of half a row."""
        data = line.data or b""
        if data.count(b'"') % 2 or not data.endswith((b"\n", b"\r")):  # a file that was cut ends without its line's end
            return []
        try:
            return next(self._dialect.unquoted().rows([self._dialect.decode(data)]), [])
        except (csv.Error, UnicodeDecodeError):
            return []

    def _text(self, lines: list[Line]) -> Iterator[str]:
        size = 0
        for line in self._lines:
            lines.append(line)
            size += len(line.data or b"")
            if line.data is None or size > self._limit:
                return
            yield self._dialect.decode(line.data)


def _cells(count: int) -> str:
    return f"{count} cell" if count == 1 else f"{count} cells"
