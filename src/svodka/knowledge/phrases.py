"""Terms of several words, compared with inflected text without a dictionary.

A term is written in the nominative singular: 'зенитный ракетный комплекс', 'система противовоздушной обороны'.
Adjectives before its head noun are compared by stem, the head by lemma, what follows the head letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from svodka.knowledge.folding import folder

T = TypeVar("T")

_ENDING = re.compile(
    r"(?<=[^\W\d_]{3})(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ым|им|ом|ем|ую|юю|ых|их|ыми|ими|ей)$"
)
_NOMINATIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее)$")
_folded = folder({"ё": "е", **dict.fromkeys("‐‑‒–−", "-"), "\u00a0": " ", "\u202f": " "})


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """Lower case, ё written as е, one kind of hyphen and of blank: 'Самолёт' → 'самолет'."""
    return _folded(word.lower())


@lru_cache(maxsize=20_000)
def adjective_stem(word: str) -> str:
    """The part of an adjective that inflection keeps, marked by '*': 'зенитных' → 'зенитн*'; '' for other shapes."""
    stem = _ENDING.sub("", word)
    return stem + "*" if len(stem) < len(word) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Generic[T]):
    """A phrase with what it stands for, one key a word, and the place of the word that inflects as the noun."""

    phrase: str
    meaning: T
    keys: tuple[str, ...]
    head: int

    @property
    def adjectival(self) -> bool:
        """Whether the term is an adjective standing for a noun: 'военный', 'комплектующее'."""
        return self.keys[self.head].endswith("*")


def make_term(phrase: str, meaning: T) -> Term[T]:
    """The term of a phrase in the nominative singular."""
    words = plain(phrase).split()
    nouns = [i for i, word in enumerate(words) if not _NOMINATIVE.search(word)]
    head = nouns[0] if nouns else len(words) - 1
    keys = [_key(word, i, head) for i, word in enumerate(words)]
    return Term(phrase=phrase, meaning=meaning, keys=tuple(keys), head=head)


def _key(word: str, index: int, head: int) -> str:
    if index > head:
        return "=" + word
    return adjective_stem(word) if _NOMINATIVE.search(word) else word


class TermIndex(Generic[T]):
    """Terms by their first key; `match` gives the longest that begins at a word."""

    def __init__(self, terms: Iterable[Term[T]]) -> None:
        self._terms: dict[str, list[Term[T]]] = {}
        for term in terms:
            self._terms.setdefault(term.keys[0], []).append(term)
        for found in self._terms.values():
            found.sort(key=lambda term: -len(term.keys))

    def match(self, words: Sequence[frozenset[str]], at: int) -> Term[T] | None:
        """The longest term at `at`; `words` are the keys of a sentence's words as `word_keys` gives them."""
        if self._terms.keys().isdisjoint(words[at]):
            return None
        candidates = [term for key in words[at] for term in self._terms.get(key, ())]
        # Ties go by the keys themselves: the order of a set changes from run to run.
        candidates.sort(key=lambda term: (-len(term.keys), term.keys))
        for term in candidates:
            stretch = words[at : at + len(term.keys)]
            if len(stretch) == len(term.keys) and all(k in w for k, w in zip(term.keys, stretch, strict=True)):
                return term
        return None


@lru_cache(maxsize=20_000)
def word_keys(text: str, lemma: str) -> frozenset[str]:
    """What a word of the text may be compared by: its letters, its lemma, its adjective stem."""
    letters = plain(text)
    return frozenset({"=" + letters, letters, plain(lemma), adjective_stem(letters)} - {""})
