"""The figures are those of the reference scorer, where that lies beside the checkout."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from svodka.evaluation import GoldArticle, evaluate, format_evaluation, load_gold
from svodka.exports.jsons import format_json
from svodka.model import Record
from tests.builders import gold_record

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "score" / "score.py"


def _damaged(gold: GoldArticle, seed: int) -> Record:
    """What a mediocre reader might have read: the gold with facts and values dropped, changed and doubled."""
    return gold_record(gold, random.Random(f"{gold.name}/{seed}"), damage=0.15 * seed)


@pytest.mark.skipif(not SCORER.exists(), reason="the reference scorer is not beside the checkout")
@pytest.mark.parametrize("seed", range(4))
def test_figures_equal_those_of_the_reference_scorer(seed: int, tmp_path: Path) -> None:
    directory = SHARED / "gold" / "dev"
    pairs = [(gold, _damaged(gold, seed)) for gold in load_gold(directory)]
    for gold, record in pairs:
        (tmp_path / f"{gold.name}.json").write_text(format_json(record), "utf-8")
    command = [sys.executable, str(SCORER), str(directory), str(tmp_path)]
    reference = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout
    assert format_evaluation(evaluate(pairs)) == reference.strip()


def test_the_figures_of_a_small_set_are_as_counted_by_hand(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Россия поставит Белоруссии С-400.", "utf-8")
    slots = {"supplier": ["RU"], "recipient": ["BY"], "item": ["С-400|С-400 Триумф"]}
    fact = {"type": "transfer", "stage": "planned", "slots": slots, "evidence": "поставит"}
    gold = {"published": "2021-06-29", "facts": [fact, {"type": "production", "slots": {"item": ["С-400"]}}]}
    (tmp_path / "a.gold.json").write_text(json.dumps(gold), "utf-8")
    [article] = load_gold(tmp_path)
    record = gold_record(article, random.Random(0), damage=0.0, only=1)
    report = format_evaluation(evaluate([(article, record)]))
    assert report.splitlines() == [
        "production             found 0.000/0.000/0.000  slots 0.000/0.000/0.000  exact 0.000/0.000/0.000  "
        "ground 0.000  n=1",
        "transfer               found 1.000/1.000/1.000  slots 1.000/1.000/1.000  exact 1.000/1.000/1.000  "
        "ground 1.000  n=1",
        "all                    found 1.000/0.500/0.667  slots 1.000/0.800/0.889  exact 1.000/0.500/0.667  "
        "ground 1.000  n=2",
        "publication date right: 1 of 1",
    ]
