"""The shipped schema is the model's, and what is printed meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from svodka.exports.jsons import format_json, format_jsonl, json_list
from svodka.exports.plain import record_to_plain
from svodka.exports.schema import format_schema, record_schema, shipped_schema
from svodka.model import Entity, Record, Said
from tests.builders import article, evidence_in, fact, value

TEXT = "Россия поставит Белоруссии С-400."


def record() -> Record:
    said = Said(by=(value("Игорь Голуб"),), on="2021-01-14", kind="quote")
    slots = {"supplier": ["RU"], "recipient": ["BY"], "item": ["С-400"]}
    evidence = (evidence_in(TEXT, "поставит"),)
    transfer = fact("transfer", slots, stage="planned", time="2022", said=said, evidence=evidence)
    entity = Entity(type="country", name="RU", country="RU", mentions=(evidence_in(TEXT, "Россия"),))
    return Record(article=article(TEXT, published="2021-06-29"), entities=(entity,), facts=(transfer,))


def test_the_shipped_schema_is_up_to_date() -> None:
    """Mend with: python -m svodka.exports.schema"""
    assert shipped_schema() == format_schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(record_schema())


@pytest.mark.parametrize("trail", [False, True])
def test_a_record_meets_the_schema(trail: bool) -> None:
    plain = json.loads(format_json(record(), trail=trail))
    Draft202012Validator(record_schema()).validate(plain)
    assert ("trail" in plain["facts"][0]) == trail


def _drop_rule(plain: dict[str, Any]) -> None:
    del plain["facts"][0]["rule"]


def _unknown_type(plain: dict[str, Any]) -> None:
    plain["facts"][0]["type"] = "parade"


def _bare_value(plain: dict[str, Any]) -> None:
    plain["facts"][0]["slots"]["item"] = ["С-400"]


def _new_field(plain: dict[str, Any]) -> None:
    plain["article"]["mood"] = "good"


@pytest.mark.parametrize("spoil", [_drop_rule, _unknown_type, _bare_value, _new_field])
def test_what_is_no_record_does_not_meet_the_schema(spoil: Callable[[dict[str, Any]], None]) -> None:
    plain = json.loads(format_json(record()))
    spoil(plain)
    with pytest.raises(ValidationError):
        Draft202012Validator(record_schema()).validate(plain)


def test_the_article_leaves_its_text_at_home() -> None:
    keys = ["id", "title", "url", "outlet", "author", "published", "published_basis", "place", "language"]
    assert list(json.loads(format_json(record()))["article"]) == keys


def test_a_list_in_pieces_is_one_json_document() -> None:
    for count in (0, 1, 3):
        assert json.loads("".join(json_list([record()] * count))) == [record_to_plain(record())] * count


def test_a_line_holds_a_whole_record() -> None:
    line = format_jsonl(record())
    assert "\n" not in line
    assert json.loads(line) == record_to_plain(record())
