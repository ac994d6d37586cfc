"""An analysed article with everything that was found in it, indexed for the facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from svodka.language import Analysis, Sentence
from svodka.mentions.mention import Mention, MentionKind
from svodka.mentions.offices import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The analysis, its mentions in order of the text, and who holds which office."""

    analysis: Analysis
    mentions: tuple[Mention, ...]
    positions: tuple[Position, ...] = ()
    _by_sentence: dict[int, list[Mention]] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)

    @property
    def text(self) -> str:
        """The article's text, to which all spans refer."""
        return self.analysis.article.text

    def within(self, sentence: Sentence | int, *kinds: MentionKind) -> list[Mention]:
        """The mentions of a sentence, of the given kinds (of all kinds when none is given)."""
        index = sentence if isinstance(sentence, int) else sentence.index
        found: Sequence[Mention] = self._by_sentence.get(index, ())
        return [m for m in found if m.kind in kinds] if kinds else list(found)

    def at(self, sentence: int, token: int, kinds: Iterable[MentionKind] = ()) -> list[Mention]:
        """The mentions that cover a token, longest first."""
        found = [m for m in self._by_sentence.get(sentence, ()) if m.first <= token <= m.last]
        if not found:
            return found
        wanted = set(kinds)
        return sorted((m for m in found if not wanted or m.kind in wanted), key=lambda m: m.start - m.end)
