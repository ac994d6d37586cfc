"""Claims that speak of one thing in the world, found anew from the whole set: the order they came in plays no part.

Within a block, claims with the same marks stand together at once. Groups then join the best record they fit, those
with the most marks first, so that a vague claim meets records that are already clear. A group that fits two records
equally well stays by itself, and says so.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from svodka.register.dates import distance
from svodka.register.features import EXCLUDED, FRAMES, Feature, Frame, Mark
from svodka.register.orders import orders
from svodka.register.outlines import Marks, Outline, anchor
from svodka.register.records import Reason, record_id
from svodka.register.reviews import NO_DECISIONS, Decisions
from svodka.register.signed import Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A claim in its record, and why it is there; `rivals` are records that it fitted as well."""

    outline: Outline
    why: tuple[Reason, ...] = ()
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    marks: Marks
    outlines: tuple[Outline, ...]
    days: tuple[int, ...]
    articles: frozenset[int]


@dataclass(slots=True)
class _Cluster:
    known: list[set[Mark]] = field(default_factory=list)  # the marks of each feature that some claim has
    days: list[int] = field(default_factory=list)  # in order, each once
    articles: set[int] = field(default_factory=set)
    members: list[Placed] = field(default_factory=list)

    def take(self, group: _Group, why: tuple[Reason, ...], rivals: tuple[str, ...] = ()) -> None:
        self.known = self.known or [set() for _ in group.marks]
        for known, mark in zip(self.known, group.marks, strict=True):
            known |= {mark} - {"", frozenset()}
        for day in group.days:
            if not self.is_near(day, 0):
                insort(self.days, day)
        self.articles |= group.articles
        self.members += [
            Placed(outline=outline, why=(*why, *_beside(outline)), rivals=rivals) for outline in group.outlines
        ]

    def is_near(self, day: int, window: int) -> bool:
        """Whether one of its days is at most so many days away."""
        at = bisect_left(self.days, day - window)
        return at < len(self.days) and self.days[at] <= day + window


def _beside(outline: Outline) -> Iterator[Reason]:
    """What the claim was compared by though it does not tell it itself."""
    for role in filter(None, outline.filled.split(",")):
        yield Reason(feature=f"{role} as its article tells it", points=0)


class _Clusters:
    """The records so far. Those of which a guarding feature tells at once that a group cannot fit are not compared."""

    def __init__(self, frame: Frame) -> None:
        self.all: list[_Cluster] = []
        self._by_token: defaultdict[str, set[int]] = defaultdict(set)
        self._open: set[int] = set()  # no guard keeps a group away from these
        self._guard = next((at for at, feature in enumerate(frame.features) if feature.guard), None)
        self._frame = frame

    def near(self, group: _Group) -> Iterator[int]:
        """The numbers of the clusters that the group may fit, in order."""
        tokens = self._tokens(group)
        if not tokens:
            yield from range(len(self.all))
            return
        yield from sorted(self._open.union(*(self._by_token[token] for token in tokens)))

    def put(self, group: _Group, at: int, why: tuple[Reason, ...], rivals: tuple[str, ...] = ()) -> None:
        """The group into the cluster with this number, a new one if there is none."""
        if at == len(self.all):
            self.all.append(_Cluster())
            self._open.add(at)
        self.all[at].take(group, why, rivals)
        for token in self._tokens(group):
            self._by_token[token].add(at)
            self._open.discard(at)

    def _tokens(self, group: _Group) -> frozenset[str]:
        if self._guard is None:
            return frozenset()
        guard = self._frame.features[self._guard].guard
        mark = group.marks[self._guard]
        return guard(mark) if guard and mark else frozenset()


def join(outlines: Iterable[Outline], decisions: Decisions = NO_DECISIONS) -> list[list[Placed]]:
    """The records of one block's claims, in order of their first claims; what people joined or split stays so."""
    found = sorted(outlines, key=anchor)
    if not found:
        return []
    frame = FRAMES[found[0].type]
    clusters = _Clusters(frame)
    for group in _groups(found, frame):
        _place(group, clusters, frame)
    parts = [part for cluster in clusters.all for part in _parted(cluster, frame)]
    for review in decisions.moves:
        parts = _joined_by(review, parts) if review.action == "join" else _split_by(review, parts)
    made = [sorted(part, key=_anchor) for part in parts]
    return sorted(made, key=lambda part: _anchor(part[0]))


def _anchor(placed: Placed) -> tuple[str, str]:
    return anchor(placed.outline)


def _joined_by(review: Review, parts: Sequence[list[Placed]]) -> list[list[Placed]]:
    tied = [part for part in parts if any(placed.outline.key in review.claims for placed in part)]
    if len(tied) < 2:
        return list(parts)
    why = Reason(feature=review.told, points=0)
    whole = [replace(placed, why=(*placed.why, why), rivals=()) for part in tied for placed in part]
    return [*(part for part in parts if part not in tied), whole]


def _split_by(review: Review, parts: Sequence[list[Placed]]) -> list[list[Placed]]:
    kept, taken = [], []
    for part in parts:
        out = [placed for placed in part if placed.outline.key in review.claims]
        rest = [placed for placed in part if placed.outline.key not in review.claims]
        taken += [replace(placed, why=(Reason(feature=review.told, points=0),), rivals=()) for placed in out]
        kept += [rest] if rest else []
    return [*kept, taken] if taken else kept


def _groups(outlines: Sequence[Outline], frame: Frame) -> list[_Group]:
    """Claims with the same marks, the most marks first. A claim that is too vague to join stands with its article."""
    found: defaultdict[tuple[Marks, int], list[Outline]] = defaultdict(list)
    for one in outlines:
        clear = sum(f.points for f, mark in zip(frame.features, one.marks, strict=True) if mark) >= frame.needed
        found[one.marks, 0 if clear else one.article].append(one)
    groups = [_group(marks, told) for (marks, _), told in found.items()]
    return sorted(groups, key=lambda group: (-_known(group.marks), anchor(group.outlines[0])))


def _group(marks: Marks, outlines: Sequence[Outline]) -> _Group:
    days = {one.told_on for one in outlines if one.told_on}
    return _Group(
        marks=marks, outlines=tuple(outlines), articles=frozenset(one.article for one in outlines),
        days=tuple(sorted(date.fromisoformat(day).toordinal() for day in days)),
    )  # fmt: skip


def _known(marks: Marks) -> int:
    return sum(bool(mark) for mark in marks)


def _place(group: _Group, clusters: _Clusters, frame: Frame) -> None:
    scored = [(reasons, at) for at in clusters.near(group)
              if (reasons := _compared(group, clusters.all[at], frame)) is not None]  # fmt: skip
    scored = [(reasons, at) for reasons, at in scored if _sum(reasons) >= frame.needed]
    best = max((_sum(reasons) for reasons, _ in scored), default=0.0)
    fitting = [(reasons, at) for reasons, at in scored if _sum(reasons) == best]
    if len(fitting) == 1:
        clusters.put(group, fitting[0][1], fitting[0][0])
        return
    clusters.put(group, len(clusters.all), (), tuple(_name(clusters.all[at]) for _, at in fitting))


def _name(cluster: _Cluster) -> str:
    return record_id(min(_anchor(placed) for placed in cluster.members)[1])


def _sum(reasons: Sequence[Reason]) -> float:
    return sum(reason.points for reason in reasons)


def _compared(group: _Group, cluster: _Cluster, frame: Frame) -> tuple[Reason, ...] | None:
    """What speaks for the group's place in the cluster; None when any of its marks excludes it."""
    reasons = []
    for feature, mine, theirs in zip(frame.features, group.marks, cluster.known, strict=True):
        if not mine or not theirs:
            continue
        best = _best(feature, mine, theirs)
        if best == EXCLUDED:
            return None
        if best > 0:
            reasons.append(Reason(feature=feature.name, points=round(feature.points * best, 2)))
    if frame.near and _is_near(group, cluster, frame.window):
        reasons.append(Reason(feature="told at the same time", points=frame.near))
    if frame.told_by:
        reasons += _vaguely(group, cluster, frame, {reason.feature for reason in reasons})
    return tuple(reasons)


def _best(feature: Feature, mine: Mark, theirs: Iterable[Mark]) -> float:
    """The largest share that the mark has in common with any of the others; EXCLUDED when one of them excludes it."""
    best = 0.0
    for other in theirs:
        share = feature.compare(mine, other)
        if share == EXCLUDED:
            return EXCLUDED
        best = max(best, share)
    return best


def _vaguely(group: _Group, cluster: _Cluster, frame: Frame, agreed: set[str]) -> Iterator[Reason]:
    """What speaks for a claim that does not say which thing it means: 'Документ подписан 12 ноября'."""
    at = next(number for number, feature in enumerate(frame.features) if feature.name == frame.told_by)
    if group.marks[at] and cluster.known[at]:
        return
    if not group.articles.isdisjoint(cluster.articles):
        yield Reason(feature="the same article", points=frame.here)
    elif "year" in agreed:
        yield Reason(feature=f"the year, no other {frame.told_by}", points=frame.here)


def _is_near(group: _Group, cluster: _Cluster, window: int) -> bool:
    if not group.articles.isdisjoint(cluster.articles):
        return True
    return any(cluster.is_near(day, window) for day in group.days)


def _parted(cluster: _Cluster, frame: Frame) -> Iterator[list[Placed]]:
    """The cluster, cut where it falls silent for longer than the frame allows, and where one order ends."""
    part: list[Placed] = []
    last = ""
    for placed in sorted(cluster.members, key=lambda placed: (placed.outline.day or "9", _anchor(placed))):
        day = placed.outline.day
        if part and day and last and distance(last, day) > frame.gap:
            yield from _ordered(part) if frame.orders else [part]
            part = []
        part.append(placed)
        last = day
    yield from _ordered(part) if frame.orders else [part]


def _ordered(part: Sequence[Placed]) -> list[list[Placed]]:
    found: defaultdict[int, list[Placed]] = defaultdict(list)
    for number, placed in zip(orders([placed.outline for placed in part]), part, strict=True):
        found[number].append(placed)
    return list(found.values())
