"""Who vouches for what a clause says, since when and through whom."""

from __future__ import annotations

from collections.abc import Sequence

from svodka.facts.said.quotations import Quotation
from svodka.facts.said.speech import Speech
from svodka.mentions import Reading
from svodka.model import Said


class Attribution:
    """Answers for any place of a reading who said it."""

    def __init__(
        self, reading: Reading, speeches: Sequence[Speech], spoken: Sequence[tuple[Quotation, Speech]]
    ) -> None:
        self._reading = reading
        self._spoken = spoken
        self._here: dict[int, list[Speech]] = {}
        for speech in speeches:
            self._here.setdefault(speech.sentence, []).append(speech)

    def said(self, sentence: int, token: int) -> Said:
        """Who vouches for the clause in which the token stands; empty in the article's own voice."""
        here = self._reading.analysis.sentences[sentence].tokens[token]
        for quotation, speech in self._spoken:
            if quotation.start <= here.start < quotation.end:
                return Said(by=speech.by, on=speech.on, via=speech.via, kind="quote")
        told = self._speech(sentence, token)
        if told is None:
            return Said()
        return Said(by=told.by, on=told.on, via=told.via, kind="paraphrase" if told.by else "report")

    def _speech(self, sentence: int, token: int) -> Speech | None:
        inside = [s for s in self._here.get(sentence, ()) if (sentence, token) in s.reach]
        if inside:
            # The innermost: 'ТАСС передаёт, что министр заявил, что …' leaves the word to the minister.
            return min(inside, key=lambda s: len(s.reach))
        return self._told_after(sentence)

    def _told_after(self, sentence: int) -> Speech | None:
        """'Об этом сообщил …' vouches for the sentences of its paragraph before it that nobody else told."""
        sentences = self._reading.analysis.sentences
        paragraph = sentences[sentence].paragraph
        if self._here.get(sentence):
            following = range(sentence + 1, min(sentence + 2, len(sentences)))
        else:
            following = range(sentence + 1, len(sentences))
        for index in following:
            if sentences[index].paragraph != paragraph:
                return None
            told = self._here.get(index, ())
            if told:
                return next((s for s in told if s.back), None)
        return None
