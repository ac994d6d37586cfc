"""What the relevance filter loses of that which deep reading of everything finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from svodka.knowledge.countries import countries
from svodka.knowledge.organisations import organisations
from svodka.model import Fact, Record

OF_PEOPLE = frozenset({"position", "statement"})
"""Fact types that any article about people has; alone they tell nothing of cooperation between states."""
_HOME = frozenset({"RU", "SU"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Facts that stand in articles which the filter sets aside, of all that deep reading finds."""

    lost: int
    found: int

    @property
    def share(self) -> float:
        """The share lost, 0 where nothing was to be found."""
        return self.lost / self.found if self.found else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelevanceLoss:
    """The losses of a filter over some articles.

    `cooperation`: all facts of the articles about cooperation between states (`is_cooperation`); `events`: all facts
    that are no positions and statements; `beside`: all facts of the articles that have such a fact; `facts`: all.
    """

    articles: int
    passed: int
    cooperation: Lost
    events: Lost
    beside: Lost
    facts: Lost


def measure_loss(judged: Iterable[tuple[Record, bool]]) -> RelevanceLoss:
    """The losses over records of deep reading, each with whether the filter lets its article pass."""
    rows = list(judged)
    events = [(record, passed) for record, passed in rows if _events(record)]
    return RelevanceLoss(
        articles=len(rows),
        passed=sum(passed for _, passed in rows),
        cooperation=_lost([(len(record.facts), passed) for record, passed in rows if is_cooperation(record)]),
        events=_lost([(len(_events(record)), passed) for record, passed in events]),
        beside=_lost([(len(record.facts), passed) for record, passed in events]),
        facts=_lost([(len(record.facts), passed) for record, passed in rows]),
    )


def is_cooperation(record: Record) -> bool:
    """Whether a fact that is no position and no statement has a party of another state than Russia, or an alliance.

    A party is a value of any slot: a country, an alliance, or somebody whose office in the article is of another state.
    """
    officials = {
        value.value
        for fact in record.facts
        if fact.type == "position" and _is_abroad(value.value for value in fact.slots.get("country", ()))
        for value in fact.slots.get("person", ())
    }
    named = {value.value for fact in _events(record) for values in fact.slots.values() for value in values}
    return bool(named & officials) or _is_abroad(named)


def _events(record: Record) -> list[Fact]:
    return [fact for fact in record.facts if fact.type not in OF_PEOPLE]


def _lost(rows: list[tuple[int, bool]]) -> Lost:
    return Lost(lost=sum(count for count, passed in rows if not passed), found=sum(count for count, _ in rows))


def _is_abroad(values: Iterable[str]) -> bool:
    return not _parties_abroad().isdisjoint(values)


@cache
def _parties_abroad() -> frozenset[str]:
    alliances = {organisation.name for organisation in organisations() if organisation.kind == "alliance"}
    return frozenset(countries().keys() - _HOME | alliances)
