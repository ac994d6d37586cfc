"""The rules of the filter: which kinds of signs have to stand together (data/rules.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from operator import or_

from svodka.model import KnowledgeError

PAIR = "pair"
"""The kind of a sentence that names two countries or alliances; no word is of it."""
PARTIES = ("foreign", "home", "alliance")
"""The kinds of which two different ones make a pair."""
_PARTS = ("here", "around", "article", "without")

Masks = tuple[int, int, int, int, int, int]
"""What a rule asks: three masks for a sentence, one for it with its neighbours, one for the article, of each of which
one bit has to be there; and one of which no bit may be in the sentence or its neighbours."""
_ANY = -1


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's name, what it asks, the kinds that count as its words, and all kinds that it looks at."""

    name: str
    asks: Masks
    kinds: int
    signs: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules, and the bit of every kind of sign."""

    bits: Mapping[str, int]
    rules: tuple[Rule, ...]

    def mask(self, kinds: Iterable[str]) -> int:
        """The mask of some kinds; KnowledgeError for a kind that no pattern is of."""
        try:
            return sum(self.bits[kind] for kind in set(kinds))
        except KeyError as unknown:
            raise KnowledgeError(f"rules.toml: no pattern is of the kind {unknown}; correct the rule") from None


@cache
def rules_text() -> str:
    """data/rules.toml as it stands."""
    return (files("svodka.relevance") / "data" / "rules.toml").read_text("utf-8")


def load_rules(kinds: Iterable[str]) -> Rules:
    """The rules over the kinds that the patterns have. Raises KnowledgeError for a kind that none has."""
    bits = {kind: 1 << at for at, kind in enumerate((PAIR, *sorted(kinds)))}
    made = Rules(bits, ())
    rows = tomllib.loads(rules_text())["rule"]
    return Rules(bits, tuple(_rule(made, row) for row in rows))


def _rule(rules: Rules, row: Mapping[str, list[str]]) -> Rule:
    here, around, article, without = ([rules.mask(group.split()) for group in row.get(part, ())] for part in _PARTS)
    if not 1 <= len(here) <= 3 or max(map(len, (around, article, without))) > 1:
        raise KnowledgeError(f"rules.toml, rule '{row['name']}': give 1 to 3 lines of 'here' and 1 of the others")
    first, second, third = (*here, _ANY, _ANY)[:3]
    asks = (first, second, third, sum(around) or _ANY, sum(article) or _ANY, sum(without))
    kinds = reduce(or_, (*here, *around))
    kinds |= rules.mask(PARTIES) if kinds & rules.bits[PAIR] else 0
    return Rule(str(row["name"]), asks, kinds, reduce(or_, (*article, *without), kinds))
