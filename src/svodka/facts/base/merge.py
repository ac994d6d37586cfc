"""One fact for what the article says twice in the same words."""

from __future__ import annotations

from dataclasses import replace

from svodka.facts.base.draft import Draft
from svodka.model import FactType, Said, Value

KEY_SLOTS: dict[FactType, tuple[str, ...]] = {
    "meeting": ("participants", "place", "form"), "statement": ("speaker", "quote"),
    "exercise": ("name", "participants"), "deployment": ("sender", "host", "what", "quantity"),
    "agreement": ("parties", "form"), "transfer": ("supplier", "recipient", "item", "quantity", "part"),
    "service": ("provider", "customer", "item", "kind"), "facility": ("name", "kind", "host", "place", "owner"),
    "formation": ("name", "kind", "members"), "position": ("person", "office"), "production": ("item", "maker"),
}  # fmt: skip
"""Slots that tell two facts of a type apart."""


def merge(drafts: list[Draft], titles: frozenset[int] = frozenset()) -> list[Draft]:
    """Drafts in order of the text; one that repeats another or says less of the same is folded into it.

    Of two tellings the first stands, but one in the body before one in the title (`titles` are its sentences).
    """
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.sentence in titles, d.evidence.start, d.evidence.end)):
        for i, other in enumerate(kept):
            if _same(other, draft):
                kept[i] = _fold(other, draft)
                break
        else:
            kept.append(draft)
    return sorted(kept, key=lambda d: (d.evidence.start, d.evidence.end))


def _same(a: Draft, b: Draft) -> bool:
    if (a.type, a.stage, a.modality) != (b.type, b.stage, b.modality):
        return False
    if a.time and b.time and a.time[0].value != b.time[0].value:
        return False
    pairs = [(_values(a, slot), _values(b, slot)) for slot in KEY_SLOTS[a.type]]
    agree = all(not x or not y or x == y for x, y in pairs)
    nested = all(x >= y for x, y in pairs) or all(x <= y for x, y in pairs)
    return agree and nested and any(x & y for x, y in pairs)


def _values(draft: Draft, slot: str) -> frozenset[str]:
    return frozenset(v.value for v in draft.slots.get(slot, ()))


def _fold(a: Draft, b: Draft) -> Draft:
    slots: dict[str, tuple[Value, ...]] = dict(b.slots) | {k: v for k, v in a.slots.items() if v}
    return replace(a, slots=slots, time=a.time or b.time, said=_said(a, b), confidence=max(a.confidence, b.confidence))


def _said(a: Draft, b: Draft) -> Said | None:
    """'Страны заключили контракт. Документ подписан в пятницу, сообщили в …': the next sentence names the source."""
    if a.said is not None and not a.said.by and b.said is not None and 0 < b.sentence - a.sentence <= 1:
        return b.said
    return a.said
