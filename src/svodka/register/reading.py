"""The register's side of questions: rows in, rows out; what they mean is the query package's matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from svodka.register import tables as t
from svodka.register.parties import Party, takes_part_in
from svodka.register.projecting import joined_blocks, stored_record
from svodka.register.records import Joined
from svodka.register.reviews import load_decisions
from svodka.register.views import Source, is_current, known_by, sources_of
from svodka.register.words import matching_articles

Row = Mapping[str, Any]
COLUMNS = ("id", "type", "stage", "modality", "title", "since", "until", "latest", "claims", "sources")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which records are asked for; `terms` must all hold, and so must `party`."""

    type: str | None = None
    terms: tuple[str, ...] = ()
    party: Party | None = None
    stage: str | None = None
    since: str | None = None  # YYYY-MM-DD
    until: str | None = None
    limit: int = 50


def record_rows(connection: Connection, wanted: Wanted) -> list[Row]:
    """The records, the latest told first."""
    columns = [t.records.c[name] for name in COLUMNS]
    query: Select[Any] = select(*columns)
    order = (t.records.c.latest, t.records.c.id)
    for number, term in enumerate(wanted.terms):
        found = t.record_terms.alias(f"term{number}")
        query = query.join(found, found.c.record == t.records.c.id).where(found.c.term == term)
        if wanted.type:
            query = query.where(found.c.type == wanted.type)
        if not number:
            order = (found.c.latest, found.c.record)  # the index of terms is in this order
    if wanted.type:
        query = query.where(t.records.c.type == wanted.type)
    if wanted.stage:
        query = query.where(t.records.c.stage == wanted.stage)
    if wanted.since:
        query = query.where(t.records.c.until >= wanted.since)
    if wanted.until:
        query = query.where(t.records.c.since <= wanted.until, t.records.c.since != "")
    if wanted.party:
        query = query.where(takes_part_in(wanted.party))
    ordered = query.order_by(order[0].desc(), order[1]).limit(wanted.limit)
    return [dict(row) for row in connection.execute(ordered).mappings()]


def blocks_of(connection: Connection, wanted: Wanted) -> list[str]:
    """The blocks whose records, as known today, may answer a question about an earlier day."""
    every = select(t.records.c.block).distinct()
    if wanted.type:
        every = every.where(t.records.c.type == wanted.type)
    asked: list[tuple[str, ...]] = [(term,) for term in wanted.terms]
    if wanted.party:
        asked.append((*wanted.party.terms, *wanted.party.surnames))
    found = [
        set(connection.execute(every.join(t.record_terms, t.record_terms.c.record == t.records.c.id)
                               .where(t.record_terms.c.term.in_(terms))).scalars())
        for terms in asked
    ]  # fmt: skip
    return sorted(set.intersection(*found) if found else connection.execute(every).scalars())


def record_joined(connection: Connection, identifier: str, as_of: str | None = None) -> Joined | None:
    """The record that a record's id, or the key of any of its claims, leads to; None when nothing does."""
    key = identifier.removeprefix("R")
    found = connection.execute(
        select(t.record_claims.c.claim, t.records.c.id, t.records.c.block)
        .join(t.records, t.records.c.id == t.record_claims.c.record)
        .where(t.record_claims.c.claim >= key, t.record_claims.c.claim < f"{key}g").limit(1)
    ).first()  # fmt: skip
    if found is None or not key:
        return None
    if as_of is None:
        return stored_record(connection, found.id)
    for _, joined in joined_blocks(connection, [found.block], as_of):
        if any(member.told.claim.key == found.claim for member in joined.members):
            return joined
    return None


def doubtful(connection: Connection, limit: int) -> list[tuple[str, str, str]]:
    """Claims that a person should look at and nobody has: claim, record, reason."""
    decisions = load_decisions(connection)
    query = select(t.record_claims.c.claim, t.record_claims.c.record, t.record_claims.c.doubt)
    rows = connection.execute(query.where(t.record_claims.c.doubt > "").order_by(t.record_claims.c.claim))
    seen = {key for review in decisions.moves for key in review.claims} | set(decisions.verdicts) | decisions.kept
    return [(row[0], row[1], row[2]) for row in rows if row[0] not in seen][:limit]


def articles_with(
    connection: Connection, forms: list[tuple[str, ...]], as_of: str | None, limit: int
) -> list[tuple[int, str, str, Source]]:
    """Articles that hold each word in one of its forms, the best first: number, id, text and source."""
    known: dict[int, Source] = {}
    for numbers in matching_articles(connection, forms):
        wanted = numbers if as_of else numbers[:limit]
        found = sources_of(connection, wanted)
        known |= {number: found[number] for number in wanted if known_by(found[number], as_of)}
        if len(known) >= limit:
            break
    numbers = list(known)[:limit]
    columns = (t.articles.c.number, t.articles.c.id, t.articles.c.text)
    rows = {row.number: row for row in connection.execute(select(*columns).where(t.articles.c.number.in_(numbers)))}
    return [(number, rows[number].id, rows[number].text, known[number]) for number in numbers]


def quotes_in(connection: Connection, numbers: Iterable[int]) -> dict[int, list[str]]:
    """The quotations that the current readings of these articles found."""
    query = (
        select(t.readings.c.article, t.claim_values.c.text)
        .join(t.claims, t.claims.c.id == t.claim_values.c.claim).join(t.readings, t.claims.c.reading == t.readings.c.id)
        .where(t.readings.c.article.in_(list(numbers)), t.claim_values.c.role == "quote", is_current())
        .order_by(t.claim_values.c.start)
    )  # fmt: skip
    found: dict[int, list[str]] = {}
    for number, quote in connection.execute(query):
        found.setdefault(number, []).append(quote)
    return found
