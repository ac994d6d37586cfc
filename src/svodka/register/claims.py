"""A fact of a record as a claim: typed values, and a key by which the same claim is known again."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from svodka.model import Fact, FactType, Modality, Record, SaidKind, Value
from svodka.register.catalogue import organisation_country
from svodka.register.kinds import kind_of

OUTSIDE_SLOTS = ("time", "said_by", "via", "evidence")
"""Roles of values that are no slots of the fact's type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimValue:
    """A value of a claim and the words it was read from."""

    role: str  # a slot, or one of OUTSIDE_SLOTS
    kind: str  # an entity type, 'quantity', 'money', 'time' or 'text'
    value: str
    text: str
    start: int
    end: int
    country: str = ""  # of a party: its code, as the article or the catalogue tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article vouches for. `key` is the same in every reading that says the same."""

    key: str
    type: FactType
    stage: str | None
    modality: Modality
    values: tuple[ClaimValue, ...]
    said_on: str | None
    said_kind: SaidKind
    confidence: float
    rule: str

    def of(self, role: str) -> tuple[ClaimValue, ...]:
        """The values of a slot or role, in the order of the text."""
        return tuple(value for value in self.values if value.role == role)

    def first(self, role: str) -> str | None:
        """The first value of a role; None when there is none."""
        return next((value.value for value in self.values if value.role == role), None)


def record_claims(record: Record) -> tuple[Claim, ...]:
    """The claims of a record, in its order."""
    named = _named(record)
    seen: Counter[str] = Counter()
    claims = []
    for fact in record.facts:
        content = _content(fact)
        claims.append(_claim(fact, claim_key(record.article.id, content, seen[content]), named))
        seen[content] += 1
    return tuple(claims)


def claim_key(article: str, content: str, ordinal: int) -> str:
    """24 hexadecimal digits: 96 bits keep a register of 10⁹ claims apart."""
    return hashlib.sha256(f"{article}\n{content}\n{ordinal}".encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _content(fact: Fact) -> str:
    """What the fact says, without where: offsets differ between two copies of a text that only differ in blanks."""
    slots = {slot: [value.value for value in values] for slot, values in fact.slots.items() if values}
    said = [[value.value for value in fact.said.by], fact.said.on, [value.value for value in fact.said.via]]
    parts = [fact.type, fact.stage, fact.modality, slots, [value.value for value in fact.time], said]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Named:
    """What a record's entities tell about a name: its types, its country."""

    types: Mapping[str, frozenset[str]]
    countries: Mapping[tuple[str, str], str]

    def country(self, kind: str, name: str) -> str:
        if kind == "country":
            return name
        if kind not in ("organisation", "person"):
            return ""
        return self.countries.get((kind, name)) or (organisation_country(name) if kind == "organisation" else "")


def _named(record: Record) -> _Named:
    types: dict[str, set[str]] = {}
    for entity in record.entities:
        types.setdefault(entity.name, set()).add(entity.type)
    return _Named(
        types={name: frozenset(found) for name, found in types.items()},
        countries={(entity.type, entity.name): entity.country for entity in record.entities if entity.country},
    )


def _claim(fact: Fact, key: str, named: _Named) -> Claim:
    return Claim(
        key=key, type=fact.type, stage=fact.stage, modality=fact.modality, values=tuple(_values(fact, named)),
        said_on=fact.said.on, said_kind=fact.said.kind, confidence=fact.confidence, rule=fact.rule,
    )  # fmt: skip


def _values(fact: Fact, named: _Named) -> Iterator[ClaimValue]:
    roles: list[tuple[str, Sequence[Value]]] = [
        *fact.slots.items(), ("time", fact.time), ("said_by", fact.said.by), ("via", fact.said.via),
    ]  # fmt: skip
    for role, values in roles:
        for value in values:
            kind = kind_of(fact.type, role, value.value, named.types)
            yield ClaimValue(
                role=role, kind=kind, value=value.value, text=value.text, start=value.start, end=value.end,
                country=named.country(kind, value.value),
            )  # fmt: skip
    for stretch in fact.evidence:
        yield ClaimValue(
            role="evidence", kind="text", value="", text=stretch.text, start=stretch.start, end=stretch.end
        )
