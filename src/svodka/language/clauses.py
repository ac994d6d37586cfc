"""Hints about clauses that the syntax network, with its window of seven words, cannot see.

A hint is a table of words x (root + words) that is added to the logarithms of the chances of each arc. The hints are
mild: where the network is sure, it wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from svodka.language.weights import Floats

OVER_A_VERB = -1.5  # 'Польша закрывает границу, Литва усилила охрану': a subject skips no other verb
LATER_ROOT = -1.0  # of two verbs side by side the first is the root, and the second hangs from it
SIDE_ROOT = -2.0  # the root is a verb of the main clause: 'Сообщения о том, что …, в ведомстве опровергли'
ON_A_LATER_VERB = -4.0  # 'Вашингтон собирается построить заставу, сообщило посольство': the second hangs from the first
OVER_A_SEMICOLON = -4.0  # 'КНР приняла первый комплект; отгрузка второго началась'
INTO_A_CLAUSE = -6.0  # 'запрет был снят, а глава объявил, что стороны заключили контракт': 'снят' is no part of 'что …'
_OPENERS = frozenset(
    ["что", "чтобы", "если", "когда", "где", "куда", "откуда", "поскольку", "хотя", "как", "пока"]
    + [f"котор{ending}" for ending in ("ый", "ая", "ое", "ые", "ого", "ой", "ому", "ую", "ым", "ыми", "ых", "ом")]
)
_SPEECH = re.compile(
    "сообщ|заяв|сказа|говор|писал|пиш|утвержд|отмет|отмеч|уточн|добав|подч[её]рк|рассказ|объяв|напом|поясн|счита|полага"
    "|переда[её]т|цитир|призна|указ|предупре|увер|предполож|прогноз|объясн"
)


def hints(words: Sequence[str], tags: Sequence[str]) -> Floats | None:
    """The hints for a sentence, from its words and their morphology ('VERB|…|VerbForm=Fin'); None if there are none."""
    kinds = [_kind(tag) for tag in tags]
    clauses = _clauses(words)
    if not clauses and "predicate" not in kinds:
        return None
    verbs = np.array([kind == "predicate" for kind in kinds])
    bound = np.array([kind == "bound" for kind in kinds])
    table = np.zeros((len(words), len(words) + 1), dtype=np.float32)
    aside = np.zeros(len(words), dtype=bool)  # in a clause of its own
    rows = np.array([kind != "mark" for kind in kinds], dtype=np.float32) * INTO_A_CLAUSE
    for opener, end in clauses:
        table[:opener, 1 + opener : 1 + end] += rows[:opener, None]
        aside[opener:end] = True
    for opener, end in _insertions(words, kinds):
        table[: opener - 1, 1 + opener : 1 + end] += rows[: opener - 1, None]
        table[end:, 1 + opener : 1 + end] += rows[end:, None]
        aside[opener:end] = True
    main = verbs & ~aside
    between = _verbs_between(main)
    if aside.any():
        between[aside] = _verbs_between(verbs)[aside]
    table[:, 1:] += OVER_A_VERB * between * verbs[None, :] * bound[:, None]
    table[:, 0] = LATER_ROOT * (np.cumsum(main) - main)
    if main.any():
        table[~main, 0] += SIDE_ROOT
    table[:, 1:][np.triu(np.outer(main, main), 1)] += ON_A_LATER_VERB
    if ";" in words:
        table[:, 1:][_parted(words, main) & bound[:, None]] += OVER_A_SEMICOLON
    return table


@lru_cache(maxsize=2_000)
def _kind(tag: str) -> str:
    """A predicate; a mark of punctuation; a word that is bound to its own verb; or a word that may look further."""
    if tag.startswith(("VERB", "ADJ")) and ("VerbForm=Fin" in tag or "Variant=Short" in tag):
        return "predicate"
    if tag.startswith("PUNCT"):
        return "mark"
    return "free" if tag.startswith(("CCONJ", "SCONJ", "VERB", "ADV|", "AUX")) else "bound"


def _parted(words: Sequence[str], main: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pairs of words with a semicolon between them, where every part of the sentence has a verb of its own."""
    part = np.cumsum([word == ";" for word in words])
    apart: NDArray[np.bool_] = part[:, None] != part[None, :]
    everywhere = len(set(part[main].tolist())) == part[-1] + 1
    return apart if everywhere else np.zeros_like(apart)


def _verbs_between(verbs: NDArray[np.bool_]) -> NDArray[np.intp]:
    """How many verbs stand strictly between two words."""
    before: NDArray[np.intp] = np.cumsum(verbs) - verbs  # verbs before each word
    after = before + verbs  # and up to it
    between: NDArray[np.intp] = np.maximum(before[:, None] - after[None, :], before[None, :] - after[:, None])
    return np.maximum(between, 0)


def _clauses(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each clause begins (', что …', ', в котором …') and where its next comma stands."""
    found = []
    for i, word in enumerate(words):
        opens = word.lower() in _OPENERS
        if opens and (i == 0 or words[i - 1] == "," or words[max(i - 2, 0)] == ","):
            end = next((j for j in range(i + 1, len(words)) if words[j] in {",", "-", "–", "—", ";"}), len(words))
            found.append((i - 1 if i and words[i - 1] != "," else i, end))
    return found


def _insertions(words: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """'Еще два самолета, писала в августе "Звезда", ожидаются': speech set off by commas before the clause's verb."""
    found = []
    for i in range(1, len(words)):
        if kinds[i] != "predicate" or words[i - 1] != "," or not _SPEECH.match(words[i]):
            continue
        begin = max((j + 1 for j in range(i) if words[j] in {";", ":"}), default=0)
        end = next((j for j in range(i + 1, len(words)) if words[j] == ","), len(words))
        if "," not in words[begin : i - 1] and "predicate" not in kinds[begin:i] and "predicate" in kinds[end:]:
            found.append((i, end))
    return found
