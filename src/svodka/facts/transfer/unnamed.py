"""Deals whose sentence names no side: 'Сорок шесть Ка-52 заказаны' in an article about one country's arms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from svodka.facts.base.draft import Draft
from svodka.facts.transfer.context import countries_of
from svodka.mentions import Reading

_SHARE = 0.6  # of the deals that name a recipient; below it the article is not about one buyer
_LEAST = 2  # deals that have to name it
_CONFIDENCE = 0.6  # the sentence itself does not say who receives


def with_buyers(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The deals that have a side; one that names no recipient goes to the country that buys throughout the article.

    Without such a country, or where the thing is that country's own, the deal is not told.
    """
    buyer = _buyer(drafts)
    found = []
    for draft in drafts:
        if draft.slots["recipient"]:
            found.append(draft)
        elif buyer is None or buyer[1] in _makers(reading, draft) | _sellers(reading, draft):
            found.extend([draft] if draft.slots["supplier"] else [])
        else:
            source = _nearest(drafts, draft, buyer[1])
            slots = {**draft.slots, "recipient": source.slots["recipient"]}
            found.append(replace(draft, slots=slots, confidence=_CONFIDENCE))
    return found


def _buyer(drafts: Sequence[Draft]) -> tuple[int, str] | None:
    counted = Counter(v.value for d in drafts for v in d.slots["recipient"][:1])
    total = sum(counted.values())
    for value, times in counted.most_common(1):
        if times >= _LEAST and times >= _SHARE * total:
            return times, value
    return None


def _makers(reading: Reading, draft: Draft) -> set[str]:
    item = draft.slots["item"][0]
    return {m.country for m in reading.mentions if m.kind == "equipment" and m.value == item.value and m.country}


def _sellers(reading: Reading, draft: Draft) -> set[str]:
    return {code for value in draft.slots["supplier"] for code in countries_of(reading, value)}


def _nearest(drafts: Sequence[Draft], draft: Draft, buyer: str) -> Draft:
    """The deal nearest in the text that names the buyer: its words are the ground of the value."""
    named = [d for d in drafts if d.slots["recipient"] and d.slots["recipient"][0].value == buyer]
    return min(named, key=lambda d: abs(d.evidence.start - draft.evidence.start))
