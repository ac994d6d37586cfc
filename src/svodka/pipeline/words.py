"""The words of a text in their dictionary forms, for search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from svodka.language.lemmas import Lemmatiser

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NONE: Mapping[str, str] = MappingProxyType({})


def lemma_text(text: str) -> str:
    """The likeliest dictionary form of every word, in order: without context, which search does not need."""
    lemmatiser = _lemmatiser()
    return " ".join(lemmatiser.lemma(word, "", _NONE) for word in _WORD.findall(text))


@cache
def _lemmatiser() -> Lemmatiser:
    return Lemmatiser()
