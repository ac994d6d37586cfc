"""How far each stage of a matter is from its beginning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_DEAL = ("considered", "requested", "offered", "negotiated", "planned", "ordered", "in_delivery", "under_way",
         "delivered", "done")  # fmt: skip
_ORDERS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "transfer": _DEAL, "service": _DEAL,
    "meeting": ("planned", "held"), "exercise": ("planned", "under_way", "held"),
    "deployment": ("planned", "under_way", "done", "withdrawn"),
    "agreement": ("proposed", "negotiated", "planned", "agreed", "signed", "in_force", "terminated"),
    "facility": ("proposed", "planned", "agreed", "under_construction", "operating", "closed"),
    "formation": ("planned", "agreed", "operating", "dissolved"),
})  # fmt: skip
TURNS = frozenset({"refused", "suspended", "cancelled", "dismissed", "former"})
"""Stages that a matter takes from anywhere, by whoever tells it last."""


def advances(kind: str, now: str | None, told: str | None) -> bool:
    """Whether a later claim of stage `told` changes the state: a look back at what was planned does not."""
    if told is None:
        return False
    if now is None or now in TURNS or told in TURNS:
        return True
    order = _ORDERS.get(kind, ())
    if told not in order or now not in order:
        return True
    return order.index(told) >= order.index(now)


def rank(kind: str, stage: str | None) -> int:
    """How far the stage is on the way of its kind; turns and stages of other kinds come last."""
    order = _ORDERS.get(kind, ())
    return order.index(stage) if stage in order else len(order)


def is_delivered(stage: str | None) -> bool:
    """Whether quantities of the stage have arrived."""
    return stage in ("delivered", "done")


def is_ordered(stage: str | None) -> bool:
    """Whether quantities of the stage are what was ordered."""
    return stage in ("ordered", "in_delivery")
