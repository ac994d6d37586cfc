"""Archives, zip and tar: their files are read where they lie; nothing is written to disk under its name."""

from __future__ import annotations

import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, BinaryIO, cast

from svodka.model import UnreadableInput
from svodka.sources.blobs import START, Blob, OfBlob, stream_blob, unreadable
from svodka.sources.document import Found
from svodka.sources.limits import Limits
from svodka.sources.members import Make, Member, found_in

_ENCRYPTED = 1  # the flag of a zip member
_LONGEST_HEADER = 1_000_000  # bytes of a tar header that holds a long name
_BROKEN = (
    OSError, EOFError, RuntimeError, NotImplementedError, ValueError, zipfile.BadZipFile, tarfile.TarError, zlib.error,
    lzma.LZMAError,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Archive(OfBlob):
    limits: Limits
    make: Make


class Zip(_Archive):
    """A zip archive. Its members come in the order in which the archive lists them."""

    __slots__ = ()

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the members from behind `after` on; UnreadableInput for a bomb and a broken archive."""
        with self.blob.open_anywhere(self.limits.spool) as stream, self._opened(stream) as archive:
            infos = archive.infolist()
            self._check(infos, stream.seek(0, io.SEEK_END))
            yield from found_in(self._members(archive, infos), self.make, after)

    def _opened(self, stream: BinaryIO) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(stream, metadata_encoding="cp866")  # as Windows names files in Russian
        except _BROKEN as error:
            raise UnreadableInput(f"{self.name}: a broken zip archive ({error}); get the file again") from None

    def _check(self, infos: Sequence[zipfile.ZipInfo], size: int) -> None:
        if len(infos) > self.limits.members:
            raise UnreadableInput(
                f"{self.name}: {len(infos):,} files, over the limit of {self.limits.members:,}; split it"
            )
        plain, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
        if packed > size or self.limits.is_bomb(plain, size):
            raise UnreadableInput(f"{self.name}: unpacks to {plain:,} bytes, which looks like a bomb; it is not opened")

    def _members(self, archive: zipfile.ZipFile, infos: Sequence[zipfile.ZipInfo]) -> Iterator[Member]:
        for index, info in enumerate(infos):
            if not info.filename.endswith("/"):  # `is_dir` stumbles over a name that is empty
                name = f"{self.name}/{info.filename}"
                blob = partial(self._blob, archive, info, name)
                yield Member(key=index, name=name, size=info.compress_size, blob=blob)

    def _blob(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Blob:
        _check_name(info.filename, name)
        if info.flag_bits & _ENCRYPTED:
            raise UnreadableInput(f"{name}: encrypted; unpack it with its password first")
        if self.limits.is_bomb(info.file_size, info.compress_size):
            raise UnreadableInput(
                f"{name}: unpacks to {info.file_size:,} bytes, which looks like a bomb; it is not read"
            )

        def opener() -> BinaryIO:
            return io.BufferedReader(_Careful(lambda: archive.open(info)))

        try:
            with opener() as stream:
                start = stream.read(START)
        except OSError as error:
            raise unreadable(name, error) from None
        mark = f"{self.blob.mark} {info.header_offset}"  # the archive is open as long as it is read: any mark will do
        return Blob(name=name, size=info.file_size, mark=mark, start=start, opener=opener)


class Tar(_Archive):
    """A tar archive, read from front to end."""

    __slots__ = ()

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The documents of the members from behind `after` on; what is no ordinary file is passed over."""
        try:
            with self.blob.open() as stream, tarfile.open(fileobj=stream, mode="r|", tarinfo=_ShortHeader) as archive:
                yield from found_in(self._members(archive), self.make, after)
        except _BROKEN as error:
            raise UnreadableInput(f"{self.name}: a broken tar archive ({error}); get the file again") from None

    def _members(self, archive: tarfile.TarFile) -> Iterator[Member]:
        for index, info in enumerate(archive):
            archive.members = []  # type: ignore[attr-defined]  # it would keep them all
            if index >= self.limits.members:
                raise UnreadableInput(f"{self.name}: over the limit of {self.limits.members:,} files; split it")
            if info.isfile():
                name = f"{self.name}/{info.name.removeprefix('./')}"
                yield Member(key=index, name=name, size=info.size, blob=partial(_tar_blob, archive, info, name))


class _ShortHeader(tarfile.TarInfo):
    """Refuses headers that only a bomb has: they are read into memory whole."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _ShortHeader:
        info = super().frombuf(buf, encoding, errors)
        if not (info.isreg() or info.isdir()) and info.size > _LONGEST_HEADER:
            raise tarfile.HeaderError(f"a header of {info.size:,} bytes")
        return info


def _tar_blob(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> Blob:
    _check_name(info.name, name)
    return stream_blob(io.BufferedReader(_Careful(lambda: archive.extractfile(info))), name, info.size)


def _check_name(inside: str, name: str) -> None:
    parts = set(inside.replace("\\", "/").split("/")) - {".", ".."}
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        raise UnreadableInput(f"{name}: hidden; unpack it to read it")


class _Careful(io.RawIOBase):
    """A member as a stream whose every failure is an OSError."""

    def __init__(self, opener: Callable[[], IO[bytes] | None]) -> None:
        try:
            self._file = cast(IO[bytes], opener())
        except _BROKEN as error:
            raise OSError(str(error)) from None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._file.seek(offset, whence)
        except _BROKEN as error:
            raise OSError(str(error)) from None

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            part = self._file.read(len(buffer))
        except _BROKEN as error:
            raise OSError(str(error)) from None
        buffer[: len(part)] = part
        return len(part)
