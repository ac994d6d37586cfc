"""What questions are answered with."""

from __future__ import annotations

from dataclasses import dataclass

from svodka.model import SvodkaError
from svodka.register.signed import Review


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
class Queued:
    """Something that a person should look at: a claim of the record `about`, or a name and the words around it."""

    kind: str  # 'claim' or 'name'
    id: str
    about: str
    reason: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityFound:
    """An entity in a list; `open` counts the names that may be this one's or another's."""

    id: str
    type: str
    name: str
    latin: str
    country: str
    articles: int
    aliases: tuple[str, ...]
    open: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person whose an open name may be."""

    id: str
    name: str
    country: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenName:
    """A name in an article that may be several persons'; `id` is that of the name."""

    id: str
    name: str
    article: str
    title: str
    published: str
    outlets: tuple[str, ...]
    words: str  # the sentence around the name
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTold:
    """A claim that tells of an office: when, in which words, and who says so."""

    claim: str
    told_on: str
    words: tuple[str, ...]
    said_by: tuple[str, ...]
    outlets: tuple[str, ...]
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHeld:
    """An office that a person held: `first` and `last` are the first and the last day on which the press gave it,
    `times` what claims tell of its time (EDTF), `stage` what was told last. `claims` are all in order of time, `told`
    the first and the last of them."""

    office: str
    organisation: str
    country: str
    stage: str
    first: str
    last: str
    times: tuple[str, ...]
    claims: tuple[str, ...]
    told: tuple[OfficeTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUsed:
    """A name of an entity. `ids` are those of the names that can be decided on: one for a thing, for a person one an
    article, the earliest first."""

    name: str
    articles: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIn:
    """An article that names the entity; `id` is that of the name there, `why` says why it is this entity's."""

    id: str
    name: str
    why: str
    article: str
    title: str
    published: str
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityState:
    """All that is known of an entity; `open` are names that may be this one's or another's, `where` its newest
    articles, `reviews` what people decided, also what was taken back."""

    id: str
    type: str
    name: str
    latin: str
    country: str
    articles: int
    aliases: tuple[str, ...]
    names: tuple[NameUsed, ...]
    offices: tuple[OfficeHeld, ...]
    open: tuple[OpenName, ...]
    where: tuple[NamedIn, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFound:
    """An article that search found, with the quotations in it that match as well."""

    article: str
    title: str
    published: str
    outlets: tuple[str, ...]
    snippet: str
    quotes: tuple[str, ...]
