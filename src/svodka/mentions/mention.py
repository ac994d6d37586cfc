"""A typed, normalised span: the coin that mentions hands to facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal[
    "person", "organisation", "country", "place", "equipment", "quantity", "time", "money", "quote",
    "facility", "formation", "exercise", "office", "outlet",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something the article names. `value` is canonical (docs/schema.md, 'Values')."""

    kind: MentionKind
    start: int  # character offsets into article.text
    end: int
    value: str
    sentence: int  # index into analysis.sentences
    first: int  # token indexes in that sentence, `last` inclusive
    last: int
    head: int  # token index of the syntactic head of the span
    country: str | None = None  # ISO code: of a country itself, of an organisation, of an adjective …
    role: str | None = None  # how it is named: name, adjective, capital, national, abbreviation, pronoun …
    of: str | None = None  # what it belongs to: an equipment's class, an organisation's kind …
