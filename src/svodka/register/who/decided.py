"""What people decided about entities, ready to be applied: who is tied to whom, and what they are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from svodka.register.signed import Review
from svodka.register.who.names import Name, thing_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The decisions on entities in force, in order of time.

    `labels` tells the things that joins and splits made, by block or by a name's id; `called` the name under which
    the things of a label were joined.
    """

    moves: tuple[Review, ...]  # joins, splits, accepts and rejects
    titles: Mapping[str, Review]  # name id → the last rename
    partners: Mapping[str, frozenset[str]]
    kept: Mapping[str, tuple[Name, ...]]  # by block: persons' names that stay though no reading gives them any more
    labels: Mapping[str, str]
    called: Mapping[str, str]

    def with_partners(self, blocks: Iterable[str]) -> list[str]:
        """The blocks and all that decisions tie to them."""
        return sorted({other for block in blocks for other in self.partners.get(block, {block})})

    def label(self, name: Name) -> str:
        """What the names of one thing share: their block, or what people made of it."""
        block = name.block
        if not self.labels:
            return block
        return self.labels.get(name.id) or self.labels.get(block, block)

    def canonical(self, kind: str, name: str, country: str) -> str:
        """The name under which a value's thing was joined with others; the name itself where it was not."""
        if not self.called or kind in ("person", "country"):
            return name
        return self.called.get(self.label(thing_name(kind, name, country)), name)


NOBODY = Who(
    moves=(), titles=MappingProxyType({}), partners=MappingProxyType({}), kept=MappingProxyType({}),
    labels=MappingProxyType({}), called=MappingProxyType({}),
)  # fmt: skip


def who_decided(reviews: Sequence[Review]) -> Who:
    """The decisions of the reviews in force, which come in order of time."""
    moves = tuple(review for review in reviews if review.action in ("join", "split", "accept", "reject"))
    kept: defaultdict[str, dict[str, Name]] = defaultdict(dict)
    for review in reviews:
        if review.action != "undo" and review.names[0].type == "person":
            for name in review.names:
                kept[name.block][name.id] = name
    labels, called = _labels([review for review in moves if review.names[0].type != "person"])
    return Who(
        moves=moves, partners=_partners(moves), labels=labels, called=called,
        titles={review.names[0].id: review for review in reviews if review.action == "rename"},
        kept={block: tuple(names.values()) for block, names in kept.items()},
    )  # fmt: skip


def _partners(moves: Sequence[Review]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for review in moves:
        tied = frozenset(name.block for name in review.names)
        whole = tied.union(*(groups.get(block, frozenset()) for block in tied))
        if len(whole) > 1:
            groups.update(dict.fromkeys(whole, whole))
    return groups


def _labels(moves: Sequence[Review]) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Joins and splits of things played through: what is taken out by name, all else by its block."""
    apart = {name.id: name for review in moves if review.action == "split" for name in review.names}
    labels = {key: name.block for key, name in apart.items()}
    called: dict[str, str] = {}
    for review in moves:
        tokens = [name.id if name.id in apart else name.block for name in review.names]
        before = [labels.get(token, token) for token in tokens]
        label = min(tokens) if review.action == "split" else min(before)
        if review.action == "join":
            tokens += [token for token, old in labels.items() if old in before]
            called[label] = next((called[old] for old in before if old in called), review.value)
        labels.update(dict.fromkeys(tokens, label))
    return labels, called
