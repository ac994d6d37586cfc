from pathlib import Path

import pytest

from svodka.articles.dateline import normal_case, parse_dateline
from svodka.model import Span

NEWS = "Стороны провели переговоры."
ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "datelines.tsv").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


def _shown(opening: str) -> list[str]:
    text = opening + NEWS
    found = parse_dateline(text, Span(start=0, end=len(text)))
    if found is None:
        return ["-", "-", "-"]
    assert found.dateline.span.of(text) == opening
    day = found.day
    written = f"{day.day}.{day.month}.{day.year or '-'}" if day else "-"
    return [found.dateline.place or "-", found.dateline.outlet or "-", written]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_place_outlet_and_day_of_the_opening(row: list[str]) -> None:
    assert _shown(row[0]) == row[1:]


def test_the_dateline_is_sought_where_the_paragraph_starts() -> None:
    text = f"Заголовок\n\nМИНСК, 14 ноя – РИА Новости. {NEWS}"
    found = parse_dateline(text, Span(start=11, end=len(text)))
    assert found and found.dateline.span.of(text) == "МИНСК, 14 ноя – РИА Новости. "
    assert text[found.dateline.span.end :] == NEWS


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("НЬЮ-ДЕЛИ", "Нью-Дели"),
        ("МИНЕРАЛЬНЫЕ ВОДЫ", "Минеральные Воды"),
        ("КОМСОМОЛЬСК-НА-АМУРЕ", "Комсомольск-на-Амуре"),
        ("ОАЭ", "ОАЭ"),
        ("УФА", "Уфа"),
        ("Абу-Даби", "Абу-Даби"),
    ],
)
def test_names_in_capitals_get_their_normal_case(written: str, normal: str) -> None:
    assert normal_case(written) == normal
