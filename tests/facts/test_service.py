"""Facts of type 'service': the cases are data/service.toml."""

from __future__ import annotations

import pytest

from svodka.language import LanguageModels
from svodka.model import Fact
from tests.facts.told import Case, cases, check, read_all

CASES = cases("service")


@pytest.fixture(scope="module")
def found(models: LanguageModels) -> dict[str, list[Fact]]:
    return read_all(models, CASES, "service")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_service(case: Case, found: dict[str, list[Fact]]) -> None:
    check(case, found[case.text])
