"""The way a fetcher's connections take: to checked addresses only, and no longer than the deadline."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore
import httpx

from svodka.sources.addresses import Closed, Resolve
from svodka.sources.unfetched import Unfetched

_MOST_ADDRESSES = 4  # of one host that are tried


class Network(httpcore.NetworkBackend):
    """Connections to the very address that was checked, so that a name cannot point elsewhere a moment later.

    `deadline` (of `clock`) is set before every request: no read, write or handshake goes beyond it, however slowly a
    server drips. For one thread.
    """

    def __init__(self, *, resolve: Resolve, closed: Closed, clock: Callable[[], float]) -> None:
        self._resolve, self._closed, self._clock = resolve, closed, clock
        self._backend = httpcore.SyncBackend()
        self.deadline = float("inf")

    def left(self, timeout: float | None) -> float:
        """Seconds that an operation may take; httpcore.ReadTimeout when none are left."""
        left = self.deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for one answer is over")
        return left if timeout is None else min(timeout, left)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        """A connection to the first of the host's allowed addresses that answers; Unfetched when none is allowed."""
        failed: Exception | None = None
        for address in self._allowed(host, port)[:_MOST_ADDRESSES]:
            try:
                stream = self._backend.connect_tcp(
                    address, port, self.left(timeout), local_address, socket_options or []
                )
                return _BoundedStream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise Unfetched(host, "no such host; check the address or the connection", again=True) from None
        closed = {address: kind for address in addresses if (kind := self._closed(address))}
        if addresses and len(closed) == len(addresses):
            address, kind = next(iter(closed.items()))
            raise Unfetched(host, f"{address} is a {kind} address; --allow-private fetches from such")
        return [address for address in addresses if address not in closed]


class _BoundedStream(httpcore.NetworkStream):
    """A connection whose every operation ends by the network's deadline."""

    def __init__(self, stream: httpcore.NetworkStream, network: Network) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout))
        return _BoundedStream(secured, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """httpx over a `Network`; proxies of the environment are not used, for behind them nothing could be checked.

    What goes wrong on the way is raised as httpcore raises it.
    """

    def __init__(self, network: Network) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=16, max_keepalive_connections=8,
            keepalive_expiry=30, network_backend=network,
        )  # fmt: skip

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body not read yet."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
            )
        )
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=dict(answer.extensions)
        )

    def close(self) -> None:
        """Ends all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
