"""Dumps of news as JSON: an object a line, or a list of objects; what is broken is refused, the rest goes on."""

from __future__ import annotations

import json
import logging
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as MappingOf
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice

from svodka.model import UnreadableInput
from svodka.sources.blobs import OfBlob
from svodka.sources.document import Found, Refused
from svodka.sources.frames import Frames, Packing
from svodka.sources.items import Items
from svodka.sources.limits import Limits
from svodka.sources.lines import Line, Lines, opened_lines
from svodka.sources.mapping import Mapping
from svodka.sources.rows import At, flattened, row_to_document

HEAD = 1_000_000
"""Plain bytes from which the names of the columns and the manner of a table are told."""
END = "end"
"""The cursor behind a broken end: there is nothing more."""
_ROWS_OF_HEAD = 50  # a field that is missing from all of these is in no mapping by guess
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump(OfBlob, ABC):
    """What all dumps are: a file of rows, with what the user said of its columns."""

    packing: Packing = ""
    limits: Limits = field(default_factory=Limits)
    mapping: Mapping = field(default_factory=Mapping)

    @property
    def identity(self) -> str:
        """The file with its size and time and the mapping; '' for a stream."""
        return f"{self.blob.mark} {self.mapping}".strip() if self.blob.mark else ""

    @abstractmethod
    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the rows from behind `after` on."""

    def settled(self, header: Sequence[str], broken: str | None = None) -> Mapping:
        """The whole mapping for a file with these columns; what was guessed stands in the log, for the user to see.

        Raises UnreadableInput when nothing gives the text; `broken`: why there are no columns, if there are none.
        """
        if broken and not header:
            raise UnreadableInput(f"{self.name}: {broken}; get the file again")
        mapping = self.mapping.completed(header, self.name)
        if str(mapping) != str(self.mapping):
            _log.warning("%s: columns taken as %s (--map says otherwise)", self.name, mapping)
        return mapping

    def end(self, lines: Lines) -> Iterator[Refused]:
        """The refusal of what lies behind the last row of a file that is cut off or broken."""
        if lines.broken:
            yield At(name=self.name, cursor=END, done=lines.packed).refused(f"{lines.broken}; get the file again")


class JsonLines(Dump):
    """One JSON object a line. A cursor is 'line:byte', both of the end of the line that was given."""

    __slots__ = ()

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the lines from behind `after` on; blank lines are passed over."""
        if after == END:
            return
        with opened_lines(self.blob, self.packing, self.limits) as lines:
            header = _columns(filter(None, (_row(line.data) for line in lines.ahead(HEAD))))
            mapping = self.settled(header, lines.broken)
            number, behind = map(int, (after or "0:0").split(":"))
            lines.go_to(number, behind)
            for line in lines:
                if line.data is None or line.data.strip():
                    cursor = f"{line.number}:{line.behind}"
                    at = At(name=f"{self.name} line {line.number}", cursor=cursor, done=lines.packed)
                    yield self._document(line, mapping, at)
            yield from self.end(lines)

    def _document(self, line: Line, mapping: Mapping, at: At) -> Found:
        if line.data is None:
            return at.refused(f"over the limit of {self.limits.row:,} bytes; no article is that long")
        row = _row(line.data)
        return row_to_document(row, mapping, at, self.limits) if row else at.refused("no JSON object; correct the line")


class JsonList(Dump):
    """A list of JSON objects, the whole of a file or the first in its object; or one object alone.

    A cursor is 'item:byte', both of the end of the item that was given.
    """

    __slots__ = ()

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the items from behind `after` on; an item that is no JSON object is refused."""
        if after == END:
            return
        with closing(Frames(self.blob, self.packing, self.limits)) as frames:
            items = Items(frames, self.limits.row)
            header = _columns(filter(None, (_row(item.data) for item in items.ahead(_ROWS_OF_HEAD))))
            mapping = self.settled(header, frames.broken)
            given, behind = map(int, (after or "0:0").split(":"))
            items.go_to(behind)
            for number, item in enumerate(items, given + 1):
                cursor = END if item.why else f"{number}:{item.behind}"
                at = At(name=f"{self.name} item {number}", cursor=cursor, done=frames.packed)
                if row := _row(item.data):
                    yield row_to_document(row, mapping, at, self.limits)
                else:
                    yield at.refused(item.why or "no JSON object; correct the item")


def _row(data: bytes | None) -> dict[str, object] | None:
    """The cells of a JSON object, None when it is none."""
    try:
        row = json.loads(data or b"")
    except (ValueError, RecursionError):
        return None
    return flattened(row) if isinstance(row, dict) else None


def _columns(rows: Iterable[MappingOf[str, object]]) -> list[str]:
    """The names in the first rows, in the order of their appearance."""
    return list(dict.fromkeys(name for row in islice(rows, _ROWS_OF_HEAD) for name in row))
