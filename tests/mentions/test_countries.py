"""What is found in whole sentences, and what is left alone; the cases are data/countries.toml."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.countries import find_countries
from svodka.model import Article, Paragraph, Span

CASES = tomllib.loads((Path(__file__).parent / "data" / "countries.toml").read_text(encoding="utf-8"))["case"]


def _article(text: str) -> Article:
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest(), text=text, title=None, url=None, outlet=None, author=None,
        published=None, published_basis=None, place=None, language="ru", dateline=None,
        paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind="body"),),
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_countries(case: dict[str, object], models: LanguageModels) -> None:
    text = str(case["text"])
    found = find_countries(models.analyse([_article(text)])[0])
    assert [f"{text[m.start : m.end]}={m.value}/{m.role}" for m in found] == case["found"]
