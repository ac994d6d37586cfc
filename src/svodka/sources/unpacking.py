"""Bodies as they are sent → bytes, never more than a cap, however well they were packed."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from svodka.sources.unfetched import Unfetched

_STEP = 65_536
_FREE = 1_000_000  # bytes that may come out at any ratio: a short page of blanks is no bomb


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Bytes that may come out at most, and how many for every byte sent."""

    size: int
    ratio: int = 100


def unpack(parts: Iterable[bytes], encoding: str, caps: Caps, name: str) -> bytes:
    """The whole body; `encoding` is the Content-Encoding: '', 'identity', 'gzip' or 'x-gzip'.

    Never holds more than the cap. Raises Unfetched for another encoding, a broken body and one over a cap.
    """
    body = _Body(caps, name)
    inflate = _inflater(encoding.strip().lower(), name)
    for part in parts:
        body.sent += len(part)
        if inflate is None:
            body.add(part)
        else:
            _inflate(inflate, part, body)
    if inflate is not None and not inflate.eof and body.sent:
        raise Unfetched(name, "the packed body ends too early; try again later", again=True)
    return bytes(body.data)


class _Body:
    """What came out so far; refuses to grow over the caps."""

    def __init__(self, caps: Caps, name: str) -> None:
        self._caps, self.name = caps, name
        self.data, self.sent = bytearray(), 0

    def add(self, more: bytes) -> None:
        self.data += more
        if len(self.data) > self._caps.size:
            raise Unfetched(self.name, f"over the limit of {self._caps.size:,} bytes; not read")
        if len(self.data) > max(_FREE, self.sent * self._caps.ratio):
            raise Unfetched(
                self.name, f"unpacks to more than {self._caps.ratio} times what is sent; taken for a bomb, not read"
            )


def _inflate(inflate: zlib._Decompress, part: bytes, body: _Body) -> None:
    more = True
    while more and not inflate.eof:
        try:
            out = inflate.decompress(part, _STEP)
        except zlib.error as error:
            raise Unfetched(body.name, f"the packed body is broken ({error}); try again later", again=True) from None
        body.add(out)
        part = inflate.unconsumed_tail
        more = bool(part) or len(out) == _STEP  # what was read may have more to give


def _inflater(encoding: str, name: str) -> zlib._Decompress | None:
    if encoding in ("", "identity"):
        return None
    if encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    raise Unfetched(name, f"packed as {encoding!r}, which nobody asked for; only gzip is unpacked")
