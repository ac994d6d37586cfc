"""People's decisions: signed, dated, taken back, and never overwritten by a reading."""

from __future__ import annotations

from dataclasses import replace

import pytest

from svodka.model import Record
from svodka.query import NotFound, Query, RecordFilter
from svodka.register import Register, RegisterError
from tests.register import story
from tests.register.test_joining import fighters, filled, whole
from tests.register.told import says, told

__all__ = ["whole"]
ME = "A. Editor"


def titles(query: Query, item: str) -> list[str]:
    return sorted(row.title for row in query.records(RecordFilter(item=item)))


def claim_of(query: Query, year: str) -> str:
    return next(each.claim for each in fighters(query).evidence if each.told_on.startswith(year))


def test_a_rejected_claim_no_longer_counts_until_that_is_undone(whole: Query, register: Register) -> None:
    before = fighters(whole)
    claim = claim_of(whole, "2024-03")
    number = register.review("reject", [claim], by=ME, note="all of them?")
    assert len(fighters(whole).evidence) == len(before.evidence) - 1
    with pytest.raises(NotFound):
        whole.show(claim)
    assert register.check() == []
    register.undo(number, by=ME)
    assert fighters(whole) == before
    told_twice = [(each.action, each.by, each.active) for each in whole.reviews()]
    assert told_twice == [("reject", ME, False), ("undo", ME, True)]


def test_an_undo_is_undone(whole: Query, register: Register) -> None:
    first = register.review("rename", [fighters(whole).id], by=ME, value="The fighters")
    second = register.undo(first, by=ME)
    assert "The fighters" not in titles(whole, "Су-30СМ")
    register.undo(second, by=ME)
    assert "The fighters" in titles(whole, "Су-30СМ")
    with pytest.raises(RegisterError, match=f"review {second}: there is no such review in force"):
        register.undo(second, by=ME)


def test_a_correction_moves_the_claim_and_survives_a_newer_reader(whole: Query, register: Register) -> None:
    claim = whole.show(whole.records(RecordFilter(countries=("CN",)))[0].id).evidence[0].claim
    register.review("correct", [claim], by=ME, role="item", value="CH-5")
    assert titles(whole, "CH-4") == [] and titles(whole, "CH-5") == ["CN · BY · CH-5"]
    china = story.OTHERS[2]
    register.add(Record(article=china.article, entities=(), facts=()), "2.0")
    register.refresh()
    assert titles(whole, "CH-5") == ["CN · BY · CH-5"]
    assert register.check() == []
    register.rebuild()
    assert titles(whole, "CH-5") == ["CN · BY · CH-5"]


def test_an_accepted_value_is_preferred(whole: Query, register: Register) -> None:
    anonymous = next(each.claim for each in fighters(whole).evidence if each.said_by == ("источник",))
    register.review("accept", [anonymous], by=ME)
    state = fighters(whole)
    assert state.ordered and state.ordered.value == "10 самолёт"
    assert "a person stands behind it" in state.values["quantity"][0].why


def test_joined_across_blocks_and_split_again(whole: Query, register: Register) -> None:
    one, other = fighters(whole), whole.records(RecordFilter(item="Тор"))[0]
    number = register.review("join", [one.id, other.id], by=ME)
    joined = whole.show(other.id)
    assert joined.id == whole.show(one.id).id
    assert len(joined.evidence) == len(one.evidence) + other.claims
    assert register.check() == []
    one_more = "Россия передала Белоруссии и это: Тор."
    register.add(story.deal(one_more, "2022-01-10", "delivered", {**story.BY, "item": "Тор"}), "1.0")
    register.refresh()
    assert len(whole.show(one.id).evidence) == len(joined.evidence) + 1, "what fits the one comes to both"
    register.undo(number, by=ME)
    assert whole.show(one.id) == one
    assert register.check() == []


def test_split_claims_stand_apart(whole: Query, register: Register) -> None:
    claims = [claim_of(whole, "2016"), claim_of(whole, "2024-04")]
    register.review("split", claims, by=ME)
    assert len(fighters(whole).evidence) in (2, 5)
    apart = whole.show(claims[0])
    assert [each.claim for each in apart.evidence] == claims
    assert apart.evidence[0].why[0].feature.startswith(f"split off by {ME}")


def test_the_queue_of_doubts(register: Register) -> None:
    text = "Россия передала еще один комплекс Тор."
    vague = says(text, "transfer", {"supplier": "Россия=RU", "item": "Тор"}, stage="delivered")
    other = story.deal("Россия передала Сербии комплекс Тор.", "2021-12-14", "delivered",
                       {"supplier": "Россия=RU", "recipient": "Сербии=RS", "item": "Тор"})  # fmt: skip
    unsure = "Россия поставила Сербии МиГ-29."
    low = replace(says(unsure, "transfer", {"recipient": "Сербии=RS", "item": "МиГ-29"}), confidence=0.4)
    query = filled(register, [*story.COPIES, other, told(text, vague, published="2021-12-16"), told(unsure, low)])
    doubts = {doubt.reason: doubt for doubt in query.doubtful()}
    assert set(doubts) == {"fits several records", "low confidence"}
    rival = query.show(doubts["fits several records"].claim).evidence[0].rivals[0]
    register.review("join", [doubts["fits several records"].claim, rival], by=ME)
    register.review("accept", [doubts["low confidence"].claim], by=ME)
    assert query.doubtful() == []


@pytest.mark.parametrize(("action", "count", "more", "message"), [
    ("accept", 1, {"by": " "}, "needs a name"), ("join", 1, {}, "two or more records of one type"),
    ("correct", 1, {"role": "colour", "value": "red"}, "colour: facts have no such slot"),
    ("correct", 1, {"role": "item", "value": ""}, "empty value"), ("rename", 1, {}, "empty name"),
    ("accept", 2, {}, "give one id"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(
    whole: Query, register: Register, action: str, count: int, more: dict[str, str], message: str
) -> None:
    claims = [each.claim for each in fighters(whole).evidence][:count]
    with pytest.raises(RegisterError, match=message):
        register.review(action, claims, **{"by": ME, **more})  # type: ignore[arg-type]
    with pytest.raises(RegisterError, match="R0: no record or claim has this id"):
        register.review("accept", ["R0"], by=ME)
    assert whole.reviews() == []
