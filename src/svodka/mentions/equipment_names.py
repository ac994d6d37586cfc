"""Designations in an article: which spellings may be believed where they stand, nicknames joined, unknown ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from svodka.knowledge.designations import Hit, Reading, designation_index
from svodka.knowledge.equipment import EquipmentClass, catalogue
from svodka.knowledge.phrases import plain
from svodka.language import Analysis, Sentence
from svodka.mentions.equipment_classes import CLOSING, OPENING, ClassHit, governor

Classes = Mapping[int, list[ClassHit]]
_QUOTES = frozenset("«»“”„\"'")
_NICKNAME = re.compile(r"\s[«“„\"']")
_GLOSS = re.compile(r"[»”\"]?\s\([«“\"]?")
_CAMEL = re.compile(r"[а-яё][А-ЯЁ]")
_AND = re.compile(r"[«»“”„\"']?\s*(?:\([^()]*\)\s*)?(?:,|и|или|,? а также|/)\s*[«“„\"']?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A designation in the text: its characters, its tokens and what it is."""

    start: int
    end: int
    value: str
    equipment_class: EquipmentClass
    origin: tuple[str, ...]
    sentence: int
    first: int
    last: int
    governor: ClassHit | None = None
    nicknames: frozenset[str] = frozenset()  # what else the catalogue calls it


class Places:
    """From characters to sentences and tokens."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._starts = [s.start for s in analysis.sentences]

    def sentence(self, start: int, end: int) -> Sentence | None:
        """The sentence that holds the stretch, or None where nothing was read."""
        at = bisect_right(self._starts, start) - 1
        sentence = self.analysis.sentences[at] if at >= 0 else None
        return sentence if sentence and end <= sentence.end else None

    @staticmethod
    def tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
        """The first and the last token that share characters with the stretch."""
        inside = [t.index for t in sentence.tokens if t.start < end and start < t.end]
        return inside[0], inside[-1]


def find_known(analysis: Analysis, classes: Classes) -> list[Named]:
    """The designations of the catalogue, each accepted by its policy, in order."""
    places, text = Places(analysis), analysis.article.text
    hits = list(designation_index().find(text))
    found: dict[int, Named] = {}
    for _ in range(2):  # what a class word has vouched for once is believed in the rest of the article
        vouched = {named.value for named in found.values()}
        previous: Named | None = None
        for hit in hits:
            if hit.start not in found:
                named = _accept(hit, places, classes, previous, vouched)
                if named:
                    found[hit.start] = named
            previous = found.get(hit.start, previous)
    return _joined([found[start] for start in sorted(found)], text)


def _accept(hit: Hit, places: Places, classes: Classes, previous: Named | None, vouched: set[str]) -> Named | None:
    sentence = places.sentence(hit.start, hit.end)
    if sentence is None:
        return None
    text = places.analysis.article.text
    first, last = places.tokens(sentence, hit.start, hit.end)
    head = governor(sentence, classes[sentence.index], first)
    if head is None and previous and _AND.fullmatch(text, previous.end, hit.start):
        head = previous.governor
    quoted = text[hit.start - 1 : hit.start] in _QUOTES and text[hit.end : hit.end + 1] in _QUOTES and hit.start > 0
    opening = first == 0 or (first == 1 and sentence.tokens[0].text in OPENING)
    written = [r for r in hit.readings if not _city_like(text[hit.start : hit.end], hit.value(r, text))]
    believed = [r for r in written if _believed(r, head, quoted, opening, hit.value(r, text) in vouched)]
    if not believed or (quoted and head is None and _borne(sentence, first)):
        return None
    beside = previous if previous and _NICKNAME.fullmatch(text, previous.end, hit.start) else None
    best = min(believed, key=lambda r: (not _of_class(r, beside), _distance(r, head)))
    return Named(
        start=hit.start, end=hit.end, value=hit.value(best, text), equipment_class=best.designation.equipment_class,
        origin=best.designation.origin, sentence=sentence.index, first=first, last=last, governor=head,
        nicknames=_nicknames(best),
    )  # fmt: skip


def _city_like(written: str, value: str) -> bool:
    """'шести машин Белград': a name with a capital inside, 'БелГрад', is not meant without it."""
    return written.istitle() and bool(_CAMEL.search(value))


def _borne(sentence: Sentence, first: int) -> bool:
    """Whether the name in quotation marks belongs to something else: 'компания «Гепард»', 'на учениях "Искандер"'."""
    at = first - 1 - (sentence.tokens[first - 1].text in OPENING) if first else -1
    return at >= 0 and plain(sentence.tokens[at].lemma) in catalogue().bearers


def _nicknames(reading: Reading) -> frozenset[str]:
    names = frozenset(reading.designation.nicknames)
    return names if reading.spelling.text not in names else frozenset()


def _of_class(reading: Reading, named: Named | None) -> bool:
    """Whether a nickname may belong to the designation before it: 'БМПТ «Терминатор»', but 'Ми-8АМТШ «Терминатор»'."""
    return named is not None and reading.designation.equipment_class == named.equipment_class


def _believed(reading: Reading, head: ClassHit | None, quoted: bool, opening: bool, vouched: bool) -> bool:
    if reading.policy == "free" or (reading.policy == "quoted" and quoted):
        return True
    if vouched and (quoted or not opening):
        return True
    return head is not None and _distance(reading, head) < 2


def _distance(reading: Reading, head: ClassHit | None) -> int:
    """0: the class word names the reading's class, or one as wide as 'комплекс'; 1: a neighbour; 2: something else."""
    if head is None:
        return 1
    named, wanted = head.equipment_class, reading.designation.equipment_class
    if named == wanted:
        return 0
    return 1 if named.generic or named.domain in {wanted.domain, "other"} else 2


def _joined(names: Iterable[Named], text: str) -> list[Named]:
    """With nicknames joined to the designation before them: 'С-400 "Триумф"', 'MQ-9 Reaper', 'Abrams M1A2'."""
    joined: list[Named] = []
    for named in names:
        last = joined[-1] if joined else None
        gap = text[last.end : named.start] if last else ""
        if last and last.sentence == named.sentence and _same_thing(last, named):
            if gap in {" ", "\u00a0"}:
                value = last.value if named.value == last.value else f"{last.value} {named.value}"
                joined[-1] = replace(last, end=named.end, last=named.last, value=value)
                continue
            if len(gap) == 2 and gap[0].isspace() and gap[1] in OPENING - {"("} and text[named.end] in CLOSING:
                joined[-1] = replace(last, end=named.end + 1, last=named.last + 1)
                continue
        joined.append(named)
    return joined


def _same_thing(one: Named, other: Named) -> bool:
    if one.value == other.value or one.value in other.nicknames or other.value in one.nicknames:
        return True
    return one.equipment_class == other.equipment_class and not other.value[-1].isdigit()


def promoted(names: list[Named], text: str) -> Iterator[Named]:
    """One thing under one value: what the article ties together, nicknames and bare family names after fuller ones.

    'KM-SAM II (Cheongung II) … Cheongung II', 'MQ-9 Reaper … Reaper', 'Abrams' after 'M1A2 Abrams SEPv3'.
    """
    glossed = dict(_glosses(names, text))
    values = {named.value: named for named in reversed(names)}
    for named in names:
        value = glossed.get(named.value, named.value)
        fuller = {n.value for n in values.values() if value in n.nicknames or _bare(named, n)}
        yield replace(named, value=fuller.pop() if len(fuller) == 1 else value)


def _bare(named: Named, fuller: Named) -> bool:
    """Whether a family name stands for a fuller form elsewhere; in one sentence they differ: 'Spike LR и Spike'."""
    if any(map(str.isdigit, named.value)) or named.value == fuller.value or fuller.sentence == named.sentence:
        return False
    return named.value in fuller.value.split(" ")


def _glosses(names: list[Named], text: str) -> Iterator[tuple[str, str]]:
    """Nicknames with the designation before or behind them in brackets: 'С-400 (Триумф)', '«Триумф» (С-400)'."""
    for one, other in pairwise(names):
        if _GLOSS.fullmatch(text, one.end, other.start) and text[other.end :].lstrip('»”"')[:1] == ")":
            if other.value in one.nicknames:
                yield other.value, one.value
            elif one.value in other.nicknames:
                yield one.value, other.value
