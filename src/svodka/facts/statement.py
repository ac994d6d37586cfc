"""Statements: direct quotations and who spoke them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from svodka.facts.base.draft import Draft, value_at
from svodka.facts.said.quotations import Quotation, parts, quotations_in
from svodka.facts.said.speech import Speech
from svodka.facts.said.words import speech_words
from svodka.language import Sentence
from svodka.language.tree import is_predicate
from svodka.mentions import Reading
from svodka.model import Evidence, Said

_DASHES = "-–—"
_ASIDE = re.compile(r"[,.!?…]\s*[-–—]\s+([^-–—\n]{3,160}?(?:-[^-–—\n]{1,80}?)*)[.,]\s*[-–—]\s+")


def read_statements(reading: Reading, spoken: Sequence[tuple[Quotation, Speech]]) -> Iterator[Draft]:
    """A draft per direct quotation whose speaker the article names."""
    for quotation, speech in spoken:
        if not speech.by:
            continue
        sentence = reading.analysis.sentences[speech.sentence]
        inside = quotation.start <= sentence.tokens[speech.verb].start < quotation.end
        words = quotation.of(reading.text).rstrip(",. ")
        told = _without_aside(words) if inside else words
        quote = value_at(reading, quotation.start, quotation.start + len(words), told)
        verb = sentence.tokens[speech.verb]
        # The words of saying are the evidence: they stand beside the quotation and name its speaker.
        start = min(quotation.start, verb.start, *(v.start for v in speech.by))
        end = max(quotation.end, verb.end, *(v.end for v in speech.by))
        yield Draft(
            type="statement", stage=None, slots={"speaker": speech.by, "quote": (quote,)}, sentence=speech.sentence,
            time=(speech.when,) if speech.when is not None else (), trigger=speech.verb, rule="statement.quotation",
            confidence=0.95, evidence=Evidence(start=start, end=end, text=reading.text[start:end]),
            said=Said(via=speech.via, kind="quote"),
        )  # fmt: skip


def spoken_quotations(reading: Reading, speeches: Sequence[Speech]) -> list[tuple[Quotation, Speech]]:
    """The quotations that are speech, each with the act of speech beside it; names and scare quotes are left out."""
    by_sentence: dict[int, list[Speech]] = {}
    for speech in speeches:
        by_sentence.setdefault(speech.sentence, []).append(speech)
    found = []
    for quotation in quotations_in(reading):
        if len(quotation.of(reading.text).split()) < 2 or _is_name(reading, quotation):
            continue
        told = _full(reading, quotation, by_sentence) or _within(reading, quotation, by_sentence)
        told = told or _partial(reading, quotation, by_sentence)
        if told is not None:
            found.append((quotation, told))
    return found


def _is_name(reading: Reading, quotation: Quotation) -> bool:
    """'"Новый облик вооруженных сил"': a mention that fills the quotation is a name, not speech."""
    return any(m.start <= quotation.start and quotation.end <= m.end for m in reading.mentions if m.kind != "quote")


def _full(reading: Reading, quotation: Quotation, by_sentence: dict[int, list[Speech]]) -> Speech | None:
    """'"…", - сказал он' or 'сказал он: "…"'."""
    text = reading.text
    tail = text[quotation.end + 1 : quotation.end + 6].lstrip(" ,.\u00a0!?")
    head = text[max(0, quotation.start - 4) : max(0, quotation.start - 1)].rstrip(" \u00a0")
    if tail[:1] and tail[0] in _DASHES:
        return _beside(reading, quotation, by_sentence, after=True)
    if head.endswith(":"):
        return _beside(reading, quotation, by_sentence, after=False)
    if text[quotation.end + 1 : quotation.end + 2] == "," and _is_clause(reading, quotation):
        told = _beside(reading, quotation, by_sentence, after=True)
        sentence = reading.analysis.sentences[told.sentence] if told else None
        if told and sentence and sentence.tokens[told.verb].start - quotation.end <= 4:
            return told  # '"Мы готовы", заявил министр'
    return None


def _is_clause(reading: Reading, quotation: Quotation) -> bool:
    """Whether the quotation says something, as no name does: it holds a finite verb or a predicate."""
    for number in parts(reading, quotation):
        for token in reading.analysis.sentences[number].tokens:
            inside = quotation.start <= token.start < quotation.end
            if inside and is_predicate(token) and token.feat("VerbForm") != "Inf":
                return True
    return False


def _within(reading: Reading, quotation: Quotation, by_sentence: dict[int, list[Speech]]) -> Speech | None:
    """'«Мы готовы, - сказал он. - Осталось подписать»': the words of saying stand inside the marks."""
    match = _ASIDE.search(quotation.of(reading.text))
    if match is None:
        return None
    start, end = quotation.start + match.start(1), quotation.start + match.end(1)
    for number in parts(reading, quotation):
        sentence = reading.analysis.sentences[number]
        for speech in by_sentence.get(number, ()):
            if start <= sentence.tokens[speech.verb].start < end:
                return speech
    return None


def _without_aside(words: str) -> str:
    """'Мы готовы, - сказал он. - Осталось подписать' → 'Мы готовы. Осталось подписать'."""
    match = _ASIDE.search(words)
    if match is None:
        return words
    joint = ". " if words[match.end() :][:1].isupper() else " "
    return words[: match.start()].rstrip(" ,.") + joint + words[match.end() :]


def _beside(
    reading: Reading, quotation: Quotation, by_sentence: dict[int, list[Speech]], *, after: bool
) -> Speech | None:
    """The nearest act of speech after (before) the quotation, in its last (first) sentence or the next one cut off."""
    edge = quotation.end if after else quotation.start
    for sentence in _holders(reading, quotation, after=after):
        near = [s for s in by_sentence.get(sentence.index, ()) if _stands(sentence, s, quotation, after=after)]
        if near:
            return min((abs(sentence.tokens[s.verb].start - edge), s.verb, s) for s in near)[2]
    return None


def _holders(reading: Reading, quotation: Quotation, *, after: bool) -> list[Sentence]:
    edge = quotation.end if after else quotation.start - 1
    sentences = reading.analysis.sentences
    for sentence in sentences:
        if sentence.start <= edge <= sentence.end:
            found = [sentence]
            following = sentences[sentence.index + 1 : sentence.index + 2]
            if after and following and reading.text[following[0].start] in _DASHES:
                found.append(following[0])
            if not after and sentence.index and not reading.text[sentence.start : quotation.start - 1].strip():
                found.append(sentences[sentence.index - 1])
            return found
    return []


def _stands(sentence: Sentence, speech: Speech, quotation: Quotation, *, after: bool) -> bool:
    verb = sentence.tokens[speech.verb]
    return verb.start >= quotation.end if after else verb.end <= quotation.start


def _partial(reading: Reading, quotation: Quotation, by_sentence: dict[int, list[Speech]]) -> Speech | None:
    """'назвал документ "новым символом отношений"': a part of a sentence, in the clause of a verb of saying.

    Names begin with a capital; one quoted word or two are irony ('"танковая коалиция"'), not speech.
    """
    words = quotation.of(reading.text)
    if not words[:1].islower() or len(words.split()) < 3:
        return None
    for sentence in _holders(reading, quotation, after=False)[:1]:
        first = next((t.index for t in sentence.tokens if t.start >= quotation.start), None)
        if first is None:
            return None
        for speech in by_sentence.get(sentence.index, ()):
            verb = sentence.tokens[speech.verb]
            if (sentence.index, first) in speech.reach and speech.by:
                return speech
            if verb.lemma in speech_words().naming and speech.by and verb.end <= quotation.start:
                return speech
    return None
