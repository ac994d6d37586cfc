"""Feeds, sitemaps and addresses as sources: what they list, and the pages that they lead to."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from svodka.model import UnreadableInput
from svodka.sources import Document, Refused
from svodka.sources.feed_lists import read_feed_list
from svodka.sources.feeds import parse_feed
from svodka.sources.fetching import Fetched
from svodka.sources.pages import WebAddress
from svodka.sources.sitemaps import sitemap_links
from svodka.sources.unfetched import Unfetched
from svodka.sources.xml_guard import xml_kind
from tests.sources.site import Answer, Clock, Site, article, page, polite, redirect, serving, xml

RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Степной вестник</title>
<item><title>Вторая &amp;laquo;новость&amp;raquo;</title><link>https://news.example/2</link>
 <guid isPermaLink="false">id-2</guid><pubDate>Tue, 29 Jun 2021 23:30:00 +0300</pubDate>
 <dc:creator>Анна Левицкая</dc:creator></item>
<item><title>Первая новость</title><link>/1</link><pubDate>когда-то</pubDate></item>
<item><title>Без ссылки</title></item>
<item><title>Снова вторая</title><link>https://news.example/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Лента</title>
<entry><title type="html">&lt;b&gt;Новость&lt;/b&gt; дня</title><link href="https://news.example/3"/><id>urn:3</id>
 <published>2021-06-29T23:30:00+03:00</published><updated>2021-07-02T10:00:00Z</updated>
 <source><title>Соседняя лента</title></source></entry>
<entry><title>Только изменена</title><link href="https://news.example/4"/><id>urn:4</id><updated>2021-07-02T10:00:00Z</updated></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Старая лента</title></channel>
<item><title>Новость</title><link>https://news.example/5</link><dc:date>2021-06-29T01:00:00+03:00</dc:date></item></rdf:RDF>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title><item><title>&b;</title><link>https://news.example/1</link></item></channel></rss>"""
SPY = """<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>"""


def answer(markup: str, charset: str = "utf-8") -> Fetched:
    return Fetched(url="https://news.example/rss", data=markup.encode(charset), media_type="application/rss+xml")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


# Feeds


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_rss_each_page_once_the_oldest_first(charset: str) -> None:
    feed = parse_feed(answer(RSS.replace("{charset}", charset), charset))
    second, first = feed.links
    assert feed.title == "Степной вестник"
    assert (first.url, first.title, first.published) == ("https://news.example/1", "Первая новость", None)
    assert (second.url, second.id, second.title) == ("https://news.example/2", "id-2", "Вторая «новость»")
    assert (second.published, second.author, second.site) == ("2021-06-29", "Анна Левицкая", "Степной вестник")


def test_atom_and_rdf() -> None:
    changed, new = parse_feed(answer(ATOM)).links
    assert (new.url, new.id, new.published) == ("https://news.example/3", "urn:3", "2021-06-29")
    assert (new.title, new.site) == ("Новость дня", "Соседняя лента")
    assert changed.published is None, "the day of a change is no day of publication"
    [old] = parse_feed(answer(RDF)).links
    assert (old.published, old.site) == ("2021-06-29", "Старая лента")


@pytest.mark.parametrize(("markup", "words"), [
    ("<html><body>нет</body></html>", "no feed in it"), ("", "no feed in it"), ("{}", "no feed in it"),
    (BOMB, "defines entities of its own"), (SPY, "defines entities of its own"),
])  # fmt: skip
def test_what_is_no_feed(markup: str, words: str) -> None:
    with pytest.raises(Unfetched, match=words) as caught:
        parse_feed(answer(markup))
    assert str(caught.value).startswith("https://news.example/rss: ") and "\n" not in str(caught.value)


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    whole = RSS.replace("{charset}", "utf-8")
    cut = whole[: whole.index("<item><title>Без ссылки")]
    assert len(parse_feed(answer(cut)).links) == 2


@pytest.mark.parametrize(("data", "kind"), [
    (RSS.encode(), "feed"), (ATOM.encode(), "feed"), (RDF.encode(), "feed"), (b"<html><rss>", None), (b"", None),
    (b"\xef\xbb\xbf <!-- x --><urlset>", "sitemap"), (b"<?xml version='1.0'?>\n<sitemapindex>", "sitemap"),
    (b"<!DOCTYPE rss PUBLIC '-//N//DTD RSS 0.91//EN' 'http://x.example/r.dtd'><rss>", "feed"),
    ("<opml/>".encode("utf-16"), "opml"), (b"{}", None), (b"rss", None),
])  # fmt: skip
def test_kinds_of_xml(data: bytes, kind: str | None) -> None:
    assert xml_kind(data) == kind


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_every_charset(charset: str) -> None:
    with pytest.raises(Unfetched, match="defines entities of its own"):
        parse_feed(answer(BOMB.replace('<?xml version="1.0"?>', ""), charset))


# Lists of feeds


def test_lists_of_feeds() -> None:
    plain = "\ufeff# ленты\n\nhttps://a.example/rss\n  http://b.example/rss # наша\nhttps://a.example/rss\n"
    opml = """<opml version="2.0"><body><outline text="Группа"><outline type="rss" xmlUrl="https://a.example/rss"/>
      <outline text="без адреса"/></outline><outline xmlUrl="http://b.example/rss"/></body></opml>"""
    for listed in (plain, opml):
        assert read_feed_list(listed.encode(), "list") == ("https://a.example/rss", "http://b.example/rss")


@pytest.mark.parametrize(("listed", "words"), [
    ("", "no feeds in the list"), ("# только слова", "no feeds in the list"),
    ("https://a.example/rss\nлента", "list, line 2: 'лента' is no address"),
    ("<opml><body>", "the OPML is broken"), ("<opml><body/></opml>", "no feeds in the list"),
    ('<!DOCTYPE opml [<!ENTITY x "y">]><opml/>', "defines entities of its own"),
])  # fmt: skip
def test_lists_that_cannot_be_read(listed: str, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words) as caught:
        read_feed_list(listed.encode(), "list")
    assert "\n" not in str(caught.value)


# Addresses as sources


def rss_of(*paths: str) -> str:
    items = "".join(f"<item><link>{path}</link><title>Из ленты {path}</title></item>" for path in paths)
    return f"<rss version='2.0'><channel><title>Лента</title>{items}</channel></rss>"


def sitemap_of(*urls: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>"


def test_a_page(site: Site) -> None:
    site.answers |= {"/a": redirect("/b"), "/b": page(article(1), served="windows-1251")}
    source = WebAddress(f"{site.url}/a", polite(Clock()))
    [found] = source.found()
    assert isinstance(found, Document)
    assert (found.name, found.url, found.media, found.charset) == (
        f"{site.url}/a", f"{site.url}/b", "html", "windows-1251",
    )  # fmt: skip
    assert (source.name, source.identity, found.data) == (f"{site.url}/a", "", article(1).encode())
    assert site.paths() == ["/a", "/b"], "fetched once"


def test_an_address_that_is_not_there(site: Site) -> None:
    [found] = WebAddress(f"{site.url}/no", polite(Clock())).found()
    assert isinstance(found, Refused)
    assert (found.reason, found.again) == (f"{site.url}/no: the server answers 404 Not Found; check the address", False)
    site.answers["/busy"] = Answer(status=503)
    [busy] = WebAddress(f"{site.url}/busy", polite(Clock())).found()
    assert isinstance(busy, Refused) and busy.again


def test_the_pages_of_a_feed_follow(site: Site) -> None:
    site.answers |= {"/rss": xml(rss_of("/2", "/gone", "/1")), "/1": page(article(1)), "/2": page(article(2))}
    found = list(WebAddress(f"{site.url}/rss", polite(Clock())).found())
    assert [(each.name, type(each)) for each in found] == [
        (f"{site.url}/1", Document), (f"{site.url}/gone", Refused), (f"{site.url}/2", Document),
    ]  # fmt: skip
    assert isinstance(found[0], Document)
    assert (found[0].title, found[0].outlet, found[0].done) == ("Из ленты /1", "Лента", 1)


def test_a_feed_goes_on_behind_a_page(site: Site) -> None:
    site.answers |= {"/rss": xml(rss_of("/3", "/2", "/1")), **{f"/{n}": page(article(n)) for n in (1, 2, 3)}}

    def names(after: str | None) -> list[str]:
        return [found.name.removeprefix(site.url) for found in source.found(after)]

    source = WebAddress(f"{site.url}/rss", polite(Clock()))
    assert (names(f"{site.url}/1"), names(f"{site.url}/3"), names(None)) == (["/2", "/3"], [], ["/1", "/2", "/3"])
    assert names(f"{site.url}/unknown") == ["/1", "/2", "/3"], "a list that no longer has the page is gone through"
    before = source.identity
    assert before == WebAddress(f"{site.url}/rss", polite(Clock())).identity
    site.answers["/rss"] = xml(rss_of("/4"))
    assert before != WebAddress(f"{site.url}/rss", polite(Clock())).identity


def test_an_index_of_sitemaps(site: Site) -> None:
    news = (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        f"<url><loc> {site.url}/1 </loc><lastmod>2022-01-01</lastmod><n:news><n:publication><n:name>Степной вестник"
        "</n:name></n:publication><n:publication_date>2021-06-29T10:00+06:00</n:publication_date>"
        "<n:title>Первая</n:title></n:news></url></urlset>"
    )
    maps = "".join(f"<sitemap><loc>{site.url}/{name}</loc></sitemap>" for name in (
        "news.xml", "pages.xml.gz", "gone.xml", "broken.xml", "spy.xml", "bomb.xml.gz", "index.xml", "page.html",
    ))  # fmt: skip
    gz = {"Content-Type": "application/gzip"}
    site.answers |= {
        "/index.xml": xml(f"<sitemapindex>{maps}</sitemapindex>"), "/news.xml": xml(news),
        "/pages.xml.gz": Answer(body=gzip.compress(sitemap_of(f"{site.url}/2", "").encode()), headers=gz),
        "/broken.xml": xml(sitemap_of(f"{site.url}/3").removesuffix("</urlset>") + "<url><loc"), "/spy.xml": xml(SPY),
        "/bomb.xml.gz": Answer(body=gzip.compress(b"<urlset>" + bytes(90_000_000)), headers=gz),
        "/page.html": page("<html>"), **{f"/{n}": page(article(n)) for n in (1, 2, 3)},
    }
    found = list(WebAddress(f"{site.url}/index.xml", polite(Clock())).found())
    read = [each for each in found if isinstance(each, Document)]
    assert [each.name.removeprefix(site.url) for each in read] == ["/1", "/2", "/3"]
    assert [(each.title, each.published, each.outlet) for each in read[:2]] == [
        ("Первая", "2021-06-29", "Степной вестник"), (None, None, None),
    ]  # fmt: skip
    refused = {each.name.removeprefix(site.url): each.reason for each in found if isinstance(each, Refused)}
    for name, words in {
        "/gone.xml": "404", "/broken.xml": "XML is broken", "/spy.xml": "entities of its own",
        "/bomb.xml.gz": "over the limit of 52,428,800 bytes", "/page.html": "no sitemap in it",
    }.items():  # fmt: skip
        assert words in refused.pop(name)
    assert not refused, "the index does not lead to itself"


def test_sitemaps_are_bounded(site: Site) -> None:
    """A file of more entries than allowed, and indexes that lead to ever new indexes."""
    many = sitemap_of(*(f"https://news.example/{n}" for n in range(50_010))).encode()
    *links, last = sitemap_links(many, "https://news.example/s.xml", polite(Clock()))
    assert len(links) == 50_000 and isinstance(last, Unfetched) and "more entries" in str(last)

    def deeper(path: str) -> Answer:
        return xml(f"<sitemapindex><sitemap><loc>{site.url}{path}x</loc></sitemap></sitemapindex>")

    site.answers |= {"/" + "x" * n: deeper("/" + "x" * n) for n in range(1, 9)}
    [found] = WebAddress(f"{site.url}/x", polite(Clock())).found()
    assert isinstance(found, Refused) and "indexes deep" in found.reason
    assert len(site.paths()) == 3


def test_an_unclosed_entity_reaches_no_file(site: Site) -> None:
    site.answers["/s.xml"] = xml(SPY)
    [found] = WebAddress(f"{site.url}/s.xml", polite(Clock())).found()
    assert isinstance(found, Refused) and "entities of its own" in found.reason
