"""Who vouches for a fact, when and through whom: the cases are data/said.toml, told of transfers."""

from __future__ import annotations

import pytest

from svodka.language import LanguageModels
from svodka.model import Fact
from tests.facts.told import Case, cases, check, read_all

CASES = cases("said")


@pytest.fixture(scope="module")
def found(models: LanguageModels) -> dict[str, list[Fact]]:
    return read_all(models, CASES, "transfer")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_said(case: Case, found: dict[str, list[Fact]]) -> None:
    check(case, found[case.text])
