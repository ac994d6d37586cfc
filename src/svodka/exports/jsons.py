"""Records as JSON: one document, or one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from svodka.exports.plain import record_to_plain
from svodka.model import Record


def format_json(record: Record, *, trail: bool = False) -> str:
    """One record, indented for people, without a closing newline."""
    return json.dumps(record_to_plain(record, trail=trail), ensure_ascii=False, indent=1)


def format_jsonl(record: Record, *, trail: bool = False) -> str:
    """One record on one line, without its newline."""
    return json.dumps(record_to_plain(record, trail=trail), ensure_ascii=False, separators=(",", ":"))


def json_list(records: Iterable[Record], *, trail: bool = False) -> Iterator[str]:
    """A JSON list in pieces, each as soon as its record is there."""
    opening = "[\n"
    for record in records:
        yield opening + format_json(record, trail=trail)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"
