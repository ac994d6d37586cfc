"""The record: what is read out of an article (the vocabulary is docs/schema.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from svodka.model.article import Article

FactType = Literal[
    "meeting", "statement", "exercise", "deployment", "agreement", "transfer",
    "service", "facility", "formation", "position", "production",
]  # fmt: skip
Modality = Literal["asserted", "possible", "conditional", "denied"]
SaidKind = Literal["quote", "paraphrase", "report"]
EntityType = Literal[
    "person", "organisation", "country", "place", "equipment", "facility", "formation", "exercise",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A canonical value and the words it was read from (`article.text[start:end] == text`)."""

    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of the article that states a fact."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who vouches for a fact, when they said it (EDTF) and through whom, nearest source first."""

    by: tuple[Value, ...] = ()
    on: str | None = None
    via: tuple[Value, ...] = ()
    kind: SaidKind = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the article states. `rule` names what read it; `trail` tells how, for --debug."""

    id: str
    type: FactType
    stage: str | None
    modality: Modality
    slots: Mapping[str, tuple[Value, ...]]
    time: tuple[Value, ...]
    said: Said
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str
    trail: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something named in the article, with every place that names it."""

    type: EntityType
    name: str
    country: str | None
    mentions: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that was read out of one article."""

    article: Article
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
