"""Web pages to articles: what they say of themselves, their text, their character sets, and what is refused."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svodka.articles import article_from_text
from svodka.articles.page import Page, read_page
from svodka.articles.page_markup import words
from svodka.model import UnreadableInput

CASES = tomllib.loads((Path(__file__).parent / "pages.toml").read_text("utf-8"))
TEASERS = "".join(
    f'<div class="i"><a href="/{n}">Новость номер {n} о том, что случилось сегодня</a>'
    f"<p>Несколько слов о новости номер {n}, чтобы её прочли.</p></div>" for n in range(20)
)  # fmt: skip
HEADLINES = "".join(f'<div><a href="/{n}">Другая новость номер {n}, не наша</a></div>' for n in range(12))


def filled(text: str) -> str:
    for name, meant in (*CASES["paragraphs"].items(), ("TEASERS", TEASERS), ("HEADLINES", HEADLINES)):
        text = text.replace(f"{{{name}}}", meant)
    return text


def read(html: str, **known: Any) -> Page:
    return read_page(html.encode(), name="page", **known)


@pytest.mark.parametrize("case", CASES["page"], ids=lambda case: case["name"])
def test_pages(case: dict[str, str]) -> None:
    found = read(filled(case["html"]), url=case.get("url"))
    assert found.title == case["title"]
    assert found.published == case.get("published")
    assert found.author == case.get("author")
    assert found.outlet == case.get("outlet")
    assert found.url == case.get("address", case.get("url"))
    if "whole" in case:
        assert found.text.split("\n\n") == filled(case["whole"]).split(" / ")


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_pages_without_an_article(case: dict[str, str]) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(filled(case["html"]), url=case.get("url"))
    assert str(caught.value).startswith("page: ") and case["words"] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_title_with_a_full_stop_is_the_title_of_its_article() -> None:
    """'Стороны подписали договор.' looks like the first sentence, but the page says what it is."""
    title = "Стороны подписали договор."
    page = read(filled(f"<title>{title}</title><h1>{title}</h1><p>АСТАНА, 29 июн - ТАСС. {{P1}}</p>"))
    article = article_from_text(page.text, title=page.title, published="2021-06-29")
    assert [p.kind for p in article.paragraphs] == ["title", "body"]
    assert (article.title, article.place) == (title, "Астана")
    assert article.published_basis == "metadata"
    assert all(p.span.of(article.text).strip() for p in article.paragraphs)


# Character sets

RUSSIAN = filled("<html><head>{META}<title>Казахстан получил самолёты</title></head><body><p>{P1}</p><p>{P2}</p>")


@pytest.mark.parametrize(("charset", "served", "declared"), [
    ("windows-1251", "windows-1251", None),
    ("windows-1251", None, '<meta charset="windows-1251">'),
    ("windows-1251", None, '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
    ("windows-1251", None, None),
    ("windows-1251", "utf-8", '<meta charset="utf-8">'),
    ("windows-1251", "iso-8859-1", None),
    ("koi8-r", "koi8-r", None),
    ("koi8-r", None, "<meta charset=koi8-r>"),
    ("koi8-r", "windows-1251", "<meta charset=koi8-r>"),
    ("koi8-r", None, None),
    ("utf-8", "windows-1251", '<meta charset="windows-1251">'),
    ("utf-8", "no-such-charset", None),
    ("utf-8", "punycode", None),
    ("utf-8-sig", None, None),
    ("utf-16", "utf-16", None),
    ("cp866", "cp866", None),
])  # fmt: skip
def test_character_sets(charset: str, served: str | None, declared: str | None) -> None:
    data = RUSSIAN.replace("{META}", declared or "").encode(charset)
    assert read_page(data, name="page", charset=served).text.endswith(CASES["paragraphs"]["P2"])


def test_a_page_cut_in_the_middle_of_a_letter_and_one_with_broken_bytes() -> None:
    data = RUSSIAN.replace("{META}", "").encode()
    assert CASES["paragraphs"]["P1"] in read_page(data[: data.rindex("А".encode()) + 1], name="page").text
    broken = RUSSIAN.replace("{META}", "").encode("cp1251").replace(b"\xf0", b"\x98", 1)
    assert "самол" in read_page(broken, name="page", charset="windows-1251").text


# What only burdens

PARAGRAPH = "<p>Министерство обороны сообщило, что поставки завершены в срок и без замечаний.</p>"
HOSTILE = {
    "nested": "<div>" * 50_000 + PARAGRAPH,
    "nested a little": "<div>" * 200 + PARAGRAPH,
    "nested and wide": "<div class='share related'>" * 200 + "<p>слово</p>" * 12_000,
    "tags": "<b>" * 3_000_000,
    "attributes": "<div " + "a=1 " * 200_000 + ">" + PARAGRAPH,
    "links": "<p>" + "<a href=x>слово</a> " * 12_000 + PARAGRAPH,
    "text": "<p>" + "слово " * 700_000,
    "unclosed": "<p>" * 20_000 + PARAGRAPH,
    "tables": "<table><tr><td>" * 250 + PARAGRAPH,
    "json": "<script type='application/ld+json'>" + "[" * 200_000 + "</script>" + PARAGRAPH,
    "entities": "<p>" + "&amp;&#1088;" * 200_000,
    "comment": "<!--" + "-" * 1_000_000 + PARAGRAPH,
    "cdata": "<![CDATA[" * 20_000 + PARAGRAPH,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_markup_is_read_or_refused_in_bounded_time(kind: str) -> None:
    started = time.process_time()
    try:
        read("<html><body>" + HOSTILE[kind])
    except UnreadableInput as error:
        assert str(error).startswith("page: ") and "\n" not in str(error)
    assert time.process_time() - started < 10


def test_what_is_no_page() -> None:
    for data, reason in (
        (b"%PDF-1.4\x00\x01\x02" * 100, "binary data"), (b"\x89PNG\r\n\x1a\n" + bytes(500), "binary data"),
        (b"x" * 10_000_001, "over the limit of 10,000,000"),
    ):  # fmt: skip
        with pytest.raises(UnreadableInput, match=reason):
            read_page(data, name="page")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(
    st.sampled_from(["<p>", "</p>", "<div class='share'>", "</div>", "<!--", "<table><tr><td>", "<a href='/x'>", "&#0;",
                     "</body>", "<h1>", "<script>", "\x00", "Стороны подписали договор о поставке самолётов в срок. "]),
    st.text(max_size=12),
), max_size=30))  # fmt: skip
def test_any_markup_is_a_page_or_an_error_in_one_line(parts: list[str]) -> None:
    try:
        page = read_page("".join(parts).encode("utf-8", "surrogatepass"), name="page")
    except UnreadableInput as error:
        assert "\n" not in str(error)
    else:
        assert page.text.strip()


def test_the_lists_of_markup_are_in_order() -> None:
    for name, listed in words().items():
        assert listed and len(set(listed)) == len(listed), name
        assert all(word == word.lower().strip() for word in listed), name
