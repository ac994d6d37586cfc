"""The finders in their order, and which of two overlapping mentions stays."""

from __future__ import annotations

from collections.abc import Iterable

from svodka.language import Analysis
from svodka.mentions.anaphora import find_country_anaphora
from svodka.mentions.countries import find_countries
from svodka.mentions.equipment import find_equipment
from svodka.mentions.exercises import find_exercises
from svodka.mentions.facilities import find_facilities
from svodka.mentions.first_person import find_first_person
from svodka.mentions.formations import find_formations
from svodka.mentions.mention import Mention
from svodka.mentions.money import find_money
from svodka.mentions.offices import find_offices, find_positions
from svodka.mentions.organisations import find_organisations
from svodka.mentions.outlets import find_outlets
from svodka.mentions.people import find_people
from svodka.mentions.places import find_places
from svodka.mentions.quantities import find_quantities
from svodka.mentions.reading import Reading
from svodka.mentions.times import find_times


def annotate(analysis: Analysis) -> Reading:
    """Everything that the article names, who is who resolved."""
    named = find_countries(analysis)
    countries = [*named, *find_country_anaphora(analysis, named)]
    equipment = find_equipment(analysis)
    exercises = find_exercises(analysis)
    organisations = [
        o for o in find_organisations(analysis, countries)
        if o.of != "other" or not _overlapping(o, [*equipment, *exercises])
    ]  # fmt: skip
    people = _outside(find_people(analysis), [*organisations, *equipment])
    places = _outside(find_places(analysis, named), [*organisations, *equipment, *people])
    offices = find_offices(analysis, people, organisations, countries)
    positions = find_positions(analysis, people, organisations, countries)
    found = [
        *countries,
        *equipment,
        *organisations,
        *people,
        *places,
        *offices,
        *find_times(analysis),
        *find_quantities(analysis, equipment),
        *find_money(analysis),
        *find_first_person(analysis, people, positions),
        *exercises,
        *find_outlets(analysis),
        *find_facilities(analysis, equipment),
        *find_formations(analysis),
    ]
    found.sort(key=lambda m: (m.start, -m.end))
    return Reading(analysis=analysis, mentions=tuple(found), positions=tuple(positions))


def _overlapping(organisation: Mention, others: Iterable[Mention]) -> bool:
    """'Cold Response', 'Eurofighter Typhoon': the name model takes any foreign name for a firm."""
    return any(o.start < organisation.end and organisation.start < o.end for o in others)


def _outside(mentions: Iterable[Mention], holders: Iterable[Mention]) -> list[Mention]:
    """The mentions that are no part of a name: not the Shipunov of 'КБ приборостроения имени Шипунова'."""
    held: dict[int, list[Mention]] = {}
    for holder in holders:
        held.setdefault(holder.sentence, []).append(holder)
    return [
        m for m in mentions
        if not any(h.start <= m.start and m.end <= h.end and h.role != "class" for h in held.get(m.sentence, ()))
    ]  # fmt: skip
