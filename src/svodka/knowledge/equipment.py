"""The catalogue of military equipment: classes of things, the words for them, designations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from svodka.knowledge.phrases import Term, TermIndex, make_term, plain
from svodka.knowledge.tables import read_table, split_cell

Domain = Literal["air", "missile", "land", "sensor", "sea", "arms", "other"]
Policy = Literal["free", "quoted", "class"]

DESIGNATION_FILES = ("equipment_air.tsv", "equipment_land.tsv", "equipment_missile.tsv", "equipment_sea.tsv")
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁё]{3}")
_DIGITS = re.compile(r"\d+")
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХ", "ABEKMHOPCTYX")
_MARKS: Mapping[str, Policy] = MappingProxyType({"=": "free", "~": "quoted", "!": "class"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentClass:
    """A class of things. `generic` words need a military context ('машина'); `civil` ones are never military."""

    key: str
    value: str  # nominative singular, canonical
    english: str
    unit: str  # what one of them is counted in
    domain: Domain
    generic: bool
    civil: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassWord:
    """A word or phrase for a class, and the canonical value it gives."""

    phrase: str
    value: str
    equipment_class: EquipmentClass


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to write a designation, and when it may be believed.

    `free`: anywhere; `quoted`: in quotation marks or after a word of its class ('Тор'); `class`: only after a word
    of its class ('Авангард' is also a hockey club). `value` is what a mention so spelt is called: the designation's
    name for a mere spelling of it ('Т90'), else the spelling itself ('Восток-Э' is no 'Восток-Д').
    """

    text: str
    policy: Policy
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """A designation as the Russian press writes it; `origin` are ISO codes of the countries that designed it."""

    name: str
    equipment_class: EquipmentClass
    origin: tuple[str, ...]
    maker: str | None
    spellings: tuple[Spelling, ...]
    nicknames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All that is known of equipment beforehand."""

    classes: Mapping[str, EquipmentClass]
    words: TermIndex[ClassWord]
    adjectives: frozenset[str]  # stems of adjectives that belong to a term: 'многоцелев*'
    designations: tuple[Designation, ...]
    makers: frozenset[str]
    bearers: frozenset[str]  # nouns whose names are no equipment: 'компания', 'учения'


@cache
def catalogue() -> Catalogue:
    """The catalogue, read from the package's data once."""
    classes = _classes()
    designations = tuple(_designation(row, classes) for name in DESIGNATION_FILES for row in read_table(name, 6))
    return Catalogue(
        classes=classes,
        words=TermIndex(class_terms(classes)),
        adjectives=frozenset(make_term(row[0], None).keys[0] for row in read_table("equipment_adjectives.tsv", 1)),
        designations=designations,
        makers=frozenset(d.maker for d in designations if d.maker),
        bearers=frozenset(plain(row[0]) for row in read_table("equipment_bearers.tsv", 1)),
    )


def class_terms(classes: Mapping[str, EquipmentClass]) -> list[Term[ClassWord]]:
    """Every word for a class as a term."""
    terms = []
    for phrase, key, value in read_table("equipment_words.tsv", 3):
        word = ClassWord(phrase=phrase, value=value or classes[key].value, equipment_class=classes[key])
        terms.append(make_term(phrase, word))
    return terms


def _classes() -> Mapping[str, EquipmentClass]:
    rows = read_table("equipment_classes.tsv", 6)
    return MappingProxyType({
        key: EquipmentClass(
            key=key, value=value, english=english, unit=unit, domain=domain,  # type: ignore[arg-type]
            generic=flag == "generic", civil=flag == "civil",
        )
        for key, value, english, unit, domain, flag in rows
    })  # fmt: skip


def _designation(row: tuple[str, ...], classes: Mapping[str, EquipmentClass]) -> Designation:
    name, key, origin, maker, nicknames, variants = row
    own: dict[str, Spelling] = {name: Spelling(text=name, policy=default_policy(name), value=name)}
    for text, policy in map(_marked, split_cell(variants)):
        own[text] = Spelling(text=text, policy=policy, value=spelt_value(name, text))
    nicks = [_nickname(cell) for cell in split_cell(nicknames)]
    for text, policy in nicks:
        own.setdefault(text, Spelling(text=text, policy=policy, value=text))
    return Designation(
        name=name, equipment_class=classes[key], origin=split_cell(origin), maker=maker or None,
        spellings=tuple(own.values()), nicknames=tuple(text for text, _ in nicks),
    )  # fmt: skip


def spelt_value(name: str, text: str) -> str:
    """The value of a variant: the name where only hyphens, blanks, look-alike letters or the alphabet differ.

    A Cyrillic word stands for its Latin original ('Абрамс', 'Леопард-2'), a short code keeps its letters: 'Ф-16' and
    'L-39' stay as they are written; so does every other version of the name ('Spike LR').
    """
    if _letters(text) == _letters(name):
        return name
    transliterated = is_latin(name) and _CYRILLIC_WORD.search(text) is not None
    return name if transliterated and _DIGITS.findall(text) == _DIGITS.findall(name) else text


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.upper())).translate(_LOOKALIKES)


def _marked(cell: str) -> tuple[str, Policy]:
    policy = _MARKS.get(cell[0])
    return (cell[1:], policy) if policy else (cell, default_policy(cell))


def _nickname(cell: str) -> tuple[str, Policy]:
    """'Guardian' alone is a newspaper, 'Shadow' a word: a Latin nickname without its number needs its class."""
    text, policy = _marked(cell)
    worded = is_latin(text) and not any(map(str.isdigit, text))
    return text, "class" if worded and not cell.startswith("=") else policy


def default_policy(name: str) -> Policy:
    """Digits, abbreviations and the Latin alphabet speak for themselves; Russian words need quotes.

    Two characters are too few: 'М-4' is a highway as well as a rifle, 'K2' a mountain.
    """
    if sum(map(str.isalnum, name)) <= 2:
        return "class"
    if name.isupper() or any(c.isdigit() for c in name) or is_latin(name):
        return "free"
    last = name.rsplit("-", 1)[-1]
    return "free" if last != name and last.isupper() else "quoted"


def is_latin(name: str) -> bool:
    """Whether the letters of a name are all Latin."""
    return all(c < "Ͱ" for c in name if c.isalpha())


def maker_words() -> frozenset[str]:
    """The makers' names in plain letters: what stands after a class word and is no designation."""
    return frozenset(plain(maker) for maker in catalogue().makers)
