"""Claims with what is known of their articles, as the joining and the questions need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from svodka.register import tables as t
from svodka.register.claims import Claim, ClaimValue
from svodka.register.dates import first_day, last_day
from svodka.register.outlines import Outline, day_of, read_marks
from svodka.register.reviews import NO_DECISIONS, Decisions, load_decisions

CHUNK = 500
"""Numbers in one IN list: well under what either database takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place where an article appeared."""

    outlet: str
    url: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article as a source: when it was first published, and where."""

    article: str
    title: str | None
    published: str  # EDTF, '' where unknown
    appearances: tuple[Appearance, ...]
    sketch: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim and its source."""

    row: int
    block: str
    claim: Claim
    source: Source
    told_on: str  # the day on which it was said, else published; '' where neither is known
    confirmed: bool = False  # a person accepted or corrected it


def is_current() -> ColumnElement[bool]:
    """Whether a reading is the newest of its article."""
    newer = t.readings.alias("newer")
    return ~(
        select(newer.c.id)
        .where(newer.c.article == t.readings.c.article, newer.c.version_key > t.readings.c.version_key)
        .exists()
    )


def superseded() -> Select[tuple[int]]:
    """The readings that a newer one of their article supersedes: the quicker test where most readings are asked for."""
    newer = t.readings.alias("newer")
    behind = (newer.c.article == t.readings.c.article) & (newer.c.version_key > t.readings.c.version_key)
    return select(t.readings.c.id).join(newer, behind)


def claims_of_blocks(
    connection: Connection, blocks: Iterable[str], as_of: str | None = None, decisions: Decisions | None = None
) -> list[Told]:
    """The current claims of the blocks, as people corrected them; with `as_of` (a day), those published by its end."""
    decisions = decisions or load_decisions(connection)
    found: dict[str, Told] = {}
    for some in _chunks(decisions.with_partners(blocks)):
        inside = t.claim_blocks.c.block.in_(some)
        if kept := sorted(decisions.kept):  # a newer reader may no longer make them
            query = _claims().where(inside, t.claims.c.key.in_(kept)).order_by(t.readings.c.version_key)
            for told in _load(connection, query, decisions):
                found[told.claim.key] = told
        for told in _load(connection, _claims().where(inside, is_current()), decisions):
            found[told.claim.key] = told
    counted = (told for told in found.values() if not decisions.rejects(told.claim.key))
    return [told for told in counted if known_by(told.source, as_of)]


def outlines_of_blocks(
    connection: Connection, blocks: Sequence[str], decisions: Decisions
) -> dict[str, list[Outline]]:
    """The outlines of the current claims that count, by block; blocks that joins tie together are one."""
    found: dict[str, tuple[str, Outline]] = {}
    for some in _chunks(blocks):
        inside = t.claim_blocks.c.block.in_(some)
        if kept := sorted(decisions.kept):  # a newer reader may no longer make them
            of_article = t.article_states.c.article == t.readings.c.article
            query = _outlines().join(t.readings).join(t.article_states, of_article).order_by(t.readings.c.version_key)
            found |= _outlined(connection, query.where(inside, t.claim_blocks.c.key.in_(kept)))
        newest = t.article_states.c.reading == t.claim_blocks.c.reading
        found |= _outlined(connection, _outlines().join(t.article_states, newest).where(inside))
    by_block: defaultdict[str, list[Outline]] = defaultdict(list)
    for block, each in found.values():
        if not decisions.rejects(each.key):
            by_block[decisions.home(block)].append(each)
    return by_block


def _outlines() -> Select[Any]:
    c, state = t.claim_blocks.c, t.article_states.c
    columns = (c.block, c.claim, c.key, c.type, state.article, state.published, c.said, c.happened, c.marks, c.stage,
               c.modality, c.count, c.part, c.again, c.contract,
               c.filled)  # fmt: skip
    return select(*columns).select_from(t.claim_blocks)


def _outlined(connection: Connection, query: Select[Any]) -> dict[str, tuple[str, Outline]]:
    found: dict[str, tuple[str, Outline]] = {}
    for (
        block, row, key, kind, article, published, said, happened, marks, stage, modality, count, part, again, contract,
        filled,
    ) in connection.execute(query):  # fmt: skip
        told_on = said or published
        found[key] = block, Outline(
            row=row, key=key, type=kind, article=article, told_on=told_on, happened=happened,
            day=day_of(kind, told_on, happened), marks=read_marks(marks), stage=stage, modality=modality, count=count,
            part=bool(part), again=bool(again), contract=contract, filled=filled,
        )  # fmt: skip
    return found


def claims_of_articles(
    connection: Connection, articles: Iterable[int], kind: str, decisions: Decisions
) -> list[Told]:
    """The current claims of one type that these articles make, as people corrected them."""
    found: dict[str, Told] = {}
    for some in _chunks(sorted(articles)):
        inside = _claims().where(t.readings.c.article.in_(some), t.claims.c.type == kind)
        if kept := sorted(decisions.kept):
            for told in _load(connection, inside.where(t.claims.c.key.in_(kept)), decisions):
                found[told.claim.key] = told
        for told in _load(connection, inside.where(is_current()), decisions):
            found[told.claim.key] = told
    return [told for told in found.values() if not decisions.rejects(told.claim.key)]


def claims_of_rows(connection: Connection, rows: Iterable[int], decisions: Decisions) -> list[Told]:
    """The claims with these row numbers, as people corrected them."""
    found: list[Told] = []
    for some in _chunks(sorted(set(rows))):
        found += _load(connection, _claims().where(t.claims.c.id.in_(some)), decisions)
    return found


def claims_of_record(connection: Connection, record: str, decisions: Decisions) -> dict[str, Told]:
    """The claims of a stored record by their keys."""
    query = _claims().join(t.record_claims, t.record_claims.c.row == t.claims.c.id)
    found = _load(connection, query.where(t.record_claims.c.record == record), decisions)
    return {told.claim.key: told for told in found}


def claim_with_key(connection: Connection, start: str) -> Claim | None:
    """The claim whose key starts so, in its newest reading; None when there is none or several."""
    keys = select(t.claims.c.key).distinct().where(t.claims.c.key >= start, t.claims.c.key < f"{start}g").limit(2)
    found = connection.execute(keys).scalars().all()
    if len(found) != 1 or not start:
        return None
    newest = _claims().where(t.claims.c.key == found[0]).order_by(t.readings.c.version_key)
    return list(_load(connection, newest, NO_DECISIONS))[-1].claim


def known_by(source: Source, as_of: str | None) -> bool:
    """Whether the article was out by the end of the day; one without a date never counts."""
    if as_of is None:
        return True
    published = last_day(source.published)
    return bool(published) and published <= last_day(as_of)


def sources_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Source]:
    """The sources with these article numbers; what was kept as a copy of one appeared as that one."""
    wanted = sorted(set(numbers))
    appeared: defaultdict[int, list[Mapping[str, Any]]] = defaultdict(list)
    found = {}
    for some in _chunks(wanted):
        for number, row in appearances_of(connection, some):
            appeared[number].append(row)
        columns = (t.articles.c.number, t.articles.c.id, t.articles.c.title, t.articles.c.sketch)
        for number, name, title, marks in connection.execute(select(*columns).where(t.articles.c.number.in_(some))):
            found[number] = Source(article=name, title=title, sketch=tuple(marks), **_appeared(appeared[number]))
    return found


def appearances_of(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Where and when these articles came out, each row with the number asked for; as its copies, too."""
    for row in connection.execute(select(t.appearances).where(t.appearances.c.article.in_(numbers))).mappings():
        yield row["article"], dict(row)
    copied = select(t.copies.c.original, t.appearances).join(t.copies, t.copies.c.article == t.appearances.c.article)
    for found in connection.execute(copied.where(t.copies.c.original.in_(numbers))).mappings():
        yield found["original"], dict(found)


def published(rows: Sequence[Mapping[str, Any]]) -> str:
    """The earliest date of the appearances, '' where none has one.

    What a site states counts for ever; what a reader found out counts as its newest version found it.
    """
    newest: defaultdict[int, str] = defaultdict(str)  # by article: a copy may have been met by another version
    for row in rows:
        newest[row["article"]] = max(newest[row["article"]], row["version_key"])
    valid = [
        row for row in rows if row["published_basis"] == "metadata" or row["version_key"] == newest[row["article"]]
    ]
    dates = sorted((last_day(row["published"]), row["published"]) for row in valid if row["published"])
    return str(dates[0][1]) if dates else ""


def _appeared(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    places = sorted({(row["outlet"], row["url"], row["published"]) for row in rows if row["outlet"] or row["url"]})
    return {
        "published": published(rows),
        "appearances": tuple(Appearance(outlet=outlet, url=url, published=day) for outlet, url, day in places),
    }


def _claims() -> Select[Any]:
    return (
        select(t.claims, t.readings.c.article, t.claim_blocks.c.block)
        .join(t.readings, t.claims.c.reading == t.readings.c.id)
        .join(t.claim_blocks, t.claim_blocks.c.claim == t.claims.c.id)
    )


def _load(connection: Connection, query: Select[Any], decisions: Decisions) -> Iterator[Told]:
    rows = [dict(row) for row in connection.execute(query).mappings()]
    values: defaultdict[int, list[ClaimValue]] = defaultdict(list)
    for some in _chunks([row["id"] for row in rows]):
        for number, value in _values(connection, some):
            values[number].append(value)
    sources = sources_of(connection, (row["article"] for row in rows))
    for row in rows:
        claim = decisions.corrected(_claim(row, values[row["id"]]))
        block = decisions.home(row["block"])
        source, confirmed = sources[row["article"]], row["key"] in decisions.kept
        told_on = first_day(claim.said_on) or first_day(source.published)
        yield Told(row=row["id"], block=block, claim=claim, source=source, told_on=told_on, confirmed=confirmed)


def _claim(row: Mapping[Any, Any], values: Sequence[ClaimValue]) -> Claim:
    fields = {name: row[name] for name in Claim.__dataclass_fields__ if name != "values"}
    return Claim(values=tuple(values), **fields)


def _values(connection: Connection, claims: Sequence[int]) -> Iterator[tuple[int, ClaimValue]]:
    v = t.claim_values.c
    columns = (v.claim, v.role, v.kind, v.value, v.text, v.start, v.end, v.country)
    query = select(*columns).where(v.claim.in_(claims)).order_by(v.claim, v.role, v.position)
    for claim, role, kind, value, words, start, end, country in connection.execute(query):
        yield claim, ClaimValue(
            role=role, kind=kind, value=value, text=words, start=start, end=end, country=country
        )


def claims_of_readings(connection: Connection, readings: Sequence[int]) -> dict[int, list[tuple[int, Claim]]]:
    """Every claim of these readings with its row number, in the order of the reading."""
    found: defaultdict[int, list[tuple[int, Claim]]] = defaultdict(list)
    for some in _chunks(readings):
        rows = connection.execute(
            select(t.claims).where(t.claims.c.reading.in_(some)).order_by(t.claims.c.id)
        ).mappings().all()  # fmt: skip
        values: defaultdict[int, list[ClaimValue]] = defaultdict(list)
        for part in _chunks([row["id"] for row in rows]):
            for number, value in _values(connection, part):
                values[number].append(value)
        for row in rows:
            found[row["reading"]].append((row["id"], _claim(row, values[row["id"]])))
    return found


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for at in range(0, len(items), CHUNK):
        yield items[at : at + CHUNK]
