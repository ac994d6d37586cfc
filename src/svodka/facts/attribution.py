"""Who vouches for what a clause says, since when and through whom."""

from __future__ import annotations

from collections.abc import Sequence

from svodka.facts.speech import Speech
from svodka.mentions import Reading
from svodka.model import Said


class Attribution:
    """Answers for any place of a reading who said it."""

    def __init__(self, reading: Reading, speeches: Sequence[Speech]) -> None:
        self._reading = reading
        self._here: dict[int, list[Speech]] = {}
        for speech in speeches:
            self._here.setdefault(speech.sentence, []).append(speech)

    def said(self, sentence: int, token: int) -> Said:
        """Who vouches for the clause in which the token stands; empty in the article's own voice."""
        speech = self._speech(sentence, token)
        if speech is None:
            return Said()
        return Said(by=speech.by, on=speech.on, via=speech.via, kind="paraphrase" if speech.by else "report")

    def _speech(self, sentence: int, token: int) -> Speech | None:
        inside = [s for s in self._here.get(sentence, ()) if (sentence, token) in s.reach and s.verb != token]
        if inside:
            # The innermost: 'ТАСС передаёт, что министр заявил, что …' leaves the word to the minister.
            return min(inside, key=lambda s: len(s.reach))
        return next((s for s in self._here.get(sentence + 1, ()) if s.back and self._adjacent(sentence)), None)

    def _adjacent(self, sentence: int) -> bool:
        sentences = self._reading.analysis.sentences
        return sentences[sentence].paragraph == sentences[sentence + 1].paragraph
