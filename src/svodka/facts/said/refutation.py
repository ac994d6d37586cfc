"""Refutations: 'Исмаил Демир это опроверг' tells the facts of the sentence before once more, denied by somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from svodka.facts.base.arguments import subject_of
from svodka.facts.base.draft import Draft, evidence_of
from svodka.facts.base.parties import parties_at
from svodka.facts.said.speech import Speech
from svodka.facts.said.words import speech_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, conjuncts, negated
from svodka.mentions import Reading
from svodka.model import FactType, Said, Value

_REFUTABLE: frozenset[FactType] = frozenset({"transfer", "service", "deployment", "facility", "formation", "exercise"})
_GIVERS = ("supplier", "provider", "sender", "owner")


def refutations(reading: Reading, drafts: Sequence[Draft], speeches: Sequence[Speech]) -> Iterator[Draft]:
    """The drafts that the next sentence refutes as a whole, with modality 'denied' and said by who denies.

    A person or an organisation denies all that was reported; a state only what it is told to have done itself.
    """
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.type in _REFUTABLE and draft.modality != "denied":
            by_sentence.setdefault(draft.sentence, []).append(draft)
    for sentence in reading.analysis.sentences[1:]:
        for verb in (t for t in sentence.tokens if _refutes(sentence, t)):
            told = by_sentence.get(sentence.index - 1, [])
            reported = [d for d in told if d.said is not None and (d.said.by or d.said.via)] or told
            yield from _denied(reading, sentence, verb, reported, speeches)


def _refutes(sentence: Sentence, token: Token) -> bool:
    """'это опроверг', 'эти сообщения опровергли'; not 'опроверг сообщения о поставке', which names what it denies."""
    if token.pos != "VERB" or token.lemma not in speech_words().denials or negated(sentence, token.index):
        return False
    for child in children(sentence, token.index, "obj", "obl"):
        if child.lemma in ("это", "то") or (child.lemma == "этот" and child.pos != "DET"):
            return True
        if child.lemma in speech_words().reports:
            return any(c.lemma in ("этот", "такой") for c in children(sentence, child.index, "det", "amod"))
    return False


def _denied(reading: Reading, sentence: Sentence, verb: Token, drafts: Sequence[Draft],
            speeches: Sequence[Speech]) -> Iterator[Draft]:  # fmt: skip
    speech = next((s for s in speeches if s.sentence == sentence.index and s.verb == verb.index), None)
    states = _states(reading, sentence, verb)
    for draft in drafts:
        narrowed = draft if speech is not None and speech.by else _narrowed(draft, states)
        if narrowed is None:
            continue
        said = Said(by=tuple(states), kind="paraphrase")
        if speech is not None and speech.by:
            said = Said(by=speech.by, on=speech.on, via=speech.via, kind="paraphrase")
        yield replace(
            narrowed, modality="denied", sentence=sentence.index, trigger=verb.index, said=said,
            rule=f"{draft.rule}.refuted", trail=(*draft.trail, f"{verb.text}: denied"), confidence=0.7,
            evidence=evidence_of(reading, sentence, (verb.index,), said.by),
        )  # fmt: skip


def _states(reading: Reading, sentence: Sentence, verb: Token) -> list[Value]:
    """'Вашингтон, Рим и Осло эти сообщения опровергли'."""
    subject = subject_of(sentence, verb.index)
    if subject is None:
        return []
    found = [v for t in conjuncts(sentence, subject) for v in parties_at(reading, sentence, t)]
    return [v for v in found if len(v.value) == 2]


def _narrowed(draft: Draft, states: Sequence[Value]) -> Draft | None:
    """What the denying states are told to have done; None when it is not told of them."""
    names = {s.value for s in states}
    for slot in _GIVERS:
        kept = tuple(v for v in draft.slots.get(slot, ()) if v.value in names)
        if kept:
            return replace(draft, slots=dict(draft.slots) | {slot: kept})
    return None
