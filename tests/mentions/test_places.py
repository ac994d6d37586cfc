"""What is found in whole sentences, and what is left alone; the cases are data/places.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.places import find_places
from tests.builders import article

CASES = tomllib.loads((Path(__file__).parent / "data" / "places.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_places(case: dict[str, object], models: LanguageModels) -> None:
    text = str(case["text"])
    found = find_places(models.analyse([article(text)])[0])
    assert [f"{text[m.start : m.end]}={m.value}/{m.country or '-'}" for m in found] == case["found"]
