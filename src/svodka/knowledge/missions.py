"""Missions of alliances abroad: MINUSMA, KFOR, UNIFIL (data/missions.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from svodka.knowledge.phrases import plain
from svodka.knowledge.tables import read_table
from svodka.model import KnowledgeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """A mission by the name that the text gives it, and the organisation whose it is."""

    name: str
    owner: str


@cache
def missions() -> Mapping[str, Mission]:
    """Folded name → mission. Raises KnowledgeError for a name that stands twice."""
    found: dict[str, Mission] = {}
    for name, owner in read_table("missions.tsv", 2):
        if plain(name) in found:
            raise KnowledgeError(f"missions.tsv: '{name}' stands twice")
        found[plain(name)] = Mission(name=name, owner=owner)
    return found
