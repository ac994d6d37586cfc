"""One polite HTTP client: public addresses only, bounded, obeying robots.txt, patient with sites that fail."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpcore
import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from svodka import __version__
from svodka.sources.addresses import Closed, Resolve, closed_kind, nothing_closed, system_resolve
from svodka.sources.connecting import Network, Transport
from svodka.sources.robots import ROBOT, Robots
from svodka.sources.unfetched import Unfetched
from svodka.sources.unpacking import Caps, unpack

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types of pages."""
FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
"""Media types of feeds and sitemaps."""
PACKED = ("application/gzip", "application/x-gzip")
_ROBOTS_SIZE = 512_000  # RFC 9309, 2.5: at least 500 KiB are read
_LONGEST_URL = 4_000
_LONGEST_WAIT = 86_400.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_REMEDIES = {401: "it wants a password", 403: "it forbids this", 404: "check the address", 410: "it is gone for good"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How politely and how far. Times in seconds, sizes in bytes."""

    allow_private: bool = False
    contact: str = "https://pypi.org/project/svodka"  # where a site's owner learns who asks
    delay: float = 1.0  # between two requests to one host
    timeout: float = 20.0  # for a connection, and between two parts of an answer
    longest: float = 60.0  # for one whole answer
    patience: float = 120.0  # a longer wait that a site asks for is left to another run
    caps: Caps = field(default_factory=lambda: Caps(size=10_000_000))
    redirects: int = 5
    tries: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: `url` is where it was found in the end; `unchanged` when nothing is new since the given marks."""

    url: str
    data: bytes = b""
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a server said of the version that is held: ETag and Last-Modified, to ask whether there is another."""

    etag: str | None = None
    last_modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The conditions of a request."""
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    url: str
    accept: tuple[str, ...]
    marks: Marks
    caps: Caps


class Fetcher:
    """Fetches for one thread; close it, or use it as a context.

    `clock` counts seconds (monotonic), `now` is the time of day in seconds since 1970, `sleep` waits, `resolve` looks
    hosts up, `closed` says which addresses may not be connected to.
    """

    def __init__(
        self, options: FetchOptions | None = None, *, clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep,
        resolve: Resolve = system_resolve, closed: Closed = closed_kind,
    ) -> None:  # fmt: skip
        self.options = options or FetchOptions()
        self._clock, self._now, self._sleep = clock, now, sleep
        closed = nothing_closed if self.options.allow_private else closed
        self._network = Network(resolve=resolve, closed=closed, clock=clock)
        agent = f"{ROBOT}/{__version__} (+{self.options.contact})"
        self._client = httpx.Client(
            transport=Transport(self._network), timeout=self.options.timeout, follow_redirects=False, trust_env=False,
            headers={"User-Agent": agent, "Accept-Encoding": "gzip", "Accept-Language": "ru, *;q=0.5"},
        )  # fmt: skip
        self._robots = Robots(self._robots_txt, clock)
        self._free: dict[str, float] = {}  # host → when it may be asked again

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()

    def fetch(
        self, url: str, *, accept: tuple[str, ...] = PAGES, marks: Marks | None = None, caps: Caps | None = None
    ) -> Fetched:
        """What stands at an address, after at most the allowed redirects.

        Raises Unfetched, in one line, for what is forbidden, too large, too slow, of another kind, or not there.
        """
        return self._follow(
            _Request(url=url, accept=accept, marks=marks or Marks(), caps=caps or self.options.caps), self._robots.check
        )

    def _robots_txt(self, address: str) -> bytes:
        caps = Caps(size=_ROBOTS_SIZE)
        return self._follow(_Request(url=address, accept=(), marks=Marks(), caps=caps), lambda url: 0.0).data

    def _follow(self, request: _Request, check: Callable[[str], float]) -> Fetched:
        url, status = _checked(request.url, request.url), 0
        for hop in range(self.options.redirects + 1):
            try:
                answer = self._tried(request, url, max(self.options.delay, check(url)))
            except Unfetched as error:
                raise error if not hop else error.on_the_way_from(request.url) from None
            if isinstance(answer, Fetched):
                return answer
            status = answer.status_code
            url = _checked(_target(url, answer), request.url)
        raise Unfetched(
            request.url, f"more than {self.options.redirects} redirects; give the address where it ends", status=status
        )

    def _tried(self, request: _Request, url: str, delay: float) -> Fetched | httpx.Response:
        retrying = Retrying(
            stop=stop_after_attempt(self.options.tries), retry=retry_if_exception(self._worth_a_try), wait=_pause,
            sleep=self._sleep, reraise=True,
        )  # fmt: skip
        return retrying(self._asked, request, url, delay)

    def _worth_a_try(self, error: BaseException) -> bool:
        return isinstance(error, Unfetched) and error.again and error.wait <= self.options.patience

    def _asked(self, request: _Request, url: str, delay: float) -> Fetched | httpx.Response:
        """One request: what came, or the answer that sends elsewhere."""
        host = httpx.URL(url).host
        self._wait_for(host, url)
        self._network.deadline = self._clock() + self.options.longest
        headers = request.marks.headers() | {"Accept": ", ".join([*request.accept, "*/*;q=0.1"])}
        try:
            with self._client.stream("GET", url, headers=headers) as answer:
                return self._read(request, url, answer)
        except Unfetched as error:
            delay = max(delay, error.wait)
            raise Unfetched(
                url, error.reason, again=error.again, wait=error.wait, status=error.status
            ) from None  # a host that was refused is told by its address
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise Unfetched(url, "no whole answer in time; try again later", again=True) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            raise _broken(url, error) from None
        finally:
            self._free[host] = self._clock() + delay

    def _wait_for(self, host: str, url: str) -> None:
        wait = self._free.get(host, 0.0) - self._clock()
        if wait > self.options.patience:
            reason = f"the site wants to be left alone for {wait:.0f} s; try again later"
            raise Unfetched(url, reason, again=True, wait=wait)
        if wait > 0:
            self._sleep(wait)

    def _read(self, request: _Request, url: str, answer: httpx.Response) -> Fetched | httpx.Response:
        status = answer.status_code
        if status in _REDIRECTS and "location" in answer.headers:
            return answer
        marks = {"etag": answer.headers.get("etag"), "last_modified": answer.headers.get("last-modified")}
        if status == 304 and request.marks.headers():
            return Fetched(url=url, unchanged=True, **marks)
        if status != 200:
            raise self._refused(url, answer)
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type and request.accept and media_type not in request.accept:
            raise Unfetched(url, f"it is {_shown(media_type)}, not a text, page or feed that can be read")
        if (length := answer.headers.get("content-length", "")).isdecimal() and int(length) > request.caps.size:
            raise Unfetched(url, f"{int(length):,} bytes, over the limit of {request.caps.size:,}; not read")
        data = unpack(answer.iter_raw(), answer.headers.get("content-encoding", ""), request.caps, url)
        return Fetched(url=url, data=data, media_type=media_type, charset=answer.charset_encoding, **marks)

    def _refused(self, url: str, answer: httpx.Response) -> Unfetched:
        status, phrase = answer.status_code, answer.reason_phrase
        again = status in _BUSY
        remedy = _REMEDIES.get(status, "try again later" if again else "nothing to read there")
        wait = self._asked_wait(answer.headers.get("retry-after", "")) if again else 0.0
        return Unfetched(
            url, f"the server answers {status} {_shown(phrase)}".rstrip() + f"; {remedy}",
            again=again, wait=wait, status=status,
        )  # fmt: skip

    def _asked_wait(self, retry_after: str) -> float:
        """Seconds of a Retry-After, in seconds or as a date: a day at most, 0 for what is neither."""
        try:
            if retry_after.strip().isdecimal():
                return min(float(retry_after), _LONGEST_WAIT)
            wait = parsedate_to_datetime(retry_after).timestamp() - self._now()
            return min(max(0.0, wait), _LONGEST_WAIT)
        except (ValueError, TypeError, OverflowError):
            return 0.0


def _pause(state: RetryCallState) -> float:
    """Seconds before the next try: 1, 2, 4 …, or what the server asks for where that is more."""
    error = state.outcome.exception() if state.outcome else None
    return max(2.0 ** (state.attempt_number - 1), error.wait if isinstance(error, Unfetched) else 0.0)


def _checked(url: str, named: str) -> str:
    """The address without its fragment; Unfetched, naming `named`, when it is none of the web."""
    try:
        parsed = httpx.URL(url).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise Unfetched(_shown(named), "no address of a page; write it as https://host/path") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        leads = "" if url == named else f"leads to {_shown(url)}; "
        raise Unfetched(_shown(named), f"{leads}only addresses of http and https are fetched")
    if parsed.userinfo:
        raise Unfetched(f"{parsed.scheme}://{parsed.host}", "an address with a password in it is not fetched")
    if len(url) > _LONGEST_URL:
        raise Unfetched(_shown(named), f"an address of more than {_LONGEST_URL:,} characters is not fetched")
    return str(parsed)


def _target(url: str, answer: httpx.Response) -> str:
    try:
        return str(httpx.URL(url).join(answer.headers["location"]))
    except (httpx.InvalidURL, ValueError):
        raise Unfetched(url, "redirects to something that is no address", status=answer.status_code) from None


def _broken(url: str, error: Exception) -> Unfetched:
    cause = error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Unfetched(url, f"its certificate is not to be trusted ({cause.verify_message}); not fetched")
    return Unfetched(url, f"the connection failed ({_shown(str(error) or type(error).__name__)})", again=True)


def _shown(text: str) -> str:
    """At most 200 characters of what a server wrote, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
