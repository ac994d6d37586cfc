"""The JSON Schema of a record, made from the model's dataclasses (Draft 2020-12)."""

from __future__ import annotations

import inspect
import json
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from svodka.exports.plain import on_request, public_fields
from svodka.model import Record

_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
FILE = "record.schema.json"


def record_schema() -> dict[str, Any]:
    """The schema that every output of `svodka read --format json` meets."""
    definitions: dict[str, Any] = {}
    root = _reference(Record, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://svodka.invalid/record.schema.json",
        "title": "Svodka record",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def format_schema() -> str:
    """The text of the schema file."""
    return json.dumps(record_schema(), ensure_ascii=False, indent=1) + "\n"


def shipped_schema() -> str:
    """The schema file that the package carries; a test keeps it equal to `format_schema`."""
    return files("svodka.exports").joinpath(FILE).read_text("utf-8")


def _reference(kind: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # stands for the class while its own fields may lead back to it
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in public_fields(kind)]
    return {
        "description": inspect.cleandoc(kind.__doc__ or ""),
        "type": "object",
        "properties": {name: _schema(hints[name], definitions) for name in names},
        "required": [name for name in names if not on_request(kind, name)],
        "additionalProperties": False,
    }


def _schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return _reference(hint, definitions)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(argument, definitions) for argument in arguments]}
    if origin is tuple and arguments[1:] == (Ellipsis,):
        return {"type": "array", "items": _schema(arguments[0], definitions)}
    if origin is Mapping and arguments[0] is str:
        return {"type": "object", "additionalProperties": _schema(arguments[1], definitions)}
    raise TypeError(f"no JSON Schema for {hint!r}: teach svodka.exports.schema this type")


if __name__ == "__main__":
    Path(__file__).with_name(FILE).write_text(format_schema(), "utf-8")
