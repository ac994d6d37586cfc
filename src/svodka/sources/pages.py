"""A web address as a source: a page, or the pages that a feed or a sitemap leads to, as its content has it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from svodka.sources.document import Found, Refused
from svodka.sources.feeds import parse_feed
from svodka.sources.fetching import FEEDS, PACKED, PAGES, Fetched, Fetcher
from svodka.sources.links import Link, follow, page_document
from svodka.sources.sitemaps import SITEMAP_CAPS, sitemap_links, unpacked
from svodka.sources.unfetched import Unfetched
from svodka.sources.xml_guard import xml_kind

_LISTS = ("feed", "sitemap")


class WebAddress:
    """One web address, fetched when something is asked of it and then once only.

    A feed gives its pages oldest first, a sitemap in its own order. The cursor is the address of a page.
    """

    def __init__(self, address: str, fetcher: Fetcher) -> None:
        self._address, self._fetcher = address, fetcher
        self._answer: Fetched | Unfetched | None = None

    @property
    def name(self) -> str:
        """The address."""
        return self._address

    @property
    def identity(self) -> str:
        """The address with a mark of what the feed or the sitemap lists now; '' for a page and what is not there."""
        answer = self._opened()
        if isinstance(answer, Unfetched) or xml_kind(answer.data) not in _LISTS:
            return ""
        return f"{self._address} {hashlib.sha256(answer.data).hexdigest()[:16]}"

    @property
    def size(self) -> int | None:
        """Nobody knows how many pages there are."""
        return None

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The page, or the listed pages from behind the one at `after` on; refusals where they are not to be had."""
        answer = self._opened()
        if isinstance(answer, Unfetched):
            yield _refused(answer, self._address, 0)
            return
        if xml_kind(answer.data) not in _LISTS:
            link = Link(url=self._address, id=self._address)
            yield page_document(answer, link, cursor=self._address, done=1)
        else:
            yield from self._listed(after)

    def _listed(self, after: str | None) -> Iterator[Found]:
        """From behind `after` on; from the beginning when the list no longer has it."""
        passed = 0
        for place, link in enumerate(self._links(), 1):
            if after is None:
                yield self._followed(link, place)
            passed = place
            if (link.name if isinstance(link, Unfetched) else link.url) == after:
                after = None
        if after is not None and passed:
            yield from self._listed(None)

    def _followed(self, link: Link | Unfetched, place: int) -> Found:
        if isinstance(link, Unfetched):
            return _refused(link, link.name, place)
        return follow(link, self._fetcher, cursor=link.url, done=place)

    def _links(self) -> Iterator[Link | Unfetched]:
        answer = self._opened()
        assert isinstance(answer, Fetched)
        if xml_kind(answer.data) == "sitemap":
            yield from sitemap_links(answer.data, answer.url, self._fetcher)
            return
        try:
            yield from parse_feed(answer).links
        except Unfetched as error:
            yield error

    def _opened(self) -> Fetched | Unfetched:
        if self._answer is None:
            try:
                fetched = self._fetcher.fetch(self._address, accept=(*PAGES, *FEEDS, *PACKED), caps=SITEMAP_CAPS)
                self._answer = Fetched(
                    url=fetched.url, data=unpacked(fetched), media_type=fetched.media_type, charset=fetched.charset
                )
            except Unfetched as error:
                self._answer = error
        return self._answer


def _refused(error: Unfetched, cursor: str, done: int) -> Refused:
    return Refused(name=error.name, reason=str(error), cursor=cursor, done=done, again=error.again)
