"""Words for troops: who is sent abroad and who takes part in an exercise (data/troops.tsv)."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast, get_args

from svodka.knowledge.phrases import TermIndex, make_term
from svodka.knowledge.tables import read_table
from svodka.model import KnowledgeError

TroopKind = Literal["people", "unit", "mass", "mission", "ship"]


@cache
def troop_words() -> TermIndex[TroopKind]:
    """The words by their first key, each with its kind. Raises KnowledgeError for an unknown kind."""
    terms = []
    for phrase, kind in read_table("troops.tsv", 2):
        if kind not in get_args(TroopKind):
            raise KnowledgeError(f"troops.tsv: '{phrase}' has the unknown kind '{kind}'")
        terms.append(make_term(phrase, cast(TroopKind, kind)))
    return TermIndex(terms)
