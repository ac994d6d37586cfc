"""A record: the claims of one thing in the world, and why each is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svodka.register.reviews import Decisions
from svodka.register.signed import Review
from svodka.register.views import Told


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """The claims of one record, in order of time."""

    members: tuple[Member, ...]
    title: str = ""  # what a person calls it
    reviews: tuple[Review, ...] = ()

    @property
    def id(self) -> str:
        """The id of the earliest claim's record."""
        return record_id(self.members[0].told.claim.key)


def record_id(key: str) -> str:
    """'R' and 16 digits of the earliest claim's key; any of its claims' keys leads there, so old ids go on."""
    return f"R{key[:16]}"


def anchor(told: Told) -> tuple[str, str]:
    """The order of claims in a record: by day, unknown days last, then by key."""
    return (told.told_on or "9", told.claim.key)


def reviews_of(keys: Sequence[str], decisions: Decisions) -> tuple[tuple[Review, ...], tuple[Review, ...]]:
    """What people decided on a record with these claims: how they call it, and all that they decided, by number."""
    names = sorted((decisions.titles[key] for key in keys if key in decisions.titles), key=lambda review: review.id)
    told = (review for key in keys for review in decisions.about(key))
    moves = (review for review in decisions.moves if not set(review.claims).isdisjoint(keys))
    found = {review.id: review for review in (*names, *told, *moves)}
    return tuple(names), tuple(found[number] for number in sorted(found))


def named(members: Sequence[Member], decisions: Decisions) -> Joined:
    """The record of these members, in order of time, with what people decided on it."""
    ordered = sorted(members, key=lambda member: anchor(member.told))
    names, reviews = reviews_of([member.told.claim.key for member in ordered], decisions)
    return Joined(members=tuple(ordered), title=names[-1].value if names else "", reviews=reviews)
