"""The entities of the register: their tables filled from the names that readings give."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select

from svodka.knowledge.countries import countries, country_name
from svodka.knowledge.organisations import find_organisation
from svodka.knowledge.transliteration import latin_key, to_latin
from svodka.model import Entity
from svodka.register import tables as t
from svodka.register.catalogue import institution, organisation_key
from svodka.register.dates import first_day
from svodka.register.keys import item_key, surname_key
from svodka.register.persons import Office, PersonMention, offices_of, resolve
from svodka.register.views import claims_of_blocks, is_current, sources_of, superseded

PREFIX = "entity:"
Row = Mapping[str, Any]


def entity_block(kind: str, name: str, country: str) -> str:
    """The block of a name: its key by kind, for persons the surname in Latin letters.

    An institution every country has is told apart by the country: the article's where the name has none.
    """
    return f"{PREFIX}{kind}:{_key(kind, name, country)}"


def _key(kind: str, name: str, country: str) -> str:
    match kind:
        case "country":
            return name
        case "person":
            return surname_key(name)
        case "equipment":
            return item_key(name)
        case "organisation" if found := institution(name):
            return f"{latin_key(found[0])}@{found[1] or country}"
        case "organisation":
            return organisation_key(name)
    return latin_key(name)


def enter_mentions(connection: Connection, reading: int, entities: Iterable[Entity]) -> None:
    """Assigns the names of a reading to their blocks."""
    names = ((entity.type, entity.name, entity.country or "") for entity in entities if entity.mentions)
    enter_names(connection, reading, names)


def enter_names(connection: Connection, reading: int, names: Iterable[tuple[str, str, str]]) -> None:
    """Assigns names, given with type and country, to their blocks; the first country that is known counts."""
    named: dict[tuple[str, str], str] = {}
    for kind, name, country in names:
        named[kind, name] = named.get((kind, name)) or country
    rows = [{
        "reading": reading, "type": kind, "name": name, "country": country, "block": entity_block(kind, name, country),
    } for (kind, name), country in named.items()]  # fmt: skip
    if rows:
        connection.execute(t.mention_blocks.insert(), rows)


def replace_entities(connection: Connection, blocks: Sequence[str]) -> None:
    """Computes the entities of the blocks anew."""
    for table in (t.entities, t.entity_mentions):
        connection.execute(delete(table).where(table.c.block.in_(blocks)))
    people = [block for block in blocks if block.startswith(f"{PREFIX}person:")]
    rows = [*_things(connection, [block for block in blocks if block not in set(people)])]
    mentions: list[Row] = []
    for block, named in _people(connection, people).items():
        found, still_open = resolve(named)
        for person in found:
            rows.append(_person_row(block, person.id, person.name, person.country, [r.mention for r in person.mentions],
                                    offices_of(person)))  # fmt: skip
            mentions += [_mention_row(block, r.mention, person.id, r.why, ()) for r in person.mentions]
        mentions += [_mention_row(block, one.mention, "", "open", one.candidates) for one in still_open]
    for table, found_rows in ((t.entities, rows), (t.entity_mentions, mentions)):
        if found_rows:
            connection.execute(table.insert(), found_rows)


def _things(connection: Connection, blocks: Sequence[str]) -> Iterator[Row]:
    """Everything but persons: one entity a block."""
    table = t.mention_blocks.c
    columns = (table.block, table.type, table.name, table.country)
    here = (table.block.in_(blocks), table.reading.not_in(superseded()))
    counted = select(*columns, func.count()).where(*here).group_by(*columns)
    found: defaultdict[str, list[tuple[str, str, str, int]]] = defaultdict(list)
    for block, kind, name, country, count in connection.execute(counted):
        found[block].append((kind, name, country, count))
    several = [block for block, rows in found.items() if len(rows) > 1]  # of which an article may give two
    whole = select(table.block, func.count(table.reading.distinct())).group_by(table.block)
    of_several = connection.execute(whole.where(table.block.in_(several), *here[1:]))
    articles: dict[str, int] = {row[0]: row[1] for row in of_several}
    for block, rows in found.items():
        names: defaultdict[str, int] = defaultdict(int)
        codes: defaultdict[str, int] = defaultdict(int)
        for _, name, country, count in rows:
            names[name] += count
            codes[country] += count * bool(country)
        country = max(sorted(codes), key=lambda code: codes[code])
        yield _thing_row(block, rows[0][0], names, country, articles.get(block) or rows[0][3])


def _thing_row(block: str, kind: str, names: Mapping[str, int], country: str, articles: int) -> Row:
    whole = kind == "organisation"  # 'Минобороны Польши' tells more than 'Минобороны'
    name = max(sorted(names), key=lambda each: (whole and bool((institution(each) or ("", ""))[1]), names[each]))
    aliases = {*names}
    if kind == "country":
        aliases |= {*countries()[name].names} if name in countries() else set()
        name = country_name(name)
    if kind == "organisation" and (known := find_organisation(name)) and not known.generic:
        aliases |= {known.name, *known.aliases}
        name = known.name
    return {
        "id": f"E{hashlib.sha256(block.encode()).hexdigest()[:16]}", "block": block, "type": kind, "name": name,
        "latin": to_latin(name), "country": country, "articles": articles, "offices": [],
        "aliases": sorted(aliases - {name}),
    }  # fmt: skip


def _people(connection: Connection, blocks: Sequence[str]) -> Mapping[str, list[PersonMention]]:
    """The mentions of persons by block, each with the offices that its article gives it."""
    offices = _offices(connection, blocks)
    named = (
        select(t.mention_blocks.c.block, t.mention_blocks.c.name, t.readings.c.article)
        .join(t.readings, t.mention_blocks.c.reading == t.readings.c.id)
        .where(t.mention_blocks.c.block.in_(blocks), is_current())
    )
    rows = connection.execute(named).all()
    sources = sources_of(connection, (article for _, _, article in rows))
    found: defaultdict[str, list[PersonMention]] = defaultdict(list)
    for block, name, number in rows:
        source = sources[number]
        found[block].append(PersonMention(
            article=source.article, name=name, day=first_day(source.published),
            offices=tuple(offices.get((source.article, latin_key(name)), ())),
        ))  # fmt: skip
    return found


def _offices(connection: Connection, blocks: Sequence[str]) -> Mapping[tuple[str, str], list[Office]]:
    positions = [f"position:{block.rpartition(':')[2]}" for block in blocks]
    found: defaultdict[tuple[str, str], list[Office]] = defaultdict(list)
    for told in sorted(claims_of_blocks(connection, positions), key=lambda one: one.claim.key):
        claim = told.claim
        if claim.modality == "denied":
            continue
        holders = (*claim.of("country"), *claim.of("organisation"))
        country = next((value.country for value in holders if value.country), "")
        found[told.source.article, latin_key(claim.first("person") or "")].append(Office(
            office=claim.first("office") or "", organisation=claim.first("organisation") or "", country=country,
            stage=claim.stage or "", day=told.told_on, claim=claim.key,
        ))  # fmt: skip
    return found


def _person_row(
    block: str, identifier: str, name: str, country: str, mentions: Sequence[PersonMention], offices: Sequence[Row]
) -> Row:
    return {
        "id": identifier, "block": block, "type": "person", "name": name, "latin": to_latin(name), "country": country,
        "articles": len({mention.article for mention in mentions}), "offices": list(offices),
        "aliases": sorted({mention.name for mention in mentions} - {name}),
    }  # fmt: skip


def _mention_row(block: str, mention: PersonMention, entity: str, why: str, candidates: Sequence[str]) -> Row:
    return {
        "id": mention.id, "entity": entity, "block": block, "article": mention.article, "name": mention.name,
        "why": why, "candidates": list(candidates),
    }  # fmt: skip
