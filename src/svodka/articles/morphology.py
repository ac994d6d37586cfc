"""The dictionary of word forms, for the few questions asked before an article is analysed."""

from __future__ import annotations

from functools import lru_cache

import pymorphy3

from svodka.knowledge.dictionary import word_forms


@lru_cache(maxsize=20_000)
def likeliest_tag(word: str) -> pymorphy3.tagset.OpencorporaTag:
    """pymorphy3's tag of the likeliest reading of `word`."""
    return word_forms().parse(word)[0].tag


@lru_cache(maxsize=5_000)
def is_given_name(word: str) -> bool:
    """Whether `word` can be a person's given name in the nominative: 'Анна', but not 'Закупки'."""
    return any({"Name", "nomn"} <= parse.tag.grammemes for parse in word_forms().parse(word))
