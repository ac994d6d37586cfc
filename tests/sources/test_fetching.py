"""The client of the web, against a real server on loopback."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from svodka.sources.addresses import closed_kind
from svodka.sources.fetching import Fetcher, FetchOptions, Marks
from svodka.sources.unfetched import Unfetched
from svodka.sources.unpacking import Caps
from tests.sources.site import Answer, Asked, Clock, Site, page, polite, public_loopback, redirect, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def clock() -> Clock:
    return Clock()


def refusal(fetcher: Fetcher, url: str) -> Unfetched:
    with fetcher, pytest.raises(Unfetched) as caught:
        fetcher.fetch(url)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page_comes_with_its_charset_and_marks(site: Site, clock: Clock) -> None:
    site.answers["/a"] = page("<p>да", served="windows-1251", ETag='"1"')
    with polite(clock) as fetcher:
        got = fetcher.fetch(f"{site.url}/a#part")
    assert (got.data, got.charset, got.etag, got.url) == ("<p>да".encode(), "windows-1251", '"1"', f"{site.url}/a")
    assert site.asked[-1].headers["user-agent"].startswith("Svodka/")
    assert "(+http" in site.asked[-1].headers["user-agent"]


# Addresses


@pytest.mark.parametrize(("address", "kind"), [
    ("127.0.0.1", "loopback"), ("127.8.8.8", "loopback"), ("::1", "loopback"), ("::ffff:127.0.0.1", "loopback"),
    ("10.1.2.3", "private"), ("172.16.0.1", "private"), ("192.168.1.1", "private"), ("100.64.0.1", "private"),
    ("fc00::1", "private"), ("169.254.169.254", "link-local"), ("fe80::1%eth0", "link-local"),
    ("224.0.0.1", "multicast"), ("ff02::1", "multicast"), ("0.0.0.0", "reserved"), ("::", "reserved"),
    ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"), ("64:ff9b::7f00:1", "loopback"),
    ("2002:7f00:1::", "loopback"), ("nonsense", "unreadable"),
    ("93.184.216.34", None), ("2606:2800:220:1::1", None), ("64:ff9b::5db8:d822", None),
])  # fmt: skip
def test_what_is_not_the_public_internet(address: str, kind: str | None) -> None:
    assert closed_kind(address) == kind


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1", "0"])
def test_private_addresses_are_refused_however_they_are_written(site: Site, host: str) -> None:
    port = site.url.rpartition(":")[2]
    error = refusal(Fetcher(FetchOptions(delay=0)), f"http://{host}:{port}/")
    assert "address; --allow-private" in str(error) or "no such host" in str(error)
    assert not site.asked


def test_a_redirect_to_a_private_address_is_refused(site: Site, clock: Clock) -> None:
    site.answers["/a"] = redirect("http://internal.example/secret")
    addresses = {"news.example": "127.0.0.1", "internal.example": "10.0.0.7"}
    fetcher = public_loopback(clock, lambda host, _: [addresses[host]])
    error = refusal(fetcher, f"http://news.example:{site.port}/a")
    assert "leads to http://internal.example/secret: 10.0.0.7 is a private address" in str(error)
    assert not error.again


def test_a_name_that_changes_its_address_is_checked_again(site: Site, clock: Clock) -> None:
    """DNS rebinding: whatever a name stood for a moment ago, only the address that was checked is connected to."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    site.answers["/robots.txt"] = Answer(status=404, headers={"Connection": "close"})
    error = refusal(public_loopback(clock, lambda *_: next(answers), tries=1), f"http://news.example:{site.port}/a")
    assert "10.0.0.7 is a private address" in str(error)
    assert site.paths() == []


def test_one_public_address_among_private_ones_is_enough(site: Site, clock: Clock) -> None:
    site.answers["/a"] = page("<p>да")
    with public_loopback(clock, lambda *_: ["10.0.0.7", "127.0.0.1"]) as fetcher:
        assert fetcher.fetch(f"http://news.example:{site.port}/a").data
    assert site.asked[-1].headers["host"] == f"news.example:{site.port}"


@pytest.mark.parametrize(("url", "words"), [
    ("ftp://news.example/a", "only addresses of http and https"),
    ("file:///etc/passwd", "only addresses of http and https"),
    ("новости", "only addresses of http and https"),
    ("http://", "only addresses of http and https"),
    ("http://[::1", "no address of a page"),
    ("http://user:secret@news.example/", "an address with a password"),
    ("http://news.example/" + "a" * 5000, "more than 4,000 characters"),
])  # fmt: skip
def test_what_is_no_address_of_the_web(clock: Clock, url: str, words: str) -> None:
    error = refusal(polite(clock), url)
    assert words in str(error) and "secret" not in str(error)


# Redirects


def test_five_redirects_are_followed_and_six_are_not(site: Site, clock: Clock) -> None:
    site.answers |= {f"/{n}": redirect(f"/{n + 1}") for n in range(6)} | {"/6": page("<p>конец")}
    with polite(clock) as fetcher:
        assert fetcher.fetch(f"{site.url}/1").url == f"{site.url}/6"
    assert "more than 5 redirects" in str(refusal(polite(clock), f"{site.url}/0"))


def test_a_loop_and_an_alien_redirect_are_refused(site: Site, clock: Clock) -> None:
    site.answers |= {"/loop": redirect("/loop", 301), "/file": redirect("file:///etc/passwd", 307)}
    assert "more than 5 redirects" in str(refusal(polite(clock), f"{site.url}/loop"))
    assert "leads to file:/" in str(refusal(polite(clock), f"{site.url}/file"))


def test_robots_txt_counts_on_every_hop(site: Site, clock: Clock) -> None:
    site.answers["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /closed/")
    site.answers |= {"/a": redirect("/closed/b"), "/closed/b": page("<p>нет")}
    assert "robots.txt of the site forbids it" in str(refusal(polite(clock), f"{site.url}/a"))
    assert site.paths() == ["/a"]


# Size and time


def test_what_is_too_large_is_not_read(site: Site, clock: Clock) -> None:
    site.answers |= {"/said": page("x" * 3000), "/unsaid": page("x" * 3000, **{"Content-Length": ""})}
    with polite(clock, caps=Caps(size=2000)) as fetcher:
        with pytest.raises(Unfetched, match=r"3,000 bytes, over the limit of 2,000"):
            fetcher.fetch(f"{site.url}/said")
        with pytest.raises(Unfetched, match=r"over the limit of 2,000 bytes"):
            fetcher.fetch(f"{site.url}/unsaid")


def test_packed_pages_are_unpacked_and_bombs_are_not(site: Site, clock: Clock) -> None:
    gz = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    site.answers |= {
        "/a": Answer(body=gzip.compress(b"<p>" + bytes(range(32, 127)) * 50), headers=gz),
        "/bomb": Answer(body=gzip.compress(bytes(9_000_000)), headers=gz),
        "/broken": Answer(body=b"\x1f\x8b\x08" + b"no gzip at all", headers=gz),
        "/short": Answer(body=gzip.compress(b"abc" * 999)[:-20], headers=gz),
        "/br": Answer(body=b"x", headers={"Content-Encoding": "br"}),
    }
    with polite(clock, tries=1) as fetcher:
        assert len(fetcher.fetch(f"{site.url}/a").data) == 3 + 95 * 50
        for path, words in (
            ("/bomb", "taken for a bomb"), ("/broken", "packed body is broken"), ("/short", "ends too early"),
            ("/br", "packed as 'br'"),
        ):  # fmt: skip
            with pytest.raises(Unfetched, match=words):
                fetcher.fetch(site.url + path)


def test_a_dripping_server_is_left_in_time(site: Site) -> None:
    """Every part comes soon, but the whole would take six seconds."""
    site.answers["/drip"] = Answer(body=b"x" * 60, headers={"Content-Type": "text/html"}, drips=60, pause=0.1)
    started = time.monotonic()
    error = refusal(Fetcher(FetchOptions(allow_private=True, delay=0, longest=0.5, tries=1)), f"{site.url}/drip")
    assert "no whole answer in time" in str(error) and error.again
    assert time.monotonic() - started < 3


def test_a_silent_server_is_left_in_time(site: Site) -> None:
    def silent(_: Asked) -> Answer:
        time.sleep(1.5)
        return Answer()

    site.answers |= {"/robots.txt": Answer(status=404), "/silent": silent}
    error = refusal(Fetcher(FetchOptions(allow_private=True, delay=0, timeout=0.3, tries=1)), f"{site.url}/silent")
    assert "no whole answer in time" in str(error)


def test_a_broken_answer_may_come_whole_another_time(site: Site, clock: Clock) -> None:
    whole = page("<p>целая страница")
    answers = iter([replace(whole, cut=5), whole])
    site.answers["/a"] = lambda _: next(answers)
    with polite(clock) as fetcher:
        assert fetcher.fetch(f"{site.url}/a").data == whole.body
    assert clock.slept == [1.0]


def test_what_is_no_page_is_not_loaded(site: Site, clock: Clock) -> None:
    site.answers["/a.pdf"] = Answer(body=b"%PDF", headers={"Content-Type": "application/pdf"})
    assert "it is application/pdf" in str(refusal(polite(clock), f"{site.url}/a.pdf"))


# robots.txt and politeness


@pytest.mark.parametrize(("robots", "allowed"), [
    (Answer(status=404), True),
    (Answer(status=403), True),
    (Answer(body=b""), True),
    (Answer(body=b"<html>no such page"), True),
    (Answer(body=b"User-agent: *\nDisallow: /"), False),
    (Answer(body=b"User-agent: *\nDisallow: /\n\nUser-agent: Svodka\nAllow: /"), True),
    (Answer(body="\ufeffUser-agent: Svodka\nDisallow: /news".encode()), False),
    (Answer(body=b"User-agent: *\nDisallow: /search"), True),
])  # fmt: skip
def test_robots_txt_is_obeyed(site: Site, clock: Clock, robots: Answer, allowed: bool) -> None:
    site.answers |= {"/robots.txt": robots, "/news/1": page("<p>да")}
    with polite(clock) as fetcher:
        if allowed:
            assert fetcher.fetch(f"{site.url}/news/1").data
            return
        with pytest.raises(Unfetched, match=r"robots\.txt of the site forbids it; not fetched"):
            fetcher.fetch(f"{site.url}/news/1")
    assert site.paths() == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_txt_fails_is_left_alone(site: Site, clock: Clock, status: int) -> None:
    site.answers |= {"/robots.txt": Answer(status=status), "/a": page("<p>да")}
    with polite(clock) as fetcher:
        for _ in range(2):
            with pytest.raises(Unfetched, match=r"robots\.txt of the site cannot be had") as caught:
                fetcher.fetch(f"{site.url}/a")
            assert caught.value.again
        assert (site.paths(), len(site.asked)) == ([], 3)  # three tries once, not for every page
        site.answers["/robots.txt"] = Answer(status=404)
        clock.sleep(601)
        assert fetcher.fetch(f"{site.url}/a").data


def test_robots_txt_is_read_once_for_a_site(site: Site, clock: Clock) -> None:
    site.answers |= {"/a": page("1"), "/b": page("2")}
    with polite(clock) as fetcher:
        fetcher.fetch(f"{site.url}/a"), fetcher.fetch(f"{site.url}/b")
        clock.sleep(90_000)
        fetcher.fetch(f"{site.url}/a")
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b", "/robots.txt", "/a"]


@pytest.mark.parametrize(("robots", "wait"), [
    (b"", 2.0), (b"User-agent: *\nCrawl-delay: 7", 7.0), (b"User-agent: *\nCrawl-delay: 0.5", 2.0),
    (b"User-agent: *\nCrawl-delay: inf", 2.0), (b"User-agent: *\nCrawl-delay: -3", 2.0),
])  # fmt: skip
def test_there_is_a_pause_between_two_pages(site: Site, clock: Clock, robots: bytes, wait: float) -> None:
    site.answers |= {"/robots.txt": Answer(body=robots), "/a": page("1"), "/b": page("2")}
    with polite(clock, delay=2.0) as fetcher:
        fetcher.fetch(f"{site.url}/a"), fetcher.fetch(f"{site.url}/b")
    assert clock.slept[1:] == [wait]


def test_a_site_that_wants_an_hour_is_left_to_another_run(site: Site, clock: Clock) -> None:
    site.answers |= {"/robots.txt": Answer(body=b"User-agent: *\nCrawl-delay: 3600"), "/a": page("1"), "/b": page("2")}
    with polite(clock) as fetcher:
        fetcher.fetch(f"{site.url}/a")
        with pytest.raises(Unfetched, match="left alone for 3600 s; try again later") as caught:
            fetcher.fetch(f"{site.url}/b")
    assert caught.value.again


# Errors and tries


@pytest.mark.parametrize(("status", "again", "asked"), [
    (404, False, 1), (403, False, 1), (410, False, 1), (500, True, 3), (502, True, 3), (429, True, 3), (418, False, 1),
])  # fmt: skip
def test_errors_of_the_server(site: Site, clock: Clock, status: int, again: bool, asked: int) -> None:
    site.answers["/a"] = Answer(status=status)
    error = refusal(polite(clock), f"{site.url}/a")
    assert f"{site.url}/a: the server answers {status}" in str(error)
    assert (error.again, error.status, len(site.paths())) == (again, status, asked)


@pytest.mark.parametrize(("retry_after", "slept"), [
    ("30", [30.0]), ("0", [1.0]), ("nonsense", [1.0]),
    (format_datetime(datetime.fromtimestamp(1_000_020, UTC)), [20.0]),
])  # fmt: skip
def test_retry_after_is_honoured(site: Site, clock: Clock, retry_after: str, slept: list[float]) -> None:
    answers = iter([Answer(status=429, headers={"Retry-After": retry_after}), page("<p>да")])
    site.answers["/a"] = lambda _: next(answers)
    with polite(clock) as fetcher:
        assert fetcher.fetch(f"{site.url}/a").data
    assert clock.slept == slept


@pytest.mark.parametrize(("asked", "wait"), [("3600", 3600.0), ("9" * 400, 86_400.0)])
def test_who_asks_for_an_hour_is_not_waited_for(site: Site, clock: Clock, asked: str, wait: float) -> None:
    site.answers |= {"/a": Answer(status=503, headers={"Retry-After": asked}), "/b": page("<p>да")}
    with polite(clock) as fetcher:
        with pytest.raises(Unfetched) as caught:
            fetcher.fetch(f"{site.url}/a")
        assert (caught.value.wait, caught.value.again, clock.slept) == (wait, True, [])
        with pytest.raises(Unfetched, match="left alone"):
            fetcher.fetch(f"{site.url}/b")


def test_a_dead_server_is_asked_three_times(clock: Clock) -> None:
    with serving() as site:
        url = site.url
    error = refusal(polite(clock), f"{url}/a")
    assert "the connection failed" in str(error) and error.again
    assert clock.slept == [1.0, 2.0]


def test_an_unknown_host(clock: Clock) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError(host, port)

    fetcher = Fetcher(FetchOptions(tries=1), clock=clock, sleep=clock.sleep, resolve=unknown)
    assert "no such host; check the address" in str(refusal(fetcher, "http://нет.example/a"))


def test_what_is_unchanged_is_not_sent_again(site: Site, clock: Clock) -> None:
    def versioned(asked: Asked) -> Answer:
        same = asked.headers.get("if-none-match") == '"7"' and asked.headers.get("if-modified-since") == "then"
        return Answer(status=304) if same else page("<p>да")

    site.answers["/a"] = versioned
    with polite(clock) as fetcher:
        assert fetcher.fetch(f"{site.url}/a", marks=Marks(etag='"7"', last_modified="then")).unchanged
        assert not fetcher.fetch(f"{site.url}/a", marks=Marks(etag='"6"')).unchanged
