"""What people decided: one more claim each, signed and dated, taken back by another, never overwritten by a reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, get_args

from sqlalchemy import Connection, select

from svodka.register import tables as t
from svodka.register.catalogue import organisation_country
from svodka.register.claims import Claim, ClaimValue
from svodka.register.errors import RegisterError
from svodka.register.kinds import SLOT_KINDS, TEXT_SLOTS, kind_of
from svodka.register.signed import Action, Review
from svodka.register.who.decided import NOBODY, Who, who_decided
from svodka.register.who.names import Name

_FIELDS = ("id", "action", "role", "value", "target", "by", "at", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions in force, by what they speak of."""

    verdicts: Mapping[str, Review]  # claim key → the last accept or reject
    corrections: Mapping[str, tuple[Review, ...]]
    moves: tuple[Review, ...]  # joins and splits in order of time
    titles: Mapping[str, Review]
    partners: Mapping[str, frozenset[str]]  # block → the blocks that joins tie together
    kept: frozenset[str]  # claims that a person stands behind: they stay though a newer reader no longer makes them
    who: Who  # the decisions on entities

    def rejects(self, key: str) -> bool:
        """Whether the claim does not count."""
        return key in self.verdicts and self.verdicts[key].action == "reject"

    def about(self, key: str) -> tuple[Review, ...]:
        """What was decided on a claim itself."""
        verdict = (self.verdicts[key],) if key in self.verdicts else ()
        return (*verdict, *self.corrections.get(key, ()))

    def with_partners(self, blocks: Iterable[str]) -> list[str]:
        """The blocks and all that are joined to them."""
        return sorted({other for block in blocks for other in self.partners.get(block, {block})})

    def home(self, block: str) -> str:
        """The first of the blocks that are joined to it: where their claims are compared."""
        return min(self.partners.get(block, {block}))

    def corrected(self, claim: Claim) -> Claim:
        """The claim as people corrected it, with the things it names under the names they were joined by."""
        for review in self.corrections.get(claim.key, ()):
            claim = corrected(claim, review.role, review.value)
        return replace(claim, values=tuple(map(self._renamed, claim.values))) if self.who.called else claim

    def _renamed(self, value: ClaimValue) -> ClaimValue:
        name = self.who.canonical(value.kind, value.value, value.country)
        if name == value.value:
            return value
        country = organisation_country(name) if value.kind == "organisation" else ""
        return replace(value, value=name, country=country or value.country)


NO_DECISIONS = Decisions(
    verdicts=MappingProxyType({}), corrections=MappingProxyType({}), moves=(), titles=MappingProxyType({}),
    partners=MappingProxyType({}), kept=frozenset(), who=NOBODY,
)  # fmt: skip


def corrected(claim: Claim, role: str, value: str) -> Claim:
    """The claim with one value in the place of all that the role had; the words it was read from stay beside it."""
    if role == "stage":
        return replace(claim, stage=value)
    kind = kind_of(claim.type, role, value, {})
    country = value if kind == "country" else organisation_country(value) if kind == "organisation" else ""
    old = claim.of(role)
    words = old[0] if old else ClaimValue(role=role, kind=kind, value=value, text="", start=0, end=0)
    new = replace(words, kind=kind, value=value, country=country)
    return replace(claim, values=(*(each for each in claim.values if each.role != role), new))


def check_correction(claim: Claim, role: str, value: str) -> None:
    """RegisterError for a role that no fact has, or an empty value."""
    if role != "stage" and role not in SLOT_KINDS and role not in TEXT_SLOTS:
        known = ", ".join(sorted({*SLOT_KINDS, *TEXT_SLOTS, "stage"}))
        raise RegisterError(f"{role}: facts have no such slot; use one of {known}")
    if not value.strip():
        raise RegisterError(f"{role}: an empty value; reject the claim if it is wrong as a whole")


def load_reviews(connection: Connection) -> list[Review]:
    """Every review, the earliest first; one that is undone is not active."""
    rows = connection.execute(select(t.reviews).order_by(t.reviews.c.id)).mappings().all()
    undone: set[int] = set()
    found = []
    for row in reversed(rows):
        active = row["id"] not in undone
        if active and row["action"] == "undo":
            undone.add(row["target"])
        fields: dict[str, Any] = {name: row[name] for name in _FIELDS}
        names = tuple(Name(type=kind, name=name, scope=scope) for kind, name, scope in row["names"])
        found.append(Review(claims=tuple(row["claims"]), names=names, active=active, **fields))
    return found[::-1]


def load_decisions(connection: Connection) -> Decisions:
    """The decisions in force."""
    every = [review for review in load_reviews(connection) if review.active]
    if not every:
        return NO_DECISIONS
    active = [review for review in every if review.claims]
    corrections: defaultdict[str, list[Review]] = defaultdict(list)
    for review in active:
        if review.action == "correct":
            corrections[review.claims[0]].append(review)
    moves = tuple(review for review in active if review.action in ("join", "split"))
    verdicts = {review.claims[0]: review for review in active if review.action in ("accept", "reject")}
    accepted = {key for key, review in verdicts.items() if review.action == "accept"}
    return Decisions(
        verdicts=verdicts, kept=frozenset(accepted | corrections.keys()),
        corrections={key: tuple(found) for key, found in corrections.items()}, moves=moves,
        titles={review.claims[0]: review for review in active if review.action == "rename"},
        partners=_partners(connection, moves), who=who_decided([review for review in every if review.names]),
    )  # fmt: skip


def _partners(connection: Connection, moves: Sequence[Review]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, frozenset[str]] = {}
    for review in moves:
        if review.action == "join":
            tied = frozenset(blocks_of_claims(connection, review.claims))
            whole = tied.union(*(groups.get(block, frozenset()) for block in tied))
            groups.update(dict.fromkeys(whole, whole))
    return groups


def blocks_of_claims(connection: Connection, keys: Sequence[str]) -> list[str]:
    """The blocks that hold the claims with these keys."""
    query = select(t.claim_blocks.c.block).distinct().join(t.claims, t.claims.c.id == t.claim_blocks.c.claim)
    return list(connection.execute(query.where(t.claims.c.key.in_(keys))).scalars())


def enter_review(
    connection: Connection, action: Action, by: str, now: str, *, claims: Sequence[str] = (),
    names: Sequence[Name] = (), role: str = "", value: str = "", target: int | None = None, note: str = "",
) -> int:  # fmt: skip
    """Stores a review; RegisterError for one that is not signed or whose action is none."""
    if action not in get_args(Action):
        raise RegisterError(f"{action}: no such review; use one of {', '.join(get_args(Action))}")
    if not by.strip():
        raise RegisterError("a review needs a name behind it; give one with --by")
    row = {"action": action, "claims": list(claims), "role": role, "value": value, "target": target, "by": by,
           "at": now, "note": note, "names": [[name.type, name.name, name.scope] for name in names]}  # fmt: skip
    return int(connection.execute(t.reviews.insert().values(row).returning(t.reviews.c.id)).scalar_one())
