"""From characters to tokens: where in the sentences a stretch of the article stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from svodka.language import Analysis, Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSpan:
    """Tokens `first` to `last` (inclusive) of a sentence."""

    sentence: int
    first: int
    last: int


class Locator:
    """Finds the tokens of an analysis that cover a stretch of characters."""

    def __init__(self, analysis: Analysis) -> None:
        self._sentences = analysis.sentences
        self._starts = [sentence.start for sentence in analysis.sentences]

    def place(self, start: int, end: int) -> TokenSpan | None:
        """The tokens that cover the characters; None outside the sentences or across two of them."""
        at = bisect_right(self._starts, start) - 1
        if at < 0 or end > self._sentences[at].end:
            return None
        covered = [t.index for t in self._sentences[at].tokens if t.start < end and start < t.end]
        return TokenSpan(sentence=at, first=covered[0], last=covered[-1]) if covered else None


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of the span that hangs on a word outside it (the first such token when the tree is broken)."""
    for token in sentence.tokens[first : last + 1]:
        if not first <= token.head <= last and token.pos != "PUNCT":
            return token.index
    return first
