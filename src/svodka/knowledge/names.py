"""Proper names in running text: folding, inflected forms, and an index that finds many names at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from svodka.model import Span

T = TypeVar("T")

_FOLDS = str.maketrans(
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
    return (lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text)).translate(_FOLDS)


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
        found = list(_WORD.finditer(text))
        at = 0
        while at < len(found):
            hit = self._match(text, folded, found, at)
            if hit is None:
                at += 1
                continue
            count, payload = hit
            yield Span(start=found[at].start(), end=found[at + count - 1].end()), payload
            at += count

    def _match(self, text: str, folded: str, found: list[re.Match[str]], at: int) -> tuple[int, T] | None:
        for words, payload in self._by_start.get(folded[found[at].start() : found[at].end()][:_KEY], ()):
            if at + len(words) <= len(found) and self._fits(text, folded, found[at : at + len(words)], words):
                return len(words), payload
        return None

    @staticmethod
    def _fits(text: str, folded: str, shown: list[re.Match[str]], words: tuple[_NameWord, ...]) -> bool:
        for i, (match, word) in enumerate(zip(shown, words, strict=True)):
            if not word.accepts(match.group(), folded[match.start() : match.end()]):
                return False
            if i + 1 < len(words):
                gap = folded[match.end() : shown[i + 1].start()]
                if gap != word.joint and not (word.joint == " " and _GAP.fullmatch(gap) and gap):
                    return False
        return True
