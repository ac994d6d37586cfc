"""Claims that speak of one thing in the world, found anew from the whole set: the order they came in plays no part.

Within a block, claims with the same marks stand together at once. Groups then join the best record they fit, those
with the most marks first, so that a vague claim meets records that are already clear. A group that fits two records
equally well stays by itself, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from svodka.register.dates import distance, first_day
from svodka.register.features import EXCLUDED, FRAMES, Frame, Mark
from svodka.register.orders import orders
from svodka.register.reviews import NO_DECISIONS, Decisions
from svodka.register.signed import Review
from svodka.register.views import Told

Marks: TypeAlias = tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One comparison that spoke for a claim's place, and its points."""

    feature: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A claim in a record, and why it is there: nothing for the claims that the record began with.

    `rivals` are records that it fitted as well; then it stands alone.
    """

    told: Told
    why: tuple[Reason, ...] = ()
    rivals: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The points of all reasons."""
        return sum(reason.points for reason in self.why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The claims of one record, in order of time."""

    members: tuple[Member, ...]
    title: str = ""  # what a person calls it
    reviews: tuple[Review, ...] = ()

    @property
    def id(self) -> str:
        """'R' and 16 digits of the earliest claim's key; any of its claims' keys leads here, so old ids go on."""
        return f"R{anchor(self.members[0].told)[1][:16]}"


@dataclass(slots=True)
class _Cluster:
    known: list[set[Mark]] = field(default_factory=list)  # the marks of each feature that some claim has
    days: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    members: list[Member] = field(default_factory=list)

    def take(self, group: _Group, why: tuple[Reason, ...], rivals: tuple[str, ...] = ()) -> None:
        self.known = self.known or [set() for _ in group.marks]
        for known, mark in zip(self.known, group.marks, strict=True):
            known |= {mark} - {"", frozenset()}
        self.days |= {told.told_on for told in group.told if told.told_on}
        self.articles |= {told.source.article for told in group.told}
        self.members += [Member(told=told, why=why, rivals=rivals) for told in group.told]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    marks: Marks
    told: tuple[Told, ...]


def anchor(told: Told) -> tuple[str, str]:
    """The order of claims in a record: by day, unknown days last, then by key."""
    return (told.told_on or "9", told.claim.key)


def join(claims: Iterable[Told], decisions: Decisions = NO_DECISIONS) -> list[Joined]:
    """The records of one block's claims, in order of their first claims; what people joined or split stays so."""
    found = sorted(claims, key=anchor)
    if not found:
        return []
    frame = FRAMES[found[0].claim.type]
    clusters: list[_Cluster] = []
    for group in _groups(found, frame):
        _place(group, clusters, frame)
    parts = [part for cluster in clusters for part in _parted(cluster, frame)]
    for review in decisions.moves:
        parts = _joined_by(review, parts) if review.action == "join" else _split_by(review, parts)
    made = [named(sorted(part, key=lambda member: anchor(member.told)), decisions) for part in parts]
    return sorted(made, key=lambda joined: anchor(joined.members[0].told))


def _joined_by(review: Review, parts: Sequence[list[Member]]) -> list[list[Member]]:
    tied = [part for part in parts if any(member.told.claim.key in review.claims for member in part)]
    if len(tied) < 2:
        return list(parts)
    why = Reason(feature=review.told, points=0)
    whole = [replace(member, why=(*member.why, why), rivals=()) for part in tied for member in part]
    return [*(part for part in parts if part not in tied), whole]


def _split_by(review: Review, parts: Sequence[list[Member]]) -> list[list[Member]]:
    kept, taken = [], []
    for part in parts:
        out = [member for member in part if member.told.claim.key in review.claims]
        rest = [member for member in part if member.told.claim.key not in review.claims]
        taken += [replace(member, why=(Reason(feature=review.told, points=0),), rivals=()) for member in out]
        kept += [rest] if rest else []
    return [*kept, taken] if taken else kept


def named(members: Sequence[Member], decisions: Decisions) -> Joined:
    """The record of these members, in order of time, with what people decided on it."""
    keys = [member.told.claim.key for member in members]
    names = sorted((decisions.titles[key] for key in keys if key in decisions.titles), key=lambda review: review.id)
    told = tuple(review for key in keys for review in decisions.about(key))
    moves = tuple(review for review in decisions.moves if not set(review.claims).isdisjoint(keys))
    reviews = sorted({review.id: review for review in (*names, *told, *moves)}.values(), key=lambda review: review.id)
    return Joined(members=tuple(members), title=names[-1].value if names else "", reviews=tuple(reviews))


def _groups(claims: Sequence[Told], frame: Frame) -> list[_Group]:
    """Claims with the same marks, the most marks first. A claim that is too vague to join stands with its article."""
    found: defaultdict[tuple[Marks, str], list[Told]] = defaultdict(list)
    for told in claims:
        marks = tuple(feature.take(told.claim) for feature in frame.features)
        clear = sum(feature.points for feature, mark in zip(frame.features, marks, strict=True) if mark) >= frame.needed
        found[marks, "" if clear else told.source.article].append(told)
    groups = [_Group(marks=marks, told=tuple(told)) for (marks, _), told in found.items()]
    return sorted(groups, key=lambda group: (-_known(group.marks), anchor(group.told[0])))


def _known(marks: Marks) -> int:
    return sum(bool(mark) for mark in marks)


def _place(group: _Group, clusters: list[_Cluster], frame: Frame) -> None:
    scored = [(reasons, cluster) for cluster in clusters if (reasons := _compared(group, cluster, frame)) is not None]
    scored = [(reasons, cluster) for reasons, cluster in scored if _sum(reasons) >= frame.needed]
    best = max((_sum(reasons) for reasons, _ in scored), default=0.0)
    fitting = [(reasons, cluster) for reasons, cluster in scored if _sum(reasons) == best]
    if len(fitting) == 1:
        fitting[0][1].take(group, fitting[0][0])
        return
    cluster = _Cluster()
    cluster.take(group, (), tuple(_name(rival) for _, rival in fitting))
    clusters.append(cluster)


def _name(cluster: _Cluster) -> str:
    return f"R{min(anchor(member.told) for member in cluster.members)[1][:16]}"


def _sum(reasons: Sequence[Reason]) -> float:
    return sum(reason.points for reason in reasons)


def _compared(group: _Group, cluster: _Cluster, frame: Frame) -> tuple[Reason, ...] | None:
    """What speaks for the group's place in the cluster; None when any of its marks excludes it."""
    reasons = []
    for at, feature in enumerate(frame.features):
        mine = group.marks[at]
        theirs = cluster.known[at]
        if not mine or not theirs:
            continue
        best = 0.0
        for other in theirs:
            share = feature.compare(mine, other)
            if share == EXCLUDED:
                return None
            best = max(best, share)
        if best > 0:
            reasons.append(Reason(feature=feature.name, points=round(feature.points * best, 2)))
    if frame.near and _is_near(group, cluster, frame.window):
        reasons.append(Reason(feature="told at the same time", points=frame.near))
    if frame.told_by:
        reasons += _vaguely(group, cluster, frame, {reason.feature for reason in reasons})
    return tuple(reasons)


def _vaguely(group: _Group, cluster: _Cluster, frame: Frame, agreed: set[str]) -> Iterator[Reason]:
    """What speaks for a claim that does not say which thing it means: 'Документ подписан 12 ноября'."""
    at = next(number for number, feature in enumerate(frame.features) if feature.name == frame.told_by)
    if group.marks[at] and cluster.known[at]:
        return
    if any(told.source.article in cluster.articles for told in group.told):
        yield Reason(feature="the same article", points=frame.here)
    elif "year" in agreed:
        yield Reason(feature=f"the year, no other {frame.told_by}", points=frame.here)


def _is_near(group: _Group, cluster: _Cluster, window: int) -> bool:
    if any(told.source.article in cluster.articles for told in group.told):
        return True
    return any(distance(told.told_on, day) <= window for told in group.told if told.told_on for day in cluster.days)


def _parted(cluster: _Cluster, frame: Frame) -> Iterator[list[Member]]:
    """The cluster, cut where it falls silent for longer than the frame allows, and where one order ends."""
    when = _happened if frame.events else _told_on
    part: list[Member] = []
    last = ""
    for member in sorted(cluster.members, key=lambda member: (when(member.told) or "9", anchor(member.told))):
        day = when(member.told)
        if part and day and last and distance(last, day) > frame.gap:
            yield from _ordered(part) if frame.orders else [part]
            part = []
        part.append(member)
        last = day
    yield from _ordered(part) if frame.orders else [part]


def _ordered(part: Sequence[Member]) -> list[list[Member]]:
    found: defaultdict[int, list[Member]] = defaultdict(list)
    for number, member in zip(orders([member.told for member in part]), part, strict=True):
        found[number].append(member)
    return list(found.values())


def _told_on(told: Told) -> str:
    return told.told_on


def _happened(told: Told) -> str:
    return first_day(told.claim.first("time")) or told.told_on
