"""The filter: one scan for all patterns, then the rules over what was found."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
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


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A scanned text: what was found, where sentences end, and which rules hold in which sentences, by number."""

    folded: Folded
    found: _Found
    ends: list[int]
    told: list[tuple[int, Rule]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """What a judgement rests on: a rule, the first sentence in which it holds, and the words that it holds by there."""

    rule: str
    span: Span
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether an article deserves deep reading; `spans` are the sentences that tell so, `rules` the rules that hold.

    `score` is 0 for an irrelevant article, which has neither spans nor rules; otherwise it begins at 0.5 and comes
    nearer to 1 with every rule that holds in a sentence. `Relevance.explain` shows the words.
    """

    relevant: bool
    score: float
    spans: tuple[Span, ...] = ()
    rules: tuple[str, ...] = ()


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
        weighed = self._weigh(text)
        if weighed is None:
            return _IRRELEVANT
        bounds = _bounds(weighed)
        return Judgement(
            relevant=True,
            score=1 - 0.5 ** len(weighed.told),
            spans=tuple(_span(weighed.folded, bounds, at) for at in dict.fromkeys(at for at, _ in weighed.told)),
            rules=tuple(dict.fromkeys(rule.name for _, rule in weighed.told)),
        )

    def judge_all(self, texts: Iterable[str]) -> Iterator[Judgement]:
        """The judgements of many texts, in their order."""
        return map(self.judge, texts)

    def explain(self, text: str) -> tuple[Reason, ...]:
        """Why the text is relevant, one reason a rule; nothing for an irrelevant text."""
        weighed = self._weigh(text)
        if weighed is None:
            return ()
        firsts = {rule: at for at, rule in reversed(weighed.told)}
        return tuple(self._reason(weighed, rule, at) for rule, at in sorted(firsts.items(), key=lambda first: first[1]))

    def _weigh(self, text: str) -> _Weighed | None:
        folded = fold_text(text)
        found: _Found = self._scan.find_matches_as_indexes(folded.words, overlapping=True)
        seen = self._pair
        for number, _, _ in found:
            seen |= self._bits[number]
        rules = _possible(self._rules, seen)
        if not rules:
            return None
        ends = sentence_ends(folded.raw)
        asked = reduce(or_, (rule.signs for rule in rules))
        masks, seen = self._sentence_masks(folded.raw, [hit for hit in found if self._bits[hit[0]] & asked], ends)
        told = _told(masks, _possible(rules, seen))
        return _Weighed(folded, found, ends, told) if told else None

    def _sentence_masks(self, raw: bytes, found: _Found, ends: list[int]) -> tuple[list[int], int]:
        """The kinds of signs in each sentence, and in the whole article."""
        signs, parties = self._signs, self._parties
        masks, first = [0] * (len(ends) + 1), [""] * (len(ends) + 1)
        seen = 0
        for number, start, end in found:
            bit, needs, code = signs[number]
            if needs and not is_believed(needs, raw, start, end):
                continue
            at = bisect_right(ends, start + 1)
            if bit & parties:
                first[at] = first[at] or code
                if first[at] != code:
                    bit |= self._pair
            masks[at] |= bit
            seen |= bit
        return masks, seen

    def _reason(self, weighed: _Weighed, rule: Rule, sentence: int) -> Reason:
        folded, bounds, last = weighed.folded, _bounds(weighed), dict[int, int]()
        for number, start, end in weighed.found:
            bit, needs, _ = self._signs[number]
            here = bit & rule.kinds and bisect_right(weighed.ends, start + 1) == sentence
            if here and (not needs or is_believed(needs, folded.raw, start, end)):
                last[start] = folded.words.index(b" ", max(end - 1, start + 1))
        words = (bytes_to_text(folded.raw[start + 1 : end]).replace(" - ", "-") for start, end in last.items())
        return Reason(rule=rule.name, span=_span(folded, bounds, sentence), words=tuple(words))


def _possible(rules: Sequence[Rule], seen: int) -> list[Rule]:
    """The rules of which all groups are among the signs seen."""
    possible = []
    for rule in rules:
        a, b, c, around, article, _ = rule.asks
        if seen & a and seen & b and seen & c and seen & around and seen & article:
            possible.append(rule)
    return possible


def _told(masks: list[int], rules: Sequence[Rule]) -> list[tuple[int, Rule]]:
    """Which rules hold in which sentences."""
    told = []
    asked = [(*rule.asks, rule) for rule in rules]
    near = [before | mask | after for before, mask, after in zip([0, *masks], masks, [*masks[1:], 0], strict=False)]
    for at, mask in enumerate(masks):
        for a, b, c, around, _, without, rule in asked if mask else ():
            if mask & a and mask & b and mask & c and near[at] & around and not near[at] & without:
                told.append((at, rule))
    return told


def _bounds(weighed: _Weighed) -> list[int]:
    return [1, *weighed.ends, len(weighed.folded.raw) - 1]


def _span(folded: Folded, bounds: list[int], sentence: int) -> Span:
    stretch = folded.raw[bounds[sentence] : bounds[sentence + 1]]
    start = bounds[sentence] + len(stretch) - len(stretch.lstrip())
    end = bounds[sentence] + len(stretch.rstrip(b"\r\n"))
    return Span(start=folded.offset(start), end=folded.offset(end))


def _digest(patterns: Sequence[Pattern]) -> str:
    told = "\n".join((str(_CODE), rules_text(), *map(repr, patterns)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]
