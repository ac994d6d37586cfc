"""Entities as answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from svodka.query.answers import (
    Candidate,
    EntityFound,
    EntityState,
    NamedIn,
    NameUsed,
    OfficeHeld,
    OfficeTold,
    OpenName,
)
from svodka.register.views import Source, Told
from svodka.register.who.offices import Held
from svodka.register.who.opened import OpenFound
from svodka.register.who.whole import Named, Whole


def entity_found(row: Mapping[str, Any]) -> EntityFound:
    """An entity in a list."""
    known = {field.name: row[field.name] for field in fields(EntityFound) if field.name != "aliases"}
    return EntityFound(aliases=tuple(row["aliases"]), **known)


def entity_state(whole: Whole) -> EntityState:
    """An entity with everything."""
    row = whole.row
    return EntityState(
        id=row["id"], type=row["type"], name=row["name"], latin=row["latin"], country=row["country"],
        articles=row["articles"], aliases=tuple(row["aliases"]), names=_names(whole.names),
        offices=tuple(_office(held, told) for held, told in whole.offices), open=tuple(map(open_name, whole.open)),
        where=tuple(_named_in(name, source) for name, source in whole.where), reviews=whole.reviews,
    )  # fmt: skip


def _names(names: Sequence[Named]) -> tuple[NameUsed, ...]:
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for name in names:
        found[name.name].append(name)
    used = (
        NameUsed(name=name, articles=sum(one.articles for one in same), ids=tuple(one.id for one in same))
        for name, same in found.items()
    )
    return tuple(sorted(used, key=lambda each: (-each.articles, each.name)))


def _office(held: Held, told: Sequence[Told]) -> OfficeHeld:
    return OfficeHeld(
        office=held.office, organisation=held.organisation, country=held.country, stage=held.stage, first=held.first,
        last=held.last, times=held.times, claims=held.claims, told=tuple(map(_office_told, told)),
    )  # fmt: skip


def _office_told(told: Told) -> OfficeTold:
    claim = told.claim
    return OfficeTold(
        claim=claim.key, told_on=told.told_on, words=tuple(value.text for value in claim.of("evidence")),
        said_by=tuple(value.value for value in claim.of("said_by")), outlets=_outlets(told.source),
        published=told.source.published,
    )  # fmt: skip


def _named_in(name: Named, source: Source) -> NamedIn:
    return NamedIn(
        id=name.id, name=name.name, why=name.why, article=source.article, title=source.title or "",
        published=source.published, outlets=_outlets(source),
    )  # fmt: skip


def open_name(found: OpenFound) -> OpenName:
    """A name that may be several persons'."""
    return OpenName(
        id=found.mention.id, name=found.mention.name, article=found.source.article, title=found.source.title or "",
        published=found.source.published, outlets=_outlets(found.source), words=found.words,
        candidates=tuple(
            Candidate(id=row["id"], name=row["name"], country=row["country"], articles=row["articles"])
            for row in found.candidates
        ),
    )  # fmt: skip


def _outlets(source: Source) -> tuple[str, ...]:
    return tuple(sorted({place.outlet for place in source.appearances if place.outlet}))
