"""The filter: one scan for all patterns, then the rules over what was found."""

from __future__ import annotations

import functools
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import or_

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from svodka.model import Span
from svodka.relevance.folding import Folded, bytes_to_text, fold_text, text_to_bytes
from svodka.relevance.patterns import Pattern, all_patterns, is_believed
from svodka.relevance.rules import PAIR, PARTIES, Rule, load_rules, rules_text
from svodka.relevance.sentences import sentence_ends

_CODE = 1
"""Raised when the code judges otherwise with the same patterns and rules."""

_Found = list[tuple[int, int, int]]
"""Patterns by number, each with where it begins and ends in the folded text."""
_Words = list[tuple[int, str]]
"""The words of a sentence that are signs, each with the bits of its kinds."""
_Told = list[tuple[int, Rule]]
"""Sentences by number, each with a rule that holds there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a judgement rests on: the rule that holds, and the words of one sentence that it holds by."""

    rule: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether an article deserves deep reading; `spans` are the sentences that tell so, in order.

    `score` is 0 for an irrelevant article, which has neither spans nor reasons; otherwise it begins at 0.5 and comes
    nearer to 1 with every rule that holds in a sentence.
    """

    relevant: bool
    score: float
    spans: tuple[Span, ...] = ()
    reasons: tuple[Reason, ...] = ()


_IRRELEVANT = Judgement(relevant=False, score=0.0)


class Relevance:
    """A compiled filter. Build one with `load` and keep it: it serves any number of texts."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        rules = load_rules({pattern.kind for pattern in patterns})
        self._rules = rules.rules
        self._pair, self._parties = rules.bits[PAIR], rules.mask(PARTIES)
        self._bits = tuple(rules.bits[pattern.kind] for pattern in patterns)
        self._signs = tuple((rules.bits[p.kind], p.needs, p.code) for p in patterns)
        literals = [text_to_bytes(pattern.text) for pattern in patterns]
        self._scan = BytesAhoCorasick(literals, MatchKind.Standard, Implementation.ContiguousNFA)
        self._version = _digest(patterns)

    @classmethod
    def load(cls) -> Relevance:
        """The filter over all that `svodka.knowledge` holds; takes a second."""
        return cls(all_patterns())

    @property
    def version(self) -> str:
        """Sixteen hexadecimal digits that change whenever a pattern or a rule changes: judge again then."""
        return self._version

    def judge(self, text: str) -> Judgement:
        """The judgement of one article's text, its title included."""
        folded = fold_text(text)
        found: _Found = self._scan.find_matches_as_indexes(folded.words, overlapping=True)
        seen = self._pair
        for number, _, _ in found:
            seen |= self._bits[number]
        rules = _possible(self._rules, seen)
        return self._judge_sentences(folded, found, rules) if rules else _IRRELEVANT

    def judge_all(self, texts: Iterable[str]) -> Iterator[Judgement]:
        """The judgements of many texts, in their order."""
        return map(self.judge, texts)

    def _judge_sentences(self, folded: Folded, found: _Found, rules: Sequence[Rule]) -> Judgement:
        ends = sentence_ends(folded.raw)
        masks, seen = self._sentence_masks(folded.raw, found, ends)
        told = _told(masks, _possible(rules, seen))
        return self._judgement(folded, found, ends, told) if told else _IRRELEVANT

    def _sentence_masks(self, raw: bytes, found: _Found, ends: list[int]) -> tuple[list[int], int]:
        """The kinds of signs in each sentence, and in the whole article."""
        signs, parties = self._signs, self._parties
        masks, first = [0] * (len(ends) + 1), [""] * (len(ends) + 1)
        seen = 0
        for number, start, end in found:
            bit, needs, code = signs[number]
            if needs and not is_believed(needs, raw, start, end):
                continue
            at = bisect_right(ends, start)
            if bit & parties:
                first[at] = first[at] or code
                if first[at] != code:
                    bit |= self._pair
            masks[at] |= bit
            seen |= bit
        return masks, seen

    def _judgement(self, folded: Folded, found: _Found, ends: list[int], told: _Told) -> Judgement:
        bounds = [1, *ends, len(folded.raw) - 1]
        sentences = dict.fromkeys(at for at, _ in told)
        firsts = {rule: at for at, rule in reversed(told)}
        words = self._words(folded, found, ends, set(firsts.values()))
        return Judgement(
            relevant=True,
            score=1 - 0.5 ** len(told),
            spans=tuple(_span(folded, bounds[at], bounds[at + 1]) for at in sentences),
            reasons=tuple(_reason(rule, words[at]) for rule, at in firsts.items()),
        )

    def _words(self, folded: Folded, found: _Found, ends: list[int], sentences: set[int]) -> dict[int, _Words]:
        bits: dict[int, dict[int, int]] = {at: {} for at in sentences}
        last: dict[int, int] = {}
        for number, start, end in found:
            if (here := bits.get(bisect_right(ends, start))) is not None:
                bit, needs, _ = self._signs[number]
                if not needs or is_believed(needs, folded.raw, start, end):
                    here[start], last[start] = here.get(start, 0) | bit, end
        return {
            at: [(bit, _word(folded, start, last[start])) for start, bit in here.items()] for at, here in bits.items()
        }


def _word(folded: Folded, start: int, end: int) -> str:
    """The words of the text that a pattern begins, to the end of the last."""
    stretch = folded.raw[start + 1 : folded.words.index(b" ", max(end - 1, start + 1))]
    return bytes_to_text(stretch).replace(" - ", "-")


def _reason(rule: Rule, words: _Words) -> Reason:
    return Reason(rule=rule.name, words=tuple(word for bits, word in words if bits & rule.kinds))


def _possible(rules: Sequence[Rule], seen: int) -> list[Rule]:
    """The rules of which all groups are among the signs seen."""
    possible = []
    for rule in rules:
        a, b, c, around, article, _ = rule.asks
        if seen & a and seen & b and seen & c and seen & around and seen & article:
            possible.append(rule)
    return possible


def _told(masks: list[int], rules: Sequence[Rule]) -> _Told:
    """Which rules hold in which sentences."""
    told = []
    asked = [(*rule.asks, rule) for rule in rules]
    for at, mask in enumerate(masks):
        for a, b, c, around, _, without, rule in asked if mask else ():
            if mask & a and mask & b and mask & c:
                near = functools.reduce(or_, masks[max(at - 1, 0) : at + 2])
                if near & around and not near & without:
                    told.append((at, rule))
    return told


def _span(folded: Folded, start: int, end: int) -> Span:
    start = end - len(folded.raw[start:end].lstrip())
    return Span(start=folded.offset(start), end=folded.offset(end))


def _digest(patterns: Sequence[Pattern]) -> str:
    told = "\n".join((str(_CODE), rules_text(), *map(repr, patterns)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
