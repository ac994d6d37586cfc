"""What is found in whole sentences, and what is left alone; the cases are data/countries.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.countries import find_countries
from tests.builders import article

CASES = tomllib.loads((Path(__file__).parent / "data" / "countries.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_countries(case: dict[str, object], models: LanguageModels) -> None:
    text = str(case["text"])
    found = find_countries(models.analyse([article(text)])[0])
    assert [f"{text[m.start : m.end]}={m.value}/{m.role}" for m in found] == case["found"]
