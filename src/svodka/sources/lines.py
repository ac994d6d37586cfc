"""The lines of a dump with their places, none longer than a limit; a look ahead, and a step back."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from svodka.sources.blobs import Blob
from svodka.sources.frames import Frames, Packing
from svodka.sources.limits import Limits

_STEP = 1_048_576
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line with its end; `data` is None when it was over the limit. `behind` is the plain byte behind it."""

    number: int
    data: bytes | None
    behind: int


class Lines(Iterator[Line]):
    """The lines of a stream from its first byte on; `packed` says how much of the file lies behind them."""

    def __init__(self, frames: Frames, limit: int) -> None:
        self._frames, self._limit = frames, limit
        self._stream = io.BufferedReader(frames, _STEP // 4)
        self._waiting: deque[Line] = deque()
        self._number = self._offset = 0

    def __next__(self) -> Line:
        if self._waiting:
            return self._waiting.popleft()
        line = self._read()
        if line is None:
            raise StopIteration
        return line

    @property
    def packed(self) -> int:
        """Packed bytes read so far."""
        return self._frames.packed

    @property
    def broken(self) -> str | None:
        """Why the stream ended too early; None while it did not."""
        return self._frames.broken

    def ahead(self, size: int) -> list[Line]:
        """The lines in the first `size` bytes of the stream or a little more; they still come."""
        while self._offset < size and (line := self._read()):
            self._waiting.append(line)
        return list(self._waiting)

    def back(self, lines: Iterable[Line]) -> None:
        """Puts lines back, to come again in their order."""
        self._waiting.extendleft(reversed(list(lines)))

    def go_to(self, number: int, offset: int) -> None:
        """On to what lies behind line `number`, which ends at the plain byte `offset`."""
        while self._waiting and self._waiting[0].behind <= offset:
            self._waiting.popleft()
        if self._waiting or self._offset >= offset:
            return
        while self._offset < offset and (part := self._stream.read(min(_STEP, offset - self._offset))):
            self._offset += len(part)
        self._number = number

    def _read(self) -> Line | None:
        data = self._stream.readline(self._limit + 1)
        if self._frames.broken and not data.endswith(b"\n"):
            return None  # half a line is told of by the break itself
        size, whole = len(data), data
        while data and len(data) > self._limit and not data.endswith(b"\n"):
            data = self._stream.readline(self._limit + 1)
            size += len(data)
        if not size:
            return None
        self._number, self._offset = self._number + 1, self._offset + size
        if self._number == 1:
            whole = whole.removeprefix(_BOM)
        return Line(number=self._number, data=whole if size <= self._limit else None, behind=self._offset)


@contextmanager
def opened_lines(blob: Blob, packing: Packing, limits: Limits) -> Iterator[Lines]:
    """The lines of a file, which is closed at the end."""
    frames = Frames(blob, packing, limits)
    try:
        yield Lines(frames, limits.row)
    finally:
        frames.close()
