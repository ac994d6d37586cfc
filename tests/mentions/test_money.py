"""Sums of money in sentences; the cases, negatives too, are data/money.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.money import find_money
from tests.builders import article

ROWS = (Path(__file__).parent / "data" / "money.tsv").read_text(encoding="utf-8").splitlines()
CASES = [row.partition("\t")[::2] for row in ROWS if row and not row.startswith("#")]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_money(sentence: str, expected: str, models: LanguageModels) -> None:
    found = find_money(models.analyse([article(sentence)])[0])
    assert " | ".join(f"{sentence[m.start : m.end]}={m.value}" for m in found) == expected
