"""Words for military sites and the well-known sites that go by a bare name (data/sites.tsv, data/bases.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from svodka.knowledge.phrases import TermIndex, make_term, plain
from svodka.knowledge.tables import read_table
from svodka.model import KnowledgeError

SiteKind = Literal["base", "radar", "communications", "training_centre", "service_centre", "range", "plant", "other"]
Needs = Literal["", "name", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteWord:
    """A word for a site; `needs` tells what has to stand beside it (the file's head explains)."""

    phrase: str
    kind: SiteKind
    needs: Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSite:
    """A site that is known by name; `beside`: only next to a word for a site, because a town has the name too."""

    name: str
    kind: SiteKind
    country: str
    beside: bool


@cache
def site_words() -> TermIndex[SiteWord]:
    """The words by their first key. Raises KnowledgeError for an unknown kind or need."""
    words = []
    for phrase, kind, needs in read_table("sites.tsv", 3):
        if kind not in get_args(SiteKind) or needs not in get_args(Needs):
            raise KnowledgeError(f"sites.tsv: '{phrase}' has an unknown kind '{kind}' or need '{needs}'")
        words.append(SiteWord(phrase=phrase, kind=cast(SiteKind, kind), needs=cast(Needs, needs)))
    return TermIndex(make_term(word.phrase, word) for word in words)


@cache
def known_sites() -> Mapping[str, KnownSite]:
    """Folded name → the site."""
    found = {}
    for name, kind, country, beside in read_table("bases.tsv", 4):
        if kind not in get_args(SiteKind) or beside not in ("", "beside"):
            raise KnowledgeError(f"bases.tsv: '{name}' has an unknown kind '{kind}' or mark '{beside}'")
        found[plain(name)] = KnownSite(name=name, kind=cast(SiteKind, kind), country=country, beside=bool(beside))
    return found
