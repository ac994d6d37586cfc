"""What two names of one thing share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from svodka.knowledge.countries import countries, country_of
from svodka.knowledge.english import country_in_english
from svodka.knowledge.transliteration import latin_key, person_key
from svodka.register.catalogue import organisation_key
from svodka.register.claims import ClaimValue

_FAMILY = re.compile(r"[a-z]+ ?\d+|[a-z]{3,}")
_WORD = re.compile(r"[^\W_]+")
# 'замминистра', 'замглавы', 'зампредседателя'; 'зампред' itself is short for the last.
_HEADS = "министр|глав|директор|команд|начальник|председател|секретар|руководител"
_DEPUTY = re.compile(rf"\bзам(?:\.\s*|-)?(?={_HEADS})")
_DIGITS = re.compile(r"[\d.-]+$")


@lru_cache(maxsize=50_000)
def item_key(name: str) -> str:
    """A designation without hyphens and case: 'Су-30СМ' → 'su 30sm'; a class word as it is."""
    return latin_key(name)


@lru_cache(maxsize=50_000)
def item_family(name: str) -> str:
    """The head of a designation, shared by its versions: 'su 30' of 'Су-30СМ', 'pantsir' of 'Панцирь-С1'."""
    key = item_key(name)
    found = _FAMILY.match(key) if is_designation(name) else None
    return found[0] if found else key


def is_designation(name: str) -> bool:
    """Whether the name is a designation, not a class of things: 'Тор', 'С-400', but not 'самолет'."""
    return any(letter.isdigit() or letter.isupper() for letter in name)


def party_keys(values: Iterable[ClaimValue]) -> frozenset[str]:
    """The countries behind the values; where a value tells none, its name."""
    return frozenset(value.country or f"={name_key(value)}" for value in values)


def name_key(value: ClaimValue) -> str:
    """The key of a value by its kind."""
    if value.kind == "organisation":
        return organisation_key(value.value)
    return item_key(value.value) if value.kind == "equipment" else latin_key(value.value)


def surname_key(name: str) -> str:
    """The key of a person's last word: 'Николай Патрушев' → 'patrushev'."""
    return person_key(name.split()[-1]) if name.split() else ""


def office_key(office: str) -> str:
    """The key of an office: 'замминистра обороны' is 'заместитель министра обороны'."""
    whole = re.sub(r"\bзампред\b", "заместитель председателя", office.lower().replace("ё", "е"))
    return latin_key(_DEPUTY.sub("заместитель ", whole))


def name_root(name: str) -> str:
    """An exercise's name without its year: 'Запад-2021' → 'zapad'."""
    return latin_key(_DIGITS.sub("", name.strip()).strip(" -–«»\""))


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text, short ones left out."""
    return frozenset(stem_words(word for word in _WORD.findall(text.lower()) if len(word) > 3))


def stem_words(words: Iterable[str]) -> list[str]:
    """Snowball's Russian stems, ё as е."""
    return [_stem(word) for word in words]


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word.lower().replace("ё", "е")))


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("russian")


def country_code(text: str) -> str | None:
    """The code of a country given as a code or by its Russian or English name; None for what is neither."""
    if text.upper() in countries():
        return text.upper()
    return country_of(text) or country_in_english(text)
