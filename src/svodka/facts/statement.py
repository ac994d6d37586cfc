"""Statements: direct quotations and who spoke them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from svodka.facts.draft import Draft, value_at
from svodka.facts.speech import Speech
from svodka.language import Sentence
from svodka.mentions import Reading
from svodka.model import Evidence, Said, Span

_QUOTED = re.compile(r'«([^«»]{12,2000}(?:«[^«»]*»[^«»]*)*)»|"((?:[^"\n]|"[^"\n]{1,40}")*?[^"\n]{6,})"(?=\s*[,.\-–—;:)]|\s*$)|“([^“”]{12,2000})”')


def read_statements(reading: Reading, speeches: Sequence[Speech]) -> Iterator[Draft]:
    """A draft per direct quotation whose speaker the article names."""
    for span in quotations(reading):
        speech = _spoken(reading, span, speeches)
        if speech is None or not speech.by:
            continue
        sentence = reading.analysis.sentences[speech.sentence]
        quote = value_at(reading, span.start, span.end, reading.text[span.start : span.end].rstrip(",. "))
        end = max(span.end, sentence.tokens[speech.verb].end, speech.by[0].end)
        start = min(span.start, sentence.tokens[speech.verb].start)
        yield Draft(
            type="statement", stage=None, slots={"speaker": speech.by, "quote": (quote,)}, sentence=speech.sentence,
            trigger=speech.verb, rule="statement.quotation", confidence=0.95,
            evidence=Evidence(start=start, end=end, text=reading.text[start:end]),
            said=Said(by=(), on=speech.on, via=speech.via, kind="quote"),
        )  # fmt: skip


def quotations(reading: Reading) -> list[Span]:
    """The stretches between quotation marks that are speech, not names: three words or more, told as a clause."""
    found = []
    for match in _QUOTED.finditer(reading.text):
        group = next(g for g in (1, 2, 3) if match.group(g))
        words = match.group(group).split()
        if len(words) >= 3 and not _is_name(reading, match.start(group), match.end(group)):
            found.append(Span(start=match.start(group), end=match.end(group)))
    return found


def _is_name(reading: Reading, start: int, end: int) -> bool:
    """'"Новый облик вооруженных сил"': a mention that fills the quotation is a name, not speech."""
    return any(m.start <= start and end <= m.end for m in reading.mentions if m.kind != "quote")


def _spoken(reading: Reading, span: Span, speeches: Sequence[Speech]) -> Speech | None:
    """The act of speech beside the quotation: in its last sentence, after it, or before the colon."""
    holders = [s for s in reading.analysis.sentences if s.start < span.end + 2 and span.start < s.end]
    if not holders:
        return None
    after = _following(reading, holders[-1])
    for sentence in [*reversed(holders), *after]:
        near = [s for s in speeches if s.sentence == sentence.index and _outside(sentence, s, span)]
        if near:
            return min(near, key=lambda s: _distance(sentence, s, span))
    return None


def _following(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """The next sentence when it begins with a dash: the quotation was cut off its '- сказал он'."""
    sentences = reading.analysis.sentences
    if sentence.index + 1 < len(sentences):
        following = sentences[sentence.index + 1]
        if following.paragraph == sentence.paragraph and reading.text[following.start] in "-–—":
            return [following]
    return []


def _outside(sentence: Sentence, speech: Speech, span: Span) -> bool:
    verb = sentence.tokens[speech.verb]
    return verb.end <= span.start or verb.start >= span.end


def _distance(sentence: Sentence, speech: Speech, span: Span) -> int:
    verb = sentence.tokens[speech.verb]
    return min(abs(verb.start - span.end), abs(span.start - verb.end))
