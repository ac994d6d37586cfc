"""A record as plain data: what JSON can hold, in the order of the model's fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from typing import Any, TypeAlias

from svodka.model import Article, Fact, Record

Plain: TypeAlias = str | int | float | bool | list["Plain"] | dict[str, "Plain"] | None

# The article's text stays with its owner; its parts say nothing without it.
_INTERNAL: Mapping[type, frozenset[str]] = {Article: frozenset({"text", "paragraphs", "dateline"})}
_ON_REQUEST: Mapping[type, frozenset[str]] = {Fact: frozenset({"trail"})}


def record_to_plain(record: Record, *, trail: bool = False) -> dict[str, Plain]:
    """The record in the shape of docs/schema.md; `trail` adds to each fact how it was read."""
    return {field.name: _plain(getattr(record, field.name), trail) for field in public_fields(Record)}


def public_fields(kind: type[Any]) -> list[Field[Any]]:
    """The fields of a model class that leave the program, those that come only on request included."""
    return [field for field in fields(kind) if field.name not in _INTERNAL.get(kind, ())]


def on_request(kind: type, name: str) -> bool:
    """Whether a field is left out unless it was asked for."""
    return name in _ON_REQUEST.get(kind, ())


def _plain(value: object, trail: bool) -> Plain:
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        names = [field.name for field in public_fields(kind) if trail or not on_request(kind, field.name)]
        return {name: _plain(getattr(value, name), trail) for name in names}
    if isinstance(value, Mapping):
        return {str(key): _plain(item, trail) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item, trail) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a record cannot hold {value!r} of type {type(value).__name__}")
