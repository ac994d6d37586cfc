"""What a web page says of itself: JSON-LD, then <meta> (OpenGraph and others), then <time>; nothing is guessed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from svodka.articles.dates import days_in
from svodka.articles.page_markup import inline_text, text_of, words
from svodka.knowledge.outlets import find_outlet, outlets_in
from svodka.model import day_as_written

_ARTICLE = re.compile(r"\w*Article|(?:Live)?BlogPosting|Report")
_LONGEST_JSON = 1_000_000
_LONGEST = 300  # characters of a title or a name
_DEPTH = 6  # levels of JSON-LD in which an article is looked for
_PUBLISHED = etree.XPath("//*[not(self::meta)][contains(@itemprop, 'datePublished')] | //time[@pubdate]")
_WRAPPED = re.compile(r"^\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*$")
_LOST_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"\\]{4,40})\"")
_RUSSIAN = re.compile(r"[а-я]", re.I)
_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
_UTC = re.compile(r"(?:Z|[+-]00:?00)$")
_JOINT = re.compile(r"\s+[-–—|/:•·]\s+|\s*\|\s*")
_TITLE_ENDS = re.compile(r"(?:\.{3}|…)$")
_BY = re.compile(r"^(?:автор(?:ы)?|текст|by)\s*[:—–-]?\s+", re.I)
_URL = re.compile(r"https?://|www\.|^@|/", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """What the page states; None for what it leaves out. `is_article`: it calls itself an article."""

    title: str | None
    published: str | None  # EDTF
    author: str | None
    outlet: str | None
    url: str | None
    is_article: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A page's own words about itself, by their kinds: names in lower case with their contents, in order."""

    metas: dict[str, list[str]]
    article: dict[str, object]  # JSON-LD of the article, empty where there is none
    scripts: str  # all JSON-LD as it stands

    def first(self, kind: str) -> Iterator[str]:
        """The contents of the <meta> elements that tell `kind`, the surer first."""
        return (content for name in words()[kind] for content in self.metas.get(name, ()))


def page_metadata(root: html.HtmlElement, url: str | None) -> PageMetadata:
    """What the page says of itself; `url` is where it was found."""
    found = _found(root)
    address = _canonical(root, found, url)
    site = _site(found)
    kind = next(iter(found.metas.get("og:type", ())), "")
    return PageMetadata(
        title=_title(root, found, site, address),
        published=_published(root, found),
        author=_author(found, site),
        outlet=_outlet(site, address),
        url=address,
        is_article=bool(found.article) or kind == "article" or "article:published_time" in found.metas,
    )


def _found(root: html.HtmlElement) -> _Found:
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = _clean(meta.get("content"))
        for attribute in ("property", "name", "itemprop"):
            if content and (name := meta.get(attribute)):
                metas.setdefault(name.strip().lower(), []).append(content)
    scripts = [
        script.text_content()[:_LONGEST_JSON] for script in root.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]  # fmt: skip
    articles = [article for script in scripts for article in _articles(_json(script), _DEPTH)]
    return _Found(metas=metas, article=next(iter(articles), {}), scripts="\n".join(scripts))


def _json(script: str) -> object:
    try:
        parsed: object = json.loads(_WRAPPED.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None
    return parsed


def _articles(node: object, depth: int) -> Iterator[dict[str, object]]:
    """The JSON-LD objects of an article, outermost first; not those in lists of other articles."""
    if isinstance(node, list) and depth:
        for item in node:
            yield from _articles(item, depth - 1)
    if not isinstance(node, dict) or not depth:
        return
    if any(_ARTICLE.fullmatch(kind) for kind in _strings(node.get("@type"))):
        yield node
    for key in ("@graph", "mainEntity", "mainEntityOfPage"):
        yield from _articles(node.get(key), depth - 1)


def _strings(value: object) -> Iterator[str]:
    """The texts in a value of JSON-LD: itself, its items, or the names of objects."""
    if isinstance(value, str):
        if cleaned := _clean(value):
            yield cleaned
    elif isinstance(value, list):
        for item in value[:20]:
            yield from (_strings(item) if not isinstance(item, list) else ())
    elif isinstance(value, dict):
        yield from _strings(value.get("name") if isinstance(value.get("name"), str) else None)


def _clean(text: str | None) -> str:
    return " ".join(unescape(text or "").split())


# Title


def _title(root: html.HtmlElement, found: _Found, site: str | None, url: str | None) -> str | None:
    """As the metadata give it, without the site's name behind it; the heading's words where they cut it short."""
    headings = [text for heading in root.iter("h1") if (text := inline_text(heading))]
    stated = [*_strings(found.article.get("headline")), *found.first("title")]
    whole = [inline_text(title) for title in root.iter("title")][:1]
    names = {name.lower() for name in (site, urlsplit(url or "").netloc.removeprefix("www.")) if name}
    for candidate in (*stated, *headings[:1], *whole):
        if title := _without_site(candidate, names):
            start = _TITLE_ENDS.sub("", title).strip()
            longer = next((h for h in headings if start != title and h.startswith(start)), None)
            return (longer or title)[:_LONGEST]
    return None


def _without_site(title: str, names: set[str]) -> str:
    """'Сербия получила комплексы - РИА Новости, 29.06.2021' → 'Сербия получила комплексы'."""
    joints = list(_JOINT.finditer(title))
    for joint in joints[:3]:
        behind = title[joint.end() :].strip()
        if behind.lower() in names or find_outlet(behind.split(",")[0]):
            return title[: joint.start()].strip()
    return title if title.lower() not in names else ""


# Day of publication


def _published(root: html.HtmlElement, found: _Found) -> str | None:
    stated = [*_strings(found.article.get("datePublished")), *found.first("published")]
    stated += [] if found.article else _only(_LOST_DATE.findall(found.scripts))
    stated += [value for element in _PUBLISHED(root) if (value := _time_value(element))]
    stated += _only([value for time in _times(root) if (value := _time_value(time))])
    days = [(written, day) for written in stated if (day := _day(written))]
    if not days:
        return None
    written, day = days[0]
    return next((other for local, other in days if _same_moment(written, local)), day)


def _day(written: str) -> str | None:
    if day := day_as_written(written):
        return day
    if not _RUSSIAN.search(written):  # '01/02/2021' may be either of two days
        return None
    named = {found.edtf() for found in days_in(written[:_LONGEST])}  # '29 июня 2021, 12:00'
    return named.pop() if len(named) == 1 else None


def _only(written: Sequence[str]) -> list[str]:
    """The first of several that are of one day; none where they are of more."""
    return list(written[:1]) if len({_day(one) for one in written}) == 1 else []


def _same_moment(universal: str, local: str) -> bool:
    """Whether `local` tells the moment that `universal` tells in UTC, in the page's own time zone."""
    if not _UTC.search(universal) or not _ZONE.search(local) or _UTC.search(local):
        return False
    try:
        one, other = (datetime.fromisoformat(written).astimezone(UTC) for written in (universal, local))
    except (ValueError, OverflowError):
        return False
    return abs((one - other).total_seconds()) < 60


def _time_value(element: html.HtmlElement) -> str:
    return _clean(element.get("datetime") or element.get("content") or text_of(element))


def _times(root: html.HtmlElement) -> Iterable[html.HtmlElement]:
    """The <time> elements nearest to the heading; all of the page where it has none."""
    heading = next(root.iter("h1"), None)
    around = heading.iterancestors() if heading is not None else iter([root])
    return next((times for element in around if (times := list(element.iter("time")))), [])


# Author, outlet, address


def _site(found: _Found) -> str | None:
    named = [*found.first("site"), *_strings(found.article.get("publisher"))]
    return next((name for name in named if len(name) <= _LONGEST and not _URL.search(name)), None)


def _outlet(site: str | None, url: str | None) -> str | None:
    """The catalogue's name of the site, else the name that it gives itself; None where it has none."""
    host = urlsplit(url or "").netloc.lower().removeprefix("www.")
    shortened = _JOINT.split(site) if site else []
    for name in (site, *shortened[:1], host):
        if name and (known := find_outlet(name)):
            return known.name
    opening = next(outlets_in(site), None) if site else None
    if opening and opening.span.start <= 1:  # 'РИА Новости в Крыму'
        return opening.outlet.name
    return shortened[0] if shortened and len(shortened[0]) <= 60 else None


def _author(found: _Found, site: str | None) -> str | None:
    """Persons only: many pages name the site itself, or an address of its page elsewhere."""
    named = [*_strings(found.article.get("author")), *found.first("author")]
    names = [_BY.sub("", name) for name in named]
    persons = [
        name for name in names
        if 2 < len(name) <= 120 and not _URL.search(name) and name != site and not find_outlet(name)
        and len(name.split()) > 1
    ]  # fmt: skip
    stated = [name for name in _strings(found.article.get("author")) if _BY.sub("", name) in persons]
    return ", ".join(dict.fromkeys(stated)) or next(iter(persons), None)


def _canonical(root: html.HtmlElement, found: _Found, url: str | None) -> str | None:
    """The page's own address for itself, when it is one of the web on the same site; else where it was found."""
    links = [link.get("href") for link in root.iter("link") if "canonical" in (link.get("rel") or "").lower().split()]
    for stated in (*links, *found.metas.get("og:url", ())):
        address = _joined(url, stated)
        if address and _is_of_site(address, url):
            return address
    return url


def _joined(url: str | None, stated: str | None) -> str | None:
    try:
        address = urljoin(url or "", (stated or "").strip())
        return address if urlsplit(address).scheme in ("http", "https") and urlsplit(address).netloc else None
    except ValueError:
        return None


def _is_of_site(address: str, url: str | None) -> bool:
    """A front page as the canonical address of an article is a mistake of the site's."""
    if not url:
        return True
    there, here = urlsplit(address), urlsplit(url)
    hosts = [parts.netloc.lower().removeprefix("www.").removeprefix("m.") for parts in (there, here)]
    same = hosts[0] == hosts[1] or hosts[0].endswith("." + hosts[1]) or hosts[1].endswith("." + hosts[0])
    return same and (there.path.strip("/") != "" or here.path.strip("/") == "")
