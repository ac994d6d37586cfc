"""Words for exercises (data/exercises.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseWords:
    """The word lists of the file; its comments explain them."""

    nouns: frozenset[str]
    weak: frozenset[str]
    weak_adjectives: frozenset[str]
    parts: frozenset[str]
    others: frozenset[str]
    series: frozenset[str]


@cache
def exercise_words() -> ExerciseWords:
    """The lists, ё written as е."""
    text = (files("svodka.knowledge") / "data" / "exercises.toml").read_text("utf-8")
    return ExerciseWords(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})
