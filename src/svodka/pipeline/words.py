"""The words of a text in their dictionary forms, for search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from svodka.language.lemmas import Lemmatiser

_WORD = re.compile(r"[^\W_]+")
_NONE: Mapping[str, str] = MappingProxyType({})


def lemmas_of(text: str) -> Mapping[str, str]:
    """Every word of the text (lower case, ё as е) with its likeliest dictionary form: search needs no context."""
    lemmatiser = _lemmatiser()
    return {word: lemmatiser.lemma(word, "", _NONE) for word in set(_WORD.findall(text.lower().replace("ё", "е")))}


@cache
def _lemmatiser() -> Lemmatiser:
    return Lemmatiser()
