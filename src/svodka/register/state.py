"""What the claims of a record come to: its stage, its history, its quantities, its contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from svodka.model import FactType
from svodka.register.claims import ClaimValue
from svodka.register.dates import first_day, last_day
from svodka.register.independence import independent, wires_of
from svodka.register.joining import Joined, Reason
from svodka.register.orders import number_of
from svodka.register.preference import Contradiction, Option, weighed
from svodka.register.reviews import Review
from svodka.register.stages import TURNS, advances, is_delivered, is_ordered
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
    """A stage as it was told: on which day, of how many, by which claims, from how many independent sources."""

    told_on: str  # YYYY-MM-DD, '' where unknown
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
    values = {role: weighed(_values(told, role)) for role in _roles(told)}
    line = summary_of(joined)
    return RecordState(
        id=joined.id, type=kind, stage=line.stage, modality=line.modality, title=line.title,
        countries=_countries(told), since=line.since, until=line.until, latest=line.latest, values=values,
        ordered=_ordered(told), delivered=_delivered(told), history=tuple(_history(told)),
        contradictions=tuple(_contradictions(told, values)), evidence=tuple(_evidence(joined)),
        reviews=joined.reviews, sources=line.sources, outlets=_outlets(told),
    )  # fmt: skip


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
    """The last day on which it happened, as the claim itself tells."""
    return last_day(told.claim.first("time") or told.claim.first("contract_time"))


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


def _ordered(told: Sequence[Told]) -> Option | None:
    """What was ordered in all; where no order is told, what was planned."""
    ordered = [one for one in told if is_ordered(one.claim.stage) and not one.claim.of("part")]
    planned = [one for one in told if not is_delivered(one.claim.stage) and not one.claim.of("part")]
    found = weighed(_values(_meant(ordered), "quantity")) or weighed(_values(_meant(planned), "quantity"))
    return found[0] if found else None


def _meant(told: Iterable[Told]) -> Iterator[Told]:
    return (one for one in told if one.claim.modality != "denied")


def _delivered(told: Sequence[Told]) -> Option | None:
    """The batches together, or the largest number told as a whole: later reports count from the start."""
    parts: defaultdict[str, list[Told]] = defaultdict(list)
    for one in _meant(told):
        if is_delivered(one.claim.stage) and one.claim.of("quantity"):
            parts[one.claim.first("part") or ""].append(one)
    whole = weighed(_values(parts.pop("", []), "quantity"))
    batches = [weighed(_values(some, "quantity"))[0] for some in parts.values()]
    best = max(whole, key=lambda option: (number_of(option.value), option.score), default=None)
    together = _sum(batches)
    if together is None or (best and number_of(best.value) >= number_of(together.value)):
        return best
    return together


def _sum(batches: Sequence[Option]) -> Option | None:
    units = {option.value.partition(" ")[2] for option in batches}
    if not batches or (len(batches) > 1 and len(units) != 1):
        return None
    total = sum(number_of(option.value) for option in batches)
    return Option(
        value=f"{total} {batches[0].value.partition(' ')[2]}", score=min(option.score for option in batches),
        claims=tuple(sorted({claim for option in batches for claim in option.claims})),
        why=(f"{len(batches)} batches together",) if len(batches) > 1 else batches[0].why,
    )  # fmt: skip


def _history(told: Sequence[Told]) -> Iterator[Step]:
    """The claims in order of time, those that tell the same stage in a row as one step."""
    rows: list[tuple[tuple[str | None, ...], list[Told]]] = []
    for one in told:
        claim = one.claim
        key = (claim.stage, claim.modality, claim.first("time"), claim.first("quantity"), claim.first("part"))
        if rows and rows[-1][0] == key:
            rows[-1][1].append(one)
        else:
            rows.append((key, [one]))
    for (stage, modality, time, quantity, part), tellers in rows:
        yield Step(
            told_on=tellers[0].told_on, stage=stage, modality=str(modality), time=time, quantity=quantity, part=part,
            claims=tuple(one.claim.key for one in tellers), sources=independent(tellers),
        )  # fmt: skip


def _contradictions(told: Sequence[Told], values: dict[str, tuple[Option, ...]]) -> Iterator[Contradiction]:
    kind = told[0].claim.type
    for role in _SINGLE.get(kind, ()):
        if len(values.get(role, ())) > 1:
            yield Contradiction(about=role, options=values[role])
    if kind in ("transfer", "service"):
        for about, test in (("ordered quantity", is_ordered), ("delivered quantity", is_delivered)):
            yield from _of_quantities(told, about, test)


def _of_quantities(
    told: Sequence[Told], about: str, test: Callable[[str | None], bool]
) -> Iterator[Contradiction]:
    """Batches and reports of different times do not contradict each other; one order's two numbers do."""
    groups: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in _meant(told):
        if test(one.claim.stage) and one.claim.of("quantity"):
            when = one.claim.first("time") or "" if is_delivered(one.claim.stage) else ""
            groups[one.claim.first("part") or "", when].append(one)
    for (part, when), some in sorted(groups.items()):
        options = weighed(_values(some, "quantity"))
        if len(options) > 1:
            yield Contradiction(about=" ".join(filter(None, (about, part, when))), options=options)


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
