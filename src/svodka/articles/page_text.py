"""The text of a web page's article, paragraph by paragraph, without anything that stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from lxml import etree, html

from svodka.articles.boilerplate import announces_links, is_boilerplate
from svodka.articles.bylines import parse_byline
from svodka.articles.page_markup import attribute_words, text_of, words

_LONGEST_LINK = 250  # characters; a paragraph that is one longer link is the news itself
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = ("div", "p", "section", "ul", "ol", "dl", "li", "span", "table", "td", "header", "a", "h2", "h3", "h4", "h5")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_ROOM = 0.4  # share of the page's paragraphs that a block holds which is no mere surrounding
_SPACES = re.compile(r"[ \t\u00a0\u2009\u202f\u200b\ufeff\u00ad]+")
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\ufeff\u00ad", ""))
_DASH = re.compile(r"^[-–—•*·]\s+")


def article_lines(root: html.HtmlElement, title: str | None) -> tuple[list[str], int]:
    """The article's paragraphs without its title, and how many lines were left out as mere links.

    Changes the tree: metadata are read before.
    """
    links = _link_texts(root)
    _prune(root)
    kept: list[str] = []
    left_out = 0
    heading = _folded(title or "")
    for line in _lines(_extracted(root)):
        if _folded(line) == heading and not kept:
            continue
        if _folded(_DASH.sub("", line)) in links:
            left_out += 1
        elif not _is_surrounding(line):
            kept.append(line)
    return kept, left_out


def _link_texts(root: html.HtmlElement) -> frozenset[str]:
    return frozenset(
        folded for link in root.iter("a")
        if 0 < len(folded := _folded(text_of(link))) <= _LONGEST_LINK
    )  # fmt: skip


def _folded(line: str) -> str:
    return re.sub(r"\W+", " ", line.lower()).strip()


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if shown := _SPACES.sub(" ", line.translate(_INVISIBLE)).strip(" |"):
            yield shown


def _is_surrounding(line: str) -> bool:
    """'Читайте также: …', 'Подписывайтесь на нас', 'Фото: пресс-служба'; an author's line stays."""
    if is_boilerplate(line) or announces_links(line):
        return True
    byline = parse_byline(line)
    return byline is not None and byline.author is None and byline.day is None


def _prune(root: html.HtmlElement) -> None:
    """Takes out what markup alone shows to be no news, and tags that only change the look of words."""
    _drop(root, words()["gone"], lambda element: element.tag == "form" and _holds_much(element, _paragraphs(root)))
    whole = _paragraphs(root)
    _drop(root, _BLOCKS, lambda element: not _is_named_surrounding(element) or _holds_much(element, whole))
    etree.strip_tags(root, *words()["unwrapped"])


def _drop(root: html.HtmlElement, tags: tuple[str, ...], spared: Callable[[html.HtmlElement], bool]) -> None:
    for element in list(root.iter(*tags)):
        if element.getparent() is not None and not spared(element):
            element.drop_tree()


def _paragraphs(root: html.HtmlElement) -> int:
    return sum(len(text_of(paragraph)) for paragraph in root.iter("p"))


def _holds_much(element: html.HtmlElement, whole: int) -> bool:
    """Whether the block holds the heading or a good part of the page's paragraphs."""
    return next(element.iter("h1"), None) is not None or _paragraphs(element) > _ROOM * max(whole, 1)


def _is_named_surrounding(element: html.HtmlElement) -> bool:
    if _HIDDEN.search(element.get("style") or ""):
        return True
    named = list(attribute_words(element))
    return not _named().isdisjoint(named) or any(f"{one} {other}" in _pairs() for one, other in pairwise(named))


@lru_cache(maxsize=1)
def _named() -> frozenset[str]:
    return frozenset(words()["blocks"])


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    return frozenset(words()["pairs"])


def _extracted(root: html.HtmlElement) -> str:
    """What trafilatura takes for the text, a paragraph a line; '' where it finds none.

    Its fast way: its slower one asks two other extractors, for four times the time and nothing on news pages.
    """
    import trafilatura  # a second's import: only for who reads pages
    from trafilatura.settings import Extractor

    options = Extractor(output_format="python", fast=True, comments=False)
    options.min_output_size = 0  # else it logs a warning for every page without a text
    document = trafilatura.bare_extraction(root, options=options)
    return str(getattr(document, "text", None) or "")
