"""Positions: who holds which office. One fact per person, however often the article repeats the office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from svodka.facts.base.draft import Draft, value_at, value_of
from svodka.mentions import Reading
from svodka.mentions.mention import Mention
from svodka.mentions.offices import Position
from svodka.model import Evidence, Said, Value


def read_positions(reading: Reading) -> Iterator[Draft]:
    """The positions as facts, in order of the text; 'вице-премьер, министр обороны' before one name is one fact."""
    for first in _first_tellings(reading.positions):
        yield _draft(reading, first, [p for p in reading.positions if _same_place(p, first)])


def _first_tellings(positions: Sequence[Position]) -> list[Position]:
    """The first full telling per person; a second one counts only where it changes the stage."""
    told: dict[tuple[str, str], Position] = {}
    for position in positions:
        told.setdefault((position.person.value, position.stage), position)
    return sorted(told.values(), key=lambda p: p.start)


def _same_place(one: Position, other: Position) -> bool:
    return one.person == other.person and one.stage == other.stage and one.office.sentence == other.office.sentence


def _again(positions: Sequence[Position], first: Position) -> list[Position]:
    """Later tellings of the same office: 'министр обороны X' below 'глава Минобороны Белоруссии X' adds the country."""
    return [
        p
        for p in positions
        if p.person.value == first.person.value and p.stage == first.stage and p.office.value == first.office.value
    ]


def _draft(reading: Reading, first: Position, joined: Sequence[Position]) -> Draft:
    told = [*joined, *_again(reading.positions, first)]
    slots = {
        "person": (value_of(reading, first.person),),
        "office": tuple(value_of(reading, p.office) for p in joined),
        "organisation": _one(reading, [p.organisation for p in told]),
        "country": _country(reading, told),
    }
    start, end = min(p.start for p in joined), max(p.end for p in joined)
    return Draft(
        type="position",
        stage=first.stage,
        slots={name: values for name, values in slots.items() if values},
        sentence=first.office.sentence,
        trigger=first.office.head,
        rule="position.office",
        evidence=Evidence(start=start, end=end, text=reading.text[start:end]),
        confidence=0.9,
        said=Said(),
    )


def _one(reading: Reading, organisations: Sequence[Mention | None]) -> tuple[Value, ...]:
    found = next((o for o in organisations if o is not None), None)
    return (value_of(reading, found),) if found else ()


def _country(reading: Reading, joined: Sequence[Position]) -> tuple[Value, ...]:
    """The country named, else that of the organisation, read from the organisation's name."""
    for position in joined:
        shown = position.country or position.organisation
        if position.country_code and shown is not None:
            return (value_at(reading, shown.start, shown.end, position.country_code),)
    return ()
