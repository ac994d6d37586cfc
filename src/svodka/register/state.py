"""What the claims of a record come to: its stage, its history, its quantities, its contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from svodka.model import FactType
from svodka.register.amounts import (
    contract_signed,
    delivered_so_far,
    deliveries,
    ordered_in_all,
    quantities_weighed,
    quantity_contradictions,
    quantity_key,
)
from svodka.register.claims import ClaimValue
from svodka.register.dates import first_day, last_day
from svodka.register.independence import independent, wires_of
from svodka.register.preference import Contradiction, Option, weighed
from svodka.register.records import Joined, Reason
from svodka.register.signed import Review
from svodka.register.stages import TURNS, advances, rank
from svodka.register.views import Appearance, Told

SUMMARY: dict[FactType, tuple[str, ...]] = {
    "transfer": ("supplier", "recipient", "item"), "service": ("provider", "customer", "kind", "item"),
    "exercise": ("name", "participants", "place"), "deployment": ("sender", "host", "what"),
    "agreement": ("parties", "form", "subject"), "meeting": ("participants", "form", "place"),
    "facility": ("name", "kind", "host", "place"), "formation": ("name", "members"),
    "position": ("person", "office", "organisation"), "production": ("item", "maker"),
    "statement": ("speaker", "quote"),
}  # fmt: skip
"""The slots that a record is told by in one line."""

_SINGLE: dict[FactType, tuple[str, ...]] = {
    "transfer": ("price", "contract_time"), "exercise": ("time", "quantity"), "agreement": ("time",),
    "meeting": ("time",),
}  # fmt: skip
"""Slots of which a thing in the world has one value, so that two values contradict each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A stage as it was told: since when, of how many, by which claims, from how many independent sources."""

    on: str  # YYYY-MM-DD, '' where unknown: when it had come to this
    told_on: str  # when that was first told
    stage: str | None
    modality: str
    time: str | None
    quantity: str | None
    part: str | None
    claims: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A claim of a record: its words, its source, and why it belongs here."""

    claim: str
    stage: str | None
    modality: str
    words: tuple[str, ...]
    said_by: tuple[str, ...]
    told_on: str
    article: str
    title: str | None
    published: str
    appearances: tuple[Appearance, ...]
    why: tuple[Reason, ...]
    rivals: tuple[str, ...]
    wire: str = ""  # the article of the agency that this one retells; both count as one source


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A record in one line, as lists show it."""

    stage: str | None
    modality: str
    title: str
    since: str
    until: str
    latest: str
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """One thing in the world, as its claims tell it. Every quantity and value names its claims through an Option."""

    id: str
    type: FactType
    stage: str | None
    modality: str
    title: str
    countries: tuple[str, ...]
    since: str  # the first day on which it happened or was told, '' where unknown
    until: str
    latest: str  # the last day on which something new was told
    values: dict[str, tuple[Option, ...]]
    ordered: Option | None
    delivered: Option | None
    contracted: tuple[Option, ...]  # when the contract was signed, the preferred day first
    deliveries: tuple[Option, ...]  # when something came, in order of time
    history: tuple[Step, ...]
    contradictions: tuple[Contradiction, ...]
    evidence: tuple[Evidence, ...]
    reviews: tuple[Review, ...]
    sources: int
    outlets: tuple[str, ...]


def state_of(joined: Joined) -> RecordState:
    """The state of a record, computed from its claims alone."""
    told = [member.told for member in joined.members]
    kind = told[0].claim.type
    values = {role: _weighed(told, role) for role in _roles(told)}
    line = summary_of(joined)
    return RecordState(
        id=joined.id, type=kind, stage=line.stage, modality=line.modality, title=line.title,
        countries=_countries(told), since=line.since, until=line.until, latest=line.latest, values=values,
        history=tuple(_history(told)),
        contradictions=tuple(_contradictions(told, values)), evidence=tuple(_evidence(joined)),
        reviews=joined.reviews, sources=line.sources, outlets=_outlets(told), **_amounts(told),
    )  # fmt: skip


def _amounts(told: Sequence[Told]) -> dict[str, Any]:
    deal = told[0].claim.type in ("transfer", "service")
    return {
        "ordered": ordered_in_all(told) if deal else None, "delivered": delivered_so_far(told) if deal else None,
        "contracted": contract_signed(told) if deal else (), "deliveries": deliveries(told) if deal else (),
    }  # fmt: skip


def summary_of(joined: Joined) -> Summary:
    """What a list shows of a record."""
    told = [member.told for member in joined.members]
    now = _now(told)
    days = sorted(day for one in told for day in _happened(one))
    return Summary(
        stage=now.claim.stage, modality=now.claim.modality, title=joined.title or _title(told),
        since=days[0] if days else "", until=days[-1] if days else "", latest=max(one.told_on for one in told),
        sources=independent(told),
    )  # fmt: skip


def _roles(told: Sequence[Told]) -> list[str]:
    found = dict.fromkeys(value.role for one in told for value in one.claim.values)
    return [role for role in found if role not in ("evidence", "via", "said_by")]


def _weighed(told: Sequence[Told], role: str) -> tuple[Option, ...]:
    return quantities_weighed(told) if role == "quantity" else weighed(_values(told, role))


def _values(told: Iterable[Told], role: str) -> Iterator[tuple[str, Told]]:
    for one in told:
        for value in one.claim.of(role):
            yield value.value, one


def _now(told: Sequence[Told]) -> Told:
    """The claim that tells the present stage: asserted ones in order of time, each if it goes further or turns back.

    'Контракт, подписанный в 2018 году, расторгнут': of what one day tells, the earlier happened first.
    """
    asserted = sorted((one for one in told if one.claim.modality == "asserted"), key=_when)
    if not asserted:
        return told[-1]
    now = asserted[0]
    for one in asserted[1:]:
        back = now.claim.stage in TURNS and _own_time(one) and _own_time(one) < (_own_time(now) or now.told_on)
        if not back and advances(one.claim.type, now.claim.stage, one.claim.stage):
            now = one
    return now


def _when(told: Told) -> tuple[str, str, str]:
    return (told.told_on or "9", _own_time(told) or told.told_on, told.claim.key)


def _own_time(told: Told) -> str:
    """The last day on which it happened, as the claim itself tells; a contract's time is that of the order."""
    time = told.claim.first("time")
    if told.claim.stage == "ordered":
        time = time or told.claim.first("contract_time")
    return last_day(time)


def _happened(told: Told) -> Iterator[str]:
    times = [value.value for value in told.claim.of("time")]
    for time in times:
        yield from filter(None, (first_day(time), last_day(time)))
    if not times and told.told_on:
        yield told.told_on


def _title(told: Sequence[Told]) -> str:
    kind = told[0].claim.type
    parts = [found for role in SUMMARY[kind] if (found := _shown(told, role))]
    return " · ".join(parts) or kind


def _shown(told: Sequence[Told], role: str) -> str:
    values = {value.value for one in told for value in one.claim.of(role)}
    if role in ("participants", "parties", "members"):
        return " + ".join(sorted(values))[:80]
    return (weighed(_values(told, role))[0].value if len(values) > 1 else next(iter(values), ""))[:80]


def _countries(told: Iterable[Told]) -> tuple[str, ...]:
    values = (value for one in told for value in one.claim.values if _is_party(value))
    return tuple(sorted({value.country for value in values if value.country}))


def _is_party(value: ClaimValue) -> bool:
    return value.role not in ("said_by", "via")


def _history(told: Sequence[Told]) -> Iterator[Step]:
    """What is told, in the order in which it happened, the same told several times in a row as one step.

    'Контракт подписан в 2017 году' told in 2020 stands in 2017; of one day the earlier stage comes first.
    """
    rows: list[tuple[tuple[str | None, ...], list[Told]]] = []
    for one in sorted(told, key=_step_order):
        claim = one.claim
        quantity = quantity_key(claim.first("quantity") or "")
        key = (claim.stage, claim.modality, claim.first("time"), quantity, claim.first("part"))
        if rows and rows[-1][0] == key:
            rows[-1][1].append(one)
        else:
            rows.append((key, [one]))
    yield from (_step(tellers) for _, tellers in rows)


def _step(tellers: Sequence[Told]) -> Step:
    claim = tellers[0].claim
    return Step(
        on=_stood(tellers[0]), told_on=min(one.told_on for one in tellers), stage=claim.stage, modality=claim.modality,
        time=claim.first("time"), quantity=claim.first("quantity"), part=claim.first("part"),
        claims=tuple(one.claim.key for one in tellers), sources=independent(tellers),
    )  # fmt: skip


def _step_order(told: Told) -> tuple[str, int, str, str, str]:
    claim = told.claim
    same = f"{quantity_key(claim.first('quantity') or '')} {claim.first('part') or ''}"
    return (_stood(told) or "9", rank(claim.type, claim.stage), same, claim.first("time") or "", claim.key)


def _stood(told: Told) -> str:
    """The day on which it had come to this: the claim's own where that is past, else the day of the telling."""
    own = _own_time(told)
    return min(own, told.told_on) if own and told.told_on else told.told_on


def _contradictions(told: Sequence[Told], values: dict[str, tuple[Option, ...]]) -> Iterator[Contradiction]:
    kind = told[0].claim.type
    for role in _SINGLE.get(kind, ()):
        if len(options := values.get(role, ())) > 1 and not _one_within_another(options):
            yield Contradiction(about=role, options=options)
    if kind in ("transfer", "service"):
        yield from quantity_contradictions(told)


def _one_within_another(options: Sequence[Option]) -> bool:
    """Whether the values are dates that say the same more and less exactly: '2018', '2018-10', '2018-10-05'."""
    exact = max((option.value for option in options), key=len)
    return all(exact.startswith(option.value) for option in options)


def _evidence(joined: Joined) -> Iterator[Evidence]:
    wires = wires_of(member.told for member in joined.members)
    for member in joined.members:
        claim, source = member.told.claim, member.told.source
        yield Evidence(
            claim=claim.key, stage=claim.stage, modality=claim.modality, told_on=member.told.told_on,
            words=tuple(value.text for value in claim.of("evidence")), article=source.article, title=source.title,
            published=source.published, appearances=source.appearances,
            said_by=tuple(value.value for value in claim.of("said_by")), why=member.why, rivals=member.rivals,
            wire=wires.get(source.article, ""),
        )  # fmt: skip


def _outlets(told: Iterable[Told]) -> tuple[str, ...]:
    return tuple(sorted({place.outlet for one in told for place in one.source.appearances if place.outlet}))
