"""A web page to an article: what it says of itself, and its text as it is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from svodka.articles.page_decoding import decode_page
from svodka.articles.page_markup import parse_page, words
from svodka.articles.page_metadata import PageMetadata, page_metadata
from svodka.articles.page_text import Lines, article_lines, folded_line
from svodka.model import UnreadableInput

DEFAULT_MAX_PAGE_BYTES = 10_000_000
"""The size limit of `read_page`: news pages have a hundredth of it."""

_SENTENCE = re.compile(r"\S.{30,}[.!?…][\"'»”“)\]]*$", re.S)
_BEHIND_TITLE = re.compile(r"(?:\s+[-–—|/•·]\s+|\s*\|\s*)\S.{0,80}$")
_FEW = 5  # links to other articles, or lines that announce them, from which on a page may be a list of such


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
    lines = article_lines(root, name, surely_article=said.is_article)
    title = _title(said.title, lines.kept)
    told = [line for line in lines.kept if folded_line(line) != folded_line(title or "")]
    if reason := _no_article(said, lines, told, markup):
        raise UnreadableInput(f"{name}: {reason}")
    return Page(
        text="\n\n".join([title, *told] if title else told), title=title, published=said.published,
        author=said.author, outlet=said.outlet, url=said.url,
    )  # fmt: skip


def _title(stated: str | None, lines: Sequence[str]) -> str | None:
    """The stated title, without the name of the site where the page shows it so: 'Заголовок | Портал'."""
    shown = lines[0] if lines else ""
    return shown if stated and shown and _BEHIND_TITLE.match(stated.removeprefix(shown)) else stated


def _no_article(said: PageMetadata, lines: Lines, told: Sequence[str], markup: str) -> str | None:
    """Why there is no article on the page, or None when there is one."""
    sentences = sum(_SENTENCE.match(line) is not None for line in told)
    front = urlsplit(said.url or "//x/x").path.strip("/") in ("", "index.html", "index.php")
    listing = lines.teasers >= _FEW and lines.teasers > sentences / 2
    if sentences and (said.is_article or not (listing or (front and lines.links >= _FEW))):
        return None
    folded = markup.lower()
    if any(word in folded for word in words()["walls"]) and lines.links < _FEW:
        return "no article in the page, it asks the reader to log in or to pay; give the text itself"
    if lines.links >= _FEW:
        return "a list of links, not an article; give the address of an article, a feed or a sitemap"
    if "<script" in folded:
        return "no article in the page, it may need JavaScript to show one; give the text itself"
    return "no article in the page; give the address of an article"
