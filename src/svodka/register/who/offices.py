"""The offices that articles give a name, and those that a person held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svodka.register.claims import Claim
from svodka.register.keys import office_key
from svodka.register.views import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that an article gives a name: on which day, of which time, and the claim that tells it."""

    office: str
    organisation: str
    country: str
    stage: str
    day: str
    time: str  # EDTF, '' where the claim tells none
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An office that a person held: the first and last day on which the press gave it, the stage told last, the times
    that claims tell of it, and those claims in order of time."""

    office: str
    organisation: str
    country: str
    stage: str
    first: str
    last: str
    times: tuple[str, ...]
    claims: tuple[str, ...]


def office_told(told: Told) -> Office:
    """The office of a claim of type position."""
    claim = told.claim
    return Office(
        office=claim.first("office") or "", organisation=claim.first("organisation") or "", country=_country(claim),
        stage=claim.stage or "", day=told.told_on, time=claim.first("time") or "", claim=claim.key,
    )  # fmt: skip


def _country(claim: Claim) -> str:
    holders = (*claim.of("country"), *claim.of("organisation"))
    return next((value.country for value in holders if value.country), "")


def offices_held(offices: Iterable[Office]) -> tuple[Held, ...]:
    """The offices in order of time; one that an article gives without its organisation or country is the fuller one's
    when there is only one."""
    held: defaultdict[str, list[Office]] = defaultdict(list)
    for office in offices:
        held[office_key(office.office)].append(office)
    found = [_held(some) for same in held.values() for some in _apart(same)]
    return tuple(sorted(found, key=lambda each: (each.first, each.office, each.organisation, each.country)))


def _apart(offices: Sequence[Office]) -> list[list[Office]]:
    whole = {(one.organisation, one.country) for one in offices}
    groups: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    for one in offices:
        mine = (one.organisation, one.country)
        fuller = [other for other in whole if other != mine and _covers(other, mine)]
        fullest = [other for other in fuller if not any(_covers(third, other) for third in fuller if third != other)]
        groups[fullest[0] if len(fullest) == 1 else mine].append(one)
    return list(groups.values())


def _covers(whole: tuple[str, str], part: tuple[str, str]) -> bool:
    return all(mine in ("", theirs) for mine, theirs in zip(part, whole, strict=True))


def _held(told: Sequence[Office]) -> Held:
    ordered = sorted(told, key=lambda one: (one.day or "9", one.claim))
    days = [one.day for one in ordered if one.day]
    names = [one.office for one in ordered]
    return Held(
        office=max(sorted(set(names)), key=names.count), stage=ordered[-1].stage,
        organisation=max(one.organisation for one in ordered), country=max(one.country for one in ordered),
        first=days[0] if days else "", last=days[-1] if days else "",
        times=tuple(sorted({one.time for one in ordered if one.time})), claims=tuple(one.claim for one in ordered),
    )  # fmt: skip
