"""The questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from svodka.model import FactType
from svodka.query.answers import ArticleFound, Doubt, EntityFound, EntityState, NotFound, OpenName, Queued, RecordFound
from svodka.query.who import entity_found, entity_state, open_name
from svodka.register import Register
from svodka.register import reading as rows
from svodka.register.dates import first_day, last_day
from svodka.register.keys import country_code, item_key, stem_words
from svodka.register.parties import party_meant, takes_part
from svodka.register.projecting import joined_blocks, terms_of
from svodka.register.reviews import load_reviews
from svodka.register.signed import Review
from svodka.register.state import RecordState, Step, state_of
from svodka.register.who.asking import Asked, entity_rows
from svodka.register.who.called import entity_keys, may_be_called
from svodka.register.who.opened import open_names
from svodka.register.who.whole import whole_entity
from svodka.register.words import asked_forms, words_of

_SNIPPET = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFilter:
    """Which records to list; everything given must hold.

    `country`: a code or a name, several must all take part; `party`: a person, organisation, place or named
    thing in either alphabet; `item`: a designation or its family; `since`, `until`: happening in these days (EDTF);
    `as_of`: as the press had it by the end of that day.
    """

    type: FactType | None = None
    countries: tuple[str, ...] = ()
    party: str | None = None
    item: str | None = None
    stage: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    limit: int = 50


class Query:
    """Questions to one register. Each is answered from one moment of it."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def records(self, wanted: RecordFilter | None = None) -> list[RecordFound]:
        """The records that match, the latest told first; NotFound for a country that is none."""
        wanted = wanted or RecordFilter()
        with self._register.reading() as connection:
            asked = rows.Wanted(
                type=wanted.type, terms=_terms(wanted), stage=wanted.stage, limit=wanted.limit,
                party=party_meant(connection, wanted.party, wanted.as_of) if wanted.party else None,
                since=first_day(wanted.since) or None, until=last_day(wanted.until) or None,
            )  # fmt: skip
            if wanted.as_of is None:
                return [RecordFound(**row) for row in rows.record_rows(connection, asked)]
            blocks = rows.blocks_of(connection, asked)
            joined = [each for _, each in joined_blocks(connection, blocks, wanted.as_of)]
        terms = set(asked.terms)
        chosen = [each for each in joined if terms.issubset(terms_of(each)) and takes_part(each, asked.party)]
        found = [_found(state) for state in map(state_of, chosen) if _matches(state, asked)]
        return sorted(found, key=lambda row: (_backwards(row.latest), row.id))[: wanted.limit]

    def show(self, identifier: str, *, as_of: str | None = None) -> RecordState:
        """A record with its claims, by its id or the key of any of its claims; NotFound when nothing has it."""
        with self._register.reading() as connection:
            joined = rows.record_joined(connection, identifier, as_of)
        if joined is None:
            known = f" as of {as_of}" if as_of else ""
            raise NotFound(f"{identifier}: no record has this id{known}; list them with 'svodka records'")
        return state_of(joined)

    def history(self, identifier: str, *, as_of: str | None = None) -> tuple[Step, ...]:
        """The stages of a record in order of time."""
        return self.show(identifier, as_of=as_of).history

    def reviews(self) -> list[Review]:
        """What people decided, the earliest first, with what was taken back."""
        with self._register.reading() as connection:
            return load_reviews(connection)

    def doubtful(self, limit: int = 50) -> list[Doubt]:
        """Claims that a person should look at and nobody has decided on."""
        with self._register.reading() as connection:
            found = rows.doubtful(connection, limit)
        return [Doubt(claim=claim, record=record, reason=reason) for claim, record, reason in found]

    def queue(self, limit: int = 50) -> list[Queued]:
        """What a person should look at: doubtful claims first, then names that may be several persons'."""
        claims = [Queued(kind="claim", id=each.claim, about=each.record, reason=each.reason, choices=())
                  for each in self.doubtful(limit)]  # fmt: skip
        names = [
            Queued(kind="name", id=each.id, about=f"{each.name}: {each.words}", reason="may be several persons'",
                   choices=tuple(f"{one.id} {one.name}" for one in each.candidates))
            for each in self.open_names(limit)
        ]  # fmt: skip
        return [*claims, *names]

    def open_names(self, limit: int = 50) -> list[OpenName]:
        """Persons' names that may be several persons', the newest first."""
        with self._register.reading() as connection:
            return [open_name(found) for found in open_names(connection, limit)]

    def entities(
        self, *, kind: str | None = None, country: str | None = None, name: str | None = None,
        as_of: str | None = None, limit: int = 50,
    ) -> list[EntityFound]:  # fmt: skip
        """The entities that match, the most named first, as the press named them by the end of the day `as_of`.

        `name` may be in Russian or English, of a person the surname.
        """
        asked = Asked(
            kind=kind, country=_country(country) if country else None, limit=limit,
            keys=entity_keys(kind, name) if name else (),
            fits=(lambda row: may_be_called(row, name)) if name and len(name.split()) > 1 else None,
        )  # fmt: skip
        with self._register.reading() as connection:
            return [entity_found(row) for row in entity_rows(connection, asked, as_of)]

    def entity(self, identifier: str, *, as_of: str | None = None, limit: int = 20) -> EntityState:
        """An entity by its id, an id that it had before, or that of any of its names, with the newest of its articles;
        NotFound when nothing has it, or had by the end of the day `as_of`."""
        with self._register.reading() as connection:
            found = whole_entity(connection, identifier, as_of, limit)
        if found is None:
            known = f" as of {as_of}" if as_of else ""
            raise NotFound(f"{identifier}: no entity has this id{known}; list them with 'svodka entities'")
        return entity_state(found)

    def search(self, words: str, *, as_of: str | None = None, limit: int = 20) -> list[ArticleFound]:
        """Articles with all the words in any form, the best first, with the quotations that have them all too."""
        with self._register.reading() as connection:
            forms = asked_forms(connection, words)
            found = rows.articles_with(connection, forms, as_of, limit)
            quotes = rows.quotes_in(connection, [number for number, *_ in found])
        wanted = [frozenset(stem_words(each)) for each in forms]
        return [
            ArticleFound(
                article=identifier, title=source.title or "", published=source.published,
                outlets=tuple(sorted({place.outlet for place in source.appearances if place.outlet})),
                snippet=_snippet(text, wanted),
                quotes=tuple(quote for quote in quotes.get(number, ()) if _holds(quote, wanted)),
            )
            for number, identifier, text, source in found
        ]  # fmt: skip


def _terms(wanted: RecordFilter) -> tuple[str, ...]:
    terms = [f"country:{_country(name)}" for name in wanted.countries]
    if wanted.item:
        terms.append(f"item:{item_key(wanted.item)}")
    return tuple(terms)


def _country(name: str) -> str:
    code = country_code(name)
    if code is None:
        raise NotFound(f"{name}: no such country; give a code (BY) or a name (Белоруссия, Belarus)")
    return code


def _matches(state: RecordState, wanted: rows.Wanted) -> bool:
    return (
        (not wanted.stage or (state.stage or "") == wanted.stage)
        and (not wanted.since or state.until >= wanted.since)
        and (not wanted.until or (bool(state.since) and state.since <= wanted.until))
    )


def _found(state: RecordState) -> RecordFound:
    row: Mapping[str, Any] = {
        field.name: getattr(state, field.name) for field in fields(RecordFound) if field.name not in ("stage", "claims")
    }
    return RecordFound(stage=state.stage or "", claims=len(state.evidence), **row)


def _backwards(day: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in day) or (1,)


def _holds(text: str, wanted: Sequence[frozenset[str]]) -> bool:
    held = set(stem_words(words_of(text)))
    return all(each & held for each in wanted)


def _snippet(text: str, wanted: Sequence[frozenset[str]]) -> str:
    """The words around the first one that was asked for."""
    sought = {stem for each in wanted for stem in each}
    for word in re.finditer(r"\w+", text):
        if not sought.isdisjoint(stem_words([word[0]])):
            start = max(0, word.start() - _SNIPPET // 2)
            return " ".join(text[start : start + _SNIPPET].split())
    return " ".join(text[:_SNIPPET].split())
