"""A raw document to an `Article`: the text is kept as it came, its parts are marked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from svodka.articles.blocks import split_blocks
from svodka.articles.bylines import Byline, parse_byline
from svodka.articles.dateline import Opening, parse_dateline
from svodka.articles.decoding import decode
from svodka.articles.language_check import OtherLanguage, foreign_language
from svodka.articles.outlet import find_article_outlet
from svodka.articles.published import settle_published
from svodka.articles.structure import mark_paragraphs
from svodka.model import Article, Paragraph, UnreadableInput

DEFAULT_MAX_BYTES = 2_000_000
"""The size limit of `read_article`: the longest newspaper pages are a hundredth of it."""


def read_article(
    data: bytes,
    name: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Article:
    """Decode and check a document and mark its parts; `name` is what error messages call it.

    Raises UnreadableInput with one line for data that is empty, binary, in an unreadable encoding, over
    `max_bytes`, or in a language other than Russian.
    """
    if len(data) > max_bytes:
        raise UnreadableInput(
            f"{name}: {len(data):,} bytes, over the limit of {max_bytes:,}; split the text or raise the limit"
        )
    text = decode(data, name)
    check_text(text, name)
    return article_from_text(text, published=published, outlet=outlet, url=url)


def check_text(text: str, name: str) -> None:
    """Raise UnreadableInput for a `text` without words, OtherLanguage for one that is not Russian."""
    if not text.strip():
        raise UnreadableInput(f"{name}: the text is empty; give an article in Russian")
    if not re.search(r"[^\W\d_]", text):
        raise UnreadableInput(f"{name}: no words in the text; give an article in Russian")
    if language := foreign_language(text):
        raise OtherLanguage(f"{name}: not Russian (taken for {language}); only Russian articles are read", language)


def article_from_text(
    text: str, *, published: str | None = None, outlet: str | None = None, url: str | None = None,
    title: str | None = None, author: str | None = None,
) -> Article:  # fmt: skip
    """Mark the parts of a Russian news text; `published` (EDTF) and the others are what the source says.

    A `title` that the source says is the text's first line, whatever it looks like, or stands nowhere in it. The text
    is kept letter for letter. Raises UnreadableInput for an empty text and for a `published` that is
    no date.
    """
    if not text.strip():
        raise UnreadableInput("the text is empty; give an article in Russian")
    blocks = split_blocks(text)
    titled = title is not None and bool(blocks) and _one_line(blocks[0].span.of(text)) == _one_line(title)
    paragraphs = mark_paragraphs(text, blocks, titled=titled)
    opening = _opening(text, paragraphs)
    bylines = [found for p in paragraphs if p.kind == "byline" and (found := parse_byline(p.span.of(text)))]
    date, basis = settle_published(text, paragraphs, opening, bylines, published)
    return Article(
        id=article_id(text),
        text=text,
        title=title or next((_one_line(p.span.of(text)) for p in paragraphs if p.kind == "title"), None),
        url=url,
        outlet=outlet or find_article_outlet(text, paragraphs, opening, bylines),
        author=author or _author(bylines),
        published=date,
        published_basis=basis,
        place=opening.dateline.place if opening else None,
        language="ru",
        paragraphs=paragraphs,
        dateline=opening.dateline if opening else None,
    )


def article_id(text: str) -> str:
    """SHA-256 (hex) of the text with every run of white space as one blank and none at the ends.

    Nothing else is folded: quotation marks, dashes, case and ё count, so that a corrected text is another article.
    """
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _opening(text: str, paragraphs: Sequence[Paragraph]) -> Opening | None:
    first = next((p for p in paragraphs if p.kind == "body"), None)
    return parse_dateline(text, first.span) if first else None


def _author(bylines: Sequence[Byline]) -> str | None:
    return ", ".join(dict.fromkeys(byline.author for byline in bylines if byline.author)) or None
