"""Causes of errors, told from damaged copies of a gold file."""

from __future__ import annotations

import json
import random
from pathlib import Path

from svodka.evaluation import evaluate, format_causes, load_gold
from svodka.evaluation.causes import causes
from tests.builders import gold_record

TEXT = "Россия поставит Белоруссии С-400. Китай продал Замбии самолёты L-15."
SUPPLY = {"type": "transfer", "stage": "planned", "evidence": "поставит",
          "slots": {"supplier": ["RU"], "recipient": ["BY"], "item": ["С-400"]}}  # fmt: skip
SALE = {"type": "transfer", "stage": "delivered", "evidence": "продал",
        "slots": {"supplier": ["CN"], "recipient": ["ZM"], "item": ["L-15"]}}  # fmt: skip


def _gold(folder: Path, name: str, *facts: object) -> None:
    (folder / f"{name}.txt").write_text(TEXT, "utf-8")
    (folder / f"{name}.gold.json").write_text(json.dumps({"facts": list(facts)}), "utf-8")


def test_causes(tmp_path: Path) -> None:
    for name, changed in (("wanted", {}), ("stage", {"stage": "delivered"}),
                          ("party", {"slots": SUPPLY["slots"] | {"supplier": ["CN"]}}),
                          ("silent", {"slots": SUPPLY["slots"] | {"supplier": []}})):  # fmt: skip
        _gold(tmp_path, name, SUPPLY | changed)
    _gold(tmp_path, "both", SUPPLY, SALE)
    golds = {gold.name: gold for gold in load_gold(tmp_path)}
    read = {name: gold_record(gold, random.Random(0), damage=0.0) for name, gold in golds.items()}

    def found(gold: str, record: str | None) -> dict[str, int]:
        rows = evaluate([(golds[gold], read[record] if record else None)]).rows
        return {cause: counted.total() for cause, counted in causes(rows).items()}

    assert found("wanted", "wanted") == {}
    assert found("wanted", "stage") == {"wrong stage": 1}
    assert found("wanted", "party") == {"wrong supplier": 1}
    assert found("wanted", "silent") == {"no supplier": 1}
    assert found("wanted", None) == {"nothing read": 1}
    assert found("wanted", "both") == {"made up": 1}
    assert found("both", "wanted") == {"nothing read": 1}


def test_format(tmp_path: Path) -> None:
    _gold(tmp_path, "a", SUPPLY, SALE)
    [gold] = load_gold(tmp_path)
    assert format_causes(evaluate([(gold, None)]).rows) == "    2  nothing read           transfer 2"
