"""XML from strangers: what kind it is, and none that defines entities of its own."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from svodka.sources.unfetched import Unfetched

XmlKind = Literal["feed", "sitemap", "opml"]

_HEAD = 4_000  # bytes in which a document's first element stands
_PROLOG = r"\A\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->)*"
_SUBSET = re.compile(_PROLOG + r"<!DOCTYPE[^>\[]*\[", re.S | re.I)
_ROOT = re.compile(_PROLOG + r"<(?:!DOCTYPE\s+)?(?:\w+:)?(\w+)", re.S | re.I)  # a DOCTYPE names the root too
_KINDS: dict[str, XmlKind] = {
    "rss": "feed", "feed": "feed", "rdf": "feed", "urlset": "sitemap", "sitemapindex": "sitemap",
    "opml": "opml",
}  # fmt: skip


def xml_kind(data: bytes) -> XmlKind | None:
    """'feed' for RSS, RDF and Atom, 'sitemap' for sitemaps and their indexes, 'opml' for lists of feeds, else None."""
    root = _ROOT.match(_head(data))
    return _KINDS.get(root[1].lower()) if root else None


def refuse_entities(data: bytes, name: str) -> None:
    """Raises Unfetched for a document that defines things of its own in its DOCTYPE: only bombs and spies do."""
    if _SUBSET.match(_head(data)):
        raise Unfetched(name, "its XML defines entities of its own (<!DOCTYPE … [); not read")


def _head(data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]
    if not wide:
        return data[:_HEAD].decode("utf-8", "replace")
    big = data.startswith(codecs.BOM_UTF16_BE) or data[:1] == b"\0"
    return data[:_HEAD].decode("utf-16-be" if big else "utf-16-le", "replace")
