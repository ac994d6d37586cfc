"""Quantities in sentences; the cases, negatives too, are data/quantities.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.equipment import find_equipment
from svodka.mentions.mention import Mention
from svodka.mentions.quantities import find_quantities, number_of
from tests.builders import article

ROWS = (Path(__file__).parent / "data" / "quantities.tsv").read_text(encoding="utf-8").splitlines()
CASES = [row.partition("\t")[::2] for row in ROWS if row and not row.startswith("#")]


def _found(text: str, models: LanguageModels) -> list[Mention]:
    analysis = models.analyse([article(text)])[0]
    return find_quantities(analysis, find_equipment(analysis))


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_quantities(sentence: str, expected: str, models: LanguageModels) -> None:
    shown = [
        f"{'~' * (m.role == 'approximate')}{sentence[m.start : m.end]}={m.value}" for m in _found(sentence, models)
    ]
    assert " | ".join(shown) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Контракт на 18 самолетов подписан. Афины намерены докупить еще шесть.", ["18 самолёт", "6 самолёт"]),
        ("Страна заказала шесть Су-30СМ и первые два рассчитывает получить.", ["6 самолёт", "2 самолёт"]),
        ("Минск получил батарею ЗРК «Тор». Затем купят еще две.", ["2 батарея"]),
        ("Прага купит пять самолетов. Вена ведет переговоры о двух.", ["5 самолёт", "2 самолёт"]),
        ("Контракт на 18 самолетов подписан. Он истекает в 2025.", ["18 самолёт"]),
    ],
)
def test_units_taken_from_before(text: str, expected: list[str], models: LanguageModels) -> None:
    assert [m.value for m in _found(text, models)] == expected


def test_number_and_class(models: LanguageModels) -> None:
    batteries, vehicles = _found('Заказаны четыре батареи РСЗО "Пинака" и 600–700 БМП.', models)
    assert (number_of(batteries), batteries.of) == (4, "mlrs")
    assert (number_of(vehicles), vehicles.of) == (600, "ifv")
