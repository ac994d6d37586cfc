"""Cases of facts kept as data: sentences of our own with what has to be read from them, and with nothing to read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from svodka.facts import read_facts
from svodka.language import LanguageModels
from svodka.mentions.annotate import annotate
from svodka.model import Article, Fact, Paragraph, Span
from tests.builders import article

DATA = Path(__file__).with_name("data")
PUBLISHED = "2024-06-20"  # a Thursday


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text and the facts of one type that it tells; only what a fact of the file names is compared."""

    text: str
    facts: tuple[Mapping[str, Any], ...]

    def __str__(self) -> str:
        return self.text[:60]


def cases(name: str) -> list[Case]:
    """The cases of `data/NAME.toml`, in order."""
    rows = tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))["case"]
    return [Case(text=row["text"], facts=tuple(row.get("facts", ()))) for row in rows]


def read_all(models: LanguageModels, told: Sequence[Case], type_: str) -> dict[str, list[Fact]]:
    """Text → its facts of one type; all texts are analysed in one batch."""
    analyses = models.analyse([article_of(case.text) for case in told])
    return {
        case.text: [f for f in read_facts(annotate(a)) if f.type == type_]
        for case, a in zip(told, analyses, strict=True)
    }


def article_of(text: str) -> Article:
    """The text as the body of an article, a paragraph a line."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(span=Span(start=start, end=start + len(line)), kind="body"))
        start += len(line) + 1
    return replace(article(text, published=PUBLISHED), paragraphs=tuple(paragraphs))


def plain(fact: Fact, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The fact in the words of the file, cut to what `wanted` names."""
    whole: dict[str, Any] = {slot: sorted(v.value for v in values) for slot, values in fact.slots.items()}
    whole |= {
        "stage": fact.stage, "modality": fact.modality, "time": fact.time[0].value if fact.time else "",
        "by": [v.value for v in fact.said.by], "on": fact.said.on or "", "via": [v.value for v in fact.said.via],
    }  # fmt: skip
    return {key: whole.get(key, []) for key in wanted}


def expected(wanted: Mapping[str, Any]) -> dict[str, Any]:
    """A fact of the file, its slots in the order in which `plain` tells them."""
    lists = ("by", "via")
    return {k: sorted(v) if isinstance(v, list) and k not in lists else v for k, v in wanted.items()}


def check(case: Case, found: Sequence[Fact]) -> None:
    """Fails unless the facts of the text are those of the case, in order of the text."""
    assert len(found) == len(case.facts), [plain(f, {**f.slots, "stage": 1, "time": 1}) for f in found]
    for fact, wanted in zip(found, case.facts, strict=True):
        assert plain(fact, wanted) == expected(wanted)
