"""What is wrong with a gold file, told before it measures anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from svodka.evaluation.gold import GoldArticle, GoldFact
from svodka.model.vocabulary import CHOICES, SHAPES

ANYTHING = "*"
_COMMON = frozenset({"stage", "time", "said_on", "said_by", "via", "modality"})
_MODALITIES = frozenset({"asserted", "possible", "conditional", "denied"})
_COUNTED = re.compile(r"\d+(?:-\d+)?(?: .+)?|\D+")  # '3 батальон'; 'партия' where nobody counts
_MONEY = re.compile(r"[A-Z]{3} \d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?")
_TIME = re.compile(r"(?:\.\.|/?[\dX]{4}(?:-[\dX]{2}){0,2}[~?]?)(?:/(?:\.\.|[\dX]{4}(?:-[\dX]{2}){0,2}[~?]?))?")
_FORMS = {"quantity": _COUNTED, "price": _MONEY, "time": _TIME, "contract_time": _TIME, "said_on": _TIME}


def faults(article: GoldArticle) -> Iterator[str]:
    """One line for everything that the format forbids; nothing for a sound file."""
    for number, fact in enumerate(article.facts, 1):
        for fault in (*_shape(fact), *_values(fact), *_evidence(article, fact)):
            yield f"{article.name}, fact {number} ({fact.type}): {fault}"


def _shape(fact: GoldFact) -> Iterator[str]:
    shape = SHAPES.get(fact.type)
    if shape is None:
        yield f"there is no such type; the types are {', '.join(SHAPES)}"
        return
    for slot in fact.values:
        if slot not in _COMMON and slot not in shape.slots:
            yield f"has no slot '{slot}'; the slots are {', '.join(shape.slots)}"
    stages = _alternatives(fact, "stage")
    yield from (f"has no stage '{s}'; the stages are {', '.join(shape.stages)}" for s in stages - {*shape.stages})
    if shape.stages and not stages and not fact.optional:
        yield "has no stage"


def _values(fact: GoldFact) -> Iterator[str]:
    for value in _alternatives(fact, "modality") - _MODALITIES:
        yield f"has no modality '{value}'"
    for slot in fact.values:
        allowed = CHOICES.get((fact.type, slot))
        form = _FORMS.get(slot)
        for value in _alternatives(fact, slot):
            if allowed is not None and value not in allowed:
                yield f"'{value}' is no {slot}; it is one of {', '.join(sorted(allowed))}"
            if form is not None and not form.fullmatch(value):
                yield f"'{value}' is no {slot}"


def _evidence(article: GoldArticle, fact: GoldFact) -> Iterator[str]:
    if fact.evidence not in article.text:
        yield f"the evidence does not stand in the article: {fact.evidence[:60]!r}"


def _alternatives(fact: GoldFact, slot: str) -> set[str]:
    return {one for value in fact.values.get(slot, ()) for one in value.split("|")} - {ANYTHING, ""}
