"""The page is whole by itself, harmless whatever the text, and ties every fact to its words."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from svodka.exports.html import format_html
from svodka.model import Record
from tests.builders import article, evidence_in, fact, value

TEXT = "Россия поставит Белоруссии С-400. Потом всё."
HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "'; alert(1); '", "</style><b>", "{{ 7 * 7 }}",
    "&lt;уже&gt;", "\u202eтобор",
]  # fmt: skip
VOID = {"meta", "img", "br", "link"}


class Page(HTMLParser):
    """What a browser would see: tags in balance, their attributes, the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.parts = {"style": "", "script": ""}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.parts:
            self.parts[self.open[-1]] += data
        else:
            self.text += data

    def attributes(self, name: str) -> list[str]:
        return [value or "" for _, attributes in self.tags for key, value in attributes.items() if key == name]


def _record(text: str = TEXT, **known: str | None) -> Record:
    one = fact("transfer", {"item": [text]}, evidence=(evidence_in(text, text),), stage="planned")
    two = fact("statement", {"speaker": [text], "quote": [text]}, evidence=(evidence_in(text, text[2:9]),))
    return Record(article=article(text, **known), entities=(), facts=(one, two))


def test_the_page_needs_nothing_from_outside() -> None:
    page = Page(format_html([_record()]))
    assert page.open == []
    assert not {"link", "img", "iframe", "base", "object"} & {tag for tag, _ in page.tags}
    assert page.attributes("src") == [] and page.attributes("style") == []
    assert "http:" not in format_html([_record()]) and "https:" not in format_html([_record()])


def test_the_policy_lets_only_the_page_s_own_script_and_style_run() -> None:
    page = Page(format_html([_record()]))
    [policy] = [a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy and policy.startswith("default-src 'none'")
    for part in page.parts.values():
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in policy


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_text(hostile: str) -> None:
    plain = Page(format_html([_record()]))
    page = Page(format_html([_record(hostile * 3, title=hostile, outlet=hostile)]))
    assert {tag for tag, _ in page.tags} == {tag for tag, _ in plain.tags}
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert page.parts == plain.parts
    assert hostile.replace("\u202e", "⟨U+202E⟩") in page.text
    assert "\u202e" not in page.text


def test_facts_and_words_point_at_each_other() -> None:
    page = Page(format_html([_record(), _record()]))
    facts = set(page.attributes("data-fact"))
    assert facts == {"a1-1", "a1-2", "a2-1", "a2-2"}
    assert set(page.attributes("id")) >= facts
    for name in ("data-facts", "data-values"):
        assert {key for keys in page.attributes(name) for key in keys.split()} == facts
    assert {"a1-1 a1-2", "a1-1"} <= set(page.attributes("data-facts")), "overlapping evidence is told apart"


def test_no_word_of_the_article_is_lost() -> None:
    html = format_html([_record()])
    body = html[html.index('<div class="article"') : html.index('<div class="facts"')]
    assert TEXT in re.sub(r"<[^>]+>", "", body)


def test_several_articles_have_an_index() -> None:
    page = Page(format_html([_record(title="Первая"), _record(title="Вторая")]))
    assert page.attributes("href") == ["#a1", "#a2"]
    assert "Svodka: 2 articles" in page.text
    assert "nav" not in {tag for tag, _ in Page(format_html([_record()])).tags}


def test_values_show_the_words_they_were_read_from() -> None:
    read = replace(fact("transfer", {}), slots={"supplier": (value("RU", "Россия"),)})
    html = format_html([Record(article=article(TEXT), entities=(), facts=(read,))])
    assert re.search(r"supplier</th>.*>RU<.*>Россия<", html)
