"""The days that an EDTF date may mean."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 12),
            33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The first and last day that a date covers; None where it is open."""

    first: date | None
    last: date | None


@lru_cache(maxsize=20_000)
def days(edtf: str | None) -> Days | None:
    """'2021-06' → 1 to 30 June 2021, '../2024' → open to 31 December; None for a date without a year."""
    if not edtf:
        return None
    start, _, end = edtf.partition("/")
    first, last = _one(start), _one(end or start)
    if first is None and last is None:
        return None
    return Days(first=first.first if first else None, last=last.last if last else None)


def first_day(edtf: str | None) -> str:
    """The first day as YYYY-MM-DD, or the last where only that is known; '' where nothing is."""
    found = days(edtf)
    day = (found.first or found.last) if found else None
    return day.isoformat() if day else ""


def last_day(edtf: str | None) -> str:
    """The last day as YYYY-MM-DD, or the first where only that is known; '' where nothing is."""
    found = days(edtf)
    day = (found.last or found.first) if found else None
    return day.isoformat() if day else ""


def year_of(edtf: str | None) -> int | None:
    """The year of the first day that is known."""
    day = first_day(edtf)
    return int(day[:4]) if day else None


def distance(one: str, other: str) -> int:
    """Days between two days, written YYYY-MM-DD."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _one(text: str) -> Days | None:
    found = _DATE.match(text.strip("~?% "))
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            exact = date(year, month, day)
            return Days(first=exact, last=exact)
        from_month, to_month = _SEASONS.get(month, (month, month)) if month else (1, 12)
        return Days(
            first=date(year, from_month, 1), last=date(year, to_month, calendar.monthrange(year, to_month)[1])
        )
    except ValueError:
        return None
