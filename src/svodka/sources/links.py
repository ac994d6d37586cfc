"""Links that feeds and sitemaps give, and the pages they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from svodka.sources.document import Document, Found, Refused
from svodka.sources.fetching import Fetched, Fetcher
from svodka.sources.unfetched import Unfetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The address of a page with what is said of it where it is listed; `id` is the list's own name for it."""

    url: str
    id: str
    title: str | None = None
    published: str | None = None  # EDTF
    author: str | None = None
    site: str | None = None


def follow(link: Link, fetcher: Fetcher, *, cursor: str, done: int) -> Found:
    """The page that a link leads to, with what its list says of it; a refusal when it is not to be had."""
    try:
        page = fetcher.fetch(link.url)
    except Unfetched as error:
        return Refused(name=link.url, reason=str(error), cursor=cursor, done=done, again=error.again)
    return page_document(page, link, cursor=cursor, done=done)


def page_document(page: Fetched, link: Link, *, cursor: str, done: int) -> Document:
    """A fetched page as a document."""
    return Document(
        name=link.url, data=page.data, cursor=cursor, done=done,
        media="text" if page.media_type == "text/plain" else "html", charset=page.charset, url=page.url,
        title=link.title, published=link.published, outlet=link.site, author=link.author,
    )  # fmt: skip
