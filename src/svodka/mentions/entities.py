"""The entities of a record: everybody and everything named, one entry each."""

from __future__ import annotations

from svodka.mentions.mention import Mention
from svodka.mentions.reading import Reading
from svodka.model import Entity, EntityType, Evidence

_TYPES: dict[str, EntityType] = {
    "person": "person", "organisation": "organisation", "country": "country", "place": "place",
    "equipment": "equipment", "facility": "facility", "formation": "formation", "exercise": "exercise",
}  # fmt: skip


def collect(reading: Reading) -> tuple[Entity, ...]:
    """One entity per type and canonical name, in order of first mention; words that only stand for it count too."""
    groups: dict[tuple[EntityType, str], list[Mention]] = {}
    for mention in reading.mentions:
        kind = _TYPES.get(mention.kind)
        if kind is not None and mention.role != "class":
            groups.setdefault((kind, mention.value), []).append(mention)
    return tuple(_entity(reading, kind, name, found) for (kind, name), found in groups.items())


def _entity(reading: Reading, kind: EntityType, name: str, mentions: list[Mention]) -> Entity:
    spans = sorted({(m.start, m.end) for m in mentions})
    return Entity(
        type=kind,
        name=name,
        country=next((m.country for m in mentions if m.country), None),
        mentions=tuple(Evidence(start=s, end=e, text=reading.text[s:e]) for s, e in spans),
    )
