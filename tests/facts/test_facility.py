"""Facts of type 'facility': the cases are data/facility.toml."""

from __future__ import annotations

import pytest

from svodka.language import LanguageModels
from svodka.model import Fact
from tests.facts.told import Case, cases, check, read_all

CASES = cases("facility")


@pytest.fixture(scope="module")
def found(models: LanguageModels) -> dict[str, list[Fact]]:
    return read_all(models, CASES, "facility")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_facility(case: Case, found: dict[str, list[Fact]]) -> None:
    check(case, found[case.text])
