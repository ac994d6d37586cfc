"""Small records for tests, made by hand or from gold."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import cast

from svodka.evaluation import GoldArticle, GoldFact
from svodka.model import Article, Evidence, Fact, FactType, Modality, Paragraph, Record, Said, Span, Value

LEFT_OUT = ("stage", "time", "said_by", "said_on", "via", "modality")


def article(text: str = "Россия поставит Белоруссии С-400.", **known: str | None) -> Article:
    """An article of one body paragraph."""
    facts: dict[str, str | None] = {"title": None, "url": None, "outlet": None, "author": None, "published": None,
                                    "place": None, **known}  # fmt: skip
    return Article(
        id="0" * 64, text=text, published_basis="stated" if facts["published"] else None, language="ru", dateline=None,
        paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind="body"),), **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def value(canonical: str, text: str = "", start: int = 0) -> Value:
    """A value read from `text`, which stands at `start`."""
    text = text or canonical
    return Value(value=canonical, text=text, start=start, end=start + len(text))


def fact(
    kind: str, slots: Mapping[str, Sequence[str]], *, stage: str | None = None, modality: str = "asserted",
    time: str | None = None, said: Said | None = None, evidence: tuple[Evidence, ...] = (), **more: str,
) -> Fact:  # fmt: skip
    """A fact with the given canonical values."""
    return Fact(
        id=more.get("id", f"{kind}-1"), type=cast(FactType, kind), stage=stage, modality=cast(Modality, modality),
        slots={slot: tuple(map(value, values)) for slot, values in slots.items()},
        time=(value(time),) if time else (), said=said or Said(), evidence=evidence, confidence=0.9,
        rule=more.get("rule", "test"),
    )  # fmt: skip


def evidence_in(text: str, words: str) -> Evidence:
    """The first place of `words` in `text`; an empty stretch at 0 when they do not stand there."""
    at = text.find(words)
    return Evidence(start=max(at, 0), end=at + len(words) if at >= 0 else 0, text=words if at >= 0 else "")


def gold_record(gold: GoldArticle, dice: random.Random, *, damage: float, only: int | None = None) -> Record:
    """The record of a reader that gets every value right but for a share of `damage`."""
    facts = [_read(gold, fact, dice, damage) for fact in gold.facts[:only]]
    kept = [fact for fact in facts if dice.random() >= damage]
    kept += [fact for fact in facts if dice.random() < damage]
    published = gold.published[0] if gold.published and dice.random() >= damage else None
    return Record(article=article(gold.text, published=published), entities=(), facts=tuple(kept))


def _read(gold: GoldArticle, wanted: GoldFact, dice: random.Random, damage: float) -> Fact:
    values = {slot: [_spelt(option, dice, damage) for option in options if dice.random() >= damage]
              for slot, options in wanted.values.items()}  # fmt: skip
    first = {slot: values.get(slot, [""])[0] if values.get(slot) else None for slot in LEFT_OUT}
    said = Said(by=tuple(map(value, values.get("said_by", []))), on=first["said_on"],
                via=tuple(map(value, values.get("via", []))))  # fmt: skip
    return fact(
        wanted.type, {slot: vs for slot, vs in values.items() if slot not in LEFT_OUT}, stage=first["stage"],
        modality=first["modality"] or "asserted", time=first["time"], said=said,
        evidence=(evidence_in(gold.text, wanted.evidence),) if dice.random() >= damage else (),
    )  # fmt: skip


def _spelt(gold: str, dice: random.Random, damage: float) -> str:
    options = gold.split("|")
    return "нечто" if dice.random() < damage else dice.choice(options).replace("ё", "е").upper()
