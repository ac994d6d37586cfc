"""Calendar periods and stretches of them, written as EDTF (Library of Congress, levels 0-2)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_UNKNOWN_YEAR = 2000  # a leap year, so that 'XXXX-02-29' counts as a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day, a month, a season (month 21..24), a year or a decade; the year may be unknown (None).

    The winter of a year is the one that ends in it: '2022-24' runs from December 2021 to February 2022.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    decade: bool = False
    about: bool = False

    @property
    def valid(self) -> bool:
        """Whether the calendar has such a day."""
        if self.day is None or self.month is None:
            return True
        return 1 <= self.day <= monthrange(self.year or _UNKNOWN_YEAR, self.month)[1]

    @property
    def first(self) -> date:
        """The day it begins on."""
        year, month = self.year or _UNKNOWN_YEAR, self.month or 1
        if month > 12:
            month = _SEASON_MONTHS[month][0]
            year -= month == 12
        return date(year, month, self.day or 1)

    @property
    def last(self) -> date:
        """The day it ends on."""
        year, month = self.year or _UNKNOWN_YEAR, self.month or 12
        if month > 12:
            month = _SEASON_MONTHS[month][1]
        return date(year + (9 if self.decade else 0), month, self.day or monthrange(year, month)[1])

    def edtf(self) -> str:
        """The EDTF string, 'XXXX' for an unknown year."""
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        parts = [year[:3] + "X" if self.decade else year]
        parts += [f"{n:02d}" for n in (self.month, self.day) if n is not None]
        return "-".join(parts) + ("~" if self.about else "")

    def in_year(self, year: int | None) -> Period:
        """The same day, month or season of another year."""
        return replace(self, year=year)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """From the start of `lo` to the end of `hi`; None leaves that end open; the same object twice is a point."""

    lo: Period | None
    hi: Period | None

    def edtf(self) -> str:
        """The EDTF point or interval, '..' for an open end."""
        if self.lo is not None and self.lo == self.hi:
            return self.lo.edtf()
        return f"{self.lo.edtf() if self.lo else '..'}/{self.hi.edtf() if self.hi else '..'}"

    @property
    def valid(self) -> bool:
        """Whether both ends exist and stand in their order."""
        if not all(p.valid for p in (self.lo, self.hi) if p):
            return False
        if not self.lo or not self.hi or self.lo.year is None or self.hi.year is None:
            return True
        return self.lo.first <= self.hi.last


def point(period: Period) -> Stretch:
    """The stretch that is one period."""
    return Stretch(lo=period, hi=period)


def day_of(day: date) -> Period:
    """The period of one day."""
    return Period(year=day.year, month=day.month, day=day.day)


def plus_months(year: int, month: int, count: int) -> Period:
    """The month that lies `count` months after (before, if negative) a month."""
    index = year * 12 + month - 1 + count
    return Period(year=index // 12, month=index % 12 + 1)
