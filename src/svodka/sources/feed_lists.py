"""Lists of feeds to watch: OPML, or a plain list with an address a line."""

from __future__ import annotations

from lxml import etree

from svodka.model import UnreadableInput
from svodka.sources.xml_guard import refuse_entities, xml_kind

_MOST_FEEDS = 10_000


def read_feed_list(data: bytes, name: str) -> tuple[str, ...]:
    """The addresses in a list, each once, in its order: `xmlUrl` of OPML, else the lines that are no '#' comments.

    Raises UnreadableInput, naming `name`, for a line that is no address, broken XML, and a list without feeds.
    """
    found = _of_opml(data, name) if xml_kind(data) == "opml" else _of_lines(data, name)
    feeds = tuple(dict.fromkeys(found))
    if not feeds:
        raise UnreadableInput(f"{name}: no feeds in the list; write one address a line, or give an OPML file")
    if len(feeds) > _MOST_FEEDS:
        raise UnreadableInput(f"{name}: {len(feeds):,} feeds, over the limit of {_MOST_FEEDS:,}; split the list")
    return feeds


def _of_lines(data: bytes, name: str) -> list[str]:
    found = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        address = line.partition(" #")[0].strip()
        if not address or address.startswith("#"):
            continue
        if not address.lower().startswith(("http://", "https://")) or " " in address:
            raise UnreadableInput(f"{name}, line {number}: {address[:80]!r} is no address; write https://host/feed")
        found.append(address)
    return found


def _of_opml(data: bytes, name: str) -> list[str]:
    refuse_entities(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(f"{name}: the OPML is broken ({error.msg}); save it again") from None
    return [address for outline in root.iter("{*}outline") if (address := (outline.get("xmlUrl") or "").strip())]
