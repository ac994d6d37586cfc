"""The computed tables: filled from the claims, emptied and made anew at will."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, literal_column, select, text

from svodka.register import tables as t
from svodka.register.catalogue import organisation_key
from svodka.register.claims import Claim
from svodka.register.entities import PREFIX, enter_names, replace_entities
from svodka.register.features import block_of
from svodka.register.joining import Joined, Member, Reason, anchor, join, named
from svodka.register.keys import item_family, item_key
from svodka.register.neighbours import rebuild_bands
from svodka.register.reviews import load_decisions
from svodka.register.state import summary_of
from svodka.register.views import all_claims, claims_of_blocks, claims_of_record, is_current
from svodka.register.words import enter_words

SURE = 0.6
"""Confidence below which a person should look at a claim."""

BLOCKS = 200
"""Blocks refreshed in one transaction: others may write in between."""

_LOCK = 0x5C0D3B
_ITEM_ROLES = frozenset({"item", "what", "forces"})


def enter_claims(connection: Connection, rows: Sequence[tuple[int, Claim]]) -> None:
    """Assigns new claims (by row number) to their blocks."""
    if rows:
        decisions = load_decisions(connection)
        blocks = [{"claim": row, "block": block_of(decisions.corrected(claim))} for row, claim in rows]
        connection.execute(t.claim_blocks.insert(), blocks)


def mark_article(connection: Connection, article: int) -> None:
    """Marks every block that any reading of the article touches as in need of a refresh."""
    touched = (
        select(t.claim_blocks.c.block).distinct()
        .join(t.claims, t.claims.c.id == t.claim_blocks.c.claim)
        .join(t.readings, t.readings.c.id == t.claims.c.reading).where(t.readings.c.article == article)
    )  # fmt: skip
    named = (
        select(t.mention_blocks.c.block).distinct()
        .join(t.readings, t.readings.c.id == t.mention_blocks.c.reading).where(t.readings.c.article == article)
    )  # fmt: skip
    for blocks in (touched, named):
        connection.execute(t.dirty_blocks.insert().from_select(["block"], blocks))


def refresh(connection: Connection) -> bool:
    """Computes the records of some blocks that need it; False when none is left."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    some = select(t.dirty_blocks.c.block).distinct().order_by(t.dirty_blocks.c.block).limit(BLOCKS)
    blocks = list(connection.execute(some).scalars())
    if not blocks:
        return False
    seen = connection.execute(select(t.dirty_blocks.c.id).where(t.dirty_blocks.c.block.in_(blocks))).scalars().all()
    entities = [block for block in blocks if block.startswith(PREFIX)]
    if entities:
        replace_entities(connection, entities)
    _replace(connection, [block for block in blocks if not block.startswith(PREFIX)])
    for at in range(0, len(seen), BLOCKS):
        connection.execute(delete(t.dirty_blocks).where(t.dirty_blocks.c.id.in_(seen[at : at + BLOCKS])))
    return True


def is_fresh(connection: Connection) -> bool:
    """Whether the records know all claims."""
    return connection.execute(select(t.dirty_blocks.c.id).limit(1)).first() is None


def forget(connection: Connection) -> None:
    """Empties the computed tables."""
    for table in t.COMPUTED:
        connection.execute(table.delete())
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO article_words (article_words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM article_words"))


def _replace(connection: Connection, blocks: Sequence[str]) -> None:
    blocks = load_decisions(connection).with_partners(blocks)
    gone = select(t.records.c.id).where(t.records.c.block.in_(blocks))
    for table in (t.record_claims, t.record_terms):
        connection.execute(delete(table).where(table.c.record.in_(gone)))
    connection.execute(delete(t.records).where(t.records.c.block.in_(blocks)))
    rows: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for block, joined in joined_blocks(connection, blocks):
        record = _record(joined, block)
        rows["records"].append(record)
        rows["record_claims"] += _claims(joined)
        rows["record_terms"] += _terms(record, joined)
    for table in (t.records, t.record_claims, t.record_terms):
        if rows[table.name]:
            connection.execute(table.insert(), rows[table.name])


def joined_blocks(
    connection: Connection, blocks: Iterable[str], as_of: str | None = None
) -> Iterator[tuple[str, Joined]]:
    """The records of the blocks, computed from the claims published by the end of the day `as_of`."""
    decisions = load_decisions(connection)
    by_block = defaultdict(list)
    for told in claims_of_blocks(connection, blocks, as_of, decisions):
        by_block[told.block].append(told)
    for block in sorted(by_block):
        for joined in join(by_block[block], decisions):
            yield block, joined


def _record(joined: Joined, block: str) -> Mapping[str, Any]:
    line = summary_of(joined)
    return {
        "id": joined.id, "block": block, "type": joined.members[0].told.claim.type, "stage": line.stage or "",
        "modality": line.modality, "title": line.title, "since": line.since, "until": line.until,
        "latest": line.latest, "claims": len(joined.members), "sources": line.sources,
    }  # fmt: skip


def _claims(joined: Joined) -> Iterator[Mapping[str, Any]]:
    for member in joined.members:
        why = {"reasons": [[reason.feature, reason.points] for reason in member.why], "rivals": member.rivals}
        yield {"claim": member.told.claim.key, "record": joined.id, "row": member.told.row, "why": why,
               "doubt": doubt(member)}  # fmt: skip


def doubt(member: Member) -> str:
    """What a person should look at: several records that fit, or a claim that the reader itself doubts."""
    if member.rivals:
        return "fits several records"
    return "low confidence" if member.told.claim.confidence < SURE else ""


def stored_record(connection: Connection, identifier: str) -> Joined:
    """A record as it was last computed."""
    decisions = load_decisions(connection)
    told = claims_of_record(connection, identifier, decisions)
    rows = connection.execute(select(t.record_claims).where(t.record_claims.c.record == identifier)).mappings()
    members = [
        Member(told=told[row["claim"]], rivals=tuple(row["why"]["rivals"]),
               why=tuple(Reason(feature=feature, points=points) for feature, points in row["why"]["reasons"]))
        for row in rows
    ]  # fmt: skip
    return named(sorted(members, key=lambda member: anchor(member.told)), decisions)


def _terms(record: Mapping[str, Any], joined: Joined) -> Iterator[Mapping[str, Any]]:
    row = {"type": record["type"], "latest": record["latest"], "record": record["id"], "stage": record["stage"]}
    for term in terms_of(joined):
        yield {"term": term, **row}


def terms_of(joined: Joined) -> list[str]:
    """What a record is found by."""
    found = {term for member in joined.members for term in _claim_terms(member.told.claim)}
    return sorted(found)


def _claim_terms(claim: Claim) -> Iterator[str]:
    for value in claim.values:
        if value.country and value.role not in ("said_by", "via"):
            yield f"country:{value.country}"
        if value.role in _ITEM_ROLES:
            yield from (f"item:{item_key(value.value)}", f"item:{item_family(value.value)}")
        if value.kind in ("person", "organisation", "facility", "formation", "exercise", "place"):
            key = organisation_key(value.value)
            yield f"with:{key}"
            if value.kind == "person":
                yield f"with:{key.rpartition(' ')[2]}"


def rebuild(connection: Connection) -> None:
    """Empties the computed tables and prepares everything to be computed anew."""
    forget(connection)
    for row in connection.execute(select(t.articles.c.number, t.articles.c.text, t.articles.c.lemmas)):
        enter_words(connection, row[0], f"{row[1]} {row[2]}")
    for batch in all_claims(connection):
        enter_claims(connection, batch)
    _enter_all_mentions(connection)
    rebuild_bands(connection)
    for table in (t.claim_blocks, t.mention_blocks):
        connection.execute(t.dirty_blocks.insert().from_select(["block"], select(table.c.block).distinct()))


def _enter_all_mentions(connection: Connection) -> None:
    columns = (t.mentions.c.reading, t.mentions.c.type, t.mentions.c.name, t.mentions.c.country)
    named: defaultdict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for reading, kind, name, country in connection.execute(select(*columns).distinct().order_by(*columns)):
        named[reading].append((kind, name, country or ""))
    for reading, names in named.items():
        enter_names(connection, reading, names)


def faults(connection: Connection) -> Iterator[str]:
    """Current claims without a record, records without claims, claims without a block."""
    for (row,) in connection.execute(
        select(t.claims.c.id).where(t.claims.c.id.not_in(select(t.claim_blocks.c.claim)))
    ):
        yield f"claim row {row}: without a block"
    if not is_fresh(connection):
        return
    decisions = load_decisions(connection)
    current = select(t.claims.c.key).join(t.readings).where(is_current())
    recorded = select(t.record_claims.c.claim)
    for (key,) in connection.execute(current.where(t.claims.c.key.not_in(recorded))):
        if not decisions.rejects(key):
            yield f"claim {key}: without a record"
    for (key,) in connection.execute(recorded.where(t.record_claims.c.claim.not_in(current))):
        if key not in decisions.kept:
            yield f"record claim {key}: no reading makes this claim now"
    of_record = t.record_claims.c.record == t.records.c.id
    counted = select(func.count(literal_column("1"))).where(of_record).scalar_subquery()
    for (identifier,) in connection.execute(select(t.records.c.id).where(t.records.c.claims != counted)):
        yield f"record {identifier}: its claims do not add up"
