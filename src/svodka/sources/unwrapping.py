"""A body as a server sent it → the page: chunks joined, packing undone, never beyond a size or a ratio."""

from __future__ import annotations

import io
from collections.abc import Callable

from fastwarc import GzipReader, ZstdReader
from fastwarc.stream_io import BrotliReader, ChunkedReader, WarcReader

from svodka.model import UnreadableInput
from svodka.sources.limits import Limits

_STEP = 65_536
_FREE = 1_000_000  # bytes that may come out at any ratio: a short page of blanks is no bomb
_UNPACK: dict[str, Callable[[io.BytesIO], WarcReader]] = {
    "gzip": GzipReader,
    "x-gzip": GzipReader,
    "deflate": lambda body: GzipReader(body, zlib=True),
    "br": BrotliReader,
    "zstd": ZstdReader,
}


def unwrap(body: bytes, transfer: str, content: str, limits: Limits) -> bytes:
    """The page in `body`; the other two are the headers Transfer-Encoding and Content-Encoding, '' where not given.

    Crawlers often store the page unpacked under the headers of the packed one: what does not unpack is taken as it is.
    Raises UnreadableInput (without a name) for a packing nobody knows and for what unpacks beyond the limits.
    """
    if "chunked" in transfer.lower():
        body = _read(ChunkedReader, body, limits)
    for packing in reversed([word.strip().lower() for word in content.split(",")]):
        if packing not in ("", "identity", "none"):
            body = _read(_unpacker(packing), body, limits)
    return body


def _unpacker(packing: str) -> Callable[[io.BytesIO], WarcReader]:
    if packing not in _UNPACK:
        raise UnreadableInput(f"packed as {packing[:40]!r}; only {', '.join(sorted(_UNPACK))} are unpacked")
    return _UNPACK[packing]


def _read(unpack: Callable[[io.BytesIO], WarcReader], body: bytes, limits: Limits) -> bytes:
    plain = bytearray()
    try:
        reader = unpack(io.BytesIO(body))
        while part := reader.read(_STEP):
            plain += part
            if len(plain) > limits.page:
                raise UnreadableInput(f"unpacks to over the limit of {limits.page:,} bytes; no article is that long")
            if len(plain) > max(_FREE, limits.ratio * len(body)):
                raise UnreadableInput(f"unpacks to more than {limits.ratio} times its size, which looks like a bomb")
    except OSError:
        return body
    return bytes(plain)
