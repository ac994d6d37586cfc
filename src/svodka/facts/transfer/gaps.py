"""Deals told without their verb: 'Россия передала шесть МиГ-29, Белоруссия — ещё четыре в феврале 2021-го'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from svodka.facts.base.draft import Draft, evidence_of, value_at, value_of, value_of_tokens
from svodka.facts.base.parties import parties_at
from svodka.facts.deals.items import Item, is_ordinal, items_in, own_party
from svodka.language import Sentence, Token
from svodka.language.tree import preposition
from svodka.mentions import Reading
from svodka.model import Value

_DASHES = frozenset({"-", "–", "—"})
_SOME = frozenset({"один", "другой", "прочий", "остальной", "последний", "половина", "оба", "головной"})
_RANKS = {"первый": 0, "второй": 1, "третий": 2}
_BORDERS = frozenset({",", ";", ":", "."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The tokens of a segment that leaves its verb to the one before; `dash` stands where the verb would."""

    first: int
    dash: int
    last: int


def read_gaps(reading: Reading, sentence: Sentence, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a sentence, with those of the segments that leave out the verb told in the terms of the one before.

    What the full clause had taken from such a segment is told anew.
    """
    found = list(drafts)
    for gap in _gaps(sentence):
        told = [d for d in found if d.trigger < gap.first]
        filled = list(_fill(reading, sentence, gap, told[-1])) if told else []
        if filled:
            found = [_without_time(sentence, gap, d) for d in found if not _inside(sentence, gap, d)] + filled
    return found


def _without_time(sentence: Sentence, gap: Gap, draft: Draft) -> Draft:
    """'передала два вертолёта: один - в 2020 году': the time is that of the one."""
    first, last = sentence.tokens[gap.first].start, sentence.tokens[gap.last].end
    taken = bool(draft.time) and first <= draft.time[0].start < last and draft.trigger < gap.first
    return replace(draft, time=()) if taken else draft


def _inside(sentence: Sentence, gap: Gap, draft: Draft) -> bool:
    start = draft.slots["item"][0].start
    return sentence.tokens[gap.first].start <= start < sentence.tokens[gap.last].end


def _gaps(sentence: Sentence) -> Iterator[Gap]:
    for token in sentence.tokens:
        if token.text not in _DASHES:
            continue
        first = next((t.index + 1 for t in reversed(sentence.tokens[: token.index]) if t.text in _BORDERS), 0)
        end = len(sentence.tokens)
        last = next((t.index for t in sentence.tokens[token.index :] if t.text in _BORDERS), end) - 1
        verbs = [t for t in sentence.tokens[first : last + 1] if t.feat("VerbForm") in ("Fin", "Inf")]
        if first > 0 and not verbs:
            yield Gap(first=first, dash=token.index, last=last)


def _fill(reading: Reading, sentence: Sentence, gap: Gap, base: Draft) -> Iterator[Draft]:
    inside = range(gap.first, gap.last + 1)
    items = items_in(reading, sentence, [i for i in inside if i != gap.dash])
    counted = [q for q in reading.within(sentence, "quantity") if q.first in inside]
    times = [m for m in reading.within(sentence, "time") if m.head in inside]
    parties = _parties(reading, sentence, gap, base)
    pointed = [] if parties else [t for t in sentence.tokens[gap.first : gap.dash] if _points(t)]
    as_many = next((t for t in sentence.tokens[gap.first : gap.last + 1] if t.lemma == "столько"), None)
    if not (items or counted or pointed or as_many) or not (parties or times):
        return
    if not items and not counted and as_many is not None:
        # '12 - у Катара, столько же - у Омана'
        number = tuple(value_at(reading, as_many.start, as_many.end, v.value) for v in base.slots.get("quantity", ()))
        items = [Item(value=base.slots["item"][0], quantity=number, part=(), mention=None, token=as_many.index)]
    elif not items and not counted:
        # 'первый - в 2017 году, второй - годом позже', 'прочие - до 2028-го'
        items = [_some_of(reading, sentence, base, pointed)]
    if not items:
        # 'Белоруссия — ещё четыре': the thing is that of the deal before
        quantity = (value_of(reading, counted[0]),)
        item = base.slots["item"][0]
        items = [Item(value=item, quantity=quantity, part=(), mention=None, token=counted[0].head)]
    money = [m for m in reading.within(sentence, "money") if m.first in inside]
    for item_found in items:
        own = {slot: own_party(reading, values, item_found, items) for slot, values in parties.items()}
        slots = {
            **base.slots, **own, "item": (item_found.value,), "quantity": item_found.quantity, "part": item_found.part,
            "price": (value_of(reading, money[0]),) if money else (),
        }  # fmt: skip
        time = (value_of(reading, times[0]),) if times else base.time
        if base.stage == "ordered":
            slots["contract_time"] = time
        held = [v for values in slots.values() for v in values]
        near = [v for v in held if v.start >= sentence.tokens[gap.first].start]
        rule = f"transfer.gap.{base.rule.rpartition('.')[2]}"
        yield replace(base, slots=slots, time=time, rule=rule, trigger=gap.dash,
                      evidence=evidence_of(reading, sentence, (gap.dash,), near))  # fmt: skip


_ONES = frozenset({"один", "другой"})


def _some_of(reading: Reading, sentence: Sentence, base: Draft, pointed: Sequence[Token]) -> Item:
    """'один' is a number, 'второй' and 'остальные' are parts of what was told of."""
    part = value_of_tokens(reading, sentence, pointed[0].index, pointed[-1].index, _as_named(pointed))
    total = base.slots.get("quantity", ())
    if pointed[0].lemma in _ONES and total and " " in total[0].value:
        one = replace(part, value=f"1 {total[0].value.partition(' ')[2]}")
        return Item(value=base.slots["item"][0], quantity=(one,), part=(), mention=None, token=pointed[0].index)
    return Item(value=base.slots["item"][0], quantity=(), part=(part,), mention=None, token=pointed[0].index)


def _points(token: Token) -> bool:
    """'второй', 'другая', 'остальные', 'вторая половина': some of the things told of before."""
    return is_ordinal(token) or token.lemma in _SOME


def _as_named(tokens: Sequence[Token]) -> str:
    """'второй', 'вторая половина' as they stand in the nominative, else by their lemmas."""
    return " ".join(t.text.lower() if t.feat("Case") == "Nom" else t.lemma for t in tokens)


def _parties(reading: Reading, sentence: Sentence, gap: Gap, base: Draft) -> dict[str, list[Value]]:
    """The parties that the segment puts in the place of those before, by case and preposition."""
    doer = "recipient" if base.rule.endswith(".get") else "supplier"
    found: dict[str, list[Value]] = {}
    for index in range(gap.first, gap.last + 1):
        token = sentence.tokens[index]
        rank = _RANKS.get(token.lemma)
        if rank is not None and index < gap.dash and len(base.slots[doer]) > rank:
            # 'поставят Китай и Турция: первый — ракеты, вторая — бомбы'
            return {doer: [base.slots[doer][rank]]}
        values = parties_at(reading, sentence, index) if token.pos in ("NOUN", "PROPN", "X") else []
        before = preposition(sentence, index)
        if values and before in ("у", "от", "из"):
            found.setdefault("supplier", []).extend(values)
        elif values and not before and token.feat("Case") in ("Dat", "Loc"):  # 'Мьянме': they look alike
            found.setdefault("recipient", []).extend(values)
        elif values and not before and index < gap.dash:
            found.setdefault(doer, []).extend(values)
    return found
