"""The computed tables: filled from the claims, emptied and made anew at will."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, delete, func, literal_column, select, text, update

from svodka.knowledge.transliteration import person_key
from svodka.register import tables as t
from svodka.register.catalogue import organisation_key
from svodka.register.claims import Claim
from svodka.register.current import note_articles
from svodka.register.joining import Placed, join
from svodka.register.keys import item_family, item_key, surname_key
from svodka.register.neighbours import rebuild_bands
from svodka.register.outlines import outlined
from svodka.register.records import Joined, Member, Reason, named, record_id, reviews_of
from svodka.register.reviews import Decisions, load_decisions
from svodka.register.state import summary_of
from svodka.register.synchronising import synchronise
from svodka.register.views import (
    claims_of_blocks,
    claims_of_readings,
    claims_of_record,
    claims_of_rows,
    is_current,
    outlines_of_blocks,
)
from svodka.register.who import checking
from svodka.register.who.counting import count_names, enter_articles
from svodka.register.who.entering import enter_names
from svodka.register.who.names import PREFIX
from svodka.register.who.replacing import replace_entities
from svodka.register.words import enter_words

SURE = 0.6
"""Confidence below which a person should look at a claim."""

BLOCKS = 200
"""Blocks refreshed in one transaction: others may write in between."""

Row: TypeAlias = Mapping[str, Any]
_LOCK = 0x5C0D3B
_ITEM_ROLES = frozenset({"item", "what", "forces"})


def enter_claims(connection: Connection, reading: int, rows: Sequence[tuple[int, Claim]]) -> None:
    """Notes the block and the outline of a reading's claims, given with their row numbers."""
    if not rows:
        return
    decisions = load_decisions(connection)
    claims = [decisions.corrected(claim) for _, claim in rows]
    connection.execute(t.claim_blocks.insert(), [
        {"claim": row, "reading": reading, **outline}
        for (row, _), outline in zip(rows, outlined(claims, decisions), strict=True)
    ])  # fmt: skip


def enter_again(connection: Connection, rows: Sequence[int]) -> set[str]:
    """Notes the claims of all readings that hold one of these claims (by row) anew, after people decided on them.

    Gives the blocks that those claims had or have now. Their records are written again whatever comes out.
    """
    blocks: set[str] = set()
    made: set[int] = set()
    for at in range(0, len(rows), BLOCKS):
        made.update(connection.execute(
            select(t.claims.c.reading).where(t.claims.c.id.in_(rows[at : at + BLOCKS]))
        ).scalars())  # fmt: skip
    readings = sorted(made)
    for at in range(0, len(readings), BLOCKS):
        some = readings[at : at + BLOCKS]
        here = t.claim_blocks.c.reading.in_(some)
        claims = select(t.claim_blocks.c.claim).where(here)
        recorded = select(t.record_claims.c.record).where(t.record_claims.c.row.in_(claims))
        connection.execute(update(t.records).where(t.records.c.id.in_(recorded)).values(digest=""))
        blocks.update(connection.execute(select(t.claim_blocks.c.block).where(here)).scalars())
        connection.execute(delete(t.claim_blocks).where(here))
        for reading, made_claims in claims_of_readings(connection, some).items():
            enter_claims(connection, reading, made_claims)
        blocks.update(connection.execute(select(t.claim_blocks.c.block).where(here)).scalars())
    return blocks


def mark_article(connection: Connection, article: int) -> None:
    """Notes an article's newest reading, and marks every block that any of its claims touch, and its names."""
    note_articles(connection, [article])
    touched = (
        select(t.claim_blocks.c.block).distinct()
        .join(t.readings, t.readings.c.id == t.claim_blocks.c.reading).where(t.readings.c.article == article)
    )  # fmt: skip
    connection.execute(t.dirty_blocks.insert().from_select(["block"], touched))
    enter_articles(connection, [article])


def mark_appeared(connection: Connection, article: int) -> None:
    """The same for an article that came out once more: its claims are as they were, but not who published them."""
    keys = select(t.claims.c.key).join(t.readings).where(t.readings.c.article == article)
    recorded = select(t.record_claims.c.record).where(t.record_claims.c.claim.in_(keys))
    connection.execute(update(t.records).where(t.records.c.id.in_(recorded)).values(digest=""))
    mark_article(connection, article)


def refresh(connection: Connection) -> bool:
    """Counts the names of some articles, or computes the records of some blocks; False when nothing is left to do."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if count_names(connection):
        return True
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
    dirty = (t.dirty_blocks, t.dirty_articles)
    return all(connection.execute(select(table.c.id).limit(1)).first() is None for table in dirty)


def forget(connection: Connection) -> None:
    """Empties the computed tables."""
    for table in t.COMPUTED:
        connection.execute(table.delete())
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO article_words (article_words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM article_words"))


def _replace(connection: Connection, blocks: Sequence[str]) -> None:
    """Computes the records of the blocks; those that come out as they were stored are left alone."""
    decisions = load_decisions(connection)
    blocks = decisions.with_partners(blocks)
    stored = dict(connection.execute(
        select(t.records.c.id, t.records.c.digest).where(t.records.c.block.in_(blocks))
    ).all())  # fmt: skip
    found = list(_placed(connection, blocks, decisions))
    changed = [each for each in found if stored.get(each.id) != each.digest]
    gone = stored.keys() - {each.id for each in found}
    _write(connection, changed, gone, decisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """A record before its claims are read whole. `digest` tells whether the stored one is still right."""

    block: str
    placed: Sequence[Placed]
    digest: str

    @property
    def id(self) -> str:
        return record_id(self.placed[0].outline.key)


def _placed(connection: Connection, blocks: Sequence[str], decisions: Decisions) -> Iterator[_Record]:
    outlines = outlines_of_blocks(connection, blocks, decisions)
    for block in sorted(outlines):
        for placed in join(outlines[block], decisions):
            yield _Record(block=block, placed=placed, digest=_digest(block, placed, decisions))


def _digest(block: str, placed: Sequence[Placed], decisions: Decisions) -> str:
    """A fingerprint of all that a record's rows are computed from: claims never change, nor does what was decided."""
    _, reviews = reviews_of([each.outline.key for each in placed], decisions)
    claims = [(each.outline.row, each.outline.told_on, [(r.feature, r.points) for r in each.why], each.rivals)
              for each in placed]  # fmt: skip
    told = repr((block, claims, [review.id for review in reviews]))
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _write(connection: Connection, changed: Sequence[_Record], gone: Iterable[str], decisions: Decisions) -> None:
    wanted = [each.outline.row for one in changed for each in one.placed]
    told = {each.row: each for each in claims_of_rows(connection, wanted, decisions)}
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for one in changed:
        joined = named([
            Member(told=told[each.outline.row], why=each.why, rivals=each.rivals) for each in one.placed
        ], decisions)  # fmt: skip
        record = {**_record(joined, one.block), "digest": one.digest}
        rows["records"].append(record)
        rows["record_claims"] += _claims(joined)
        rows["record_terms"] += _terms(record, joined)
    records = sorted({*gone, *(one.id for one in changed)})
    claims = sorted({each.outline.key for one in changed for each in one.placed})
    synchronise(connection, t.records, t.records.c.id, records, rows["records"])
    synchronise(connection, t.record_terms, t.record_terms.c.record, records, rows["record_terms"])
    synchronise(connection, t.record_claims, t.record_claims.c.record, records, rows["record_claims"], also=claims)


def joined_blocks(
    connection: Connection, blocks: Iterable[str], as_of: str | None = None
) -> Iterator[tuple[str, Joined]]:
    """The records of the blocks, computed from the claims published by the end of the day `as_of`."""
    decisions = load_decisions(connection)
    blocks = decisions.with_partners(blocks)
    known = {told.row: told for told in claims_of_blocks(connection, blocks, as_of, decisions)}
    outlines = outlines_of_blocks(connection, blocks, decisions)
    for block in sorted(outlines):
        for placed in join((each for each in outlines[block] if each.row in known), decisions):
            members = [Member(told=known[each.outline.row], why=each.why, rivals=each.rivals) for each in placed]
            yield block, named(members, decisions)


def _record(joined: Joined, block: str) -> Row:
    line = summary_of(joined)
    return {
        "id": joined.id, "block": block, "type": joined.members[0].told.claim.type, "stage": line.stage or "",
        "modality": line.modality, "title": line.title, "since": line.since, "until": line.until,
        "latest": line.latest, "claims": len(joined.members), "sources": line.sources,
    }  # fmt: skip


def _claims(joined: Joined) -> Iterator[Row]:
    for member in joined.members:
        yield {"claim": member.told.claim.key, "record": joined.id, "row": member.told.row,
               "why": _why(member.why, member.rivals), "doubt": doubt(member)}  # fmt: skip


def _why(why: Iterable[Reason], rivals: Iterable[str]) -> Row:
    return {"reasons": [[reason.feature, reason.points] for reason in why], "rivals": list(rivals)}


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
    return named(members, decisions)


def _terms(record: Row, joined: Joined) -> Iterator[Row]:
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
            key = person_key(value.value) if value.kind == "person" else organisation_key(value.value)
            yield f"with:{key}"
            if value.kind == "person":
                yield f"with:{surname_key(value.value)}"


def rebuild(connection: Connection) -> None:
    """Empties the computed tables and prepares everything to be computed anew."""
    forget(connection)
    for row in connection.execute(select(t.articles.c.number, t.articles.c.text, t.articles.c.lemmas)):
        enter_words(connection, row[0], f"{row[1]} {row[2]}")
    numbers = connection.execute(select(t.articles.c.number)).scalars().all()
    note_articles(connection, numbers)
    readings = list(connection.execute(select(t.readings.c.id).order_by(t.readings.c.id)).scalars())
    for at in range(0, len(readings), BLOCKS):
        for reading, rows in claims_of_readings(connection, readings[at : at + BLOCKS]).items():
            enter_claims(connection, reading, rows)
    _enter_all_mentions(connection)
    rebuild_bands(connection)
    connection.execute(t.dirty_blocks.insert().from_select(["block"], select(t.claim_blocks.c.block).distinct()))
    enter_articles(connection, numbers)


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
    yield from checking.faults(connection)
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
