"""When two written values count as the same one."""

from __future__ import annotations

import re
from collections import Counter

ANYTHING = "*"
_QUOTES = re.compile(r"[«»\"“”„‟'’`]")
_HYPHEN = re.compile(r"\s*[-‐‑‒–—−]\s*")
_QUOTE_LIKENESS = 0.8


def fold(text: str) -> str:
    """Lower case, ё as е, no quotation marks, one kind of hyphen, single blanks, no closing punctuation."""
    text = _QUOTES.sub("", text.lower().replace("ё", "е"))
    return re.sub(r"\s+", " ", _HYPHEN.sub("-", text)).strip(" .,;:")


def alternatives(value: str) -> list[str]:
    """The folded spellings that a gold value allows; '*' allows anything."""
    options = (option.strip() for option in value.split("|"))
    return [option if option == ANYTHING else fold(option) for option in options]


def same_quote(gold: str, seen: str) -> bool:
    """Whether two quotations share at least 0.8 of their words (Dice coefficient of the word bags)."""
    left, right = (re.findall(r"\w+", fold(text)) for text in (gold, seen))
    common = (Counter(left) & Counter(right)).total()
    return bool(left and right) and 2 * common / (len(left) + len(right)) >= _QUOTE_LIKENESS


def matches(slot: str, options: list[str], seen: str) -> bool:
    """Whether a value read is one of the folded spellings that gold allows for the slot."""
    if fold(seen) in options:
        return True
    return slot == "quote" and any(same_quote(option, seen) for option in options if option != ANYTHING)
