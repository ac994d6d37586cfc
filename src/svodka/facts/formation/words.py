"""Words around a joint formation (data/formation.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationCourse:
    """The word lists of the file; its comments explain them."""

    exist: frozenset[str]
    make: frozenset[str]
    dissolve: frozenset[str]
    join: frozenset[str]
    lead: frozenset[str]

    def group(self, lemma: str) -> str | None:
        """The list that a lemma stands in, the more telling ones first."""
        return next((name for name in ("make", "dissolve", "exist") if lemma in getattr(self, name)), None)


@cache
def formation_course() -> FormationCourse:
    """The lists, ё written as е."""
    text = (files("svodka.facts") / "data" / "formation.toml").read_text("utf-8")
    return FormationCourse(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})
