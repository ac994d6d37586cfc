"""One entity with all that is known of it, as it stands or as it was known by the end of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from svodka.register import tables as t
from svodka.register.dates import last_day
from svodka.register.reviews import load_decisions, load_reviews
from svodka.register.signed import Review
from svodka.register.views import Source, Told, claims_of_rows, sources_of
from svodka.register.who.asking import leads_to
from svodka.register.who.decided import Who
from svodka.register.who.names import PERSONS
from svodka.register.who.offices import Held, Office, offices_held
from svodka.register.who.opened import OpenFound, OpenMention, open_found
from svodka.register.who.people import People, people_of
from svodka.register.who.persons import Person, by_day
from svodka.register.who.replacing import person_row, thing_row
from svodka.register.who.things import CHUNK, Thing, things_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name of an entity: a person's in one article, a thing's in `articles`."""

    id: str
    name: str
    article: int | None
    articles: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """All that is known of an entity."""

    row: Row
    names: tuple[Named, ...]
    where: tuple[tuple[Named, Source], ...]  # articles, the newest first
    offices: tuple[tuple[Held, tuple[Told, ...]], ...]  # with the first and the last claims that tell them
    open: tuple[OpenFound, ...]
    reviews: tuple[Review, ...]


def whole_entity(connection: Connection, identifier: str, as_of: str | None, limit: int) -> Whole | None:
    """An entity by its id or that of any of its names, with the newest of its articles; None when nothing has it."""
    found = leads_to(connection, identifier)
    if found is None:
        return None
    who = load_decisions(connection).who
    blocks = who.with_partners([found[1]])
    if found[1].startswith(PERSONS):
        return _whole_person(connection, identifier, found[0], people_of(connection, blocks, who, as_of), who, limit)
    return _whole_thing(connection, identifier, found[0], things_of(connection, blocks, who, as_of), as_of, limit)


def _whole_person(
    connection: Connection, identifier: str, entity: str, people: Sequence[People], who: Who, limit: int
) -> Whole | None:
    """The person who has the mention of this id, or that of the entity to which it leads now, or any of its others."""
    theirs = {one.id for each in people for one in each.stored if one.entity == entity}
    for ids in ({identifier}, {entity}, theirs):
        for each in people:
            for person in each.persons:
                if any(found.mention.id in ids for found in person.mentions):
                    return _person(connection, person, each, who, limit)
    return None


def _person(connection: Connection, person: Person, people: People, who: Who, limit: int) -> Whole:
    names = tuple(
        Named(id=found.mention.id, name=found.mention.name, article=found.mention.article, articles=1,
              why=found.why)
        for found in sorted(person.mentions, key=lambda found: by_day(found.mention))
    )  # fmt: skip
    still_open = [
        OpenMention(
            id=one.mention.id, name=one.mention.name, article=one.mention.article, candidates=one.candidates
        )
        for one in people.open if person.id in one.candidates
    ]  # fmt: skip
    known = [person_row(other, people.block, who) for other in people.persons]
    return Whole(
        row=person_row(person, people.block, who), names=names, where=_where(connection, names, limit),
        offices=_told(connection, _offices(connection, [name.id for name in names])),
        open=tuple(open_found(connection, still_open, known)),
        reviews=_reviews(connection, {name.id for name in names}),
    )  # fmt: skip


def _offices(connection: Connection, mentions: Sequence[str]) -> list[Office]:
    found: list[Office] = []
    columns = t.entity_mentions.c
    for at in range(0, len(mentions), CHUNK):
        query = select(columns.offices).where(columns.id.in_(mentions[at : at + CHUNK]))
        for offices in connection.execute(query).scalars():
            found += (Office(**office) for office in offices)
    return found


def _told(connection: Connection, offices: Iterable[Office]) -> tuple[tuple[Held, tuple[Told, ...]], ...]:
    """The offices held, with the first claim that tells each and the last."""
    held = offices_held(offices)
    shown = {key for each in held for key in (each.claims[0], each.claims[-1])}
    rows = connection.execute(select(t.record_claims.c.row).where(t.record_claims.c.claim.in_(shown))).scalars().all()
    told = {one.claim.key: one for one in claims_of_rows(connection, rows, load_decisions(connection))}
    ends = [dict.fromkeys((each.claims[0], each.claims[-1])) for each in held]
    return tuple((each, tuple(told[key] for key in keys if key in told)) for each, keys in zip(held, ends, strict=True))


def _where(connection: Connection, names: Iterable[Named], limit: int) -> tuple[tuple[Named, Source], ...]:
    by_article = {name.article: name for name in names if name.article is not None}
    sources = sources_of(connection, by_article)
    newest = sorted(by_article, key=lambda number: (last_day(sources[number].published), number), reverse=True)
    return tuple((by_article[number], sources[number]) for number in newest[:limit])


def _reviews(connection: Connection, names: Collection[str]) -> tuple[Review, ...]:
    """What was decided on these names, also what was taken back."""
    return tuple(
        review for review in load_reviews(connection)
        if review.names and (review.value in names or any(name.id in names for name in review.names))
    )  # fmt: skip


def _whole_thing(
    connection: Connection, identifier: str, entity: str, things: Sequence[Thing], as_of: str | None, limit: int
) -> Whole | None:
    theirs = set(connection.execute(select(t.entity_names.c.id).where(t.entity_names.c.entity == entity)).scalars())
    for ids in ({identifier}, theirs):
        for thing in things:
            if thing.articles and any(name.id in ids for name in thing.names):
                names = tuple(
                    Named(id=name.id, name=name.name, article=None, articles=articles, why="")
                    for name, articles in sorted(thing.names.items(), key=lambda each: (-each[1], each[0].name))
                )  # fmt: skip
                return Whole(
                    row={**thing_row(thing), "block": thing.block}, names=names, offices=(), open=(),
                    where=_where_thing(connection, thing, as_of, limit),
                    reviews=_reviews(connection, {name.id for name in thing.names}),
                )  # fmt: skip
    return None


def _where_thing(
    connection: Connection, thing: Thing, as_of: str | None, limit: int
) -> tuple[tuple[Named, Source], ...]:
    columns, known = t.mention_blocks.c, t.current_readings.c
    names = {name.name: name for name in thing.names}
    query = (
        select(columns.name, known.article).join(t.current_readings, known.reading == columns.reading)
        .where(columns.block.in_({name.block for name in thing.names}), columns.name.in_(names))
        .order_by(known.known_on.desc(), known.article.desc()).limit(limit)
    )  # fmt: skip
    if as_of:
        query = query.where(known.known_on > "", known.known_on <= last_day(as_of))
    found = [
        Named(id=names[name].id, name=name, article=article, articles=1, why="")
        for name, article in connection.execute(query)
    ]  # fmt: skip
    return _where(connection, found, limit)
