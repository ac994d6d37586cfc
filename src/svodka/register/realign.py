"""Two copies of one text that differ in blanks only: spans of the one carried over to the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from svodka.model import Article, Entity, Evidence, Fact, Record, Value

Move = Callable[[int, int], tuple[int, int]]


def realigned(record: Record, text: str) -> Record:
    """The record with its spans in `text`, which has the same words as its article and other blanks."""
    if record.article.text == text:
        return record
    here = [at for at, letter in enumerate(record.article.text) if not letter.isspace()]
    there = [at for at, letter in enumerate(text) if not letter.isspace()]
    order = {at: number for number, at in enumerate(here)}

    def move(start: int, end: int) -> tuple[int, int]:
        solid = [order[at] for at in range(start, end) if at in order]
        return (there[solid[0]], there[solid[-1]] + 1) if solid else (0, 0)

    return Record(
        article=_article(record.article, text),
        entities=tuple(_entity(entity, text, move) for entity in record.entities),
        facts=tuple(_fact(fact, text, move) for fact in record.facts),
    )


def _article(article: Article, text: str) -> Article:
    """Only the text matters: the register keeps the parts of the copy that came first."""
    return replace(article, text=text, paragraphs=(), dateline=None)


def _entity(entity: Entity, text: str, move: Move) -> Entity:
    return replace(entity, mentions=tuple(_stretch(mention, text, move) for mention in entity.mentions))


def _fact(fact: Fact, text: str, move: Move) -> Fact:
    def all_of(values: tuple[Value, ...]) -> tuple[Value, ...]:
        return tuple(_value(value, text, move) for value in values)

    return replace(
        fact, slots={slot: all_of(values) for slot, values in fact.slots.items()}, time=all_of(fact.time),
        said=replace(fact.said, by=all_of(fact.said.by), via=all_of(fact.said.via)),
        evidence=tuple(_stretch(stretch, text, move) for stretch in fact.evidence),
    )  # fmt: skip


def _value(value: Value, text: str, move: Move) -> Value:
    start, end = move(value.start, value.end)
    return replace(value, start=start, end=end, text=text[start:end])


def _stretch(stretch: Evidence, text: str, move: Move) -> Evidence:
    start, end = move(stretch.start, stretch.end)
    return replace(stretch, start=start, end=end, text=text[start:end])
