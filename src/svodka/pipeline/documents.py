"""Documents to articles: what is known beforehand, and what their source says of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from svodka.articles import article_from_text, check_text, decode
from svodka.model import Article, UnreadableInput
from svodka.sources.document import Document

DEFAULT_LIMIT = 2_000_000
"""Bytes; a longer document is refused: no news article comes near it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What is known of all documents beforehand, and the size in bytes above which a text is refused.

    What is said here counts before what the page or the source says.
    """

    published: str | None = None
    outlet: str | None = None
    limit: int = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of a document that is known to be Russian, before its parts are marked."""

    text: str
    title: str | None
    url: str | None
    outlet: str | None
    author: str | None
    published: str | None


def draft_of(document: Document, options: ReadOptions) -> Draft:
    """The text of a document with what is known of it; UnreadableInput when it is too long or no Russian text."""
    draft = _of_page(document, options) if document.media == "html" else _of_text(document, options)
    check_text(draft.text, document.name)
    return draft


def _of_page(document: Document, options: ReadOptions) -> Draft:
    from svodka.articles.page import DEFAULT_MAX_PAGE_BYTES, read_page  # takes a second, and few need it

    page = read_page(
        document.data, name=document.name, charset=document.charset, url=document.url,
        max_bytes=max(options.limit, DEFAULT_MAX_PAGE_BYTES),
    )  # fmt: skip
    untitled = f"{document.title}\n\n{page.text}" if document.title else page.text
    return Draft(
        text=page.text if page.title else untitled, title=page.title or document.title, url=page.url or document.url,
        outlet=options.outlet or page.outlet or document.outlet, author=page.author or document.author,
        published=options.published or page.published or document.published,
    )  # fmt: skip


def _of_text(document: Document, options: ReadOptions) -> Draft:
    return Draft(
        text=_text(document, options), title=document.title, url=document.url, author=document.author,
        outlet=options.outlet or document.outlet, published=options.published or document.published,
    )  # fmt: skip


def _text(document: Document, options: ReadOptions) -> str:
    if len(document.data) > options.limit:
        raise UnreadableInput(
            f"{document.name}: over the limit of {options.limit:,} bytes; split the text or raise --limit"
        )
    return decode(document.data, document.name)


def article_of_draft(draft: Draft) -> Article:
    """The article with its parts marked."""
    return article_from_text(
        draft.text, published=draft.published, outlet=draft.outlet, url=draft.url, title=draft.title,
        author=draft.author,
    )  # fmt: skip


def article_of(document: Document, options: ReadOptions) -> Article:
    """The article of a document, which the models have not seen yet; UnreadableInput when there is none."""
    return article_of_draft(draft_of(document, options))


def document_id(document: Document, options: ReadOptions) -> str:
    """32 hexadecimal digits, the same for the same bytes with the same things said of them."""
    told = (
        document.media, document.charset, document.url, document.title, document.author,
        options.published or document.published, options.outlet or document.outlet,
    )  # fmt: skip
    digest = hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(document.data)
    return digest.hexdigest()
