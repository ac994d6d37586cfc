"""Words around a military site (data/facility.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCourse:
    """The word lists of the file; its comments explain them."""

    exist: frozenset[str]
    use: frozenset[str]
    make: frozenset[str]
    build: frozenset[str]
    close: frozenset[str]
    idea: frozenset[str]
    paper: frozenset[str]
    joint: frozenset[str]

    def group(self, lemma: str) -> str | None:
        """The list that a lemma stands in, the more telling ones first."""
        for name in ("build", "make", "close", "use", "idea", "paper", "exist"):
            if lemma in getattr(self, name):
                return name
        return None


@cache
def site_course() -> SiteCourse:
    """The lists, ё written as е."""
    text = (files("svodka.facts") / "data" / "facility.toml").read_text("utf-8")
    return SiteCourse(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})
