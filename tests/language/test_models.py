"""Whole analyses: exact offsets, true trees, and the readings that the rules about clauses are there for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svodka.language import Analysis, LanguageModels, Sentence
from svodka.model import Article, Paragraph, Span
from tests.language.paragraphs import sentences


def article(text: str) -> Article:
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Paragraph(span=Span(start=at, end=at + len(line)), kind="body"))
        at += len(line) + 1
    return Article(id="x", text=text, title=None, url=None, outlet=None, author=None, published=None,
                   published_basis=None, place=None, language="ru", paragraphs=tuple(lines), dateline=None)  # fmt: skip


def check(analysis: Analysis) -> None:
    """Everything that holds for any analysis whatever."""
    text = analysis.article.text
    for sentence in analysis.sentences:
        assert [t.head for t in sentence.tokens].count(-1) == 1
        for i, token in enumerate(sentence.tokens):
            assert token.index == i and text[token.start : token.end] == token.text
            assert (token.rel == "root") == (token.head == -1)
            assert "ё" not in token.lemma
            above, steps = token.head, 0
            while above >= 0:
                above, steps = sentence.tokens[above].head, steps + 1
                assert steps <= len(sentence.tokens)
            assert all(sentence.tokens[child].head == i for child in sentence.children[i])
        assert sum(map(len, sentence.children)) == len(sentence.tokens) - 1
    for name in analysis.names:
        tokens = analysis.sentences[name.sentence].tokens
        assert (name.start, name.end) == (tokens[name.first].start, tokens[name.last].end)


def test_trees_and_offsets(models: LanguageModels) -> None:
    texts = sentences(80, seed=7)
    found = models.analyse([article("\n".join(texts[i : i + 8])) for i in range(0, 80, 8)])
    assert len(found) == 10
    for analysis in found:
        check(analysis)


PIECES = [
    "Россия",
    "поставит",
    "С-400",
    "(",
    ")",
    "«",
    "»",
    '"',
    ",",
    ".",
    "который",
    "заключили",
    "что",
    "-",
    "12",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES),
                     max_size=30).map(" ".join))  # fmt: skip
def test_trees_and_offsets_of_nonsense(models: LanguageModels, text: str) -> None:
    for analysis in models.analyse([article(text)]):
        check(analysis)


def test_a_text_without_full_stops_is_cut(models: LanguageModels) -> None:
    (analysis,) = models.analyse([article("С-400, Су-30СМ, " * 500)])
    check(analysis)
    assert max(len(sentence.tokens) for sentence in analysis.sentences) <= 200


def test_nothing_to_read(models: LanguageModels) -> None:
    assert models.analyse([]) == []
    assert models.analyse([article("")])[0].sentences == ()


ARCS = [  # text, dependent, its head, relation
    ("Польша закрывает границу, Литва и Латвия усилили охрану.", "Польша", "закрывает", "nsubj"),
    ("Польша закрывает границу, Литва и Латвия усилили охрану.", "Литва", "усилили", "nsubj"),
    ("Запрет был снят, а глава ведомства объявил, что стороны заключили контракт.", "заключили", "объявил", "ccomp"),
    ("Россия разместит комплекс, заявил президент 1 августа на встрече с коллегой.", "встрече", "заявил", "obl"),
    ("Учение начнется 12 сентября и завершится 16 сентября.", "16", "завершится", "obl"),
    ("Верфь строила корабли по контракту, который стороны заключили в июне.", "заключили", "контракту", "acl:relcl"),
    ("Завод «Янтарь» (контракт на $950 млн) строит два фрегата.", "контракт", "Янтарь", "appos"),
    ("Компания Korea Aerospace Industries (KAI) поставит самолеты.", "KAI", "Korea", "appos"),
    ("Еще два самолета, писала в августе газета, ожидаются до декабря.", "самолета", "ожидаются", "nsubj"),
    ("Вашингтон собирается построить заставу в Айвадже, сообщило посольство.", "Вашингтон", "собирается", "nsubj"),
    ("Сообщения о том, что Минск ведет переговоры, в ведомстве опровергли.", "ведомстве", "опровергли", "obl"),
    ("Россия планирует поставить Белоруссии системы С-400.", "системы", "поставить", "obj"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dependent", "head", "relation"), ARCS)
def test_arcs(models: LanguageModels, text: str, dependent: str, head: str, relation: str) -> None:
    (analysis,) = models.analyse([article(text)])
    sentence: Sentence = analysis.sentences[0]
    token = next(t for t in sentence.tokens if t.text == dependent)
    assert (sentence.tokens[token.head].text, token.rel) == (head, relation)


def test_names(models: LanguageModels) -> None:
    (analysis,) = models.analyse([article("Министр обороны Сергей Шойгу прилетел в Ханой.")])
    assert [(analysis.article.text[n.start : n.end], n.kind) for n in analysis.names] == [
        ("Сергей Шойгу", "PER"), ("Ханой", "LOC"),
    ]  # fmt: skip
