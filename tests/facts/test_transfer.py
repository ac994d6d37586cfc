"""Facts of type 'transfer': the cases are data/transfer.toml, pairs that differ in one thing data/transfer_pairs.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from svodka.language import LanguageModels
from svodka.model import Fact
from tests.facts.told import DATA, Case, cases, check, expected, plain, read_all

CASES = cases("transfer")
PAIRS: list[Mapping[str, Any]] = tomllib.loads((DATA / "transfer_pairs.toml").read_text("utf-8"))["pair"]
SLOTS = ("stage", "modality", "time", "supplier", "recipient", "item", "quantity", "part", "price", "contract_time")


@pytest.fixture(scope="module")
def found(models: LanguageModels) -> dict[str, list[Fact]]:
    texts = [text for pair in PAIRS for text in (pair["one"], pair["two"])]
    return read_all(models, [*CASES, *(Case(text=text, facts=()) for text in texts)], "transfer")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_transfer(case: Case, found: dict[str, list[Fact]]) -> None:
    check(case, found[case.text])


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: str(pair["two"])[:60])
def test_one_change_in_the_words_changes_the_fact(pair: Mapping[str, Any], found: dict[str, list[Fact]]) -> None:
    one, two = (_only(found[pair[side]]) for side in ("one", "two"))
    changes: Mapping[str, Any] = pair["changes"]
    for fact, values in ((one, {k: v[0] for k, v in changes.items()}), (two, {k: v[1] for k, v in changes.items()})):
        assert plain(fact, values) == expected(values)
    kept = {slot: None for slot in SLOTS if slot not in changes}
    assert plain(one, kept) == plain(two, kept)


def _only(facts: list[Fact]) -> Fact:
    assert len(facts) == 1, [plain(f, {**f.slots, "stage": 1}) for f in facts]
    return facts[0]
