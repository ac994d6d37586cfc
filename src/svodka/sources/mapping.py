"""Which column of a dump is the title, which the text: told by the user, guessed from the names for the rest."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from svodka.model import UnreadableInput

FIELDS = ("title", "text", "html", "published", "url", "outlet", "author")
"""What a row may give a document."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Field → column. A field with the column '' is not to be had, and not to be guessed either."""

    columns: MappingOf[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return ",".join(f"{name}={self.columns[name]}" for name in FIELDS if self.columns.get(name))

    @classmethod
    def parse(cls, text: str) -> Mapping:
        """The mapping written as 'title=headline,text=body'; UnreadableInput when it is none."""
        columns: dict[str, str] = {}
        for part in filter(None, map(str.strip, text.split(","))):
            name, equals, column = map(str.strip, part.partition("="))
            if not equals or name not in FIELDS:
                raise UnreadableInput(f"--map: {part!r} is no FIELD=COLUMN; the fields are {', '.join(FIELDS)}")
            if name in columns:
                raise UnreadableInput(f"--map: {name!r} is given twice ({columns[name]!r}, {column!r}); give it once")
            columns[name] = column
        return cls(columns)

    @classmethod
    def guess(cls, header: Iterable[str]) -> Mapping:
        """What the names of the columns say; fields that none of them names stay out."""
        by_name: dict[str, str] = {}
        for column in header:
            by_name.setdefault(_folded(column), column)
        found = {name: [by_name[word] for word in words if word in by_name] for name, words in _words().items()}
        return cls({name: columns[0] for name, columns in found.items() if columns})

    def completed(self, header: Sequence[str], name: str) -> Mapping:
        """This mapping, with guesses for what it does not speak of.

        Raises UnreadableInput, naming `name` and the columns there are, when a column is missing or nothing gives
        the text.
        """
        for wanted, column in self.columns.items():
            if column and column not in header:
                raise UnreadableInput(
                    f"{name}: --map {wanted}={column}: there is no such column; there are {_listed(header)}"
                )
        taken = {column for column in self.columns.values() if column}
        guessed = {key: column for key, column in self.guess(header).columns.items() if column not in taken}
        whole = Mapping({**guessed, **self.columns})
        if not (whole.columns.get("text") or whole.columns.get("html")):
            raise UnreadableInput(
                f"{name}: no column looks like the text; say --map text=COLUMN, there are {_listed(header)}"
            )
        return whole


_SHOWN = 6
"""Columns that a message lists."""


def _folded(column: str) -> str:
    return re.sub(r"[\s_-]+", "", column.rpartition(".")[2].casefold())


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(repr(column[:40]) for column in header[:_SHOWN]) or "none"
    return shown + (f" and {len(header) - _SHOWN} more" if len(header) > _SHOWN else "")


@cache
def _words() -> MappingOf[str, Sequence[str]]:
    text = files("svodka.sources").joinpath("data/columns.toml").read_text("utf-8")
    return {name: [_folded(word) for word in words] for name, words in tomllib.loads(text).items()}
