"""Numerals, units and currencies: the data and the parser."""

from __future__ import annotations

from decimal import Decimal

import pytest

from svodka.knowledge.tables import read_table
from svodka.knowledge.units import currencies, numerals, parse_number


@pytest.mark.parametrize(
    ("words", "value", "length"),
    [
        ("12 самолётов", "12", 1),
        ("13 000 человек", "13000", 2),
        ("1,5 тыс . человек", "1500", 3),
        ("двенадцати систем", "12", 1),
        ("сто двадцать пять танков", "125", 3),
        ("двумястами тридцатью единицами", "230", 2),
        ("полтора десятка машин", "15", 2),
        ("полторы тысячи солдат", "1500", 2),
        ("две тысячи триста единиц", "2300", 3),
        ("два с половиной миллиарда", "2500000000", 4),
        ("двое солдат", "2", 1),
        ("трёх танков", "3", 1),
        ("дюжина машин", "12", 1),
        ("пятью полками", "5", 1),
    ],
)
def test_numbers(words: str, value: str, length: int) -> None:
    number = parse_number(words.split())
    assert number is not None
    assert (number.value, number.length, number.vague) == (Decimal(value), length, False)


@pytest.mark.parametrize("words", ["танков", "третий комплект", "43-й узел", "тысяч людей", "десятков машин", "Су-30"])
def test_what_is_no_number(words: str) -> None:
    assert parse_number(words.split()) is None


def test_ranges_and_vague_numbers() -> None:
    span, thousands = parse_number(["600–700", "БМП"]), parse_number(["тысячи", "людей"])
    assert span is not None and (span.value, span.upper) == (600, 700)
    assert thousands is not None and thousands.vague
    spoken, half = parse_number(["от", "двадцати", "до", "30", "танков"]), parse_number(["полсотни", "танков"])
    assert spoken is not None and (spoken.value, spoken.upper, spoken.length) == (20, 30, 4)
    assert half is not None and (half.value, half.vague) == (50, False)
    assert parse_number(["от", "30", "до", "20"]) is None


def test_every_form_has_one_value() -> None:
    forms = [form for row in read_table("units_numbers.tsv", 4) for form in row[3].split()]
    assert len(forms) == len(set(forms)) == len(numerals())


def test_currencies_are_settled_by_noun_and_adjective() -> None:
    for form, candidates in currencies().items():
        alone = {c.code for c in candidates if c.alone}
        assert len(alone) <= 1, f"'{form}' stands for {alone}"
        assert all(c.alone or c.adjectives for c in candidates), form
        assert all(len(c.code) == 3 and c.code.isupper() for c in candidates), form


def test_units_are_listed_once() -> None:
    names = [row[0] for row in read_table("units_count.tsv", 2)]
    assert len(names) == len(set(names))
    assert {row[1] for row in read_table("units_count.tsv", 2)} == {"formation", "piece", "people"}
