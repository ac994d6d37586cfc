"""Which country 'мы' is in a direct quotation: that of the office whose holder speaks."""

from __future__ import annotations

from collections.abc import Sequence

from svodka.language import Analysis, Sentence, Token
from svodka.mentions.mention import Mention
from svodka.mentions.offices import Position

_QUOTES = frozenset("\"«»“”„")


def find_first_person(analysis: Analysis, people: Sequence[Mention], positions: Sequence[Position]) -> list[Mention]:
    """Country mentions (role 'pronoun') over 'мы' in quotations: '«Мы не передавали вооружений», — сказал пресс-секретарь

    польского Минобороны X'. The speaker is the first holder of a state office named after the words in the paragraph.
    """
    countries = {p.person.value: p.country_code for p in positions if p.country_code}
    found = []
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if token.lemma == "мы" and token.pos == "PRON" and _quoted(analysis, sentence, token):
                speaker = _speaker(analysis, sentence, token, people)
                code = countries.get(speaker.value) if speaker is not None else None
                if code is not None:
                    found.append(_mention(sentence, token, code))
    return found


def _quoted(analysis: Analysis, sentence: Sentence, token: Token) -> bool:
    """Whether quotation marks open before the token in its paragraph and close after it."""
    span = analysis.paragraph_of(sentence).span
    text = analysis.article.text
    return bool(_QUOTES.intersection(text[span.start : token.start]) and _QUOTES.intersection(text[token.end : span.end]))


def _speaker(analysis: Analysis, sentence: Sentence, token: Token, people: Sequence[Mention]) -> Mention | None:
    """The first person named after the token in its paragraph, else the last one before it there."""
    span = analysis.paragraph_of(sentence).span
    here = [p for p in people if span.start <= p.start < span.end]
    after = [p for p in here if p.start > token.end]
    return after[0] if after else (here[-1] if here else None)


def _mention(sentence: Sentence, token: Token, code: str) -> Mention:
    return Mention(kind="country", start=token.start, end=token.end, value=code, sentence=sentence.index,
                   first=token.index, last=token.index, head=token.index, country=code, role="pronoun")  # fmt: skip
