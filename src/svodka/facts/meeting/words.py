"""The words by which the press tells of meetings (data/meetings.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingWords:
    """The vocabulary; the file explains each list. Dictionary forms, ё written as е."""

    nouns: Mapping[str, str]  # → form
    verbs: Mapping[str, str]  # → form, or the frame 'receive', 'come', 'discuss'
    call_adjectives: frozenset[str]
    call_nouns: frozenset[str]
    lasting: frozenset[str]
    occasions: frozenset[str]
    steps: frozenset[str]
    coming: frozenset[str]
    called_off: frozenset[str]
    bodies: frozenset[str]
    session_kinds: frozenset[str]
    sport: frozenset[str]
    journeys: frozenset[str]


@cache
def meeting_words() -> MeetingWords:
    """Reads the file once."""
    rows = tomllib.loads((files("svodka.facts") / "data" / "meetings.toml").read_text("utf-8"))
    marks = {name: frozenset(words) for name, words in rows["marks"].items()}
    return MeetingWords(nouns=_forms(rows["nouns"]), verbs=_forms(rows["verbs"]), **marks)


def _forms(lists: Mapping[str, list[str]]) -> Mapping[str, str]:
    return {lemma: form for form, lemmas in lists.items() for lemma in lemmas}
