"""Proper names in running text: folding, inflected forms, and an index that finds many names at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from svodka.knowledge.folding import folder
from svodka.model import Span

T = TypeVar("T")

_folded = folder(
    {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007", " "),
        "ё": "е",
    }
)
_KEY = 3  # letters by which names are looked up; a stem is never shorter
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(
    r"(?:[аоуеыияюьй]|о[мвйею]|е[мйею]|[аыя][мх]|[аяыи]ми|и[йямхеию]|и[яе][мх]|иями|ы[йе]|[ая]я|[уюь]ю|[ое]го|[ое]му|ией|ием)?"
)
_STEM_TAIL = re.compile(r"(?:ая|яя|ое|ее|ый|ий|ой|ые|ие|[аяоеыиьйую])$")
_GAP = re.compile(r"[\s\"'(]*")


def fold(text: str) -> str:
    """Lower case, ё as е, one kind of hyphen, quote and blank; every offset stays where it was."""
    lowered = text.lower()
    return _folded(lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text))


def stem(word: str) -> str:
    """What stays of a folded Russian word when it is declined: 'службы' → 'служб'; a Latin word stays whole."""
    if not re.search("[а-я]", word) or len(word) < 4:
        return word
    cut = _STEM_TAIL.sub("", word)
    return cut if len(cut) >= 3 else word


@dataclass(frozen=True, slots=True, kw_only=True)
class _NameWord:
    """A word of a name: its stem, whether it may be declined, and the joint that follows it."""

    text: str
    stem: str
    capital: bool
    shouted: bool  # the name writes it with capitals somewhere, so the text must as well: 'AP', not 'ap'
    fixed: bool  # an abbreviation or a Latin word takes no ending
    joint: str  # '' at the end, ' ' between words, else the character itself: '-', '.', '&'

    def accepts(self, shown: str, folded: str) -> bool:
        """Whether the text's word is a form of this one."""
        if self.capital and not shown[0].isupper() and not shown[0].isdigit():
            return False
        if self.fixed:
            return folded == self.text and (not self.shouted or shown != folded)
        return folded == self.text or (
            folded.startswith(self.stem) and _ENDING.fullmatch(folded, len(self.stem)) is not None
        )


def _is_fixed(word: str, folded: str) -> bool:
    return not re.search("[а-я]", folded) or (word.isupper() and len(word) > 1) or sum(c.isupper() for c in word) > 2


def _name_words(name: str) -> tuple[_NameWord, ...]:
    found = list(_WORD.finditer(name))
    words = []
    for here, after in zip(found, [*found[1:], None], strict=True):
        joint = fold(name[here.end() : after.start()]) if after else ""
        folded = fold(here.group())
        gap = " " if joint and _GAP.fullmatch(joint) else joint
        words.append(
            _NameWord(
                text=folded,
                stem=stem(folded),
                capital=here.group()[0].isupper(),
                shouted=here.group() != here.group().lower(),
                fixed=_is_fixed(here.group(), folded),
                joint=gap,
            )
        )
    return tuple(words)


class NameIndex(Generic[T]):
    """Names with what they stand for, found in text in any case form; the longest name wins.

    A word that the name writes with a capital needs a capital in the text ('Океан', not 'океан').
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._by_start: dict[str, list[tuple[tuple[_NameWord, ...], T]]] = {}
        for name, payload in names:
            words = _name_words(name)
            if words:
                self._by_start.setdefault(words[0].text[:_KEY], []).append((words, payload))
        for rows in self._by_start.values():
            rows.sort(key=lambda row: -sum(len(word.text) for word in row[0]))

    def find(self, text: str) -> Iterator[tuple[Span, T]]:
        """Every name in the text, left to right, without overlaps."""
        folded = fold(text)
        found = [match.span() for match in _WORD.finditer(text)]
        free = 0  # the first word behind the name found last
        for at, (start, end) in enumerate(found):
            rows = self._by_start.get(folded[start : min(end, start + _KEY)]) if at >= free else None
            hit = self._match(text, folded, found, at, rows) if rows else None
            if hit is not None:
                count, payload = hit
                free = at + count
                yield Span(start=start, end=found[free - 1][1]), payload

    def _match(
        self, text: str, folded: str, found: list[tuple[int, int]], at: int, rows: list[tuple[tuple[_NameWord, ...], T]]
    ) -> tuple[int, T] | None:
        start, end = found[at]
        shown, plain = text[start:end], folded[start:end]
        for words, payload in rows:
            if at + len(words) > len(found) or not words[0].accepts(shown, plain):
                continue
            if len(words) == 1 or self._fits(text, folded, found[at : at + len(words)], words):
                return len(words), payload
        return None

    @staticmethod
    def _fits(text: str, folded: str, found: list[tuple[int, int]], words: tuple[_NameWord, ...]) -> bool:
        """Whether the words behind the first are those of the name, joined as they are there."""
        for (_, before), (start, end), word, after in zip(found, found[1:], words, words[1:], strict=False):
            gap = folded[before:start]
            if gap != word.joint and not (word.joint == " " and _GAP.fullmatch(gap) and gap):
                return False
            if not after.accepts(text[start:end], folded[start:end]):
                return False
        return True
