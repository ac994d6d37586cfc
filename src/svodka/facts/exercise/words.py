"""Verbs around an exercise (data/exercise.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWords:
    """The word lists of the file; its comments explain them."""

    begin: frozenset[str]
    end: frozenset[str]
    hold: frozenset[str]
    cancel: frozenset[str]
    take_part: frozenset[str]
    another: frozenset[str]
    watch: frozenset[str]


@cache
def course_words() -> CourseWords:
    """The lists, ё written as е."""
    text = (files("svodka.facts") / "data" / "exercise.toml").read_text("utf-8")
    return CourseWords(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})
