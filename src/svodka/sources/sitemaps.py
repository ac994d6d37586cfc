"""Sitemaps: the addresses of a site's pages, from one file or from an index of many."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from svodka.model import day_as_written
from svodka.sources.fetching import FEEDS, PACKED, Fetched, Fetcher
from svodka.sources.links import Link
from svodka.sources.unfetched import Unfetched
from svodka.sources.unpacking import Caps, unpack
from svodka.sources.xml_guard import refuse_entities, xml_kind

SITEMAP_CAPS = Caps(size=52_428_800, ratio=1_000)
"""sitemaps.org allows 50 MB; addresses that are much alike pack well."""

SITEMAP_TYPES = (*FEEDS, *PACKED, "text/html", "text/plain")
"""Media types under which servers give sitemaps."""

_MOST_PAGES = 50_000  # of one file, as sitemaps.org has it
_MOST_MAPS = 10_000  # of one index
_DEEPEST = 3  # indexes of indexes
_GZIP = b"\x1f\x8b"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def unpacked(fetched: Fetched) -> bytes:
    """The XML of a sitemap that may be a .gz file; Unfetched when it is broken or a bomb."""
    if not fetched.data.startswith(_GZIP):
        return fetched.data
    return unpack([fetched.data], "gzip", SITEMAP_CAPS, fetched.url)


def sitemap_links(data: bytes, url: str, fetcher: Fetcher) -> Iterator[Link | Unfetched]:
    """The pages of a sitemap in its order, those of an index one map after another; what is not to be had is told.

    Pages named twice come once. Constant memory but for the addresses of the maps.
    """
    yield from _links(data, url, fetcher, {url}, _DEEPEST)


def _links(data: bytes, url: str, fetcher: Fetcher, seen: set[str], depth: int) -> Iterator[Link | Unfetched]:
    try:
        for kind, link in _entries(data, url):
            if kind == "url":
                yield link
            elif link.url not in seen:
                seen.add(link.url)
                yield from _of_map(link.url, fetcher, seen, depth - 1)
    except Unfetched as error:
        yield error


def _of_map(url: str, fetcher: Fetcher, seen: set[str], depth: int) -> Iterator[Link | Unfetched]:
    try:
        if not depth:
            raise Unfetched(url, f"a sitemap {_DEEPEST} indexes deep; give its own address")
        fetched = fetcher.fetch(url, accept=SITEMAP_TYPES, caps=SITEMAP_CAPS)
        data = unpacked(fetched)
        if xml_kind(data) != "sitemap":
            raise Unfetched(url, "no sitemap in it; not read")
    except Unfetched as error:
        yield error
        return
    yield from _links(data, url, fetcher, seen, depth)


def _entries(data: bytes, url: str) -> Iterator[tuple[str, Link]]:
    """The entries of one file: ('url', page) or ('sitemap', map)."""
    refuse_entities(data, url)
    limits = {"url": _MOST_PAGES, "sitemap": _MOST_MAPS}
    parser = etree.iterparse(
        BytesIO(data), events=("end",), tag=("{*}url", "{*}sitemap"), resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in parser:
            kind = etree.QName(element).localname
            if link := _link(element):
                yield kind, link
                limits[kind] -= 1
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if not limits[kind]:
                raise Unfetched(url, "more entries than a sitemap may have; those behind are not read")
    except etree.XMLSyntaxError as error:
        raise Unfetched(url, f"its XML is broken ({error.msg}); what stands before is read") from None


def _link(entry: etree._Element) -> Link | None:
    texts = {etree.QName(part).localname: " ".join((part.text or "").split()) for part in entry.iter("*")
             if not str(part.tag).startswith(_XHTML)}  # fmt: skip
    address = " ".join((entry.findtext("{*}loc") or "").split())
    if not address:
        return None
    return Link(
        url=address, id=address, title=texts.get("title") or None,
        published=day_as_written(texts.get("publication_date", "")), site=texts.get("name") or None,
    )  # fmt: skip
