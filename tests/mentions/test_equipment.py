"""Equipment in sentences; the cases, negatives too, are data/equipment.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.equipment import find_equipment
from tests.builders import article

ROWS = (Path(__file__).parent / "data" / "equipment.tsv").read_text(encoding="utf-8").splitlines()
CASES = [row.partition("\t")[::2] for row in ROWS if row and not row.startswith("#")]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_equipment(sentence: str, expected: str, models: LanguageModels) -> None:
    found = find_equipment(models.analyse([article(sentence)])[0])
    shown = [f"{'*' * (m.role == 'class')}{sentence[m.start : m.end]}={m.value}/{m.of}" for m in found]
    assert " | ".join(shown) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what a class word has vouched for once is believed afterwards
        ("Сеул продал 100 танков K2. Десять K2 уже прибыли.", ["K2", "K2"]),
        ("Альпинисты поднялись на K2. Десять K2 не существует.", []),
        # a bare family name means the only fuller one
        ("Куплены танки M1A2 Abrams. Первые «Абрамсы» прибыли.", ["M1A2 Abrams", "M1A2 Abrams"]),
        ("Даны Leopard 2A6 и Leopard 1. Все «Леопарды» прибыли.", ["Leopard 2A6", "Leopard 1", "Leopard"]),
        # a nickname takes the designation that the article gives, else it stays
        ("Система С-400 «Триумф» прибыла. Батареи «Триумфа» развернули.", ["С-400", "С-400"]),
        ("Прибыли вертолеты Ка-52. «Аллигаторы» испытали.", ["Ка-52", "Ка-52"]),
        ("Прибыли вертолеты «Аллигатор».", ["Аллигатор"]),
        ("Сеул предлагает «Чхонгун» (KM-SAM). «Чхонгун» испытали.", ["KM-SAM", "KM-SAM", "KM-SAM"]),
        ("В Ласке ждут MQ-9 Reaper. Второй Reaper прибудет в мае.", ["MQ-9 Reaper", "MQ-9 Reaper"]),
        ("Прибыли «Байрактары». «Байрактар ТБ2» испытали.", ["Bayraktar TB2", "Bayraktar TB2"]),
        ("Прибыли «Байрактары». Их испытали.", ["Bayraktar"]),
        ("Войска ждут беспилотник Zorg X7. Второй Zorg X7 готов.", ["Zorg X7", "Zorg X7"]),
    ],
)
def test_the_rest_of_the_article(text: str, expected: list[str], models: LanguageModels) -> None:
    found = find_equipment(models.analyse([article(text)])[0])
    assert [m.value for m in found if m.role == "designation"] == expected


def test_origin_and_tokens(models: LanguageModels) -> None:
    analysis = models.analyse([article('Минск ждет систему С-400 "Триумф" и ракеты BrahMos.')])[0]
    triumf, brahmos = find_equipment(analysis)
    assert (triumf.country, brahmos.country) == ("RU", None)  # BrahMos has two countries of origin
    assert analysis.sentences[0].tokens[triumf.head].text.startswith("С")
    assert triumf.first == triumf.head < triumf.last
