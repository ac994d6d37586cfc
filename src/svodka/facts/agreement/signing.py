"""Signatures told in a sentence of their own: 'Подписи под документом поставили …', 'от имени … завизировал'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from svodka.facts.agreement.memory import Papers
from svodka.facts.agreement.parties import office_party, people_at
from svodka.facts.agreement.words import agreement_words, fold
from svodka.facts.base.draft import value_of
from svodka.language import Sentence
from svodka.language.tree import children, clause, preposition
from svodka.mentions import Mention, Reading
from svodka.model import Value


def signed_in_words(reading: Reading, sentence: Sentence, papers: Papers) -> bool:
    """Adds those who signed, and for whom, to the paper told of just before; whether the sentence tells that."""
    last = papers.last(reading, sentence)
    verb = _signing(sentence)
    if last is None or last.sentence == sentence.index or verb is None:
        return False
    inside = set(clause(sentence, verb))
    people = [m for m in reading.within(sentence, "person") if m.head in inside and _signs(reading, sentence, m)]
    if not people:
        return False
    slots = dict(last.slots)
    slots["signatories"] = last.slots["signatories"] or tuple(_once(value_of(reading, p) for p in people))
    if len(last.slots["parties"]) < 2:
        found = _once(v for p in people for v in office_party(reading, p))
        slots["parties"] = found if len(found) > 1 else last.slots["parties"]
    papers.replace_last(replace(last, slots=slots))
    return True


def _signing(sentence: Sentence) -> int | None:
    """The verb of 'подписи под документом поставили', 'от имени заказчика завизировал', 'документ подписали'."""
    words = agreement_words()
    for token in sentence.tokens:
        put, sign = words.is_bare("put", token.lemma), words.verb(token.lemma) == "sign"
        own = children(sentence, token.index) if put or sign else []
        if put and any(words.is_bare("signatures", c.lemma) for c in own):
            return token.index
        if not sign:
            continue
        behalf = any(fold(c.lemma) == "имя" and preposition(sentence, c.index) == "от" for c in own)
        if behalf or any(words.is_bare("papers", c.lemma) and not sentence.children[c.index] for c in own):
            return token.index
    return None


def _signs(reading: Reading, sentence: Sentence, person: Mention) -> bool:
    """A nominative, the person himself or the office under which he is named: 'министр обороны РФ Сергей Шойгу'."""
    at = person.head
    for _ in range(4):
        token = sentence.tokens[at]
        if token.rel.split(":")[0] not in ("appos", "flat", "conj"):
            break
        at = token.head
    token = sentence.tokens[at]
    named = bool(people_at(reading, sentence, at))
    return named and token.feat("Case") in ("Nom", "") and not preposition(sentence, at)


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    found: dict[str, Value] = {}
    for value in values:
        found.setdefault(value.value, value)
    return tuple(found.values())
