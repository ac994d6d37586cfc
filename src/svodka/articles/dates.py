"""Calendar dates as datelines and bylines write them: '29 июня', '14 ноя', '16.12.2020', '26 января 2023 года'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from svodka.knowledge.calendar import MONTHS, WEEKDAYS
from svodka.model import Span

_B = "[ \t\u00a0\u202f\u2009]"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}}){_B}+(?P<month>{_MONTH})(?!\w)"
    rf"(?:\.?,?{_B}+(?P<year>(?:19|20)\d\d)(?![\d\w]|-)(?:{_B}*(?:года|г\.|г(?!\w)))?|\.(?={_B}*[-–—,]))?"
)
_NUMERIC = re.compile(r"(?<![\d.])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
_WEEKDAY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFound:
    """A day named in a text; `year` is None where the text leaves it out."""

    span: Span
    day: int
    month: int
    year: int | None

    def in_year(self, year: int) -> date | None:
        """The day in a year, or None for 29 February of a common year."""
        return calendar_day(year, self.month, self.day)

    def edtf(self) -> str | None:
        """The full date in EDTF, or None without a year."""
        whole = self.in_year(self.year) if self.year else None
        return whole.isoformat() if whole else None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plain(text: str) -> str:
    """Lower case with ё as е, letter for letter, so that offsets stay."""
    lowered = text.lower()
    if len(lowered) != len(text):  # 'İ' is two characters when lowered
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.replace("ё", "е")


def days_in(text: str) -> Iterator[DayFound]:
    """The days named in `text`, in order; '31 апреля' and other days no calendar has are left out."""
    folded = plain(text)
    matches = (match for pattern in (_WRITTEN, _NUMERIC, _ISO) for match in pattern.finditer(folded))
    yield from sorted(filter(None, map(_day, matches)), key=lambda day: day.span)


def day_at(text: str, position: int) -> DayFound | None:
    """The day that starts exactly at `position`, if there is one."""
    folded = plain(text[position : position + 40])
    for pattern in (_WRITTEN, _NUMERIC, _ISO):
        if match := pattern.match(folded):
            return _day(match, position)
    return None


def weekday_of(word: str) -> int | None:
    """1 (Monday) to 7 for a weekday's name in any case form."""
    return WEEKDAYS.get(plain(word))


def weekdays_in(text: str) -> Iterator[tuple[Span, int]]:
    """The weekdays named in `text` with their numbers, 1 (Monday) to 7."""
    folded = plain(text)
    for match in _WEEKDAY.finditer(folded):
        yield Span(start=match.start(), end=match.end()), WEEKDAYS[match.group()]


def _day(match: re.Match[str], offset: int = 0) -> DayFound | None:
    month_word, year = match["month"], match["year"]
    month = int(month_word) if month_word.isdigit() else MONTHS[month_word]
    found = DayFound(
        span=Span(start=match.start() + offset, end=match.end() + offset),
        day=int(match["day"]),
        month=month,
        year=int(year) if year else None,
    )
    return found if found.in_year(found.year or 2000) else None  # 2000 was a leap year
