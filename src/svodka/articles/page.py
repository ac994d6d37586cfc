"""A web page to an article: what it says of itself, and its text as it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from svodka.articles.page_decoding import decode_page
from svodka.articles.page_markup import parse_page, words
from svodka.articles.page_metadata import PageMetadata, page_metadata
from svodka.articles.page_text import article_lines
from svodka.articles.reading import article_from_text, check_text
from svodka.model import Article, UnreadableInput

DEFAULT_MAX_PAGE_BYTES = 10_000_000
"""The size limit of `read_page`: news pages have a hundredth of it."""

_SENTENCE = re.compile(r"\S.{30,}[.!?…][\"'»”“)\]]*$", re.S)
_FEW_LINKS = 5  # lines that are mere links, from which on a page may be a list of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page's article: `text` is its title, a blank line, and its paragraphs with a blank line between them.

    What the page does not state is None; `published` is EDTF, the day in the page's own time zone.
    """

    text: str
    title: str | None
    published: str | None
    author: str | None
    outlet: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What others say of a page (a feed, a dump): it counts where the page itself states nothing."""

    title: str | None = None
    published: str | None = None  # EDTF
    author: str | None = None
    outlet: str | None = None


def read_page(
    data: bytes, *, name: str, charset: str | None = None, url: str | None = None,
    max_bytes: int = DEFAULT_MAX_PAGE_BYTES,
) -> Page:  # fmt: skip
    """The article on a page of HTML; `charset` is what the server said, `url` where the page was found.

    Raises UnreadableInput, naming `name`, in one line, for a page without an article: a list of links, a log-in, an
    empty shell; and for data over `max_bytes`, binary data and hostile markup.
    """
    if len(data) > max_bytes:
        raise UnreadableInput(f"{name}: {len(data):,} bytes, over the limit of {max_bytes:,}; this is no news page")
    markup = decode_page(data, charset, name)
    root = parse_page(markup, name)
    said = page_metadata(root, url)
    lines, links = article_lines(root, said.title)
    if reason := _no_article(said, lines, links, markup):
        raise UnreadableInput(f"{name}: {reason}")
    return Page(
        text="\n\n".join([*([said.title] if said.title else []), *lines]), title=said.title, published=said.published,
        author=said.author, outlet=said.outlet, url=said.url,
    )  # fmt: skip


def page_to_article(
    data: bytes, *, name: str, charset: str | None = None, url: str | None = None, hints: Hints | None = None,
    published: str | None = None, outlet: str | None = None, max_bytes: int = DEFAULT_MAX_PAGE_BYTES,
) -> Article:  # fmt: skip
    """The article on a page; its spans refer to the extracted text.

    `published` and `outlet` are known for sure and win; `hints` fill in what the page leaves out. Raises
    UnreadableInput as `read_page` does, and for a text that is not Russian.
    """
    page = read_page(data, name=name, charset=charset, url=url, max_bytes=max_bytes)
    check_text(page.text, name)
    hints = hints or Hints()
    text = page.text if page.title or not hints.title else f"{hints.title}\n\n{page.text}"
    return article_from_text(
        text, published=published or page.published or hints.published, outlet=outlet or page.outlet or hints.outlet,
        url=page.url, title=page.title or hints.title, author=page.author or hints.author,
    )  # fmt: skip


def _no_article(said: PageMetadata, lines: Sequence[str], links: int, markup: str) -> str | None:
    """Why there is no article on the page, or None when there is one."""
    told = [line for line in lines if _SENTENCE.match(line)]
    front = urlsplit(said.url or "//x/x").path.strip("/") in ("", "index.html", "index.php")
    if told and not said.is_article and links >= _FEW_LINKS and (front or links > 2 * len(told)):
        return "a list of links, not an article; give the address of an article, a feed or a sitemap"
    if told:
        return None
    folded = markup.lower()
    if any(word in folded for word in words()["walls"]):
        return "no article in the page, it asks the reader to log in or to pay; give the text itself"
    if links >= _FEW_LINKS:
        return "a list of links, not an article; give the address of an article, a feed or a sitemap"
    if "<script" in folded:
        return "no article in the page, it may need JavaScript to show one; give the text itself"
    return "no article in the page; give the address of an article"
