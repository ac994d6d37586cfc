"""Records by who takes part in them, whatever an article calls him, her or it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from svodka.knowledge.transliteration import person_key
from svodka.register import tables as t
from svodka.register.catalogue import organisation_key
from svodka.register.projecting import terms_of
from svodka.register.records import Joined
from svodka.register.reviews import load_decisions
from svodka.register.who.asking import Asked, entity_rows, mentions_of_persons
from svodka.register.who.called import KINDS, entity_keys, may_be_called
from svodka.register.who.names import PERSONS, Name

_NAMESAKES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who takes part: a record has one of the terms, or one of the surnames where it means one of the persons.

    `mentions`: the ids of the persons' names in articles, as they were known on the day that was asked about.
    """

    terms: tuple[str, ...]
    surnames: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    mentions: frozenset[str] = frozenset()


def party_meant(connection: Connection, name: str, as_of: str | None) -> Party:
    """The things and persons that go by this name, or were joined with one that does."""
    who = load_decisions(connection).who
    names = {name, *(who.canonical(kind, name, "") for kind in KINDS)}
    terms = {f"with:{person_key(name)}", *(f"with:{organisation_key(each)}" for each in names)}
    asked = Asked(
        kind="person", keys=entity_keys("person", name), fits=lambda row: may_be_called(row, name), limit=_NAMESAKES
    )
    persons = {row["id"]: row["block"] for row in entity_rows(connection, asked, as_of)}
    blocks = who.with_partners(persons.values())
    return Party(
        terms=tuple(sorted(terms)), persons=tuple(sorted(persons)),
        surnames=tuple(f"with:{block.removeprefix(PERSONS)}" for block in blocks),
        mentions=frozenset(mentions_of_persons(connection, persons, as_of)) if as_of else frozenset(),
    )  # fmt: skip


def takes_part_in(party: Party) -> ColumnElement[bool]:
    """What holds of a stored record in which the party takes part."""
    named = t.records.c.id.in_(select(t.record_terms.c.record).where(t.record_terms.c.term.in_(party.terms)))
    if not party.persons:
        return named
    mentions = t.entity_mentions.c
    meant = (
        select(t.claims.c.id).join(t.record_claims, t.record_claims.c.row == t.claims.c.id)
        .join(t.readings, t.readings.c.id == t.claims.c.reading)
        .join(t.claim_values, (t.claim_values.c.claim == t.claims.c.id) & (t.claim_values.c.kind == "person"))
        .join(t.entity_mentions, (mentions.article == t.readings.c.article) & (mentions.name == t.claim_values.c.value))
        .where(t.record_claims.c.record == t.records.c.id, mentions.entity.in_(party.persons))
    )  # fmt: skip
    by_surname = select(t.record_terms.c.record).where(t.record_terms.c.term.in_(party.surnames))
    return or_(named, and_(t.records.c.id.in_(by_surname), meant.exists()))


def takes_part(joined: Joined, party: Party | None) -> bool:
    """Whether the party takes part in a record that was computed for an earlier day."""
    if party is None or not set(terms_of(joined)).isdisjoint(party.terms):
        return True
    return any(
        Name(type="person", name=value.value, scope=member.told.source.article).id in party.mentions
        for member in joined.members for value in member.told.claim.values if value.kind == "person"
    )  # fmt: skip
