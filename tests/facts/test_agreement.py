"""Facts of type 'agreement': the cases are data/agreement.toml."""

from __future__ import annotations

import pytest

from svodka.language import LanguageModels
from svodka.model import Fact
from tests.facts.told import Case, cases, check, read_all

CASES = cases("agreement")


@pytest.fixture(scope="module")
def found(models: LanguageModels) -> dict[str, list[Fact]]:
    return read_all(models, CASES, "agreement")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_agreement(case: Case, found: dict[str, list[Fact]]) -> None:
    check(case, found[case.text])
