"""What the sentences around a deal add to it: the sides of its contract, its price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svodka.facts.base.arguments import arguments
from svodka.facts.base.draft import Draft, value_at, value_of
from svodka.facts.base.parties import actors_before, parties_at
from svodka.facts.deals.items import Item
from svodka.facts.deals.memory import Memory, Told
from svodka.facts.deals.roles import Roles
from svodka.language import Sentence
from svodka.language.tree import clause
from svodka.mentions import Reading
from svodka.model import Value

_PRICE_WORDS = frozenset({
    "стоимость", "сумма", "цена", "сделка", "контракт", "объем", "оцениваться", "обойтись", "стоить",
})  # fmt: skip

_PENALTY_WORDS = frozenset({
    "отступной", "неустойка", "компенсация", "штраф", "иск", "вернуть", "возместить", "выплатить",
})  # fmt: skip


def with_sides(reading: Reading, draft: Draft, memory: Memory) -> Draft:
    """A missing side from the contract told of before: 'Рамочные соглашения с корейскими концернами заключило польское

    ведомство. Они предусматривали закупку 980 танков K2.' The side that is known, and its own company, is not taken.
    """
    supplier, recipient = draft.slots["supplier"], draft.slots["recipient"]
    if (supplier and recipient) or not memory.paper:
        return draft
    known = {c for v in (*supplier, *recipient) for c in countries_of(reading, v)}
    others = [v for v in memory.paper if not countries_of(reading, v) & known]
    origin = {m.country for m in reading.mentions if m.kind == "equipment" and m.value == draft.slots["item"][0].value}
    slots = dict(draft.slots)
    sellers = [v for v in others if countries_of(reading, v) & origin or len(v.value) > 2]
    buyers = [v for v in others if v not in sellers]
    if not supplier and len(sellers) == 1 and (recipient or buyers):
        slots["supplier"] = tuple(sellers)
    if not recipient and len(buyers) == 1:
        slots["recipient"] = tuple(buyers)
    return replace(draft, slots=slots)


_BUYERS = frozenset({"заказчик", "покупатель", "получатель", "приобретатель"})
_SELLERS = frozenset({"поставщик", "изготовитель", "производитель", "подрядчик", "продавец", "исполнитель"})


def sides_by_office(reading: Reading, sentence: Sentence, roles: Roles, memory: Memory) -> None:
    """'Все вертолёты заказчик получил', 'поставщик передал ещё два': whoever was the buyer, the seller so far."""
    recent = memory.recent(2)
    for argument in arguments(sentence, roles.chain):
        token = sentence.tokens[argument.token]
        for words, slot, side in ((_BUYERS, "recipient", roles.recipient), (_SELLERS, "supplier", roles.supplier)):
            if token.lemma not in words or side or parties_at(reading, sentence, token.index):
                continue
            told = next((t.draft.slots[slot] for t in recent if t.draft.slots.get(slot)), ())
            side.extend(value_at(reading, token.start, token.end, v.value) for v in told)


def same_sides(reading: Reading, roles: Roles, told: Told) -> bool:
    """Whether a paper between two countries can go on about a deal: 'договор Германии и Польши' is none of Sweden's."""
    named = {v.value for v in roles.either if len(v.value) == 2}
    sides = [v for slot in ("supplier", "recipient") for v in told.draft.slots.get(slot, ())]
    known = {code for v in sides for code in countries_of(reading, v)}
    return len(named) < 2 or len(known) < 2 or named <= known


_MADE_BY = frozenset({
    "компания", "концерн", "корпорация", "фирма", "верфь", "завод", "холдинг", "консорциум", "производство",
    "постройка", "разработка", "предприятие",
})  # fmt: skip
_MAKERS = frozenset({"maker", "company", "shipyard", "plant", "bureau", "holding"})


def makers_behind(reading: Reading, sentence: Sentence, items: Sequence[Item], taken: set[str]) -> list[Value]:
    """'от подводных лодок Hanwha Ocean отказались', 'MQ-9B компании General Atomics': whose thing it is sells it."""
    found: list[Value] = []
    for item in items:
        last = item.mention.last if item.mention is not None else item.token
        for maker in reading.within(sentence, "organisation"):
            between = [t for t in sentence.tokens[last + 1 : maker.first] if t.text not in "«»\"“”„"]
            near = maker.first > last and all(t.lemma in _MADE_BY or t.pos == "ADJ" for t in between)
            if maker.of in _MAKERS and near and maker.value not in taken:
                found.append(value_of(reading, maker))
    return found


def with_actor(reading: Reading, sentence: Sentence, draft: Draft) -> Draft:
    """'Бразилия выбирает истребитель. На контракт претендует Rafale': who acts in the paragraph receives."""
    if draft.slots["recipient"]:
        return draft
    acting = actors_before(reading, sentence, sentence.tokens[draft.trigger])
    taken = {c for v in draft.slots["supplier"] for c in countries_of(reading, v)}
    item = draft.slots["item"][0].value
    made = {m.country for m in reading.mentions if m.kind == "equipment" and m.value == item}
    if len(acting) != 1 or set(acting) & (taken | made):
        return draft
    return replace(draft, slots={**draft.slots, "recipient": tuple(acting.values())})


def countries_of(reading: Reading, value: Value) -> set[str]:
    """The country that a party is or belongs to: 'RU' → RU, 'Рособоронэкспорт' → RU."""
    if len(value.value) == 2 and value.value.isupper():
        return {value.value}
    return {m.country for m in reading.mentions if m.kind == "organisation" and m.value == value.value and m.country}


def with_prices(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """'Сумма сделки достигает 8 млрд фунтов': a price told beside no thing belongs to the order told just before."""
    found = list(drafts)
    used = {v.start for d in drafts for v in d.slots.get("price", ())}
    for sentence in reading.analysis.sentences:
        for money in reading.within(sentence, "money"):
            if money.start in used or not _tells_price(sentence, money.head):
                continue
            index = _order_before(reading, found, sentence, money.start)
            if index is not None:
                draft = found[index]
                found[index] = replace(draft, slots={**draft.slots, "price": (value_of(reading, money),)})
    return found


def _tells_price(sentence: Sentence, money: int) -> bool:
    lemmas = {sentence.tokens[i].lemma for i in clause(sentence, money)}
    return bool(lemmas & _PRICE_WORDS) and not lemmas & _PENALTY_WORDS


def _order_before(reading: Reading, drafts: Sequence[Draft], sentence: Sentence, start: int) -> int | None:
    sentences = reading.analysis.sentences
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        near = sentences[draft.sentence].paragraph == sentence.paragraph and 0 <= sentence.index - draft.sentence <= 1
        if near and draft.evidence.start <= start and draft.stage == "ordered":
            return index if not draft.slots.get("price") else None
    return None
