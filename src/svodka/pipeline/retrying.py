"""Another try for what was set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TypeAlias

from svodka.model import UnreadableInput
from svodka.register.aside import Aside
from svodka.sources.document import Found, Source

Find: TypeAlias = Callable[[str], Source]
STANDARD_INPUT = "-"
_WEB = ("http://", "https://")


def retried(lines: Sequence[Aside], find: Find) -> list[Source]:
    """The sources that give what the lines tell of, and nothing else; `find` makes a source from what it was called.

    A source that could not be had as a whole goes on where it stopped.
    """
    found: list[Source] = []
    for name, some in groupby(sorted(lines, key=lambda line: (line.source, line.id)), key=lambda line: line.source):
        found.append(_Again(name=name, lines=tuple(some), find=find))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """Those documents of a source that were set aside."""

    name: str
    lines: tuple[Aside, ...]
    find: Find
    identity: str = ""
    size: int | None = None

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents; UnreadableInput when their source is not to be had any more."""
        if self.name == STANDARD_INPUT:
            raise UnreadableInput("-: standard input is gone; give it as a file, and 'svodka aside drop' these lines")
        source = self.find(self.name)
        wanted = {line.name for line in self.lines}
        if self.name in wanted:
            yield from source.found(next(line.after for line in self.lines if line.name == self.name) or None)
        elif self.name.startswith(_WEB):  # each page of a feed has an address of its own, and feeds change by the hour
            for line in self.lines:
                yield from self.find(line.name).found()
        elif all(line.identity == source.identity for line in self.lines):
            for line in self.lines:
                yield from islice(source.found(line.after or None), 1)
        else:  # it was changed: what lies where cannot be told from the cursors
            yield from (found for found in source.found() if found.name in wanted)
