"""The filter may not lose silently what deep reading finds, nor let everything pass."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.articles import article_from_text, read_article
from svodka.evaluation import is_cooperation, measure_loss
from svodka.pipeline import Reader
from svodka.relevance import Relevance

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text("utf-8"))
NEWS_PASSED = 0.25
"""The share of general news that may pass."""


@pytest.mark.parametrize("name", FLOORS)
def test_loss_does_not_rise(name: str, reader: Reader, relevance: Relevance) -> None:
    floors = FLOORS[name]
    directory = ROOT / floors["directory"]
    if not directory.is_dir():
        pytest.skip(f"{directory} is not beside the checkout")
    articles = [read_article(path.read_bytes(), path.name) for path in sorted(directory.glob("*.txt"))]
    records = reader.read(articles)
    loss = measure_loss((record, relevance.judge(record.article.text).relevant) for record in records)
    assert loss.cooperation.found > 0
    assert loss.cooperation.share <= floors["cooperation"]
    assert loss.events.share <= floors["events"]


def test_general_news_stays_out(relevance: Relevance) -> None:
    directory = ROOT.parent / "shared" / "benchmarks"
    if not directory.is_dir():
        pytest.skip(f"{directory} is not beside the checkout")
    texts = [path.read_text("utf-8") for path in sorted(directory.rglob("*.txt"))]
    passed = sum(judgement.relevant for judgement in relevance.judge_all(texts))
    assert passed <= len(texts) * NEWS_PASSED


COOPERATION = [
    "Россия поставит Индии 12 истребителей Су-30СМ.",
    "Президент Сербии Александар Вучич встретился в Москве с Сергеем Шойгу.",
]
OTHER = [
    "Директор театра Иван Кротов сказал: «Мы откроем сезон в сентябре».",
    "Губернатор Пётр Лисин встретился с ректором Олегом Сомовым.",
]


def test_what_counts_as_cooperation(reader: Reader) -> None:
    records = reader.read([article_from_text(text) for text in (*COOPERATION, *OTHER)])
    assert [is_cooperation(record) for record in records] == [True, True, False, False]


def test_the_measure_counts_what_stands_in_articles_set_aside(reader: Reader) -> None:
    records = reader.read([article_from_text(text) for text in (*COOPERATION, *OTHER)])
    loss = measure_loss(zip(records, (True, False, False, True), strict=True))
    sizes = [len(record.facts) for record in records]
    assert (loss.articles, loss.passed) == (4, 2)
    assert (loss.cooperation.lost, loss.cooperation.found) == (sizes[1], sizes[0] + sizes[1])
    assert (loss.facts.lost, loss.facts.found) == (sizes[1] + sizes[2], sum(sizes))
    assert loss.events.lost == 1
