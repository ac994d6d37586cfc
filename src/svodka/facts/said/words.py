"""The words by which the press tells who said something (data/speech.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechWords:
    """The vocabulary; the file explains each list. Dictionary forms, ё written as е."""

    verbs: frozenset[str]
    convictions: frozenset[str]
    acts: frozenset[str]
    hopes: frozenset[str]
    naming: frozenset[str]
    impersonal: frozenset[str]
    following: frozenset[str]
    papers: frozenset[str]
    passing: frozenset[str]
    citing: frozenset[str]
    words: frozenset[str]
    denials: frozenset[str]
    comments: frozenset[str]
    by_word: frozenset[str]
    unnamed: frozenset[str]
    person_again: frozenset[str]
    organisation_again: frozenset[str]
    envoys: frozenset[str]
    reports: frozenset[str]


@cache
def speech_words() -> SpeechWords:
    """Reads the file once."""
    rows = tomllib.loads((files("svodka.facts") / "data" / "speech.toml").read_text("utf-8"))
    return SpeechWords(**{name: frozenset(words) for name, words in rows.items()})
