"""Which of several possible days of publication the years of the text speak for, if they speak for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from svodka.articles.years import YearEvidence, YearNamed

_FIRST_YEAR = 2000  # hardly any Russian news was written for the web before it
# the cost of naming no year nearer than 0, 1, 2 … before the one of writing, which as a rule is 'this year'
_BEHIND = (0.3, 0.0, 0.5, 1.0, 1.5)
_AHEAD = (0.0, 0.0, 0.5, 1.0, 2.0)  # the same of the nearest plan: what is promised for 2024 is told shortly before
_AHEAD_LOOSE = (0.0, 0.0, 0.3, 0.6, 1.0)  # 'до 2027 года'
_ALONE = (0.0, 0.5, 1.0, 2.0)  # years not told as past or ahead: 'обещал передать в 2019 году'
_FURTHER_BEHIND, _FURTHER_AHEAD, _FURTHER_LOOSE = 0.3, 1.0, 0.5  # a year further on
_ONE_SIDED, _SINGLE, _BOTH_SIDED = 1.0, 0.0, 3.0  # the dearest day that is accepted
_HORIZON = 18  # years behind the latest one told as past
_MARGIN = 1.5  # by which the second best has to be dearer: weekdays come back on a day after 5, 6 or 11 years


def possible_years(evidence: YearEvidence) -> range:
    """The years in which an article that names these years may have been written."""
    years = [named.year for named in evidence.named if named.weight != "none"]
    said = [evidence.written_in] if evidence.written_in else []
    return range(max(_FIRST_YEAR, min(years + said) - 12), max(years + said) + 13) if years or said else range(0)


def choose_day(days: Sequence[date], evidence: YearEvidence) -> date | None:
    """The one of `days` (a day in several years) that the text speaks for; None where two are likely or none is."""
    priced = sorted((_cost(day.year, evidence), day) for day in days)
    if not priced or priced[0][0] > _dearest(evidence):
        return None
    if any(second[0] - first[0] < _MARGIN for first, second in pairwise(priced[:2])):
        return None
    return priced[0][1]


def _dearest(evidence: YearEvidence) -> float:
    behind, ahead, open_ = _behind(evidence), _ahead(evidence), _open(evidence)
    if behind and (ahead or [year for year in open_ if year > max(behind)]):
        return _BOTH_SIDED
    return _ONE_SIDED if len({*behind, *open_, *(named.year for named in ahead)}) > 1 or ahead else _SINGLE


def _cost(year: int, evidence: YearEvidence) -> float:
    behind, ahead, open_ = _behind(evidence), _ahead(evidence), _open(evidence)
    told = behind and year not in evidence.events and not _month_of(year, evidence)
    cost = _step(year - max(behind), _BEHIND, _FURTHER_BEHIND) if told else 0.0
    if ahead:
        cost += min(_ahead_cost(named, year) for named in ahead)
    near = [abs(year - other) for other in open_ if not behind or other > max(behind)]
    if near and not ahead:
        cost += _step(min(near), _AHEAD_LOOSE if behind else _ALONE, _FURTHER_AHEAD)
    return cost if behind or ahead or near else float("inf")


def _month_of(year: int, evidence: YearEvidence) -> bool:
    """'контракт подписан в феврале 2024 года': with its month, the year of writing is named as readily as the last."""
    past = [named for named in evidence.named if named.tense == "past" and named.year == year]
    return year == max(_behind(evidence)) and any(named.first.month == named.last.month for named in past)


def _ahead_cost(named: YearNamed, year: int) -> float:
    if named.weight == "loose":
        return _step(named.year - year, _AHEAD_LOOSE, _FURTHER_LOOSE)
    return _step(named.year - year, _AHEAD, _FURTHER_AHEAD)


def _step(distance: int, costs: Sequence[float], further: float) -> float:
    distance = abs(distance)
    return costs[distance] if distance < len(costs) else costs[-1] + further * (distance - len(costs) + 1)


def _behind(evidence: YearEvidence) -> list[int]:
    return [named.year for named in evidence.named if named.tense == "past" and named.weight != "none"]


def _ahead(evidence: YearEvidence) -> list[YearNamed]:
    return [named for named in _in_sight(evidence) if named.tense == "future"]


def _open(evidence: YearEvidence) -> list[int]:
    return [named.year for named in _in_sight(evidence) if named.tense == "open"]


def _in_sight(evidence: YearEvidence) -> list[YearNamed]:
    """The years not so far ahead that they say nothing: an agreement of 2012 'действует до 2042 года'."""
    horizon = max(_behind(evidence), default=9999) + _HORIZON
    return [named for named in evidence.named if named.weight != "none" and named.year <= horizon]
