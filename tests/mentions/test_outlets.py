"""Outlets in sentences, known ones and those that only a word announces."""

import pytest

from svodka.language import LanguageModels
from svodka.mentions.outlets import find_outlets
from svodka.model import Article, Paragraph, Span


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Об этом сообщило агентство «БелТА».", ["БЕЛТА"]),
        ("Глава ведомства рассказал газете «Вечерний меридиан» о планах.", ["Вечерний меридиан"]),
        ("Слова министра передает портал Defense Herald.", ["Defense Herald"]),
        ("Известия с полигона пришли вчера, газета молчит.", []),
        ("Как писали «Ведомости» со ссылкой на Reuters, сделка готова.", ["Ведомости", "Reuters"]),
        ("Агентство оборонных закупок подписало контракт.", []),
    ],
)
def test_outlets(models: LanguageModels, text: str, names: list[str]) -> None:
    article = Article(id="test", text=text, title=None, url=None, outlet=None, author=None, published=None,
                      published_basis=None, place=None, language="ru", dateline=None,
                      paragraphs=(Paragraph(span=Span(start=0, end=len(text)), kind="body"),))  # fmt: skip
    found = find_outlets(models.analyse([article])[0])
    assert [m.value for m in found] == names
    assert all(m.start < m.end <= len(text) for m in found)
