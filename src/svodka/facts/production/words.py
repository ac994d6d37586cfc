"""The words that tie a thing to its maker (data/production.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

ProductionClass = Literal[
    "verbs", "makers", "other", "holdings", "consortia", "general", "apart", "development", "begun"
]


@cache
def _table() -> dict[str, frozenset[str]]:
    data = tomllib.loads((files("svodka.facts") / "data" / "production.toml").read_text("utf-8"))
    return {name: frozenset(lemmas) for name, lemmas in data.items()}


def is_word(group: ProductionClass, lemma: str) -> bool:
    """Whether the lemma belongs to a class of words of the table."""
    return lemma.replace("ё", "е") in _table()[group]
