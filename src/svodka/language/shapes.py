"""The outline of a word, which the models see beside the word itself: 'RU_Xx', 'EN_XX', 'NUM', 'PUNCT_,' …

The classes are those of the weights' own vocabulary, so every quirk here is theirs: '+7' is a number and 'СИЗО-6' a
Russian word in capitals.
"""

from __future__ import annotations

import re

_MARKS = "!#$%&()[]\\/*+,.:;<=>?@^_{|}~-‐−‒⁃–—―`\"'«»„“ʼʻ”№…"
_KIND = re.compile(rf"(?P<RU>[а-яё]+)|(?P<EN>[a-z]+)|(?P<NUM>[+-]?\d+)|(?P<PUNCT>[{re.escape(_MARKS)}]+)", re.I)


def word_shape(word: str) -> str:
    """The shape class of a word as the vocabulary of the weights spells it."""
    found = _KIND.match(word)
    kind = found.lastgroup if found else None
    if kind == "RU" or kind == "EN":
        return f"{kind}_{_outline(word)}"
    if kind == "PUNCT":
        return f"PUNCT_{word if len(word) == 1 else 'OTHER'}"
    return kind or "OTHER"


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _outline(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX"
    if word.islower():
        return "xx"
    if _is_title(word):
        return "Xx"
    left, hyphen, right = word.partition("-")
    return "Xx-Xx" if hyphen and _is_title(left) and _is_title(right) else "OTHER"
