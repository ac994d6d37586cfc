"""Spare parts and components on their way: a service, told with the words of supply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from svodka.facts.base.arguments import arguments
from svodka.facts.base.draft import Draft, evidence_of, value_of
from svodka.facts.base.standing import Standing, standing
from svodka.facts.base.timing import time_for
from svodka.facts.deals.by_form import clause_parties
from svodka.facts.deals.roles import roles_of
from svodka.facts.deals.words import DealWord, transfer_words
from svodka.facts.service.items import SPARES
from svodka.facts.service.roles import service_roles
from svodka.facts.service.words import service_words
from svodka.language import Sentence, Token
from svodka.language.tree import children, clause, negated, subtree
from svodka.mentions import Mention, Reading
from svodka.model import Value

_STAGES = {"agreed": "ordered", "started": "under_way"}


def read_spares(reading: Reading) -> Iterator[Draft]:
    """A draft per supply of spare parts: 'поставка запчастей к Су-30', 'поставляет комплектующие'."""
    for sentence in reading.analysis.sentences:
        spares = [m for m in reading.within(sentence, "equipment") if m.of in SPARES]
        if not spares:
            continue
        for token in sentence.tokens:
            word = transfer_words().get(token.lemma.replace("ё", "е"))
            if word is not None and token.pos in ("NOUN", "VERB") and word.frame in ("give", "get", "arrive"):
                draft = _supply(reading, sentence, token, word, spares)
                if draft is not None:
                    yield draft


def _supply(reading: Reading, sentence: Sentence, token: Token, word: DealWord, spares: list[Mention]) -> Draft | None:
    state = _ended(sentence, standing(sentence, token.index, "service"))
    items = _items(reading, sentence, token, spares)
    if state.phase is None or not items:
        return None
    supplier, recipient = _parties(reading, sentence, token, word, state)
    if not supplier and not recipient:
        return None
    first = items[0]
    kind = Value(value="spare_parts", text=first.text, start=first.start, end=first.end)
    slots = {"provider": tuple(supplier), "customer": tuple(recipient), "item": tuple(items), "kind": (kind,)}
    return Draft(
        type="service", stage=_STAGES.get(state.phase, state.phase), modality=state.modality, slots=slots,
        time=time_for(reading, sentence, state.chain), sentence=sentence.index, trigger=token.index,
        rule="service.spares", trail=state.trail,
        evidence=evidence_of(reading, sentence, state.chain, [v for vs in slots.values() for v in vs]),
    )  # fmt: skip


def _items(reading: Reading, sentence: Sentence, token: Token, spares: list[Mention]) -> list[Value]:
    heads = [
        a.token
        for a in arguments(sentence, (token.index,))
        if a.function in ("object", "genitive", "patient", "subject")
        or (a.function == "clause" and sentence.tokens[a.token].feat("VerbForm") == "Inf")  # 'предложил поставить'
    ]
    inside = {i for h in heads for i in subtree(sentence, h)} | {c.index for h in heads for c in children(sentence, h)}
    found = [m for m in spares if m.head in inside]
    if not found and token.pos == "VERB":
        found = [m for m in spares if m.head in set(clause(sentence, token.index))]
    return [value_of(reading, m) for m in found]


def _parties(
    reading: Reading, sentence: Sentence, token: Token, word: DealWord, state: Standing
) -> tuple[list[Value], list[Value]]:
    roles = roles_of(reading, sentence, state, word.frame)
    for side, value in clause_parties(reading, sentence, token.index, roles.tokens, word.frame):
        target = roles.supplier if side == "supplier" else roles.recipient
        if not target:
            target.append(value)
    roles.settle([])
    if not roles.supplier and not roles.recipient:
        work = service_words().triggers["обслуживание"]
        found = service_roles(reading, sentence, state, work, frozenset())
        return [*found.provider, *found.sides][:1], found.customer
    return roles.supplier, [v for v in roles.recipient if v.value not in {s.value for s in roles.supplier}]


def _ended(sentence: Sentence, state: Standing) -> Standing:
    """'больше не отгружает': it was supplied and is no longer."""
    top = sentence.tokens[state.top]
    near = {t.text.lower() for t in sentence.tokens[max(0, top.index - 2) : top.index]}
    if negated(sentence, top.index) and "больше" in near:
        return replace(state, phase="cancelled", modality="asserted")
    return state
