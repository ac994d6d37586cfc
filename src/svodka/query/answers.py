"""What questions are answered with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from svodka.model import SvodkaError


class NotFound(SvodkaError):
    """A name that nothing in the register has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFound:
    """A record in a list. `since` and `until` are days on which it happened, `latest` the last on which it was told."""

    id: str
    type: str
    stage: str
    modality: str
    title: str
    since: str
    until: str
    latest: str
    claims: int
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A claim that a person should look at, its record, and why."""

    claim: str
    record: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFound:
    """An entity in a list."""

    id: str
    type: str
    name: str
    latin: str
    country: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenName:
    """A name in an article that may be several persons'."""

    name: str
    article: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityState:
    """All that is known of an entity; `open` are names that may be this one's or another's."""

    id: str
    type: str
    name: str
    latin: str
    country: str
    articles: int
    aliases: tuple[str, ...]
    offices: tuple[Mapping[str, object], ...]
    open: tuple[OpenName, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFound:
    """An article that search found, with the quotations in it that match as well."""

    article: str
    title: str
    published: str
    outlets: tuple[str, ...]
    snippet: str
    quotes: tuple[str, ...]
