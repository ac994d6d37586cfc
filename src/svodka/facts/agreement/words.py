"""The words that name papers and what becomes of them (data/agreement.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

VerbClass = Literal[
    "sign", "ratify", "exchange", "join", "agree", "extend", "terminate", "leave", "expire", "suspend", "force", "oral",
    "prepare", "expect", "discuss", "publish", "offer", "talk",
]  # fmt: skip
BareClass = Literal["papers", "companies", "sides", "signatures", "put"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementWords:
    """Forms by noun, classes by verb, and the classes of bare nouns; the file's comments explain them."""

    forms: Mapping[str, str]
    verbs: Mapping[str, VerbClass]
    bare: Mapping[str, frozenset[str]]

    def verb(self, lemma: str) -> VerbClass | None:
        """What the verb does to a paper."""
        return self.verbs.get(fold(lemma))

    def is_bare(self, group: BareClass, lemma: str) -> bool:
        """Whether the noun belongs to a class of nouns that go back to what was told."""
        return fold(lemma) in self.bare[group]


def fold(lemma: str) -> str:
    """The lemma as the table writes it."""
    return lemma.replace("ё", "е").lower()


@cache
def agreement_words() -> AgreementWords:
    """The table of data/agreement.toml."""
    data = tomllib.loads((files("svodka.facts") / "data" / "agreement.toml").read_text("utf-8"))
    return AgreementWords(
        forms=data["forms"],
        verbs={lemma: name for name, lemmas in reversed(data["verbs"].items()) for lemma in lemmas},
        bare={name: frozenset(lemmas) for name, lemmas in data["bare"].items()},
    )
