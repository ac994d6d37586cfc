"""The names that a person means by the ids given in a decision on entities."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from svodka.register import tables as t
from svodka.register.errors import RegisterError
from svodka.register.signed import Action
from svodka.register.who.asking import titled
from svodka.register.who.names import PERSONS, PREFIX, Name
from svodka.register.who.persons import is_russian


def names_meant(connection: Connection, action: Action, identifiers: Sequence[str], value: str) -> list[Name]:
    """The names that stand for the entities or mentions; RegisterError when the decision makes no sense.

    To split, `value` may give the name under which mentions leave the one entity.
    """
    found = [name_with_id(connection, identifier) for identifier in identifiers]
    if action == "join":
        return _to_join(connection, found)
    if action == "split":
        return _to_split(connection, found, value)
    if action == "rename":
        if len(found) != 1 or not value.strip():
            raise RegisterError("rename: give one id and a name; undo the former name instead of giving an empty one")
        return [_anchor(connection, found[0])]
    if action in ("accept", "reject"):
        return _to_judge(connection, action, found)
    raise RegisterError(f"{action}: not for entities; join, split or rename them, accept or reject a person's name")


def name_with_id(connection: Connection, identifier: str) -> Name:
    """The name that has this id; RegisterError when none has."""
    mentions, names = t.entity_mentions.c, t.entity_names.c
    of_person = select(mentions.name, t.articles.c.id).join(t.articles, t.articles.c.number == mentions.article)
    if row := connection.execute(of_person.where(mentions.id == identifier)).first():
        return Name(type="person", name=row[0], scope=row[1])
    of_thing = select(names.name, names.block).where(names.id == identifier)
    if row := connection.execute(of_thing).first():
        kind, _, key = row[1].removeprefix(PREFIX).partition(":")
        bare = Name(type=kind, name=row[0])
        return bare if bare.id == identifier else Name(type=kind, name=row[0], scope=key.rpartition("@")[2])
    raise RegisterError(f"{identifier}: no entity or name has this id; list them with 'svodka entities'")


def _whose(connection: Connection, name: Name) -> str:
    """The entity whose the name is; '' while that is open."""
    table = t.entity_mentions if name.type == "person" else t.entity_names
    return str(connection.execute(select(table.c.entity).where(table.c.id == name.id)).scalar_one())


def _names_of(connection: Connection, entity: str, kind: str) -> list[Name]:
    if kind == "person":
        columns = t.entity_mentions.c
        query = select(columns.name, t.articles.c.id).join(t.articles, t.articles.c.number == columns.article)
        ordered = query.order_by(columns.published == "", columns.published, columns.id)
        rows = connection.execute(ordered.where(columns.entity == entity, columns.current == 1))
        return [Name(type="person", name=row[0], scope=row[1]) for row in rows]
    ids = connection.execute(select(t.entity_names.c.id).where(t.entity_names.c.entity == entity)).scalars().all()
    return [name_with_id(connection, identifier) for identifier in sorted(ids)]


def _anchor(connection: Connection, name: Name) -> Name:
    """The name that stands for a whole entity, whatever is found out later: of a person the first full name, of a
    thing the name it goes by."""
    entity = _whose(connection, name)
    if not entity:
        return name
    names = _names_of(connection, entity, name.type) or [name]
    if name.type != "person":
        title = titled(connection, entity)
        return next((each for each in names if each.name == title), name)
    return max(names, key=lambda each: (len(each.name.split()) > 1, is_russian(each.name), len(each.name)))


def _to_join(connection: Connection, found: Sequence[Name]) -> list[Name]:
    whole = {_whose(connection, name) or name.id for name in found}
    if len(whole) < 2 or len({name.type for name in found}) > 1:
        raise RegisterError("join: give two or more entities of one type")
    _not_countries("join", found)
    return [_anchor(connection, name) for name in found]


def _to_split(connection: Connection, found: Sequence[Name], value: str) -> list[Name]:
    _not_countries("split", found)
    entities = {_whose(connection, name) for name in found}
    if len(entities) > 1:
        raise RegisterError("split: give names of one entity; 'svodka show ID' lists them")
    every = _names_of(connection, next(iter(entities)), found[0].type)
    leaving = [name for name in every if name.name == value] if value else list(found)
    if not leaving:
        raise RegisterError(f"split: the entity is not named {value!r}; 'svodka show ID' lists its names")
    if not set(every) - set(leaving) and entities != {""}:
        raise RegisterError("split: nothing would be left; give only the names that are somebody else's")
    return leaving


def left_behind(connection: Connection, leaving: Sequence[Name]) -> str:
    """The id of a name that stays with the entity which others leave; '' where they were open."""
    entity = _whose(connection, leaving[0])
    staying = [name for name in _names_of(connection, entity, leaving[0].type) if name not in leaving] if entity else []
    return staying[0].id if staying else ""


def _not_countries(action: str, found: Sequence[Name]) -> None:
    if any(name.type == "country" for name in found):
        raise RegisterError(f"{action}: not for countries, which are known by their codes")


def _to_judge(connection: Connection, action: str, found: Sequence[Name]) -> list[Name]:
    if len(found) > 2 or any(not name.block.startswith(PERSONS) for name in found):
        raise RegisterError(f"{action}: give a person's name in an article and, if needed, the person meant")
    name = found[0]
    if len(found) == 2:
        meant = _anchor(connection, found[1])
        if meant == name:
            others = [each for each in _names_of(connection, _whose(connection, name), "person") if each != name]
            meant = others[0] if others else meant
        return [name, meant]
    if action == "reject":
        return [name]
    if not _whose(connection, name):
        raise RegisterError(f"accept: {name.name} is open; give the person meant as well")
    return [name, _anchor(connection, name)]
