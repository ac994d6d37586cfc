"""The text of a web page's article, paragraph by paragraph, without anything that stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from lxml import etree, html

from svodka.articles.boilerplate import announces_links, is_boilerplate
from svodka.articles.bylines import parse_byline
from svodka.articles.page_markup import attribute_words, inline_text, text_of, words
from svodka.model import UnreadableInput

_HEADLINE = 20  # characters of a link that may be the title of another article
_MOST_PARAGRAPHS = 1_000  # that are looked at to tell the article from what stands around it
_PIECES = 60  # of text in such a block, blanks between tags among them
_MOST_HEADLINES = 200  # around which teasers are looked for
_SENTENCE_END = re.compile(r"[.!?…][\"'»”“)\]]*$")
_TEASER = 700  # characters of a block that shows such a link with a few words on it
_LONGEST_LINK = 250  # characters; a paragraph that is one longer link is the news itself
_BLOCKS = ("div", "p", "section", "ul", "ol", "dl", "li", "span", "table", "td", "header", "a", "h2", "h3", "h4", "h5")
_TABLE = ("thead", "tbody", "tfoot", "tr", "td", "th", "caption")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_LONGEST_TEXT = 1_000_000
_ROOM = 0.4  # share of the page's paragraphs that a block holds which is no mere surrounding
_SPACES = re.compile(r"[ \t\u00a0\u2009\u202f\u200b\ufeff\u00ad]+")
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\ufeff\u00ad", ""))
_DASH = re.compile(r"^[-–—•*·]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """An article's paragraphs.

    `links`: how many titles of other articles the page offers; beside `teasers` of them stands one of the paragraphs.
    """

    kept: tuple[str, ...]
    teasers: int
    links: int


def article_lines(root: html.HtmlElement, name: str, *, surely_article: bool) -> Lines:
    """The article's paragraphs, the title among them where the page shows one. Changes the tree.

    Where the page is `surely_article` no teasers are looked for: that takes as long as all the rest. Raises
    UnreadableInput, naming `name`, for a page of more text than any article has.
    """
    links = [(link, text) for link in root.iter("a") if 0 < len(text := text_of(link)) <= _LONGEST_LINK]
    titles = {folded_line(text) for _, text in links}
    headlines = [link for link, text in links if len(text) >= _HEADLINE]
    suspects = [] if surely_article else headlines[:_MOST_HEADLINES]
    beside = [{folded_line(line) for line in _beside(link)} for link in suspects]
    _prune(root, name)
    lead = _lead(root)
    kept = tuple(
        line for line in _with_lead(lead, list(_lines(_extracted(root, name))))
        if folded_line(_DASH.sub("", line)) not in titles and not _is_surrounding(line)
    )  # fmt: skip
    told = {folded_line(line) for line in kept}
    return Lines(kept=kept, teasers=sum(not told.isdisjoint(lines) for lines in beside), links=len(headlines))


def _lead(root: html.HtmlElement) -> str | None:
    """The paragraph behind the heading whose class calls it the lead; extractors take it for no part of the body."""
    heading = next(root.iter("h1"), None)
    if heading is None:
        return None
    behind = heading.xpath("(following::*[self::div or self::p or self::h2 or self::span][@class])[position() < 12]")
    called = (element for element in behind if not _leads().isdisjoint(attribute_words(element)))
    found = (inline_text(element) for element in called if next(element.iter("img"), None) is None)
    return next((text for text in found if _HEADLINE <= len(text) <= _TEASER), None)


def _with_lead(lead: str | None, lines: Sequence[str]) -> Iterator[str]:
    """The lines with the lead before them, behind the title, unless they have it already."""
    folded = folded_line(lead or "")
    missing = folded and not any(folded in folded_line(line) for line in lines[:5])
    titled = bool(lines) and _SENTENCE_END.search(lines[0]) is None
    yield from lines[:titled]
    if missing and lead:
        yield lead
    yield from lines[titled:]


def _beside(link: html.HtmlElement) -> Iterator[str]:
    """The texts in the small block around a link: 'Краткое описание …' under a headline."""
    block, own = None, {link, *link.iterancestors()}
    for around in islice(link.iterancestors(), 3):
        if not _is_short(around):
            break
        block = around
    if block is not None:
        yield from (text_of(element) for element in block.iter("p", "div", "span", "td") if element not in own)


def _is_short(element: html.HtmlElement) -> bool:
    """Whether the element holds a few words; of a long one no more is looked at than it takes to see that."""
    length = 0
    for count, piece in enumerate(element.itertext()):
        length += len(piece.strip())
        if length > _TEASER or count > _PIECES:
            return False
    return True


def folded_line(line: str) -> str:
    """The words of a line, by which lines are compared: quotation marks and dashes differ between head and body."""
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


def _prune(root: html.HtmlElement, name: str) -> None:
    """Takes out what markup alone shows to be no news, and tags that only change the look of words or place them."""
    much = _holding_much(root)
    _drop(root, words()["gone"], lambda element: element.tag == "form" and element in much)
    much = _holding_much(root)
    _drop(root, _BLOCKS, lambda element: element in much or not _is_named_surrounding(element))
    for stamp in list(root.iter("time")):
        around = stamp.getparent()
        running = around is None or any((piece or "").strip() for piece in (around.text, *(e.tail for e in around)))
        if not running:  # 'объявило <time>29 июня</time>, что …' stays
            stamp.drop_tree()
    etree.strip_tags(root, *words()["unwrapped"])
    if (whole := len(text_of(root))) > _LONGEST_TEXT:
        raise UnreadableInput(f"{name}: {whole:,} letters on one page, over the limit of {_LONGEST_TEXT:,}")
    for table in [table for table in root.iter("table") if _is_layout(table, whole)]:
        for element in [cell for cell in table.iter(*_TABLE) if next(cell.iterancestors("table"), None) is table]:
            element.tag = "div"
        table.tag = "div"


def _holding_much(root: html.HtmlElement) -> set[html.HtmlElement]:
    """The elements that hold the heading or a good part of the page's paragraphs: no mere surroundings."""
    weights: dict[html.HtmlElement, int] = {}
    whole = 0
    for paragraph in islice(root.iter("p"), _MOST_PARAGRAPHS):
        length = len(text_of(paragraph))
        whole += length
        for element in (paragraph, *paragraph.iterancestors()) if length else ():
            weights[element] = weights.get(element, 0) + length
    heading = next(root.iter("h1"), None)
    around = {heading, *heading.iterancestors()} if heading is not None else set()
    return around | {element for element, weight in weights.items() if weight > _ROOM * whole}


def _is_layout(table: html.HtmlElement, whole: int) -> bool:
    """Whether a table places the parts of the page: it holds the heading or a good part of all its words."""
    return next(table.iter("h1"), None) is not None or len(text_of(table)) > _ROOM * whole


def _drop(root: html.HtmlElement, tags: tuple[str, ...], spared: Callable[[html.HtmlElement], bool]) -> None:
    for element in list(root.iter(*tags)):
        if element.getparent() is not None and not spared(element):
            element.drop_tree()


def _is_named_surrounding(element: html.HtmlElement) -> bool:
    if _HIDDEN.search(element.get("style") or ""):
        return True
    named = list(attribute_words(element))
    return not _named().isdisjoint(named) or any(f"{one} {other}" in _pairs() for one, other in pairwise(named))


@lru_cache(maxsize=1)
def _named() -> frozenset[str]:
    return frozenset(words()["blocks"])


@lru_cache(maxsize=1)
def _leads() -> frozenset[str]:
    return frozenset(words()["leads"])


@lru_cache(maxsize=1)
def _pairs() -> frozenset[str]:
    return frozenset(words()["pairs"])


def _extracted(root: html.HtmlElement, name: str) -> str:
    """What trafilatura takes for the text, a paragraph a line; '' where it finds none.

    Its fast way, which does not ask two other extractors for a second opinion.
    """
    import trafilatura  # a second's import: only for who reads pages
    from trafilatura.settings import Extractor

    options = Extractor(output_format="python", fast=True, comments=False)
    options.min_output_size = 0  # else it logs a warning for every page without a text
    try:
        document = trafilatura.bare_extraction(root, options=options)
    except Exception as error:  # whatever a stranger's page makes the library do
        raise UnreadableInput(f"{name}: the page cannot be taken apart ({type(error).__name__})") from error
    return str(getattr(document, "text", None) or "")
