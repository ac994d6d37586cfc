"""The filter as the pipeline sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick_rs

from svodka.knowledge.countries import country_forms
from svodka.model import Span

CODE_VERSION = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a judgement rests on: the rule that held and the words that it held by."""

    rule: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether an article deserves deep reading; `spans` are its sentences that tell so, in order, `score` 0..1.

    An irrelevant article has neither spans nor reasons.
    """

    relevant: bool
    score: float
    spans: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Relevance:
    """A compiled filter; one serves any number of texts and threads."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(patterns)
        told = "\n".join((str(CODE_VERSION), *patterns))
        self._version = hashlib.sha256(told.encode()).hexdigest()[:16]

    @classmethod
    def load(cls) -> Relevance:
        """The filter over all that `svodka.knowledge` holds."""
        return cls(tuple(sorted({" " + " ".join(f.words) for forms in country_forms().values() for f in forms})))

    @property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change whenever a pattern or a rule changes: judge again then."""
        return self._version

    def judge(self, text: str) -> Judgement:
        """The judgement of one article's text (title and body together)."""
        found = len(self._automaton.find_matches_as_indexes(" " + text.lower().replace("ё", "е"))) > 0
        return Judgement(relevant=found, score=float(found), spans=(Span(start=0, end=len(text)),) if found else ())

    def judge_all(self, texts: Iterable[str]) -> Iterator[Judgement]:
        """The judgements of many texts, in their order."""
        return map(self.judge, texts)
