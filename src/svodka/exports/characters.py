"""Characters that a terminal or a page would obey instead of showing."""

from __future__ import annotations

import unicodedata

_HARMFUL = frozenset({"Cc", "Cs", "Co"})
_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def disarm(text: str) -> str:
    """The text with control and direction characters shown as their code ('⟨U+202E⟩'); line breaks and tabs stay."""
    return text if text.isascii() and text.isprintable() else "".join(map(_shown, text))


def visible(text: str) -> str:
    """The disarmed text on one line."""
    return disarm(" ".join(text.split()))


def _shown(char: str) -> str:
    if char in "\n\r\t":
        return char
    harmful = unicodedata.category(char) in _HARMFUL or unicodedata.bidirectional(char) in _DIRECTIONS
    return f"⟨U+{ord(char):04X}⟩" if harmful else char
