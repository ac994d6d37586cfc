"""Which deals stand by themselves: not an order told as an attribute of its delivery, nor a supply at home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from svodka.facts.base.draft import Draft
from svodka.facts.transfer.context import countries_of
from svodka.mentions import Reading
from svodka.model import Value

_LATER = frozenset({"in_delivery", "delivered", "planned", "suspended", "cancelled"})
_SHARED = ("supplier", "recipient", "quantity", "price", "contract_time")


def settled(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The deals between countries; an order that only says where a delivered thing came from goes into its delivery."""
    abroad = [d for d in drafts if not _at_home(reading, d)]
    folded: dict[int, Draft] = dict(enumerate(abroad))
    for index, order in enumerate(abroad):
        later = next((i for i, other in folded.items() if i != index and _tells_of(reading, other, order)), None)
        if later is not None:
            folded[later] = _with_order(folded[later], order)
            del folded[index]
    return list(folded.values())


def _at_home(reading: Reading, draft: Draft) -> bool:
    """'Минобороны России получило двадцать Су-35С': a country equips its own army."""
    recipients = _all_countries(reading, draft.slots["recipient"])
    if not recipients:
        return False
    suppliers = _all_countries(reading, draft.slots["supplier"])
    if draft.slots["supplier"]:
        return suppliers == recipients
    item = draft.slots["item"][0]
    named = [m for m in reading.within(draft.sentence, "equipment") if m.role == "designation"]
    made = {m.country for m in named if m.start <= item.start < m.end}
    return made == recipients


def _all_countries(reading: Reading, values: Iterable[Value]) -> set[str]:
    return {country for value in values for country in countries_of(reading, value)}


def _tells_of(reading: Reading, other: Draft, order: Draft) -> bool:
    return _delivers(reading, other, order) or _repeats(reading, other, order)


def _repeats(reading: Reading, other: Draft, order: Draft) -> bool:
    """'Контракт подписан в мае' goes on about the order told before, and names no thing of its own."""
    item = order.slots["item"][0]
    again = item.start < reading.analysis.sentences[order.sentence].start and not order.slots.get("quantity")
    if not again or (order.stage, order.modality) != ("ordered", "asserted") or order.rule != "transfer.deal":
        return False
    times = {v.value for d in (other, order) for v in d.slots.get("contract_time", ())}
    same = other.stage == "ordered" and other.slots["item"][0].value == item.value and len(times) < 2
    return same and other.sentence < order.sentence


def _delivers(reading: Reading, other: Draft, order: Draft) -> bool:
    """'заказанные у Турции беспилотники получены', 'истребители, которые купил Таиланд, прибыли': the same things."""
    if order.stage != "ordered" or order.modality != "asserted" or other.stage not in _LATER:
        return False
    if other.sentence != order.sentence or other.slots["item"][0].start != order.slots["item"][0].start:
        return False
    token = reading.analysis.sentences[order.sentence].tokens[order.trigger]
    attribute = token.rel.startswith(("acl", "amod")) or token.feat("VerbForm") == "Part"
    quantities = [{v.value for v in d.slots.get("quantity", ())} for d in (order, other)]
    return attribute and (not all(quantities) or quantities[0] == quantities[1])


def _with_order(delivery: Draft, order: Draft) -> Draft:
    slots = dict(delivery.slots)
    for slot in _SHARED:
        slots[slot] = slots.get(slot) or order.slots.get(slot, ())
    return replace(delivery, slots=slots)
