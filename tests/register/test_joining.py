"""Claims become records: the same whatever the order, each explained."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svodka.model import Record
from svodka.query import NotFound, Query, RecordFilter, RecordState
from svodka.register import Register
from svodka.register.realign import realigned
from tests.register import story
from tests.register.conftest import NewUrl
from tests.register.told import says, told


def filled(register: Register, records: Iterable[Record]) -> Query:
    for record in records:
        register.add(record, "1.0")
    register.refresh()
    assert register.check() == []
    return Query(register)


def only(query: Query, wanted: RecordFilter) -> RecordState:
    found = query.records(wanted)
    assert len(found) == 1, found
    return query.show(found[0].id)


@pytest.fixture
def whole(register: Register) -> Query:
    return filled(register, story.ALL)


def fighters(query: Query, as_of: str | None = None) -> RecordState:
    row = next(row for row in query.records(RecordFilter(item="Су-30СМ", countries=("BY",), as_of=as_of)))
    return query.show(row.id, as_of=as_of)


def test_a_deal_is_one_record_with_its_stages(whole: Query) -> None:
    state = fighters(whole)
    assert [(step.told_on[:4], step.stage, step.quantity) for step in state.history] == [
        ("2016", "considered", None), ("2017", "ordered", "12 самолёт"), ("2017", "ordered", "10 самолёт"),
        ("2019", "delivered", "4 самолёт"), ("2023", "delivered", "4 самолёт"), ("2024", "delivered", "12 самолёт"),
        ("2024", "considered", None),
    ]  # fmt: skip
    assert (state.stage, state.countries) == ("delivered", ("BY", "RU")), "a look back does not undo a delivery"
    assert state.delivered and state.delivered.value == "12 самолёт"


def test_other_countries_and_versions_are_other_deals(whole: Query) -> None:
    assert len(whole.records(RecordFilter(item="Су-30"))) == 3
    assert [row.title for row in whole.records(RecordFilter(countries=("Казахстан",)))] == ["RU · KZ · Су-30СМ"]
    assert [row.title for row in whole.records(RecordFilter(countries=("CN", "BY")))] == ["CN · BY · CH-4"]


def test_two_quantities_stay_side_by_side_the_anonymous_last(whole: Query) -> None:
    (ordered,) = [each for each in fighters(whole).contradictions if each.about == "ordered quantity"]
    assert [(option.value, "anonymous" in option.why) for option in ordered.options] == [
        ("12 самолёт", False), ("10 самолёт", True),
    ]  # fmt: skip
    assert fighters(whole).ordered == ordered.options[0]


def test_batches_add_up(whole: Query) -> None:
    state = fighters(whole, "2023-12-31")
    assert state.delivered and (state.delivered.value, state.delivered.why) == ("8 самолёт", ("2 batches together",))


@pytest.mark.parametrize(("as_of", "stage", "claims"), [
    ("2016-12-31", "considered", 1), ("2017", "ordered", 3), ("2017-06-20", "ordered", 2), ("2024-12", "delivered", 7),
])  # fmt: skip
def test_as_known_on_a_day(whole: Query, as_of: str, stage: str, claims: int) -> None:
    state = fighters(whole, as_of)
    assert (state.stage, len(state.evidence)) == (stage, claims)
    listed = [row for row in whole.records(RecordFilter(as_of=as_of, item="Су-30СМ")) if row.id == state.id]
    assert [(row.stage, row.claims) for row in listed] == [(stage, claims)]


def test_nothing_is_known_before_the_first_word(whole: Query) -> None:
    assert whole.records(RecordFilter(as_of="2015")) == []
    with pytest.raises(NotFound, match="as of 2015"):
        whole.show(fighters(whole).id, as_of="2015")


def test_copies_of_a_wire_text_are_one_source(whole: Query) -> None:
    state = only(whole, RecordFilter(item="Тор"))
    assert (len(state.evidence), state.sources) == (3, 2)
    assert state.outlets == ("Интерфакс", "РИА Новости", "ТАСС")


def test_every_claim_leads_to_its_record_and_says_why(whole: Query) -> None:
    state = fighters(whole)
    for evidence in state.evidence:
        assert whole.show(evidence.claim) == whole.show(f"R{evidence.claim[:12]}") == state
    assert any({reason.feature for reason in each.why} >= {"item", "recipient"} for each in state.evidence)


def test_an_exercise_is_told_apart_by_its_year(whole: Query) -> None:
    found = whole.records(RecordFilter(type="exercise"))
    assert sorted((row.claims, row.latest[:4]) for row in found) == [(1, "2025"), (2, "2021")]


def test_a_claim_that_fits_two_records_stays_open(register: Register) -> None:
    text = "Россия передала еще один комплекс Тор."
    vague = told(text, says(text, "transfer", {"supplier": "Россия=RU", "item": "Тор"}, stage="delivered"),
                 published="2021-12-16")  # fmt: skip
    other = story.deal("Россия передала Сербии комплекс Тор.", "2021-12-14", "delivered",
                       {"supplier": "Россия=RU", "recipient": "Сербии=RS", "item": "Тор"})  # fmt: skip
    query = filled(register, [*story.COPIES, other, vague])
    (alone,) = [row for row in query.records(RecordFilter(item="Тор")) if row.title == "RU · Тор"]
    rivals = query.show(alone.id).evidence[0].rivals
    assert sorted(query.show(rival).title for rival in rivals) == ["RU · BY · Тор", "RU · RS · Тор"]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=st.randoms(use_true_random=False), rounds=st.integers(1, 3))
def test_the_order_of_ingestion_does_not_matter(new_url: NewUrl, dice: random.Random, rounds: int) -> None:
    """In any order, refreshed at any moments, each once or twice: the same records and entities."""
    with Register.open(new_url()) as first, Register.open(new_url()) as second:
        expected = filled(first, story.ALL)
        for _ in range(rounds):
            shuffled = dice.sample(story.ALL, len(story.ALL))
            for record in shuffled:
                second.add(record, "1.0")
                if dice.random() < 0.2:
                    second.refresh()
        second.refresh()
        got = Query(second)
        assert got.records() == expected.records()
        assert [got.show(row.id) for row in got.records()] == [expected.show(row.id) for row in expected.records()]
        assert got.entities() == expected.entities()


def test_a_superseded_reading_no_longer_counts(register: Register) -> None:
    query = filled(register, story.COPIES[2:])
    (row,) = query.records()
    register.add(Record(article=story.COPIES[2].article, entities=(), facts=()), "2.0")
    register.refresh()
    assert query.records() == []
    with pytest.raises(NotFound):
        query.show(row.id)
    assert register.check() == []


def test_an_earlier_appearance_moves_the_record(register: Register) -> None:
    def delivery(published: str) -> Record:
        return story.deal("Россия передала Белоруссии Тор.", published, "delivered", {**story.BY, "item": "Тор"})

    query = filled(register, [delivery("2021-12-14")])
    register.add(delivery("2021-12-01"), "1.0")
    register.refresh()
    assert [row.latest for row in query.records()] == ["2021-12-01"]


def test_rebuilding_changes_nothing(whole: Query, register: Register) -> None:
    before = [whole.show(row.id) for row in whole.records()]
    register.rebuild()
    assert [whole.show(row.id) for row in whole.records()] == before
    assert realigned(story.ALL[0], story.ALL[0].article.text) is story.ALL[0]
