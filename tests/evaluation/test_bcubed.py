"""B-cubed against figures worked out by hand, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.evaluation.bcubed import bcubed

PAIRS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30)


def labelled(text: str) -> dict[int, str]:
    return dict(enumerate(text))


@pytest.mark.parametrize(("predicted", "gold", "precision", "recall"), [
    ("aab", "xxy", 1, 1),
    ("aaa", "xxy", (2 / 3 + 2 / 3 + 1 / 3) / 3, 1),
    ("abc", "xxy", 1, (1 / 2 + 1 / 2 + 1) / 3),
    # one record of 5 stands by itself, the other two, of 2 and 5, are run together
    ("aaaaabbbbbbb", "xxxxxyyzzzzz", (5 * 1 + 2 * 2 / 7 + 5 * 5 / 7) / 12, 1),
    ("", "", 1, 1),
])  # fmt: skip
def test_figures(predicted: str, gold: str, precision: float, recall: float) -> None:
    found = bcubed(labelled(predicted), labelled(gold))
    assert found == pytest.approx((precision, recall, 2 * precision * recall / (precision + recall)))


def test_the_claims_must_be_the_same() -> None:
    with pytest.raises(ValueError, match="only one of the two: 'b'"):
        bcubed({"a": 1}, {"a": 1, "b": 2})


@given(PAIRS)
def test_the_right_records_by_other_names_have_no_fault(pairs: list[tuple[int, int]]) -> None:
    gold = {claim: label for claim, (label, _) in enumerate(pairs)}
    assert bcubed({claim: f"R{label}" for claim, label in gold.items()}, gold) == pytest.approx((1, 1, 1))


@given(PAIRS)
def test_one_record_of_all_misses_nothing_and_one_a_claim_mixes_nothing(pairs: list[tuple[int, int]]) -> None:
    gold = {claim: label for claim, (label, _) in enumerate(pairs)}
    assert bcubed(dict.fromkeys(gold, "all"), gold).recall == pytest.approx(1)
    assert bcubed({claim: claim for claim in gold}, gold).precision == pytest.approx(1)


@given(PAIRS)
def test_changing_sides_swaps_precision_and_recall(pairs: list[tuple[int, int]]) -> None:
    one = {claim: left for claim, (left, _) in enumerate(pairs)}
    other = {claim: right for claim, (_, right) in enumerate(pairs)}
    there, back = bcubed(one, other), bcubed(other, one)
    assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))
    assert there.f1 == pytest.approx(back.f1)
    assert 0 < there.f1 <= 1 + 1e-9
