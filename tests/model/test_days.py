"""Days as machines write them."""

from __future__ import annotations

import pytest

from svodka.model import day_as_written


@pytest.mark.parametrize(("written", "day"), [
    ("2021-06-29", "2021-06-29"),
    ("2021-06-29T23:30:00+03:00", "2021-06-29"),  # the day there, though it is 20:30 in London
    ("2021-06-29T00:10:00.000+10:00", "2021-06-29"),
    (" 2021-06-29 23:30 ", "2021-06-29"),
    ("20210629T2330", "2021-06-29"),
    ("2021-06", "2021-06"),
    ("2021", "2021"),
    ("Tue, 29 Jun 2021 23:30:00 +0300", "2021-06-29"),
    ("9 September 2021 10:00", "2021-09-09"),
    ("29-Jun-2021", "2021-06-29"),
    ("29.06.2021 12:00", "2021-06-29"),
])  # fmt: skip
def test_the_day_that_stands_there(written: str, day: str) -> None:
    assert day_as_written(written) == day


@pytest.mark.parametrize("written", [
    "", "вчера", "01/02/2021", "2021-02-30", "31.04.2021", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00",
    "1624978800", "2021-6-9", "29 Foo 2021", "2021-13",
])  # fmt: skip
def test_what_is_no_one_day_is_none(written: str) -> None:
    assert day_as_written(written) is None
