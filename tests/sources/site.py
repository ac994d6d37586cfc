"""A web site on loopback whose answers a test writes, and a fetcher for it that waits for nothing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from svodka.sources.addresses import Resolve, closed_kind
from svodka.sources.fetching import Fetcher, FetchOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site answers; `pause` seconds stand between every two of the `drips` of the body."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drips: int = 1
    pause: float = 0.0
    cut: int = 0  # bytes of the body that never come


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    path: str
    headers: Mapping[str, str]
    at: float


def page(markup: str, *, charset: str = "utf-8", served: str | None = "utf-8", **headers: str) -> Answer:
    kind = f"text/html; charset={served}" if served else "text/html"
    return Answer(body=markup.encode(charset), headers={"Content-Type": kind, **headers})


def xml(markup: str, **headers: str) -> Answer:
    return Answer(body=markup.encode(), headers={"Content-Type": "application/xml", **headers})


def redirect(target: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": target})


class Site:
    """Paths with their answers, or what makes them from the request; anything else is a 404."""

    def __init__(self, port: int) -> None:
        self.port, self.url = port, f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.asked: list[Asked] = []

    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        found = self.answers.get(asked.path, Answer(status=404))
        return found if isinstance(found, Answer) else found(asked)


@contextmanager
def serving() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = site.answer(Asked(path=self.path, headers=headers, at=time.monotonic()))
            with suppress(OSError):  # the client has gone: many tests are of that
                self._send(answer)

        def _send(self, answer: Answer) -> None:
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            sent = answer.body[: len(answer.body) - answer.cut]
            step = max(1, -(-len(sent) // answer.drips))
            for start in range(0, len(sent), step):
                self.wfile.write(sent[start : start + step])
                self.wfile.flush()
                time.sleep(answer.pause)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_000_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def polite(clock: Clock, **options: object) -> Fetcher:
    """A fetcher that may go to loopback and takes its time from the clock."""
    settings = FetchOptions(**{"allow_private": True, "delay": 0.0, **options})  # type: ignore[arg-type]
    return Fetcher(settings, clock=clock, now=clock, sleep=clock.sleep)


def public_loopback(clock: Clock, resolve: Resolve, **options: object) -> Fetcher:
    """One for which 127.0.0.1 is as good as public, and nothing else of what is not."""
    settings = FetchOptions(**{"delay": 0.0, **options})  # type: ignore[arg-type]
    return Fetcher(
        settings, clock=clock, now=clock, sleep=clock.sleep, resolve=resolve,
        closed=lambda address: None if address == "127.0.0.1" else closed_kind(address),
    )  # fmt: skip


def article(number: int, *, title: str = "Поставка завершена") -> str:
    """A page with an article of its own."""
    return (
        f"<html><head><title>{title} {number}</title></head><body><h1>{title} {number}</h1>"
        f"<p>Министерство обороны сообщило, что партия номер {number} принята на склад без замечаний.</p>"
        f"<p>Следующая партия номер {number + 1} ожидается через месяц, уточнил начальник склада.</p></body></html>"
    )
