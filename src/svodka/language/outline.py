"""What of a sentence is shown to the syntax network, and how the rest is hung onto the tree afterwards.

The network sees seven words at a time, so a bracket hides what stands before it from what stands behind: brackets are
read on their own. (Quotation marks stay: they tell the network that a name is in apposition. So do the further words
of a person's name: leaving them out was tried and made the trees worse.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svodka.language.engine import Tree

_LONGEST_BRACKET = 60  # tokens
_SHORTENED = frozenset({"тыс", "млн", "млрд", "трлн"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """A bracket '(…)': its two marks, the tokens inside, and the token that it explains."""

    opening: int
    closing: int
    inside: range
    host: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A sentence without its brackets (token indexes), the brackets, and the points of shortened words.

    '2 тыс. бронежилетов': the network would take the point for the end of the sentence.
    """

    plain: list[int]
    brackets: list[Bracket]
    points: list[int]

    @property
    def parts(self) -> list[Sequence[int]]:
        """The tokens that are parsed together: the sentence first, then each bracket."""
        return [self.plain, *(bracket.inside for bracket in self.brackets)]

    def whole(self, trees: Sequence[Tree], tags: Sequence[str]) -> Tree:
        """One tree of all the tokens from the trees of the parts."""
        heads, relations = [-1] * len(tags), ["punct"] * len(tags)
        for part, tree in zip(self.parts, trees, strict=True):
            for token, head, relation in zip(part, tree.heads, tree.relations, strict=True):
                heads[token], relations[token] = part[head] if head >= 0 else -1, relation
        for bracket, tree in zip(self.brackets, trees[1:], strict=True):
            root = bracket.inside[tree.heads.index(-1)]
            heads[root] = _host(bracket.host, heads, relations)
            relations[root] = "parataxis" if tags[root].startswith(("VERB", "AUX", "ADV")) else "appos"
            heads[bracket.opening] = heads[bracket.closing] = root
        for point in self.points:
            heads[point] = point - 1
        return Tree(heads=heads, relations=relations)


def _host(token: int, heads: Sequence[int], relations: Sequence[str]) -> int:
    """'Korea Aerospace Industries (KAI)': a bracket behind a flat name explains its first word."""
    while relations[token].startswith(("flat", "punct")) and heads[token] >= 0:
        token = heads[token]
    return token


def outline(words: Sequence[str]) -> Outline:
    """The outline of a sentence."""
    plain: list[int] = []
    brackets, points = [], []
    at = 0
    while at < len(words):
        end = _closing(words, at)
        if end > at + 1 and plain:
            brackets.append(Bracket(opening=at, closing=end, inside=range(at + 1, end), host=plain[-1]))
            at = end
        elif words[at] == "." and at + 1 < len(words) and plain and words[at - 1].lower() in _SHORTENED:
            points.append(at)
        else:
            plain.append(at)
        at += 1
    return Outline(plain=plain, brackets=brackets, points=points)


def _closing(words: Sequence[str], at: int) -> int:
    """The index of the bracket that closes the one at `at`; -1 if nothing does."""
    if words[at] != "(":
        return -1
    depth = 0
    for i in range(at, min(len(words), at + _LONGEST_BRACKET)):
        depth += (words[i] == "(") - (words[i] == ")")
        if depth == 0:
            return i
    return -1
