"""What kind of thing a value of a slot is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from svodka.knowledge.countries import countries

_PARTY = ("country", "organisation", "person")
SLOT_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    **dict.fromkeys(("supplier", "recipient", "provider", "customer", "parties", "participants", "members", "audience",
                     "sender", "host", "owner", "maker", "holding", "said_by", "via"), _PARTY),
    **dict.fromkeys(("person", "speaker", "signatories"), ("person", "organisation")),
    **dict.fromkeys(("item", "what", "forces", "components"), ("equipment", "organisation", "formation")),
    "country": ("country",), "organisation": ("organisation",), "place": ("place", "facility", "country"),
    "quantity": ("quantity",), "price": ("money",), "time": ("time",), "contract_time": ("time",),
})  # fmt: skip
"""The kinds that a slot may hold, the likeliest last resort first; other slots hold text. By the schema's table."""

TEXT_SLOTS = frozenset({
    "name", "part", "part_of", "kind", "form", "subject", "topics", "purpose", "quote", "office",
})  # fmt: skip
"""Slots that hold text or a name of the fact's own type."""

_NAMED = {"facility": "facility", "formation": "formation", "exercise": "exercise"}


def kind_of(fact_type: str, slot: str, value: str, named: Mapping[str, frozenset[str]]) -> str:
    """The kind of a value; `named` holds the types under which the record's entities carry each name."""
    if slot in ("name", "part_of"):
        return _NAMED.get(fact_type, "text")
    allowed = SLOT_KINDS.get(slot, ("text",))
    if len(allowed) == 1:
        return allowed[0]
    if "country" in allowed and value in countries():
        return "country"
    types = named.get(value, frozenset())
    return next((kind for kind in allowed if kind in types), _last_resort(allowed))


def _last_resort(allowed: tuple[str, ...]) -> str:
    return "organisation" if allowed == _PARTY else allowed[0]
