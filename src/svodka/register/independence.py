"""Which articles are one source: copies of one text, and an agency's report with the rewritings that name it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from svodka.knowledge.outlets import find_outlet
from svodka.register.dates import distance, first_day
from svodka.register.sketch import ALIKE, bands, likeness
from svodka.register.views import Source, Told

NEAR = 2
"""Days between an agency's report and what was written from it."""


def independent(told: Iterable[Told]) -> int:
    """How many sources tell a thing: ten sites with one wire text count once, edited or retold."""
    return len(groups_of_sources(told))


def groups_of_sources(told: Iterable[Told]) -> list[tuple[str, ...]]:
    """The articles of one record in groups of which each is one source; in order of their names."""
    tellers = list(told)
    sources = {one.source.article: one.source for one in tellers}
    return _grouped(sources, (*_copies(sources), *wires_of(tellers).items()))


def wires_of(told: Iterable[Told]) -> Mapping[str, str]:
    """By article, the agency's own report that it retells ('передаёт ТАСС'): of the same record, at most NEAR days off.

    Of several the nearest in time counts, then the first by its id.
    """
    tellers = list(told)
    own: defaultdict[str, dict[str, Source]] = defaultdict(dict)
    for one in tellers:
        for place in one.source.appearances:
            if place.outlet:
                own[_outlet(place.outlet)][one.source.article] = one.source
    found: dict[str, str] = {}
    for one in tellers:
        for agency in dict.fromkeys(_outlet(value.value) for value in one.claim.of("via")):
            if one.source.article not in own[agency] and (wire := _nearest(one.source, own[agency].values())):
                found.setdefault(one.source.article, wire)
    return found


def _nearest(source: Source, reports: Iterable[Source]) -> str | None:
    day = first_day(source.published)
    near = [
        (distance(day, other), report.article)
        for report in reports if day and (other := first_day(report.published)) and distance(day, other) <= NEAR
    ]  # fmt: skip
    return min(near)[1] if near else None


@lru_cache(maxsize=10_000)
def _outlet(name: str) -> str:
    """One name for an outlet: 'Интерфаксу', 'INTERFAX.RU'."""
    found = find_outlet(name)
    return found.name if found else name.casefold()


def _copies(sources: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
    """Pairs of near-duplicates, lightly edited."""
    by_band: defaultdict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for article in sorted(sources):
        for band in bands(sources[article].sketch):
            for other in by_band[band]:
                if (other, article) not in seen:
                    seen.add((other, article))
                    if likeness(sources[article].sketch, sources[other].sketch) >= ALIKE:
                        yield other, article
            by_band[band].append(article)


def _grouped(articles: Iterable[str], pairs: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    leader = {article: article for article in articles}

    def lead(article: str) -> str:
        while leader[article] != article:
            leader[article] = leader[leader[article]]
            article = leader[article]
        return article

    for one, other in pairs:
        first, second = sorted((lead(one), lead(other)))
        leader[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for article in sorted(leader):
        groups[lead(article)].append(article)
    return sorted(tuple(group) for group in groups.values())
