"""Hints about clauses that the syntax network, with its window of seven words, cannot see.

A hint is a table of words x (root + words) that is added to the logarithms of the chances of each arc. The hints are
mild: where the network is sure, it wins.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from svodka.language.weights import Floats

OVER_A_VERB = -1.5  # 'Польша закрывает границу, Литва усилила охрану': a subject skips no other verb
LATER_ROOT = -1.0  # of two verbs side by side the first is the root, and the second hangs from it
INTO_A_CLAUSE = -6.0  # 'запрет был снят, а глава объявил, что стороны заключили контракт': 'снят' is no part of 'что …'
_OPENERS = frozenset(
    ["что", "чтобы", "если", "когда", "где", "куда", "откуда", "поскольку", "хотя", "как", "пока"]
    + [f"котор{ending}" for ending in ("ый", "ая", "ое", "ые", "ого", "ой", "ому", "ую", "ым", "ыми", "ых", "ом")]
)


def hints(words: Sequence[str], tags: Sequence[str]) -> Floats:
    """The hints for a sentence, from its words and their morphology ('VERB|…|VerbForm=Fin')."""
    size = len(words)
    verbs = np.array([_is_predicate(tag) for tag in tags])
    between = _verbs_between(verbs)
    free = verbs | np.array([tag.startswith(("PUNCT", "CCONJ", "SCONJ", "VERB", "ADV|", "AUX")) for tag in tags])
    table = np.zeros((size, size + 1), dtype=np.float32)
    table[:, 1:] = OVER_A_VERB * between * verbs[None, :] * ~free[:, None]
    main = verbs.copy()
    marks = np.array([tag.startswith("PUNCT") for tag in tags])
    for opener, end in _clauses(words):
        table[:opener, 1 + opener : 1 + end] += INTO_A_CLAUSE * ~marks[:opener, None]
        main[opener:end] = False
    table[:, 0] = LATER_ROOT * (np.cumsum(main) - main)
    return table


def _is_predicate(tag: str) -> bool:
    return tag.startswith(("VERB", "ADJ")) and ("VerbForm=Fin" in tag or "Variant=Short" in tag)


def _verbs_between(verbs: NDArray[np.bool_]) -> NDArray[np.intp]:
    """How many verbs stand strictly between two words."""
    before = np.concatenate(([0], np.cumsum(verbs)))  # verbs before word i
    i, j = np.indices((len(verbs), len(verbs)))
    left, right = np.minimum(i, j), np.maximum(i, j)
    between: NDArray[np.intp] = before[right] - before[np.minimum(left + 1, right)]
    return between


def _clauses(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each clause begins (', что …', ', в котором …') and where its next comma stands."""
    found = []
    for i, word in enumerate(words):
        opens = word.lower() in _OPENERS
        if opens and (i == 0 or words[i - 1] == "," or words[max(i - 2, 0)] == ","):
            end = next((j for j in range(i + 1, len(words)) if words[j] in {",", "-", "–", "—", ";"}), len(words))
            found.append((i - 1 if i and words[i - 1] != "," else i, end))
    return found
