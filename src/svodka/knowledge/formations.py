"""Words for joint formations of several nations (data/formations.tsv, data/formations.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from svodka.knowledge.phrases import TermIndex, make_term
from svodka.knowledge.tables import read_table
from svodka.model import KnowledgeError

FormationKind = Literal["force_grouping", "air_defence_system", "warning_system", "command", "other"]


@cache
def formation_words() -> TermIndex[FormationKind]:
    """The words by their first key, each with its kind. Raises KnowledgeError for an unknown kind."""
    terms = []
    for phrase, kind in read_table("formations.tsv", 2):
        if kind not in get_args(FormationKind):
            raise KnowledgeError(f"formations.tsv: '{phrase}' has the unknown kind '{kind}'")
        terms.append(make_term(phrase, cast(FormationKind, kind)))
    return TermIndex(terms)


@cache
def formation_adjectives() -> frozenset[str]:
    """Stems ('совместн*') that say that a formation belongs to several nations or to one alliance."""
    return _list("joint")


@cache
def formation_kinds() -> frozenset[str]:
    """Stems of adjectives that belong to a formation's name without making it a joint one."""
    return _list("kinds")


def _list(name: str) -> frozenset[str]:
    text = (files("svodka.knowledge") / "data" / "formations.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[name])
