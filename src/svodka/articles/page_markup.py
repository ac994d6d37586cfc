"""The markup of a web page to a tree, within bounds that no news page comes near."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources

from lxml import etree, html

from svodka.model import UnreadableInput

_MOST_TAGS = 60_000  # opening and closing; long live reports have a third of that
_MOST_ATTRIBUTES = 1_000  # of one tag: the parser compares each with all before it
_MOST_INLINE = 2_000  # links and the like side by side: the extractor compares each with all before it
_MOST_STEPS = 600_000  # elements times their depth
_SAMPLE = 200  # elements whose depth is looked at
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{5000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*>")
_INLINE = frozenset({"a", "span", "br", "img", "q", "code"})


@lru_cache(maxsize=1)
def words() -> Mapping[str, tuple[str, ...]]:
    """The lists of `data/page.toml` by name."""
    text = (resources.files("svodka.articles") / "data" / "page.toml").read_text(encoding="utf-8")
    return {name: tuple(listed) for name, listed in tomllib.loads(text).items()}


def parse_page(markup: str, name: str) -> html.HtmlElement:
    """The root of the page's tree; no comments, no more than 256 levels (what lies deeper is lost).

    Raises UnreadableInput, naming `name`, for what is no page and for markup that only burdens the reader.
    """
    if (tags := markup.count("<")) > _MOST_TAGS:
        raise UnreadableInput(f"{name}: {tags:,} tags, over the limit of {_MOST_TAGS:,}; this is no news page")
    for tag in _LONG_TAG.finditer(markup):
        if len(_QUOTED.sub("", tag.group()).split()) > _MOST_ATTRIBUTES:
            raise UnreadableInput(f"{name}: a tag with more than {_MOST_ATTRIBUTES:,} attributes; this is no news page")
    try:
        root = html.document_fromstring(_PROLOG.sub("", markup).encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError):
        raise UnreadableInput(f"{name}: no web page in it; give a page of HTML") from None
    if not isinstance(root, html.HtmlElement) or root.find("body") is None:
        raise UnreadableInput(f"{name}: an empty web page; nothing to read there")
    _check_shape(root, name)
    return root


def _parser() -> html.HTMLParser:
    """A parser of its own for every page: they keep what they read."""
    return html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)


def _check_shape(root: html.HtmlElement, name: str) -> None:
    """Refuses shapes over which an extractor would brood for minutes."""
    elements = list(root.iter())
    for element in elements:
        if len(element) > _MOST_INLINE and sum(1 for child in element if child.tag in _INLINE) > _MOST_INLINE:
            raise UnreadableInput(f"{name}: over {_MOST_INLINE:,} links or spans in one block; this is no news page")
    sample = elements[:: len(elements) // _SAMPLE + 1]
    depth = sum(sum(1 for _ in element.iterancestors()) for element in sample) / len(sample)
    if depth * len(elements) > _MOST_STEPS:
        raise UnreadableInput(
            f"{name}: {len(elements):,} elements, {depth:.0f} deep in each other; this is no news page"
        )


def attribute_words(element: html.HtmlElement) -> Iterator[str]:
    """The words of an element's class and id, in lower case: 'inArticleLinks read-also' gives five."""
    for attribute in ("class", "id"):
        if value := element.get(attribute):
            spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", value[:500])
            yield from re.split(r"[\s_-]+", spaced.lower())


def inline_text(element: html.HtmlElement) -> str:
    """The words of a heading: '«<b>Панцирь</b>»' without blanks inside the quotes, <br> as a blank."""
    for line_break in element.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    return " ".join("".join(element.itertext()).split())


def text_of(element: html.HtmlElement) -> str:
    """The element's words, every run of blanks as one."""
    return " ".join(" ".join(element.itertext()).split())
