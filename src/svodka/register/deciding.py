"""A person's decision into the register, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from svodka.register import tables as t
from svodka.register.claims import Claim
from svodka.register.errors import RegisterError
from svodka.register.projecting import enter_again
from svodka.register.reviews import (
    Decisions,
    check_correction,
    enter_review,
    load_decisions,
    load_reviews,
)
from svodka.register.signed import Action
from svodka.register.views import claim_with_key
from svodka.register.who.asking import titled
from svodka.register.who.counting import enter_articles
from svodka.register.who.meant import left_behind, names_meant
from svodka.register.who.names import Name
from svodka.register.who.things import CHUNK


def decide(
    connection: Connection, action: Action, identifiers: Sequence[str], *, by: str, now: str, role: str = "",
    value: str = "", note: str = "",
) -> int:  # fmt: skip
    """Stores a decision on records (R…) or claims, or on entities and names (E…), and marks what it touches.

    RegisterError when it makes no sense.
    """
    before = load_decisions(connection)
    if identifiers and all(identifier.startswith("E") for identifier in identifiers):
        names = names_meant(connection, action, identifiers, value)
        if action == "join":
            value = titled(connection, identifiers[0])
        elif action == "split":
            value = left_behind(connection, names)
        number = enter_review(connection, action, by, now, names=names, value=value, note=note)
        _touch_names(connection, names, before)
        return number
    claims = [_claim(connection, identifier) for identifier in identifiers]
    _check(action, claims, role, value)
    keys = [claim.key for claim in claims]
    number = enter_review(connection, action, by, now, claims=keys, role=role, value=value, note=note)
    _touch(connection, keys, before)
    return number


def take_back(connection: Connection, number: int, *, by: str, now: str, note: str = "") -> int:
    """Stores that a review no longer holds; RegisterError when there is none or it was undone already."""
    found = next((review for review in load_reviews(connection) if review.id == number), None)
    if found is None or not found.active:
        raise RegisterError(f"review {number}: there is no such review in force; list them with 'svodka review list'")
    before = load_decisions(connection)
    undo = enter_review(
        connection, "undo", by, now, claims=found.claims, names=found.names, target=number, note=note
    )
    _touch(connection, found.claims, before)
    _touch_names(connection, found.names, before)
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
    """Notes the claims anew, for what is beside a claim counts too, and marks all blocks that were or are touched."""
    rows = connection.execute(select(t.claims.c.id).where(t.claims.c.key.in_(keys))).scalars().all()
    made = select(t.readings.c.article).join(t.claims, t.claims.c.reading == t.readings.c.id)
    offices = made.where(t.claims.c.id.in_(rows), t.claims.c.type == "position").distinct()
    enter_articles(connection, connection.execute(offices).scalars().all())
    _mark(connection, enter_again(connection, rows), before)


def _mark(connection: Connection, blocks: Iterable[str], before: Decisions) -> None:
    after = load_decisions(connection)
    touched = {*before.with_partners(blocks), *after.with_partners(blocks)}
    if touched:
        connection.execute(t.dirty_blocks.insert(), [{"block": block} for block in sorted(touched)])


def _touch_names(connection: Connection, names: Sequence[Name], before: Decisions) -> None:
    """Marks the entities of the names, and what claims tell of the things that go by another name now."""
    after = load_decisions(connection)
    own = {name.block for name in names}
    blocks = {*before.who.with_partners(own), *after.who.with_partners(own)}
    rows = _claims_naming(connection, blocks) if names and names[0].type != "person" else []
    _mark(connection, enter_again(connection, rows), before)
    if blocks:
        connection.execute(t.dirty_blocks.insert(), [{"block": block} for block in sorted(blocks)])


def _claims_naming(connection: Connection, blocks: Iterable[str]) -> list[int]:
    """The claims (by row) that name a thing of these blocks."""
    known = select(t.name_counts.c.type, t.name_counts.c.name).distinct()
    named = connection.execute(known.where(t.name_counts.c.block.in_(sorted(blocks)))).all()
    found: set[int] = set()
    for at in range(0, len(named), CHUNK):
        some = named[at : at + CHUNK]
        kinds, values = {row[0] for row in some}, [row[1] for row in some]
        query = select(t.claim_values.c.claim).where(t.claim_values.c.kind.in_(kinds))
        found.update(connection.execute(query.where(t.claim_values.c.value.in_(values))).scalars())
    return sorted(found)
