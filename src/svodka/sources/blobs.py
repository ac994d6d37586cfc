"""Bytes that have a name: a file, a file in an archive, standard input. Their first bytes are always at hand."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from svodka.model import UnreadableInput

START = 65_536
"""Bytes: enough to tell what a file is."""
_STEP = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """`start` is its first START bytes or all of it; `mark` changes with the content, '' for what is read only once.

    `size` is None where nobody knows beforehand. `anywhere`: the stream can be read in any order at no cost.
    """

    name: str
    size: int | None
    mark: str
    start: bytes
    opener: Callable[[], BinaryIO]
    anywhere: bool = False

    def open(self) -> BinaryIO:
        """A stream from the first byte on; UnreadableInput when it is not to be had."""
        try:
            return self.opener()
        except OSError as error:
            raise unreadable(self.name, error) from None

    def whole(self, limit: int) -> bytes:
        """All the bytes, or one more than `limit` of them when there are too many."""
        if self.size is not None and self.size <= len(self.start):
            return self.start[: limit + 1]
        try:
            with self.open() as stream:
                return b"".join(_parts(stream, limit + 1))
        except OSError as error:
            raise unreadable(self.name, error) from None

    def open_anywhere(self, limit: int) -> BinaryIO:
        """A stream that can be read in any order; what cannot be goes through a nameless file of at most `limit`."""
        if self.anywhere:
            return self.open()
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it is handed over open
        try:
            with self.open() as stream:
                for part in _parts(stream, limit + 1):
                    file.write(part)
        except OSError as error:
            raise unreadable(self.name, error) from None
        if file.tell() > limit:
            raise UnreadableInput(f"{self.name}: unpacks to over {limit:,} bytes; unpack it and name the files")
        file.seek(0)
        return file


def file_blob(path: Path, name: str | None = None) -> Blob:
    """The file at `path`; UnreadableInput when there is none or it cannot be read."""
    name = name or str(path)
    try:
        with path.open("rb") as file:
            start = file.read(START)
        status = path.stat()
    except FileNotFoundError:
        raise UnreadableInput(f"{name}: there is no such file; check the name") from None
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from None
    mark = f"{path.resolve()} {status.st_size} {status.st_mtime_ns}"
    return Blob(name=name, size=status.st_size, mark=mark, start=start, opener=lambda: path.open("rb"), anywhere=True)


def stream_blob(stream: BinaryIO, name: str, size: int | None = None) -> Blob:
    """What can be read only once, from front to end: standard input, a file in a tar archive."""
    try:
        start = b"".join(_parts(stream, START))
    except OSError as error:
        raise unreadable(name, error) from None
    joined = io.BufferedReader(_Joined(start, stream))
    return Blob(name=name, size=size, mark="", start=start, opener=lambda: joined)


def go_to(stream: BinaryIO, offset: int) -> None:
    """Moves a stream forwards to `offset`, by reading where it cannot jump."""
    if stream.seekable():
        stream.seek(offset)
        return
    left = offset - stream.tell()
    while left > 0 and (part := stream.read(min(left, _STEP))):
        left -= len(part)


def unreadable(name: str, error: Exception) -> UnreadableInput:
    """The complaint about what the operating system or an archive would not give."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return UnreadableInput(f"{name}: the file cannot be read: {reason.splitlines()[0]}")


def _parts(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """At most `most` bytes: a pipe gives fewer at a time than asked for."""
    while most > 0 and (part := stream.read(min(most, _STEP))):
        most -= len(part)
        yield part


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the stream behind them."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start, self._rest, self._at = start, rest, 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._start[self._at : self._at + len(buffer)]
        part = left or self._rest.read(len(buffer)) or b""
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBlob:
    """What every source that is one blob says of itself; `size` counts its bytes as they lie, packed ones too."""

    blob: Blob

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.blob.name

    @property
    def identity(self) -> str:
        """The file with its size and time; '' for a stream."""
        return self.blob.mark

    @property
    def size(self) -> int | None:
        """Bytes."""
        return self.blob.size
