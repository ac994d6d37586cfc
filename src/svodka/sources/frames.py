"""Packed bytes → plain bytes as a stream that knows from which packed place each of them came."""

from __future__ import annotations

import io
import sys
import zlib
from collections import deque
from dataclasses import dataclass
from typing import BinaryIO, Literal, Protocol, TypeAlias

from svodka.sources.blobs import START, Blob, go_to, stream_blob, unreadable
from svodka.sources.limits import Limits

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Packing: TypeAlias = Literal["", "gzip", "zstd"]
MAGIC: dict[Packing, bytes] = {"gzip": b"\x1f\x8b\x08", "zstd": b"\x28\xb5\x2f\xfd"}
_SKIPPABLE = tuple(bytes([low, 0x2A, 0x4D, 0x18]) for low in range(0x50, 0x60))
_DICTIONARY = 0x5D  # 'warc.zst' files begin with their dictionary in a skippable frame of this number
_STEP = 65_536
_MOST_DICTIONARY = 16_000_000


def packing_of(start: bytes) -> Packing:
    """How bytes that begin like this are packed; '' for not at all."""
    if start.startswith(MAGIC["gzip"]):
        return "gzip"
    return "zstd" if start.startswith((MAGIC["zstd"], *_SKIPPABLE)) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A plain byte: `skip` bytes behind the beginning of the packed frame at `packed`."""

    packed: int
    skip: int = 0

    def __str__(self) -> str:
        return f"{self.packed}+{self.skip}" if self.skip else str(self.packed)

    @classmethod
    def parse(cls, text: str) -> Place:
        """The place that `str` wrote."""
        packed, _, skip = text.partition("+")
        return cls(packed=int(packed), skip=int(skip or 0))


class Frames(io.RawIOBase):
    """The plain bytes from a place on; never raises for broken data: it ends there and `broken` says why.

    A gzip file may be many members, a zstd file many frames: `place` finds the one in which a plain byte lies, so
    that reading can begin there again.
    """

    def __init__(self, blob: Blob, packing: Packing, limits: Limits, place: Place | None = None) -> None:
        self._packing, self._limits, self._raw = packing, limits, blob.open()
        place = place or Place(packed=0)
        self._first = self.packed = place.packed
        self.broken: str | None = None
        self._plain, self._read, self._waiting = 0, 0, b""
        self._frame: _Decompressor | None = None
        self._frames: deque[tuple[int, int]] = deque()
        self._dictionary: zstd.ZstdDict | None = None
        if not packing:
            self._first = self.packed = place.packed + place.skip
        try:
            self._dictionary = _dictionary(self._raw, blob) if packing == "zstd" else None
            go_to(self._raw, self._first)
        except OSError as error:
            self._end(f"is broken before byte {self._first} ({error})")
        self.skip(place.skip if packing else 0)

    def readable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """Plain bytes given so far, counted from the beginning of the frame that was begun with."""
        return self._plain

    def close(self) -> None:
        """Closes what lies below as well."""
        self._raw.close()
        super().close()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """As many bytes as there are at hand; 0 at the end."""
        part = self._part(len(buffer))
        buffer[: len(part)] = part
        self._plain += len(part)
        return len(part)

    def skip(self, count: int) -> None:
        """Passes over so many plain bytes."""
        while count > 0 and (part := self.read(min(count, _STEP))):
            count -= len(part)

    def place(self, plain: int) -> Place:
        """Where the plain byte at `plain` (by `tell`) lies; asked for in rising order only."""
        if not self._packing:
            return Place(packed=self._first + plain)
        while len(self._frames) > 1 and self._frames[1][0] <= plain:
            self._frames.popleft()
        begin, packed = self._frames[0] if self._frames else (0, self._first)
        return Place(packed=packed, skip=plain - begin)

    def last_frame(self) -> int:
        """The packed byte at which the frame in hand begins."""
        return self._frames[-1][1] if self._frames else self._first

    def _part(self, most: int) -> bytes:
        if self.broken:
            return b""
        try:
            part = self._unpacked(most) if self._packing else self._more(most)
        except (OSError, zlib.error, zstd.ZstdError) as error:
            return self._end(f"is broken behind byte {self.last_frame() if self._packing else self.packed} ({error})")
        if not self._packing:
            self.packed += len(part)
        elif self._limits.is_bomb(self._plain + len(part), self.packed - self._first):
            return self._end(f"unpacks to more than {self._limits.ratio} times its size, which looks like a bomb")
        return part

    def _unpacked(self, most: int) -> bytes:
        while not self.broken:
            if self._frame is None and not self._begin():
                break
            assert self._frame
            self._waiting = self._waiting or (self._more(_STEP) if self._frame.needs_input else b"")
            if self._frame.needs_input and not self._waiting:
                return self._end(f"is cut off within the part that begins at byte {self.last_frame()}")
            part = self._frame.decompress(self._waiting, most)
            self._waiting = b""
            if self._frame.eof:
                self._waiting, self._frame = self._frame.unused_data, None
            self.packed = self._first + self._read - len(self._waiting)
            if part:
                return part
        return b""

    def _begin(self) -> bool:
        """Opens the next frame; False at the end of the file. Zeros may fill a gzip file up to a round size."""
        if self._packing == "gzip":
            self._waiting = self._waiting.lstrip(b"\0")
        while len(self._waiting) < 8 and (more := self._more(_STEP)):
            self._waiting = (self._waiting + more).lstrip(b"\0") if self._packing == "gzip" else self._waiting + more
        if not self._waiting:
            return False
        if self._waiting.startswith(_SKIPPABLE):
            return self._pass_over() and self._begin()
        self._frames.append((self._plain, self._first + self._read - len(self._waiting)))
        self._frame = _Gzip() if self._packing == "gzip" else zstd.ZstdDecompressor(self._dictionary)
        return True

    def _pass_over(self) -> bool:
        left = 8 + int.from_bytes(self._waiting[4:8], "little")
        while len(self._waiting) < left:
            left -= len(self._waiting)
            if not (more := self._more(_STEP)):
                return False
            self._waiting = more
        self._waiting = self._waiting[left:]
        return True

    def _more(self, most: int) -> bytes:
        part = self._raw.read(most) or b""
        self._read += len(part)
        return part

    def _end(self, why: str) -> bytes:
        self.broken = why
        return b""


def unpacked(blob: Blob, packing: Packing, limits: Limits) -> Blob:
    """The plain bytes as a blob of their own; reading them raises OSError where `Frames` ends early."""

    def opener() -> BinaryIO:
        return io.BufferedReader(_Strict(blob, packing, limits))

    if not blob.mark:
        return stream_blob(opener(), blob.name)
    try:
        with opener() as stream:
            start = stream.read(START)
    except OSError as error:
        raise unreadable(blob.name, error) from None
    return Blob(name=blob.name, size=None, mark=blob.mark, start=start, opener=opener)


class _Strict(Frames):
    """Raises OSError for broken data."""

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        count = super().readinto(buffer)
        if not count and self.broken:
            raise OSError(self.broken)
        return count


def next_frame(blob: Blob, packing: Packing, behind: int) -> int | None:
    """The first byte from `behind` on at which a packed frame may begin, by its magic number."""
    magic, window = MAGIC[packing], b""
    with blob.open() as raw:
        go_to(raw, behind)
        while part := raw.read(_STEP):
            window += part
            if (at := window.find(magic)) >= 0:
                return behind + at
            behind += max(len(window) - len(magic) + 1, 0)
            window = window[-len(magic) + 1 :]
    return None


class _Decompressor(Protocol):
    @property
    def needs_input(self) -> bool: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's object with the manners of the others: it keeps what it has not come to."""

    def __init__(self) -> None:
        self._inflate, self._kept, self._full = zlib.decompressobj(zlib.MAX_WBITS | 16), b"", False

    @property
    def needs_input(self) -> bool:
        return not self._kept and not self._full  # after a full measure more may come out of what went in

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        part = self._inflate.decompress(self._kept + data, max_length)
        self._kept, self._full = self._inflate.unconsumed_tail, len(part) == max_length
        return part


def _dictionary(raw: BinaryIO, blob: Blob) -> zstd.ZstdDict | None:
    """The dictionary at the head of a zstd file of web records, itself packed or not."""
    size = int.from_bytes(blob.start[4:8], "little")
    if blob.start[:4] != bytes([_DICTIONARY, 0x2A, 0x4D, 0x18]) or size > _MOST_DICTIONARY or not raw.seekable():
        return None
    raw.seek(8)
    data = raw.read(size)
    raw.seek(0)
    try:
        return zstd.ZstdDict(zstd.decompress(data) if data.startswith(MAGIC["zstd"]) else data)
    except (zstd.ZstdError, ValueError):
        return None
