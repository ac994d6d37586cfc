"""Joint formations found in whole sentences: the cases are data/formations.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.formations import find_formations
from tests.builders import article

CASES = tomllib.loads((Path(__file__).parent / "data" / "formations.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_formations(case: dict[str, object], models: LanguageModels) -> None:
    text = str(case["text"])
    found = find_formations(models.analyse([article(text)])[0])
    assert [f"{text[m.start : m.end]}={m.value}/{m.role}" for m in found] == case["found"]
