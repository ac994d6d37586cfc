"""People, organisations and positions in whole sentences; the cases are in names.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from svodka.language import Analysis, LanguageModels
from svodka.mentions.countries import find_countries
from svodka.mentions.mention import Mention
from svodka.mentions.offices import find_offices, find_positions
from svodka.mentions.organisations import find_organisations
from svodka.mentions.people import find_people
from svodka.model import Article, Paragraph, Span

CASES = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))["case"]
IDS = [case["text"][:40] for case in CASES]


def analysed(models: LanguageModels, text: str) -> Analysis:
    """The analysis of a text whose every line is a paragraph of the body."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(Paragraph(span=Span(start=start, end=start + len(line)), kind="body"))
        start += len(line) + 1
    article = Article(id="test", text=text, title=None, url=None, outlet=None, author=None, published=None,
                      published_basis=None, place=None, language="ru", dateline=None,
                      paragraphs=tuple(paragraphs))  # fmt: skip
    return models.analyse([article])[0]


def everything(analysis: Analysis) -> tuple[list[Mention], list[Mention], list[Mention]]:
    """People outside organisations, organisations, countries."""
    countries = list(find_countries(analysis))
    organisations = find_organisations(analysis, countries)
    people = [p for p in find_people(analysis) if not any(o.start <= p.start and p.end <= o.end for o in organisations)]
    return people, organisations, countries


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_people(models: LanguageModels, case: dict[str, str]) -> None:
    people, _, _ = everything(analysed(models, case["text"]))
    assert [p.value for p in people] == case["people"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_organisations(models: LanguageModels, case: dict[str, str]) -> None:
    _, organisations, _ = everything(analysed(models, case["text"]))
    assert [o.value for o in organisations] == case["organisations"]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_positions(models: LanguageModels, case: dict[str, str]) -> None:
    analysis = analysed(models, case["text"])
    people, organisations, countries = everything(analysis)
    found = find_positions(analysis, people, organisations, countries)
    shown = [
        " | ".join([p.person.value, p.office.value, p.organisation.value if p.organisation else "-",
                    p.country_code or "-", p.stage])
        for p in found
    ]
    assert shown == case["positions"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Министр Виктор Хренин прибыл.\nПозже с Хрениным говорили журналисты.", ["Виктор Хренин", "Виктор Хренин"]),
        ("Заявил Патрушев.\nС Патрушевым согласились.", ["Патрушев", "Патрушев"]),
        (
            "Иван Петров и Анна Петрова подписали план.\nС Петровой говорили.",
            ["Иван Петров", "Анна Петрова", "Анна Петрова"],
        ),
    ],
)
def test_a_surname_takes_the_full_name(models: LanguageModels, text: str, names: list[str]) -> None:
    assert [p.value for p in find_people(analysed(models, text))] == names


def test_spans_are_exact_and_an_office_without_a_holder_is_found(models: LanguageModels) -> None:
    text = "Секретарь Совбеза Армении прибыл в Москву."
    analysis = analysed(models, text)
    people, organisations, countries = everything(analysis)
    (office,) = find_offices(analysis, people, organisations, countries)
    assert (office.value, office.of, office.country) == ("секретарь", "Совет безопасности Армении", "AM")
    assert text[office.start : office.end] == "Секретарь Совбеза Армении"
    for mention in (*organisations, office):
        tokens = analysis.sentences[mention.sentence].tokens
        assert (mention.start, mention.end) == (tokens[mention.first].start, tokens[mention.last].end)
        assert mention.first <= mention.head <= mention.last
