import tomllib
from pathlib import Path

import pytest

from svodka.articles import article_from_text
from svodka.articles.boilerplate import LISTS, announces_links, is_boilerplate, phrases
from svodka.articles.bylines import parse_byline
from svodka.articles.dates import plain

CASES = tomllib.loads((Path(__file__).parent / "structures.toml").read_text(encoding="utf-8"))["case"]
LETTERS = {"title": "t", "subtitle": "s", "subhead": "h", "body": "b", "byline": "y", "boilerplate": "x"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_every_paragraph_gets_its_kind(case: dict[str, str], line_end: str) -> None:
    text = case["text"].replace("\n", line_end)
    kinds = [LETTERS[paragraph.kind] for paragraph in article_from_text(text).paragraphs]
    assert "".join(kinds) == case["kinds"]


@pytest.mark.parametrize(
    ("line", "outlet", "author", "day"),
    [
        ("Анна Левицкая", None, "Анна Левицкая", None),
        ("Иван Синицын, Жуковский — Москва", None, "Иван Синицын", None),
        ("Иван Соколов, Мария Дорохова", None, "Иван Соколов, Мария Дорохова", None),
        ("А. Петров и Мария Дорохова", None, "А. Петров, Мария Дорохова", None),
        ("«Северная газета», 10.09.2019, 00:12", "Северная газета", None, "2019-09-10"),
        ("Коммерсантъ, 24.09.2015", "Коммерсантъ", None, "2015-09-24"),
        ("(18.10.2016, 15:42)", None, None, "2016-10-18"),
        ("2021-06-29 12:30 (мск)", None, None, "2021-06-29"),
        ("Опубликовано: 26 января 2023 г. в 18:05", None, None, "2023-01-26"),
        ("Автор: Анна Левицкая", None, "Анна Левицкая", None),
        ("Фото: Минобороны Беларуси", None, None, None),
    ],
)
def test_bylines(line: str, outlet: str | None, author: str | None, day: str | None) -> None:
    found = parse_byline(line)
    assert found is not None
    assert (found.outlet, found.author, found.day.edtf() if found.day else None) == (outlet, author, day)


@pytest.mark.parametrize(
    "line",
    [
        "Закупки Казахстана",
        "Договор вступил в силу 19 сентября 2022 года",
        "Американская очередь",
        "5 мая 2020 года стороны подписали договор.",
        "ПОСТАВКИ",
    ],
)
def test_headings_and_news_are_no_bylines(line: str) -> None:
    assert parse_byline(line) is None


@pytest.mark.parametrize("line", ["Читайте также: Что дальше", "СМОТРИТЕ ТАКЖЕ", "→ Материалы по теме:", "По теме"])
def test_announcements_of_links(line: str) -> None:
    assert announces_links(line)


@pytest.mark.parametrize("line", ["По теме переговоров стороны молчат", "Сюжеты войны", "Рекомендуемые цены выросли"])
def test_news_that_announces_nothing(line: str) -> None:
    assert not announces_links(line)
    assert not is_boilerplate(line)


def test_the_lists_of_boilerplate_are_complete_and_folded() -> None:
    assert set(phrases()) == set(LISTS)
    for words in phrases().values():
        assert len(set(words)) == len(words)
        assert all(word and word == plain(word).strip() for word in words)
