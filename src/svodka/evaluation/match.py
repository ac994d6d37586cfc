"""Pairs the facts of an article with its gold, best pairs first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from svodka.evaluation.folding import ANYTHING, alternatives, matches
from svodka.evaluation.gold import Flat, GoldArticle, GoldFact, flatten
from svodka.model import Fact, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many values were right, read but wrong, and missed."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(hit=self.hit + other.hit, wrong=self.wrong + other.wrong, missed=self.missed + other.missed)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong and nothing missing."""
        return not self.wrong and not self.missed

    @property
    def f1(self) -> float:
        """Balanced F-measure; 0 when there is nothing to compare."""
        return 2 * self.hit / max(1, 2 * self.hit + self.wrong + self.missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A gold fact and the fact read for it; one of the two is None where it has no partner."""

    gold: GoldFact | None
    seen: Fact | None
    slots: Mapping[str, Tally]
    found: bool  # type, stage, modality and key slots are right
    grounded: bool  # the evidence overlaps that of the gold

    @property
    def total(self) -> Tally:
        """Over all slots."""
        return sum(self.slots.values(), Tally())

    @property
    def type(self) -> str:
        """The fact type of the row."""
        return self.gold.type if self.gold else self.seen.type if self.seen else ""

    @property
    def exact(self) -> bool:
        """Whether every slot is right and none wrong."""
        return self.gold is not None and self.seen is not None and self.total.clean


def match(gold: GoldArticle, record: Record | None) -> list[Row]:
    """The rows of one article; pairs that touch an optional gold fact are left out. No record: all is missed."""
    facts = record.facts if record else ()
    pairs = _pairs(gold, facts)
    golds, seens = {i for i, _ in pairs}, {j for _, j in pairs}
    rows = list(pairs.values())
    rows += [_row(fact, None, gold.text) for i, fact in enumerate(gold.facts) if i not in golds]
    rows += [_row(None, fact, gold.text) for j, fact in enumerate(facts) if j not in seens]
    return [row for row in rows if not (row.gold and row.gold.optional)]


def _pairs(article: GoldArticle, facts: Sequence[Fact]) -> dict[tuple[int, int], Row]:
    """Greedy: the best pair first (slots' F1, a quarter more for common evidence), then the next that is free."""
    rows = {(i, j): _row(g, s, article.text) for i, g in enumerate(article.facts)
            for j, s in enumerate(facts) if g.type == s.type}  # fmt: skip
    ranked = sorted(
        (place for place, row in rows.items() if _comparable(row)),
        key=lambda place: (-(rows[place].total.f1 + 0.25 * rows[place].grounded), *place),
    )
    chosen: dict[tuple[int, int], Row] = {}
    for i, j in ranked:
        if not any(i == gold or j == seen for gold, seen in chosen):
            chosen[i, j] = rows[i, j]
    return chosen


def _row(gold: GoldFact | None, seen: Fact | None, text: str) -> Row:
    slots = compare(gold.values if gold else {}, flatten(seen) if seen else {})
    both = gold is not None and seen is not None
    keys = [*_slots_of("key").get(gold.type, ()), "stage", "modality"] if gold else []
    return Row(
        gold=gold, seen=seen, slots=slots,
        found=both and all(slots.get(key, Tally()).clean for key in keys),
        grounded=gold is not None and seen is not None and _overlaps(seen, gold, text),
    )  # fmt: skip


def compare(gold: Flat, seen: Flat) -> dict[str, Tally]:
    """The tally of every slot that either side fills."""
    slots = [*gold, *(slot for slot in seen if slot not in gold)]
    return {slot: _tally(slot, gold.get(slot, ()), seen.get(slot, ())) for slot in slots}


def _tally(slot: str, gold: Sequence[str], seen: Sequence[str]) -> Tally:
    """Named values take their match first; a '*' then takes any one and lets the rest pass."""
    wanted = sorted((alternatives(value) for value in gold if value), key=lambda options: ANYTHING in options)
    left, hit, missed = list(seen), 0, 0
    for options in wanted:
        found = next((value for value in left if matches(slot, options, value)), None)
        if found is not None:
            left.remove(found)
            hit += 1
        elif ANYTHING in options:
            del left[:1]
        elif "" not in options:
            missed += 1
    free = any(ANYTHING in options for options in wanted)
    return Tally(hit=hit, wrong=0 if free else len(left), missed=missed)


def _comparable(row: Row) -> bool:
    """Whether one of the slots that identify a fact of this type agrees."""
    return any(row.slots[slot].hit for slot in _slots_of("anchor").get(row.type, ()) if slot in row.slots)


def _overlaps(fact: Fact, gold: GoldFact, text: str) -> bool:
    start = text.find(gold.evidence)
    end = start + len(gold.evidence)
    return start >= 0 and any(e.start < end and e.end > start for e in fact.evidence)


def known_types() -> frozenset[str]:
    """The fact types that can be scored."""
    return frozenset(_slots_of("key"))


@lru_cache(maxsize=2)
def _slots_of(role: str) -> Mapping[str, Sequence[str]]:
    """`key`: the slots that must be right for a fact to count as found; `anchor`: see `_comparable`."""
    data = tomllib.loads(files("svodka.evaluation").joinpath("slots.toml").read_text("utf-8"))
    return {kind: roles[role] for kind, roles in data.items()}
