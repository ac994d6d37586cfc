"""A person's decision into the register, and what it touches."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from svodka.register import tables as t
from svodka.register.claims import Claim
from svodka.register.errors import RegisterError
from svodka.register.features import block_of
from svodka.register.reviews import (
    Action,
    Decisions,
    blocks_of_claims,
    check_correction,
    enter_review,
    load_decisions,
    load_reviews,
)
from svodka.register.views import claim_with_key


def decide(
    connection: Connection, action: Action, identifiers: Sequence[str], *, by: str, now: str, role: str = "",
    value: str = "", note: str = "",
) -> int:  # fmt: skip
    """Stores a decision on records (R…) or claims and marks what it touches; RegisterError when it makes no sense."""
    claims = [_claim(connection, identifier) for identifier in identifiers]
    _check(action, claims, role, value)
    before = load_decisions(connection)
    keys = [claim.key for claim in claims]
    number = enter_review(connection, action, keys, by, now, role=role, value=value, note=note)
    _touch(connection, keys, before)
    return number


def take_back(connection: Connection, number: int, *, by: str, now: str, note: str = "") -> int:
    """Stores that a review no longer holds; RegisterError when there is none or it was undone already."""
    found = next((review for review in load_reviews(connection) if review.id == number), None)
    if found is None or not found.active:
        raise RegisterError(f"review {number}: there is no such review in force; list them with 'svodka review list'")
    before = load_decisions(connection)
    keys = found.claims
    undo = enter_review(connection, "undo", keys, by, now, target=number, note=note)
    _touch(connection, keys, before)
    return undo


def _claim(connection: Connection, identifier: str) -> Claim:
    claim = claim_with_key(connection, identifier.removeprefix("R"))
    if claim is None:
        raise RegisterError(f"{identifier}: no record or claim has this id; list them with 'svodka records'")
    return claim


def _check(action: Action, claims: Sequence[Claim], role: str, value: str) -> None:
    if action == "join" and (len(claims) < 2 or len({claim.type for claim in claims}) > 1):
        raise RegisterError("join: give two or more records of one type")
    if action != "join" and action != "split" and len(claims) != 1:
        raise RegisterError(f"{action}: give one id")
    if action == "correct":
        check_correction(claims[0], role, value)
    if action == "rename" and not value.strip():
        raise RegisterError("rename: an empty name; undo the former name instead")


def _touch(connection: Connection, keys: Sequence[str], before: Decisions) -> None:
    """Moves corrected claims to their blocks and marks all blocks that were or are touched."""
    blocks = set(blocks_of_claims(connection, keys))
    after = load_decisions(connection)
    for key in keys:
        claim = claim_with_key(connection, key)
        if claim is not None:
            rows = select(t.claims.c.id).where(t.claims.c.key == key)
            block = block_of(after.corrected(claim))
            connection.execute(update(t.claim_blocks).where(t.claim_blocks.c.claim.in_(rows)).values(block=block))
            blocks.add(block)
    touched = {*before.with_partners(blocks), *after.with_partners(blocks)}
    connection.execute(t.dirty_blocks.insert(), [{"block": block} for block in sorted(touched)])
