"""The words that name services and those who give and take them (data/service.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

ServiceFrame = Literal["work", "teach", "learn", "make", "develop"]
ServiceKind = Literal[
    "maintenance", "repair", "modernisation", "spare_parts", "training", "licensed_production", "joint_development"
]
WordClass = Literal[
    "learners", "staff", "sites", "askers", "entrusters", "papers", "undergo", "serviced", "lives", "prolongs"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWord:
    """One row of the table; the file's head explains the columns."""

    lemmas: tuple[str, ...]
    kind: ServiceKind
    frame: ServiceFrame
    needs: Literal["learners", "undergone", "licence", "joint", ""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceWords:
    """The table: triggers by lemma, and the classes of words around them."""

    triggers: Mapping[str, ServiceWord]
    classes: Mapping[str, frozenset[str]]

    def has(self, group: WordClass, lemma: str) -> bool:
        """Whether the lemma belongs to a class of words."""
        return fold(lemma) in self.classes[group]


def fold(lemma: str) -> str:
    """The lemma as the table writes it."""
    return lemma.replace("ё", "е")


@cache
def service_words() -> ServiceWords:
    """The table of data/service.toml."""
    data = tomllib.loads((files("svodka.facts") / "data" / "service.toml").read_text("utf-8"))
    rows = [ServiceWord(**{**row, "lemmas": tuple(row["lemmas"])}) for row in data.pop("trigger")]
    triggers = {lemma: row for row in rows for lemma in row.lemmas}
    return ServiceWords(triggers=triggers, classes={name: frozenset(g["lemmas"]) for name, g in data.items()})
