"""The words of time from the data file, as look-ups and as alternatives for patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The vocabulary of `times.toml`; keys are lower case with ё written as е."""

    shift: Mapping[str, int]  # stem → by how much
    day: Mapping[str, int]  # word or stem → days from the report
    free_seasons: Mapping[str, int]  # form → 21..24
    bound_seasons: Mapping[str, int]
    month_adjectives: Mapping[str, int]  # stem → 1..12
    numbers: Mapping[str, int]  # form → value
    ordinal_days: Mapping[str, int]  # 'первого' → 1
    counts: Mapping[str, int]  # stem → 1..4
    intent: frozenset[str]
    announcing: frozenset[str]
    speech: frozenset[str]
    unless_after: tuple[str, ...]
    unless_before: tuple[str, ...]
    vague: tuple[str, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The vocabulary, read once."""
    text = (files("svodka.knowledge") / "data" / "times.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Lexicon(
        shift=data["shift"],
        day=data["day"],
        free_seasons=data["season"]["free"],
        bound_seasons=data["season"]["bound"],
        month_adjectives=data["month_adjective"],
        numbers={form: int(value) for value, forms in data["number"].items() for form in forms.split()},
        ordinal_days={form: number for number, form in enumerate(data["ordinal"]["days"], 1)},
        counts=data["ordinal"]["count"],
        intent=frozenset(data["intent"]["lemmas"]),
        announcing=frozenset(data["intent"]["announcing"]),
        speech=frozenset(data["intent"]["speech"]),
        unless_after=tuple(data["unless"]["after"]),
        unless_before=tuple(data["unless"]["before"]),
        vague=tuple(data["unless"]["vague"]),
    )


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) + ")"


def by_stem(word: str, table: Mapping[str, int]) -> int | None:
    """The value of the longest stem that the word begins with."""
    found = [stem for stem in table if word.startswith(stem)]
    return table[max(found, key=len)] if found else None
