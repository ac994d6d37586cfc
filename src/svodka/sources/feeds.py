"""RSS and Atom: the links of a feed, with what the feed says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from svodka.model import day_as_written
from svodka.sources.fetching import Fetched
from svodka.sources.links import Link
from svodka.sources.unfetched import Unfetched
from svodka.sources.unpacking import Caps
from svodka.sources.xml_guard import refuse_entities

FEED_CAPS = Caps(size=5_000_000)
"""A feed of a thousand whole articles has less."""

_MOST_ITEMS = 2_000
_LONGEST = 300  # characters of a title or a name
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed's items, each address once, the oldest first as far as the feed is in order.

    Items without a link lead nowhere and are left out.
    """

    title: str | None
    links: tuple[Link, ...]


def parse_feed(fetched: Fetched) -> Feed:
    """The feed in an answer. Raises Unfetched for what is no feed, and for XML with entities of its own."""
    import feedparser  # half a second: only for who reads feeds

    refuse_entities(fetched.data, fetched.url)
    kind = f"{fetched.media_type or 'application/xml'}; charset={fetched.charset or ''}".removesuffix("; charset=")
    try:
        parsed = feedparser.parse(
            BytesIO(fetched.data), response_headers={"content-type": kind, "content-location": fetched.url}
        )
    except Exception as error:  # whatever a stranger's feed makes the library do, one feed must not end a watch
        raise Unfetched(fetched.url, f"the feed cannot be read ({type(error).__name__})", again=True) from error
    if not parsed.get("version"):
        raise Unfetched(fetched.url, "no feed in it; give the address of an RSS or Atom feed")
    title = _plain(parsed.feed.get("title"))
    entries = parsed.entries[:_MOST_ITEMS]
    links = {link.url: link for entry in reversed(entries) for link in _link(entry, fetched.url, title, parsed.version)}
    return Feed(title=title, links=tuple(links.values()))


def _link(entry: Mapping[str, Any], base: str, title: str | None, version: str) -> Iterator[Link]:
    url = _address(base, entry.get("link")) or _address("", entry.get("id"))
    if url is None:
        return
    # 'updated' of Atom is no day of publication; in RSS and RDF it is dc:date, which is one
    written = entry.get("published") or ("" if version.startswith("atom") else entry.get("updated"))
    yield Link(
        url=url, id=str(entry.get("id") or url)[:_LONGEST * 4], title=_plain(entry.get("title")),
        published=day_as_written(str(written or "")), author=_plain(entry.get("author")),
        site=_plain((entry.get("source") or {}).get("title")) or title,
    )  # fmt: skip


def _address(base: str, stated: object) -> str | None:
    try:
        address = urljoin(base, str(stated or "").strip())
        return address if stated and urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None


def _plain(stated: object) -> str | None:
    """The words of a title that may have come as HTML."""
    words = " ".join(unescape(_TAG.sub(" ", str(stated or ""))).split())
    return words[:_LONGEST] or None
