"""An article as it came, with its parts marked; the text itself is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from svodka.model.spans import Span

ParagraphKind = Literal["title", "subtitle", "subhead", "body", "byline", "boilerplate"]
PublishedBasis = Literal["metadata", "stated", "inferred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line or block of the article. Only `title`, `subtitle`, `subhead` and `body` are read."""

    span: Span
    kind: ParagraphKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The opening 'Москва. 29 июня. ИНТЕРФАКС - ': where, when and by which agency."""

    span: Span
    place: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news text with what is known about it. Every span anywhere refers to `text`."""

    id: str  # SHA-256 (hex) of the normalised text
    text: str
    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published: str | None  # EDTF
    published_basis: PublishedBasis | None
    place: str | None
    language: str  # ISO 639-1
    paragraphs: tuple[Paragraph, ...]
    dateline: Dateline | None
