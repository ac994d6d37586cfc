"""Tags of words that can be nothing but finite verbs: 'стажируются', 'ремонтировало'.

The network has not seen every verb and takes a rare one for a noun or an adjective; the dictionary knows better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from svodka.knowledge.dictionary import word_forms

_ENDING = re.compile(r"(?:[аеиоуыюя]т|л[аои]?)(?:ся|сь)?$")
_MISTAKEN = ("NOUN", "ADJ", "PROPN", "ADV", "X")
_TENSE = {"past": "Past", "pres": "Pres", "futr": "Fut"}
_GENDER = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}


def finite_tags(words: Sequence[str], tags: Sequence[str]) -> list[str]:
    """The tags, those of words that the dictionary knows as finite verbs alone set right."""
    return [_finite(word) or tag if _doubtful(word, tag) else tag for word, tag in zip(words, tags, strict=True)]


def _doubtful(word: str, tag: str) -> bool:
    return tag.partition("|")[0] in _MISTAKEN and len(word) > 5 and word.islower() and bool(_ENDING.search(word))


@lru_cache(maxsize=20_000)
def _finite(word: str) -> str | None:
    parses = word_forms().parse(word)
    if not parses or not all(p.is_known and p.tag.POS == "VERB" and p.tag.tense in _TENSE for p in parses):
        return None
    return _tag(word, parses[0].tag)


def _tag(word: str, tag: Any) -> str:
    voice = "Mid" if word.endswith(("ся", "сь")) else "Act"
    feats = {
        "Aspect": "Perf" if tag.aspect == "perf" else "Imp",
        "Gender": _GENDER.get(tag.gender, ""),
        "Mood": "Ind",
        "Number": "Plur" if tag.number == "plur" else "Sing",
        "Person": (tag.person or "")[:1],
        "Tense": _TENSE[tag.tense],
        "VerbForm": "Fin",
        "Voice": voice,
    }
    return "|".join(["VERB", *(f"{name}={value}" for name, value in feats.items() if value)])
