"""Claims that only the article around them makes clear, and those that stay vague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from svodka.model import Fact, Record
from svodka.query import Query, RecordFilter
from svodka.register import Register
from svodka.register.claims import record_claims
from tests.register.test_joining import filled
from tests.register.told import says, told

Slots = Mapping[str, str | Sequence[str]]
TEXT = (
    "Россия поставила Индии истребители Су-30МКИ, танки Т-90 и самолеты. Китай и Сербия ждут истребители МиГ-29. "
    "Белорусские истребители прибыли. Поставки завершены по контракту 2018 года."
)
RU_IN: Slots = {"supplier": "Россия=RU", "recipient": "Индии=IN"}


def deal(stage: str = "delivered", **slots: str) -> Fact:
    return says(TEXT, "transfer", slots, stage=stage)


SU30 = deal(**RU_IN, item="Су-30МКИ")  # type: ignore[arg-type]


@pytest.mark.parametrize(("facts", "sizes"), [
    ([SU30, deal(recipient="Индии=IN", item="истребители=истребитель")], [2]),
    ([SU30, deal(recipient="Индии=IN", item="самолеты=самолёт")], [2]),  # in a wider sense
    ([SU30, deal(recipient="Индии=IN", item="танки=танк")], [1, 1]),  # no fighter is a tank
    ([SU30, deal(recipient="Сербия=RS", item="истребители=истребитель")], [1, 1]),  # another buyer
    ([SU30, deal(supplier="Китай=CN", recipient="Индии=IN", item="истребители=истребитель")], [1, 1]),
    ([SU30, deal(recipient="Индии=IN", item="МиГ-29"), deal(recipient="Индии=IN", item="истребители=истребитель")],
     [1, 1, 1]),  # of two designations it is neither
    ([SU30, deal(item="Су-30МКИ")], [2]),  # the article knows one deal in them
    ([SU30, deal(item="Т-90")], [1, 1]),
    ([SU30, deal(recipient="Сербия=RS", item="Су-30МКИ"), deal(item="Су-30МКИ")], [1, 1, 1]),  # of two it is neither
    ([SU30, deal(supplier="Китай=CN", item="Су-30МКИ")], [1, 1]),  # another seller
])  # fmt: skip
def test_within_an_article(register: Register, facts: list[Fact], sizes: list[int]) -> None:
    query = filled(register, [told(TEXT, *facts)])
    assert sorted(row.claims for row in query.records(RecordFilter(type="transfer"))) == sizes


FINISHED = "Поставки Су-30МКИ завершены. Россия выполнила контракт 2018 года."


@pytest.mark.parametrize(("slots", "published", "sizes"), [
    ({"item": "Су-30МКИ"}, "2021-07-10", [1, 1]),  # the item and the days alone may be anybody's
    ({"item": "Су-30МКИ", "supplier": "Россия=RU"}, "2021-07-10", [2]),
    ({"item": "Су-30МКИ", "supplier": "Россия=RU"}, "2021-12-10", [1, 1]),  # too late after it
    ({"item": "Су-30МКИ", "contract_time": "2018 года=2018"}, "2021-07-10", [2]),
    ({"item": "Су-30МКИ", "contract_time": "2018 года=2018"}, "2021-12-10", [1, 1]),
])  # fmt: skip
def test_across_articles_it_takes_more(register: Register, slots: Slots, published: str, sizes: list[int]) -> None:
    first = told(TEXT, deal(**RU_IN, item="Су-30МКИ", contract_time="2018 года=2018"))  # type: ignore[arg-type]
    query = filled(register, [first, told(FINISHED, says(FINISHED, "transfer", slots, stage="delivered"),
                                          published=published)])  # fmt: skip
    assert sorted(row.claims for row in query.records(RecordFilter(type="transfer"))) == sizes


MINISTERS = "Министр обороны России Олег Карпухин и министр обороны Индии Раджив Мехра провели переговоры 28 июня."
COUNTRIES = "Переговоры министров обороны России и Индии прошли 28 июня, {also}в Дели."


def offices(*holders: tuple[str, str]) -> list[Fact]:
    return [says(MINISTERS, "position", {"person": person, "office": "министр обороны", "country": country},
                 stage="current") for person, country in holders]  # fmt: skip


def meeting(text: str, participants: Sequence[str], day: str = "28 июня=2021-06-28") -> Fact:
    return says(text, "meeting", {"participants": participants}, stage="held", time=day)


def by_persons(*facts: Fact) -> Record:
    return told(MINISTERS, meeting(MINISTERS, ["Олег Карпухин", "Раджив Мехра"]), *facts,
                entities=[("person", "Олег Карпухин"), ("person", "Раджив Мехра")])  # fmt: skip


KNOWN = by_persons(*offices(("Олег Карпухин", "России=RU"), ("Раджив Мехра", "Индии=IN")))


@pytest.mark.parametrize(("first", "countries", "day", "sizes"), [
    (KNOWN, ["России=RU", "Индии=IN"], "28 июня=2021-06-28", [2]),
    (KNOWN, ["России=RU", "Индии=IN"], "28 июня=2021-06-10", [1, 1]),  # another day
    (KNOWN, ["России=RU", "Сербии=RS"], "28 июня=2021-06-28", [1, 1]),  # other countries
    (by_persons(*offices(("Олег Карпухин", "России=RU"))), ["России=RU", "Индии=IN"], "28 июня=2021-06-28",
     [1, 1]),  # whose minister the other is was not told
])  # fmt: skip
def test_a_meeting_of_countries_and_of_persons(
    register: Register, first: Record, countries: list[str], day: str, sizes: list[int]
) -> None:
    text = COUNTRIES.format(also="и Сербии " if "Сербии=RS" in countries else "")
    query = filled(register, [first, told(text, meeting(text, countries, day))])
    assert sorted(row.claims for row in query.records(RecordFilter(type="meeting"))) == sizes


def test_two_pairs_of_ministers_on_one_day_are_two_meetings(register: Register) -> None:
    others = MINISTERS.replace("Олег Карпухин", "Игорь Зубов").replace("Раджив Мехра", "Анил Дханда")
    holders = (("Игорь Зубов", "России=RU"), ("Анил Дханда", "Индии=IN"))
    facts = [says(others, "position", {"person": person, "office": "министр обороны", "country": country},
                  stage="current") for person, country in holders]  # fmt: skip
    second = told(others, meeting(others, ["Игорь Зубов", "Анил Дханда"]), *facts,
                  entities=[("person", "Игорь Зубов"), ("person", "Анил Дханда")])  # fmt: skip
    text = COUNTRIES.format(also="")
    third = told(text, meeting(text, ["России=RU", "Индии=IN"]))
    query = filled(register, [KNOWN, second, third])
    found = query.records(RecordFilter(type="meeting"))
    assert [row.claims for row in found] == [1, 1, 1], "the third fits either, so it stays open"
    assert [len(rivals) for rivals in _rivals(query)] == [2]


def _rivals(query: Query) -> list[tuple[str, ...]]:
    rows = query.records(RecordFilter(type="meeting"))
    return [each.rivals for row in rows for each in query.show(row.id).evidence if each.rivals]


def test_a_rejected_claim_completes_no_other(register: Register) -> None:
    """Two deals leave the vague claim open; when a person takes one of them out it is the other's, and back again."""
    record = told(TEXT, SU30, deal(recipient="Сербия=RS", item="Су-30МКИ"), deal(item="Су-30МКИ"))
    query = filled(register, [record])
    assert [row.claims for row in query.records()] == [1, 1, 1]
    number = register.review("reject", [record_claims(record)[1].key], by="A. Editor")
    assert [row.claims for row in query.records()] == [2]
    register.undo(number, by="A. Editor")
    assert [row.claims for row in query.records()] == [1, 1, 1]
    assert register.check() == []
