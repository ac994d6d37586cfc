"""Names counted as readings come and go, so that another article costs the same in a register of any size.

Counts hold what the readings in force say: of an article the newest. Which reading was counted stands beside the
counts, so that counting an article twice, or two readings of it in any order, gives what counting it once would.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Table, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from svodka.knowledge.transliteration import person_key
from svodka.register import tables as t
from svodka.register.dates import last_day
from svodka.register.reviews import load_decisions
from svodka.register.views import Source, claims_of_articles, sources_of
from svodka.register.who.names import Name
from svodka.register.who.offices import Office, office_told

ARTICLES = 250
"""Articles whose names are counted in one transaction: others may write in between."""

Row = Mapping[str, Any]


def enter_articles(connection: Connection, articles: Iterable[int]) -> None:
    """Notes that the names of these articles have to be counted."""
    rows = [{"article": number} for number in articles]
    if rows:
        connection.execute(t.dirty_articles.insert(), rows)


def count_names(connection: Connection) -> bool:
    """Counts the names of some articles that need it and marks their blocks; False when none is left.

    Only one may count at a time.
    """
    some = select(t.dirty_articles.c.article).distinct().order_by(t.dirty_articles.c.article).limit(ARTICLES)
    numbers = list(connection.execute(some).scalars())
    if not numbers:
        return False
    noted = select(t.dirty_articles.c.id).where(t.dirty_articles.c.article.in_(numbers))
    seen = connection.execute(noted).scalars().all()
    _count(connection, numbers)
    for at in range(0, len(seen), ARTICLES):
        connection.execute(delete(t.dirty_articles).where(t.dirty_articles.c.id.in_(seen[at : at + ARTICLES])))
    return True


def _count(connection: Connection, numbers: Sequence[int]) -> None:
    sources = sources_of(connection, numbers)
    readings = select(t.readings.c.id, t.readings.c.article).where(t.readings.c.article.in_(numbers))
    found = connection.execute(readings.order_by(t.readings.c.version_key)).all()
    articles = {row[0]: row[1] for row in found}
    newest = {row[1]: row[0] for row in found}
    counted_now = select(t.current_readings.c.article, t.current_readings.c.reading)
    asked = connection.execute(counted_now.where(t.current_readings.c.article.in_(numbers)))
    counted = {row[0]: row[1] for row in asked}
    turned = {reading for reading, article in articles.items() if newest[article] != counted.get(article)}
    named = select(t.mention_blocks.c.block).distinct().where(t.mention_blocks.c.reading.in_(articles))
    connection.execute(t.dirty_blocks.insert().from_select(["block"], named))
    _count_things(connection, turned, set(newest.values()), set(counted.values()))
    _enter_persons(connection, articles, set(newest.values()), sources)
    rows = [{"article": article, "reading": reading, "known_on": last_day(sources[article].published)}
            for article, reading in newest.items()]  # fmt: skip
    connection.execute(delete(t.current_readings).where(t.current_readings.c.article.in_(numbers)))
    connection.execute(t.current_readings.insert(), rows)


def _count_things(connection: Connection, turned: set[int], newest: set[int], counted: set[int]) -> None:
    """Adds what the newest readings name and takes away what those counted before did; zeros keep names alive."""
    names: Counter[tuple[str, str, str, str]] = Counter()
    blocks: Counter[str] = Counter()
    columns = t.mention_blocks.c
    query = select(columns.reading, columns.block, columns.type, columns.name, columns.country)
    named: defaultdict[int, set[str]] = defaultdict(set)
    for reading, block, kind, name, country in _in_parts(connection, query, columns.reading, turned):
        if kind != "person":
            names[block, kind, name, country] += (reading in newest) - (reading in counted)
            named[reading].add(block)
    for reading, its_blocks in named.items():
        for block in its_blocks:
            blocks[block] += (reading in newest) - (reading in counted)
    _add(connection, t.name_counts, [
        {"block": block, "type": kind, "name": name, "country": country, "articles": change}
        for (block, kind, name, country), change in sorted(names.items())
    ])  # fmt: skip
    _add(connection, t.block_counts, [{"block": block, "articles": change} for block, change in sorted(blocks.items())])


def _in_parts(connection: Connection, query: Any, column: Any, numbers: Iterable[int]) -> Iterator[Any]:
    wanted = sorted(numbers)
    for at in range(0, len(wanted), ARTICLES):
        yield from connection.execute(query.where(column.in_(wanted[at : at + ARTICLES])))


def _add(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = dialect.insert(table)
    changed = {"articles": table.c.articles + insert.excluded.articles}
    connection.execute(insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed), rows)


def _enter_persons(
    connection: Connection, articles: Mapping[int, int], newest: set[int], sources: Mapping[int, Source]
) -> None:
    """The names of persons in these articles with their offices; whose they are is left as it was."""
    offices = _offices(connection, sources)
    columns = t.mention_blocks.c
    query = select(columns.reading, columns.name, columns.block).where(columns.type == "person")
    rows: dict[str, Row] = {}
    for reading, name, block in sorted(_in_parts(connection, query, columns.reading, articles)):
        number = articles[reading]
        source = sources[number]
        identifier = Name(type="person", name=name, scope=source.article).id
        held = offices.get((number, person_key(name)), ()) if reading in newest else ()
        before = rows.get(identifier)
        if before is None or reading in newest:
            rows[identifier] = {
                "id": identifier, "article": number, "entity": "", "block": block, "name": name,
                "published": source.published, "why": "", "current": int(reading in newest), "candidates": "",
                "countries": "+".join(sorted({one.country for one in held if one.country})),
                "offices": [asdict(one) for one in held],
            }  # fmt: skip
    if rows:
        dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
        insert = dialect.insert(t.entity_mentions)
        kept = {name: insert.excluded[name] for name in ("block", "published", "current", "countries", "offices")}
        connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=kept), list(rows.values()))


def _offices(connection: Connection, sources: Mapping[int, Source]) -> Mapping[tuple[int, str], list[Office]]:
    """By article and the key of the name."""
    numbers = {source.article: number for number, source in sources.items()}
    found: defaultdict[tuple[int, str], list[Office]] = defaultdict(list)
    told = claims_of_articles(connection, sources, "position", load_decisions(connection))
    for each in sorted(told, key=lambda one: one.claim.key):
        if each.claim.modality != "denied":
            key = person_key(each.claim.first("person") or "")
            found[numbers[each.source.article], key].append(office_told(each))
    return found
