"""Which of several values to believe first, and why; none is thrown away."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from svodka.knowledge.organisations import find_organisation
from svodka.register.claims import ClaimValue
from svodka.register.independence import independent
from svodka.register.records import anchor
from svodka.register.views import Told

_OFFICIAL = frozenset({"ministry", "staff", "force", "council", "agency", "exporter", "maker", "parliament",
                       "government", "embassy", "press", "district"})  # fmt: skip
_ANONYMOUS = ("источник", "собеседник")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value that is told, the claims that tell it, how much speaks for it and what."""

    value: str
    claims: tuple[str, ...]
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Several values for what has one; the preferred one comes first."""

    about: str
    options: tuple[Option, ...]


def weighed(
    values: Iterable[tuple[str, Told]], note: str = "", *, same: Callable[[str], str] = str
) -> tuple[Option, ...]:
    """The values with what speaks for them, the preferred first; equal scores fall to the later told.

    Values of which `same` gives the same are one, shown as it is told most; `note` is one more reason for each.
    """
    groups: defaultdict[str, list[tuple[str, Told]]] = defaultdict(list)
    for value, told in values:
        groups[same(value)].append((value, told))
    latest = max((anchor(told) for group in groups.values() for _, told in group), default=("", ""))[0]
    options = [
        (_option(_label(group), [told for _, told in group], latest, note), max(anchor(told) for _, told in group))
        for group in groups.values()
    ]
    return tuple(option for option, _ in sorted(options, key=lambda pair: (pair[0].score, pair[1]), reverse=True))


def _label(group: Sequence[tuple[str, Told]]) -> str:
    """The value that is told most, of two the one told last."""
    counted = Counter(value for value, _ in group)
    return max(group, key=lambda pair: (counted[pair[0]], anchor(pair[1]), pair[0]))[0]


def _option(value: str, tellers: Sequence[Told], latest: str, note: str) -> Option:
    best = max(tellers, key=lambda told: (sum(points for points, _ in _points(told, latest)), anchor(told)))
    reasons = _points(best, latest)
    if any(told.confirmed for told in tellers):
        reasons.append((10.0, "a person stands behind it"))
    sources = independent(tellers)
    if sources > 1:
        reasons.append((min(sources - 1, 4) * 0.5, f"{sources} independent sources"))
    if note:
        reasons.append((0.0, note))
    claims = tuple(dict.fromkeys(told.claim.key for told in sorted(tellers, key=anchor)))
    return Option(value=value, claims=claims, score=sum(p for p, _ in reasons), why=tuple(why for _, why in reasons))


def _points(told: Told, latest: str) -> list[tuple[float, str]]:
    """Official over anonymous, direct over relayed, later over earlier, in this order of weight."""
    found = [_standing(told)]
    if told.claim.said_kind == "quote":
        found.append((2.0, "in their own words"))
    elif told.claim.of("via"):
        found.append((-1.0, "relayed"))
    if told.told_on and told.told_on == latest:
        found.append((1.0, "told last"))
    if told.claim.modality != "asserted":
        found.append((-2.0, told.claim.modality))
    return found


def _standing(told: Told) -> tuple[float, str]:
    if is_official(told):
        return 4.0, "official"
    return (-4.0, "anonymous") if is_anonymous(told) else (0.0, "unofficial")


def is_official(told: Told) -> bool:
    """Whether somebody in office or a state's body vouches for the claim by name."""
    if is_anonymous(told):
        return False
    for value in told.claim.of("said_by"):
        if value.kind in ("country", "person"):
            return True
        found = find_organisation(value.value)
        if (found and found.kind in _OFFICIAL) or (value.country and value.kind == "organisation"):
            return True
    return False


def is_anonymous(told: Told) -> bool:
    """Whether the claim comes from a source without a name: 'источник в Минобороны', 'топ-менеджер концерна'."""
    said = told.claim.of("said_by")
    return any(value.value.lower().startswith(_ANONYMOUS) or _is_no_name(value) for value in said)


def _is_no_name(value: ClaimValue) -> bool:
    """A person without a name is called by a common noun; an organisation may be called by one of the catalogue's."""
    if value.kind not in ("person", "organisation") or not value.value[:1].islower():
        return False
    return value.kind == "person" or not (value.country or find_organisation(value.value))
