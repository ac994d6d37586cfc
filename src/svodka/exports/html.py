"""One self-contained page: every article with its evidence highlighted, beside its facts."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from svodka.exports.characters import disarm, visible
from svodka.exports.stretches import Marks, Stretch, cut
from svodka.exports.text import summary
from svodka.exports.wording import TITLES, Wording, word
from svodka.model import Article, Fact, Record, Span, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    kind: str
    stretches: list[Stretch]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    key: str
    type: str
    wording: Wording
    quotes: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...]  # slot, canonical value, the words it was read from
    confidence: int  # per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Section:
    key: str
    title: str
    known: str
    summary: str
    blocks: list[_Block]
    groups: list[tuple[str, list[_Card]]]


def format_html(records: Sequence[Record]) -> str:
    """The page of some articles, in their order. It needs nothing but itself and runs no script but its own."""
    sections = [_section(f"a{number}", record) for number, record in enumerate(records, 1)]
    title = sections[0].title if len(sections) == 1 else f"Svodka: {len(sections)} articles"
    style, script = _part("page.css"), _part("page.js")
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}"
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    template = _environment().get_template("page.html.j2")
    return template.render(
        title=title, sections=sections, policy=policy, style=Markup(style), script=Markup(script), disarm=disarm
    )


@cache
def _environment() -> Environment:
    loader = PackageLoader("svodka.exports", "page")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _part(name: str) -> str:
    return files("svodka.exports").joinpath("page", name).read_text("utf-8")


def _hash(text: str) -> str:
    """How a content security policy names an inline style or script that may run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _section(key: str, record: Record) -> _Section:
    article = record.article
    keyed = [(f"{key}-{number}", fact) for number, fact in enumerate(record.facts, 1)]
    date = article.published and f"{article.published} ({article.published_basis})"
    known = [article.outlet, article.place, date or "date unknown", article.author]
    return _Section(
        key=key,
        title=visible(article.title or "(no title)"),
        known=" · ".join(visible(text) for text in known if text),
        summary=summary(record),
        blocks=list(_blocks(article, keyed)),
        groups=[(title, cards) for kind, title in TITLES.items()
                if (cards := [_card(name, fact) for name, fact in keyed if fact.type == kind])],
    )  # fmt: skip


def _card(key: str, fact: Fact) -> _Card:
    values = tuple(
        (slot.replace("_", " "), visible(value.value), visible(value.text))
        for slot, values in _filled(fact) for value in values
    )  # fmt: skip
    return _Card(
        key=key, type=fact.type, wording=word(fact), quotes=tuple(visible(piece.text) for piece in fact.evidence),
        values=values, confidence=round(100 * fact.confidence),
    )  # fmt: skip


def _blocks(article: Article, keyed: Sequence[tuple[str, Fact]]) -> Iterator[_Block]:
    evidence: Marks = {key: [Span(start=e.start, end=e.end) for e in fact.evidence] for key, fact in keyed}
    values: Marks = {key: list(_value_spans(fact)) for key, fact in keyed}
    for kind, span in _parts(article):
        yield _Block(kind=kind, stretches=cut(article.text, span, evidence, values))


def _value_spans(fact: Fact) -> Iterator[Span]:
    for _, values in _filled(fact):
        yield from (Span(start=value.start, end=value.end) for value in values)


def _filled(fact: Fact) -> list[tuple[str, tuple[Value, ...]]]:
    return [*fact.slots.items(), ("time", fact.time), ("said by", fact.said.by), ("via", fact.said.via)]


def _parts(article: Article) -> Iterator[tuple[str, Span]]:
    """The paragraphs, and whatever stands between them, so that no word of the article is lost."""
    at = 0
    for paragraph in article.paragraphs:
        yield from _gap(article.text, at, paragraph.span.start)
        yield paragraph.kind, paragraph.span
        at = paragraph.span.end
    yield from _gap(article.text, at, len(article.text))


def _gap(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    if text[start:end].strip():
        yield "boilerplate", Span(start=start, end=end)
