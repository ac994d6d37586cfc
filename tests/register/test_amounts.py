"""Quantities, contract and delivery days of a deal, and whose word goes first."""

from __future__ import annotations

import pytest

from svodka.model import Record
from svodka.query import RecordFilter, RecordState
from svodka.register import Register
from tests.register.story import BY, deal
from tests.register.test_joining import filled, only
from tests.register.told import says, told

ORDERED = deal("Россия продала Белоруссии 12 самолетов Су-30СМ.", "2017-06-20", "ordered",
               {**BY, "quantity": "12 самолетов=12 самолёт"})  # fmt: skip


def state(register: Register, *records: Record) -> RecordState:
    return only(filled(register, records), RecordFilter(type="transfer"))


def ordered(words: str, value: str, by: str = "") -> Record:
    text = f"Россия продала Белоруссии {words} Су-30СМ, сообщил источник в Минобороны и топ-менеджер завода."
    return deal(text, "2017-06-22", "ordered", {**BY, "quantity": f"{words}={value}"}, by=by)


@pytest.mark.parametrize(("other", "values"), [
    (ordered("12 машин", "12 машина"), []),  # the same number
    (ordered("10 машин", "10 машина"), ["10 машина", "12 самолёт"]),  # the later first
    (ordered("две эскадрильи", "2 эскадрилья"), []),  # another measure
])  # fmt: skip
def test_two_numbers_of_one_order(register: Register, other: Record, values: list[str]) -> None:
    found = state(register, ORDERED, other).contradictions
    assert [option.value for each in found for option in each.options] == values


@pytest.mark.parametrize("by", ["источник в Минобороны", "топ-менеджер завода"])
def test_who_has_no_name_does_not_go_before_the_press(register: Register, by: str) -> None:
    (found,) = state(register, ORDERED, ordered("10 машин", "10 машина", by=by)).contradictions
    assert [option.value for option in found.options] == ["12 самолёт", "10 машина"]
    assert "anonymous" in found.options[1].why


TEXT = "Россия передала Белоруссии 12 самолетов Су-30СМ. В ноябре Россия передала последние шесть самолетов."


def delivered(text: str, count: str, published: str, **more: str) -> Record:
    fact = says(text, "transfer", {**BY, "quantity": count}, stage="delivered", **more)  # type: ignore[arg-type]
    return told(text, fact, published=published)


def test_a_batch_does_not_contradict_the_whole_of_its_article(register: Register) -> None:
    whole, batch = (says(TEXT, "transfer", {**BY, "quantity": count}, stage="delivered")
                    for count in ("12 самолетов=12 самолёт", "шесть самолетов=6 самолёт"))  # fmt: skip
    found = state(register, ORDERED, told(TEXT, whole, batch, published="2020-12-14"))
    assert (found.contradictions, found.delivered and found.delivered.value) == ((), "12 самолёт")


def test_two_articles_of_one_day_contradict_each_other(register: Register) -> None:
    one = delivered("Россия передала Белоруссии 12 самолетов Су-30СМ.", "12 самолетов=12 самолёт", "2020-12-14")
    other = delivered("Россия передала Белоруссии 10 самолетов Су-30СМ.", "10 самолетов=10 самолёт", "2020-12-14")
    (found,) = state(register, one, other).contradictions
    assert found.about == "delivered quantity 2020-12-14"


def test_when_it_was_signed_and_when_it_came(register: Register) -> None:
    first = delivered("Россия передала Белоруссии 4 самолета Су-30СМ.", "4 самолета=4 самолёт", "2019-11-20")
    again = delivered("Россия раньше передала Белоруссии 4 самолета Су-30СМ.", "4 самолета=4 самолёт", "2020-03-01")
    last = delivered("В мае Россия передала Белоруссии 12 самолетов Су-30СМ.", "12 самолетов=12 самолёт", "2020-06-10",
                     time="мае=2020-05")  # fmt: skip
    found = state(register, ORDERED, first, again, last)
    assert [option.value for option in found.deliveries] == ["2019-11-20", "2020-05"], "a look back is no delivery"
    assert [(option.value, option.why[-1]) for option in found.contracted] == [("2017-06-20", "the day of the news")]
    assert all(option.claims for option in (*found.deliveries, *found.contracted))


def test_a_day_goes_before_its_year_and_a_look_back_stands_in_its_time(register: Register) -> None:
    later = deal("Белоруссия по контракту 2017 года: Россия продала Белоруссии Су-30СМ.", "2019-01-10", "ordered",
                 {**BY, "contract_time": "2017 года=2017"})  # fmt: skip
    exact = deal("Россия 19 июня 2017 года продала Белоруссии Су-30СМ.", "2018-02-10", "ordered",
                 {**BY, "contract_time": "19 июня 2017 года=2017-06-19"})  # fmt: skip
    found = state(register, ORDERED, later, exact)
    assert [option.value for option in found.contracted] == ["2017-06-19"]
    assert [(step.on, step.told_on) for step in found.history] == [
        ("2017-06-19", "2018-02-10"), ("2017-06-20", "2017-06-20"), ("2017-12-31", "2019-01-10"),
    ]  # fmt: skip
    assert found.contradictions == ()
