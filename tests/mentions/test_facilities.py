"""Military sites found in whole sentences: the cases are data/facilities.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.facilities import find_facilities
from tests.builders import article

CASES = tomllib.loads((Path(__file__).parent / "data" / "facilities.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_facilities(case: dict[str, object], models: LanguageModels) -> None:
    text = str(case["text"])
    found = find_facilities(models.analyse([article(text)])[0])
    assert [f"{text[m.start : m.end]}={m.value}/{m.of}" for m in found] == case["found"]
