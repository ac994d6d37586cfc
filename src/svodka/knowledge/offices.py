"""Offices and ranks: the words before a person's name that say what the person is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from svodka.knowledge.names import fold
from svodka.knowledge.tables import read_table, split_cell


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, object]]:
    raw = (resources.files("svodka.knowledge") / "data" / "offices.toml").read_bytes().decode()
    return MappingProxyType(tomllib.loads(raw))


@lru_cache(maxsize=16)
def _words(section: str, key: str) -> frozenset[str]:
    found = _data()[section][key]
    return frozenset(fold(str(word)) for word in found) if isinstance(found, list) else frozenset()


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    return frozenset().union(*(_words("heads", key) for key in _data()["heads"]))


@lru_cache(maxsize=20_000)
def is_office(lemma: str) -> bool:
    """Whether a word heads an office: 'министр', 'замглавы', 'экс-президент'."""
    word = fold(lemma)
    return word in _heads() or (word.startswith("экс-") and word[4:] in _heads())


def is_bound(lemma: str) -> bool:
    """Whether a word is an office only beside its organisation: 'эксперт' (Института обороны)."""
    return fold(lemma) in _words("heads", "bound")


def is_deputy(lemma: str) -> bool:
    """Whether an office is held under another, named in the genitive: 'заместитель', 'советник'."""
    return fold(lemma) in _words("deputies", "words")


@lru_cache(maxsize=20_000)
def is_office_adjective(lemma: str) -> bool:
    """Whether an adjective belongs to an office's name: 'первый' (заместитель), 'наследный' (принц)."""
    return fold(lemma) in _words("adjectives", "kept")


@lru_cache(maxsize=20_000)
def is_counterpart(lemma: str) -> bool:
    """Whether a word names the holder of the same office elsewhere: 'коллега'."""
    return fold(lemma) in _words("counterparts", "words")


@lru_cache(maxsize=20_000)
def is_plain_person(lemma: str) -> bool:
    """Whether a word announces a name without being an office: 'господин', 'журналист'."""
    return fold(lemma) in _words("people", "words")


def stage_of_adjective(lemma: str) -> str | None:
    """The stage an adjective gives a position: 'тогдашний' → former, 'новый' → appointed."""
    word = fold(lemma)
    return next((key for key in ("former", "current", "appointed") if word in _words("stage", key)), None)


def stage_of_verb(lemma: str) -> str | None:
    """What a verb does to a position: 'назначить' → appointed, 'уволить' → dismissed."""
    word = fold(lemma)
    return next((key for key in ("appointed", "dismissed") if word in _words("verbs", key)), None)


@lru_cache(maxsize=1)
def _ranks() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {fold(name): split_cell(fold(adjectives)) for name, adjectives in read_table("ranks.tsv", 2)}
    )


@lru_cache(maxsize=20_000)
def is_rank(lemma: str) -> bool:
    """Whether a word is a military rank: 'генерал-лейтенант'."""
    return fold(lemma) in _ranks()


def is_rank_tail(lemma: str) -> bool:
    """Whether a word may follow a rank: 'генерал' + 'армии', 'капитан' + '1' + 'ранга'."""
    return lemma.isdigit() or fold(lemma) in _words("ranks", "tails")


@lru_cache(maxsize=20_000)
def is_honorific(lemma: str) -> bool:
    """Whether an office is no more than a title of birth when nothing follows it: 'принц' (Фейсал)."""
    return fold(lemma) in _words("honorifics", "words")


def is_rank_adjective(lemma: str, rank: str) -> bool:
    """Whether an adjective belongs to a rank: 'старший' (полковник), 'бригадный' (генерал)."""
    word = fold(lemma)
    return word in _ranks().get(fold(rank), ()) or f"{word} {fold(rank)}" in _ranks()


def minister_of(ministry: str) -> str | None:
    """The office of whoever heads a ministry ('Министерство обороны' → 'министр обороны'); None for other bodies."""
    found = _data()["ministers"].get(ministry)
    return str(found) if found else None
