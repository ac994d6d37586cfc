"""The gold sets: every example has its gold, every gold is sound, and the quality never falls below its floors."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.articles import read_article
from svodka.evaluation import GoldArticle, evaluate, format_evaluation, load_gold
from svodka.evaluation.match import known_types
from svodka.pipeline import Reader

ROOT = Path(__file__).parents[1]
FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text("utf-8"))
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))


def test_there_are_ten_examples_and_each_has_its_gold() -> None:
    assert len(EXAMPLES) >= 10
    assert [path.name for path in EXAMPLES if not path.with_suffix(".gold.json").exists()] == []


def test_the_examples_show_every_fact_type() -> None:
    assert {fact.type for gold in load_gold(ROOT / "examples") for fact in gold.facts} == known_types()


@pytest.mark.parametrize("gold", load_gold(ROOT / "examples"), ids=lambda gold: gold.name)
def test_gold_quotes_the_article_letter_by_letter(gold: GoldArticle) -> None:
    assert [fact.evidence for fact in gold.facts if fact.evidence not in gold.text] == []


@pytest.mark.parametrize("name", FLOORS)
def test_quality_does_not_fall(name: str, reader: Reader) -> None:
    floors = FLOORS[name]
    directory = ROOT / floors["directory"]
    if not directory.is_dir():
        pytest.skip(f"{directory} is not beside the checkout")
    golds = load_gold(directory)
    records = reader.read([read_article(gold.path.read_bytes(), gold.name) for gold in golds])
    evaluation = evaluate(zip(golds, records, strict=True))
    figures = evaluation.all
    reached = {
        "found_precision": figures.found.precision, "found_f1": figures.found.f1, "slots_f1": figures.slots.f1,
        "dates": evaluation.dates_right / max(1, evaluation.dates_asked),
    }  # fmt: skip
    fallen = {key: (value, floors[key]) for key, value in reached.items() if value < floors[key]}
    assert fallen == {}, f"(reached, floor): {fallen}\n{format_evaluation(evaluation)}"
