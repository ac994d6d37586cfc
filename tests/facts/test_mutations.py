"""A changed sentence changes the fact: numbers, parties, negations, hedges, denials and conditions get through."""

from __future__ import annotations

from collections import defaultdict

import pytest

from svodka.facts import read_facts
from svodka.language import LanguageModels
from svodka.mentions.annotate import annotate
from tests.facts.mutations import Mutation, mutations
from tests.facts.told import DATA, article_of, cases

TYPES = sorted(path.stem for path in DATA.glob("*.toml") if path.stem not in ("transfer_pairs", "said"))
ENOUGH, RIGHT = 500, 0.97


@pytest.fixture(scope="module")
def judged(models: LanguageModels) -> dict[str, list[tuple[Mutation, bool]]]:
    """Every mutation by kind, and whether the facts followed it."""
    told = [(name, case) for name in TYPES for case in cases(name) if len(case.facts) == 1]
    changed = []
    for (name, _), analysis in zip(told, models.analyse([article_of(case.text) for _, case in told]), strict=True):
        facts = [fact for fact in read_facts(annotate(analysis)) if fact.type == name]
        changed += [each for fact in facts if len(facts) == 1 for each in mutations(analysis, fact)]
    found: defaultdict[str, list[tuple[Mutation, bool]]] = defaultdict(list)
    for mutation, analysis in zip(changed, models.analyse([article_of(each.text) for each in changed]), strict=True):
        found[mutation.kind].append((mutation, mutation.holds(read_facts(annotate(analysis)))))
    return found


def test_facts_follow_their_words(judged: dict[str, list[tuple[Mutation, bool]]]) -> None:
    every = [each for rows in judged.values() for each in rows]
    wrong = [str(mutation) for mutation, right in every if not right]
    assert len(every) >= ENOUGH
    assert len(wrong) <= (1 - RIGHT) * len(every), "\n".join(wrong)


@pytest.mark.parametrize("kind", ["number", "swap", "party", "negation", "hedge", "denial", "condition"])
def test_each_kind_of_change(kind: str, judged: dict[str, list[tuple[Mutation, bool]]]) -> None:
    wrong = [str(mutation) for mutation, right in judged[kind] if not right]
    assert len(wrong) <= 0.05 * len(judged[kind]), "\n".join(wrong)
