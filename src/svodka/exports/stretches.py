"""A text cut at every border of a highlight, so that overlapping highlights can be told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from svodka.model import Span

Marks = Mapping[str, Sequence[Span]]
"""The spans that belong to each key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words with the keys that read a value from them."""

    text: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words in a row that are evidence of the same keys; no keys: of nothing."""

    evidence: tuple[str, ...]
    words: tuple[Words, ...]


def cut(text: str, within: Span, evidence: Marks, values: Marks) -> list[Stretch]:
    """The stretches of `within`, in order; their words together are exactly its text."""
    borders = {within.start, within.end}
    for marks in (evidence, values):
        for spans in marks.values():
            borders |= {at for span in spans for at in (span.start, span.end) if within.start < at < within.end}
    atoms = [Span(start=start, end=end) for start, end in pairwise(sorted(borders))]
    return [
        Stretch(evidence=keys, words=tuple(_words(text, group, values)))
        for keys, group in groupby(atoms, key=lambda atom: _covering(atom, evidence))
    ]


def _words(text: str, atoms: Iterable[Span], values: Marks) -> Iterable[Words]:
    for keys, group in groupby(atoms, key=lambda atom: _covering(atom, values)):
        row = list(group)
        yield Words(text=text[row[0].start : row[-1].end], values=keys)


def _covering(atom: Span, marks: Marks) -> tuple[str, ...]:
    return tuple(key for key, spans in marks.items() if any(span.contains(atom) for span in spans))
