"""One order after another, and claims that do not say in so many words which thing they mean."""

from __future__ import annotations

import pytest

from svodka.query import RecordFilter
from svodka.register import Register
from svodka.register.keys import office_key
from tests.register.story import BY, deal
from tests.register.test_joining import filled
from tests.register.told import says, told

FOUR = {**BY, "quantity": "4 самолета=4 самолёт"}
TWELVE = {**BY, "quantity": "12 самолетов=12 самолёт"}
FIRST = [
    deal("Россия продала Белоруссии 4 самолета Су-30СМ.", "2015-02-05", "ordered", FOUR),
    deal("Россия передала Белоруссии 4 самолета Су-30СМ.", "2015-11-21", "delivered", FOUR),
]
AGAIN = deal("Россия продала Белоруссии еще 12 самолетов Су-30СМ.", "2017-08-30", "ordered", TWELVE)
TWO_NUMBERS = deal("Россия продала Белоруссии 12 самолетов Су-30СМ.", "2017-08-30", "ordered", TWELVE)
BATCH = deal("Россия передала Белоруссии первую партию Су-30СМ.", "2015-11-21", "delivered",
             {**BY, "part": "первую партию=первая партия"})  # fmt: skip


@pytest.mark.parametrize(("more", "sizes"), [
    ([*FIRST, AGAIN], [1, 2]),
    ([FIRST[0], TWO_NUMBERS], [2]),  # nothing had come: two numbers of one order
    ([FIRST[0], BATCH, TWO_NUMBERS], [3]),  # not all had come
    ([FIRST[0], AGAIN], [1, 1]),  # 'еще' tells of another order
    ([AGAIN, deal("Россия продала Белоруссии еще 12 самолетов Су-30СМ, узнала газета.", "2017-09-02", "ordered",
                  TWELVE)], [2]),  # the same news
    ([*FIRST, deal("Белоруссия рассматривает закупку у России новых партий Су-30СМ.", "2015-11-21", "considered",
                   {"supplier": "России=RU", "recipient": "Белоруссия=BY", "item": "Су-30СМ"}), AGAIN], [2, 2]),
    ([*FIRST, AGAIN, deal("Россия еще раньше передала Белоруссии 4 самолета Су-30СМ.", "2017-08-30", "delivered",
                          FOUR)], [1, 3]),  # what came before is not of the new order
    ([FIRST[0], deal("По контракту 2019 года Россия продала Белоруссии 12 самолетов Су-30СМ.", "2019-10-01", "ordered",
                     {**TWELVE, "contract_time": "2019 года=2019"})], [1, 1]),  # the news of 2015 was of 2015's
    ([FIRST[0], deal("По контракту 2016 года Россия продала Белоруссии 12 самолетов Су-30СМ.", "2019-10-01", "ordered",
                     {**TWELVE, "contract_time": "2016 года=2016"})], [2]),  # signed at the turn of the year
    ([FIRST[0], deal("Россия передала Белоруссии 4 самолета Су-30СМ в 2015 году.", "2022-11-21", "delivered",
                     {**FOUR}, time="2015 году=2015")], [2]),  # the silence is as long as between what happened
    ([FIRST[0], deal("Россия передала Белоруссии 4 самолета Су-30СМ.", "2022-11-21", "delivered", FOUR)], [1, 1]),
    ([*FIRST, deal("По контракту 2015 года Россия передала Белоруссии 4 Су-30СМ.", "2017-08-30", "delivered",
                   {**BY, "contract_time": "2015"}), AGAIN], [1, 3]),
    ([*FIRST, deal("Россия хотела продать Белоруссии Су-30СМ.", "2016-01-10", "considered", BY)], [3]),  # looks back
    ([FIRST[0], BATCH, deal("Россия и снова Белоруссия: переговоры, Су-30СМ для Белоруссии.", "2019-01-10",
                            "negotiated", BY)], [1, 2]),
])  # fmt: skip
def test_an_order_ends_when_all_has_come(register: Register, more: list[object], sizes: list[int]) -> None:
    query = filled(register, more)  # type: ignore[arg-type]
    assert sorted(row.claims for row in query.records(RecordFilter(type="transfer"))) == sizes


def test_a_paper_without_a_subject_is_the_one_of_its_article(register: Register) -> None:
    text = "Россия и Белоруссия подписали меморандум об обмене данными. Документ Россия и Белоруссия готовили год."
    parties = ["Россия=RU", "Белоруссия=BY"]
    facts = [says(text, "agreement", {"parties": parties, "subject": "об обмене данными"}, stage="signed"),
             says(text, "agreement", {"parties": parties}, stage="negotiated")]  # fmt: skip
    query = filled(register, [told(text, *facts)])
    assert [row.claims for row in query.records()] == [2]


def test_of_two_papers_it_is_neither(register: Register) -> None:
    text = "Россия и Белоруссия: меморандум об обмене данными, протокол о взлетных полосах. Документ вступил в силу."
    parties = ["Россия=RU", "Белоруссия=BY"]
    facts = [says(text, "agreement", {"parties": parties, "subject": subject}, stage="signed")
             for subject in ("об обмене данными", "о взлетных полосах")]  # fmt: skip
    query = filled(register, [told(text, *facts, says(text, "agreement", {"parties": parties}, stage="in_force"))])
    assert [row.claims for row in query.records()] == [1, 1, 1]


def test_what_was_signed_before_it_was_cancelled_does_not_come_last(register: Register) -> None:
    text = "Россия и Белоруссия: сделка 2018 года по Су-30СМ для Белоруссии отменена."
    facts = [says(text, "transfer", BY, stage="cancelled"),
             says(text, "transfer", BY, stage="ordered", time="2018 года=2018")]  # fmt: skip
    query = filled(register, [told(text, *facts, published="2022-01-10")])
    assert [row.stage for row in query.records()] == ["cancelled"]


@pytest.mark.parametrize(("one", "other", "same"), [
    ("замминистра обороны", "заместитель министра обороны", True),
    ("зампред правительства", "заместитель председателя правительства", True),
    ("замещающий министр", "заместитель министра", False),
    ("министр обороны", "заместитель министра обороны", False),
])  # fmt: skip
def test_offices(one: str, other: str, same: bool) -> None:
    assert (office_key(one) == office_key(other)) is same
