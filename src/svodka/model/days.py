"""Days as machines write them: the local day that stands there, never one converted or guessed."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:(?<=-\d\d-\d\d)[T ].*)?", re.S | re.A)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{4}.*)?", re.S | re.A)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*[\s-]+(\d{4})(?:\s.*)?", re.S | re.A)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ,].*)?", re.S | re.A)
_UNSET = frozenset({"0001-01-01", "1900-01-01", "1970-01-01"})
"""What programs write where they know no day."""


def day_as_written(written: str) -> str | None:
    """EDTF of the day in '2021-06-29T23:30:00+03:00', 'Tue, 29 Jun 2021 23:30:00 +0300' or '29.06.2021', else None.

    It is the day on the calendar of whoever wrote it: the time zone is not applied. '2021-06' and '2021' stay as
    they are; '01/02/2021' may be either of two days and is None, as is a day that no calendar has.
    """
    text = written.strip()
    for pattern, order in ((_ISO, (1, 2, 3)), (_COMPACT, (1, 2, 3)), (_DOTTED, (3, 2, 1)), (_MAIL, (3, 2, 1))):
        if match := pattern.fullmatch(text):
            return _edtf(*(match[group] for group in order))
    return None


def _edtf(year: str, month: str | None, day: str | None) -> str | None:
    try:
        number = _MONTHS.index(month.lower()) + 1 if month and month.isalpha() else int(month or 1)
        whole = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return None
    return None if whole in _UNSET else whole[: 10 if day else 7 if month else 4]
