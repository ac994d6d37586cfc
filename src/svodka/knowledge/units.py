"""Numerals, units of count and currencies."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from svodka.knowledge.designations import inflected
from svodka.knowledge.phrases import TermIndex, adjective_stem, make_term, plain
from svodka.knowledge.tables import read_table

NumeralKind = Literal["one", "ten", "hundred", "noun", "scale"]
UnitKind = Literal["formation", "piece", "people"]

_NO_NUMERAL: tuple[Decimal, None] = (Decimal(1), None)
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?")
_DIGIT_RANGE = re.compile(r"(\d+(?:[.,]\d+)?)[-‑–—](\d+(?:[.,]\d+)?)")
_THOUSANDS = re.compile(r"\d{3}")
_DASHES = frozenset("-‑–—−")
_SHORTENED = frozenset({"тыс", "млн", "млрд", "трлн"})
_PLURAL = ("ов", "ен", "яч", "ам", "ами", "ах", "дюжин", *_SHORTENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number read from words: `length` of them. `upper` closes a range ('600–700').

    `vague` marks a bare 'тысячи' or 'сотни', which count one only after 'около' and its like.
    """

    value: Decimal
    length: int
    upper: Decimal | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CountUnit:
    """What people and troops are counted in: 'батальон', 'военнослужащий', 'единица'."""

    name: str
    kind: UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """One name of a currency; without its adjective it is understood only where `alone`."""

    code: str
    adjectives: frozenset[str]  # stems, and words that follow the noun ('сша')
    alone: bool


@cache
def numerals() -> Mapping[str, tuple[Decimal, NumeralKind]]:
    """Lower-case form, ё as е → value and kind."""
    found: dict[str, tuple[Decimal, NumeralKind]] = {}
    for _, value, kind, forms in read_table("units_numbers.tsv", 4):
        found.update({form: (Decimal(value), kind) for form in forms.split()})  # type: ignore[misc]
    return MappingProxyType(found)


@cache
def count_units() -> TermIndex[CountUnit]:
    """The units of count as terms."""
    rows = read_table("units_count.tsv", 2)
    return TermIndex(make_term(name, CountUnit(name=name, kind=kind)) for name, kind in rows)  # type: ignore[arg-type]


@cache
def formation_units() -> frozenset[str]:
    """The units that hold several things or people: 'дивизион', 'батарея'."""
    return frozenset(name for name, kind in read_table("units_count.tsv", 2) if kind == "formation")


@cache
def currencies() -> Mapping[str, tuple[Currency, ...]]:
    """Inflected noun in lower case → the currencies it may name."""
    found: dict[str, tuple[Currency, ...]] = {}
    for code, noun, adjectives, alone in read_table("units_currencies.tsv", 4):
        words = frozenset(adjective_stem(word) or word for word in adjectives.split())
        currency = Currency(code=code, adjectives=words, alone=alone == "yes")
        for form in inflected(plain(noun.split()[0]).upper()):
            found[plain(form)] = (*found.get(plain(form), ()), currency)
    return MappingProxyType(found)


def parse_number(words: Sequence[str], at: int = 0) -> Number | None:
    """The number that begins at `words[at]`: digits, numerals of any case, 'полтора десятка', '5,43 млрд'."""
    if not may_open_number(words[at]):
        return None
    start = _from_to(words, at) or _range(words, at) or _digits(words, at) or _spelled(words, at)
    if start is None:
        return None
    number = _multiplied(words, at, start)
    if number.length == 0 or number.value == 0:
        return None
    return number


@lru_cache(maxsize=20_000)
def may_open_number(word: str) -> bool:
    """Whether a number can begin with the word: most words are told at once."""
    shown = plain(word)
    return shown[:1].isdigit() or shown == "от" or not numerals().keys().isdisjoint((shown, shown.split("-")[0]))


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _digits(words: Sequence[str], at: int) -> Number | None:
    if not _DIGITS.fullmatch(words[at]):
        return None
    text, length = words[at], 1
    while len(words[at]) <= 3 and at + length < len(words) and _THOUSANDS.fullmatch(words[at + length]):
        text += words[at + length]
        length += 1
    return Number(value=_decimal(text), length=length)


def _range(words: Sequence[str], at: int) -> Number | None:
    """'600–700', 'две-три'; '1,5-2' comes as three words."""
    if len(words) > at + 2 and words[at + 1] in _DASHES:
        low, high = _digits(words[: at + 1], at), _digits(words, at + 2)
        if low and high and low.value < high.value:
            return Number(value=low.value, upper=high.value, length=2 + high.length)
    if match := _DIGIT_RANGE.fullmatch(words[at]):
        first, last = _decimal(match[1]), _decimal(match[2])
        return Number(value=first, upper=last, length=1) if first < last else None
    parts = [numerals().get(part) for part in plain(words[at]).split("-")]
    if len(parts) == 2 and parts[0] and parts[1] and parts[0][0] < parts[1][0]:
        return Number(value=parts[0][0], upper=parts[1][0], length=1)
    return None


def _from_to(words: Sequence[str], at: int) -> Number | None:
    """'от 20 до 30', 'от двух до трёх тысяч': a range in four words."""
    if plain(words[at]) != "от" or at + 3 >= len(words):
        return None
    low = _digits(words, at + 1) or _spelled(words, at + 1)
    middle = at + 1 + low.length if low and low.length else len(words)
    if low is None or middle + 1 >= len(words) or plain(words[middle]) != "до":
        return None
    high = _digits(words, middle + 1) or _spelled(words, middle + 1)
    if high is None or not high.length or low.value >= high.value:
        return None
    return Number(value=low.value, upper=high.value, length=low.length + high.length + 2)


def _spelled(words: Sequence[str], at: int) -> Number | None:
    """Hundreds, tens and ones in falling order: 'сто двадцать пять'; 0 words before a bare 'тысяча' or 'дюжина'."""
    ranks = {"hundred": 3, "ten": 2, "one": 1}
    total, length, rank = Decimal(0), 0, 4
    while at + length < len(words):
        value, kind = numerals().get(plain(words[at + length]), _NO_NUMERAL)
        if kind is None or ranks.get(kind, 9) >= rank:
            break
        total, length, rank = total + value, length + 1, ranks[kind]
    if length:
        return Number(value=total, length=length)
    word = plain(words[at])
    _, kind = numerals().get(word, _NO_NUMERAL)
    if kind not in {"noun", "scale"} or word.endswith(_PLURAL):
        return None
    vague = word.endswith(("и", "ы")) and not word.startswith("пол")  # 'сотни машин', but 'полсотни машин'
    return Number(value=Decimal(1), length=0, vague=vague)


def _multiplied(words: Sequence[str], at: int, number: Number) -> Number:
    """The number times the 'тыс.', 'десятка', 'миллиарда' after it."""
    end = at + number.length
    if [plain(w) for w in words[end : end + 2]] == ["с", "половиной"]:
        number, end = replace(number, value=number.value + Decimal("0.5")), end + 2
    while end < len(words):
        word = plain(words[end])
        factor, kind = numerals().get(word, _NO_NUMERAL)
        if kind not in {"noun", "scale"}:
            break
        upper = number.upper * factor if number.upper else None
        number, end = replace(number, value=number.value * factor, upper=upper), end + 1
        if word in _SHORTENED and words[end : end + 1] == ["."] and end + 1 < len(words):
            end += 1
    number = replace(number, length=end - at)
    return _continued(words, at, number)


def _continued(words: Sequence[str], at: int, number: Number) -> Number:
    """'две тысячи триста': smaller numerals after a thousand are added."""
    end = at + number.length
    if end >= len(words) or number.value < 1000 or number.value % 1000 or number.upper:
        return number
    rest = _spelled(words, end)
    if rest is None or not rest.length or numerals().get(plain(words[end - 1]), _NO_NUMERAL)[1] != "scale":
        return number
    return replace(number, value=number.value + rest.value, length=number.length + rest.length)
