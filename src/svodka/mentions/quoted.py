"""Names in quotation marks and names in Latin letters that stand beside a noun."""

from __future__ import annotations

from svodka.language import Sentence

OPENING = frozenset('«“„"')
CLOSING = frozenset('»”“"')
_LONGEST = 8  # words in a quoted name; longer quotations are speech


def quoted_at(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The first and last token inside the quotation marks that open at token `at`; None when none open there."""
    tokens = sentence.tokens
    if at < 0 or at >= len(tokens) or tokens[at].text not in OPENING:
        return None
    for i in range(at + 1, min(at + 2 + _LONGEST, len(tokens))):
        if tokens[i].text in CLOSING:
            return (at + 1, i - 1) if i > at + 1 and tokens[at + 1].text[:1].isalnum() else None
    return None


def latin_at(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """A run of capitalised Latin words, with a number or a hyphen, from token `at`: 'Defender Europe 2020'."""
    tokens, last = sentence.tokens, at - 1
    for token in tokens[at : at + 6]:
        word = token.text
        latin = word.isascii() and word[:1].isalpha() and word[:1].isupper()
        number = last >= at and word.isdigit()
        if not latin and not number:
            break
        last = token.index
    return (at, last) if last >= at else None
