"""What a fact of each type may hold: its slots, its stages, and the words that some slots are limited to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Shape(NamedTuple):
    """The slots and stages of one fact type, in the order in which they are told."""

    slots: tuple[str, ...]
    stages: tuple[str, ...]


def _shape(slots: str, stages: str = "") -> Shape:
    return Shape(tuple(slots.split()), tuple(stages.split()))


_DEAL_STAGES = "considered requested offered negotiated planned ordered {} refused suspended cancelled"

SHAPES: Mapping[str, Shape] = MappingProxyType({
    "meeting": _shape("participants form place topics", "planned held cancelled"),
    "statement": _shape("speaker quote audience"),
    "exercise": _shape("name participants place forces quantity", "planned under_way held cancelled"),
    "deployment": _shape("sender host what quantity place purpose", "planned under_way done withdrawn refused"),
    "agreement": _shape("parties signatories subject form place",
                        "proposed negotiated planned agreed signed in_force suspended terminated"),
    "transfer": _shape("supplier recipient item quantity part price contract_time",
                       _DEAL_STAGES.format("in_delivery delivered")),
    "service": _shape("provider customer item kind place", _DEAL_STAGES.format("under_way done")),
    "facility": _shape("name kind owner host place part_of",
                       "proposed planned agreed under_construction operating closed cancelled"),
    "formation": _shape("name kind members components", "planned agreed operating dissolved"),
    "position": _shape("person office organisation country", "current former appointed dismissed"),
    "production": _shape("item maker holding"),
})  # fmt: skip
"""Fact type → its shape."""

CHOICES: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType({
    ("meeting", "form"): frozenset({"meeting", "talks", "consultations", "call", "visit", "session"}),
    ("agreement", "form"): frozenset({"contract", "treaty", "protocol", "memorandum", "plan", "oral"}),
    ("service", "kind"): frozenset({
        "maintenance", "repair", "modernisation", "spare_parts", "training", "licensed_production",
        "joint_development",
    }),
    ("facility", "kind"): frozenset({
        "base", "radar", "communications", "training_centre", "service_centre", "range", "plant", "other",
    }),
    ("formation", "kind"): frozenset({
        "force_grouping", "air_defence_system", "warning_system", "command", "other",
    }),
})  # fmt: skip
"""(fact type, slot) → the words that alone may stand there."""
