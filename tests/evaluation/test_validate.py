"""Faults of gold files, one line each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from svodka.evaluation import faults, load_gold
from tests.conftest import ROOT

SOUND = {
    "type": "transfer", "stage": "ordered|delivered", "modality": "asserted", "evidence": "продал", "time": "../2024",
    "slots": {"supplier": ["CN"], "item": ["L-15|*"], "quantity": ["6 самолёт"], "price": ["USD 1000000"]},
}  # fmt: skip
CASES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"type": "sale"}, "there is no such type"),
    ({"stage": "sold"}, "has no stage 'sold'"),
    ({"stage": ""}, "has no stage"),
    ({"modality": "hoped"}, "has no modality 'hoped'"),
    ({"slots": {"seller": ["CN"]}}, "has no slot 'seller'"),
    ({"slots": {"price": ["дорого"]}}, "'дорого' is no price"),
    ({"time": "весной"}, "'весной' is no time"),
    ({"evidence": "купил"}, "the evidence does not stand in the article"),
    ({"type": "service", "slots": {"kind": ["painting"]}, "stage": "done"}, "'painting' is no kind"),
)  # fmt: skip


def _faults(folder: Path, fact: dict[str, Any]) -> list[str]:
    (folder / "a.txt").write_text("Китай продал Замбии шесть самолётов L-15.", "utf-8")
    (folder / "a.gold.json").write_text(json.dumps({"facts": [fact]}), "utf-8")
    return [fault for gold in load_gold(folder) for fault in faults(gold)]


def test_sound(tmp_path: Path) -> None:
    assert _faults(tmp_path, SOUND) == []


@pytest.mark.parametrize(("change", "told"), CASES, ids=[told for _, told in CASES])
def test_fault(change: dict[str, Any], told: str, tmp_path: Path) -> None:
    found = _faults(tmp_path, {**SOUND, **change})
    assert any(told in fault for fault in found)
    assert all(fault.startswith("a, fact 1 (") and "\n" not in fault for fault in found)


@pytest.mark.parametrize("folder", ["examples", "examples/held-back", "corpus/train", "corpus/dev", "corpus/test"])
def test_gold_sets_are_sound(folder: str) -> None:
    assert [fault for gold in load_gold(ROOT / folder) for fault in faults(gold)] == []
