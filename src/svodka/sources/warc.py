"""WARC files, as crawlers write them: their web pages, in constant memory, from any record on."""

from __future__ import annotations

import io
import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType
from fastwarc.warc import HeaderMap

from svodka.model import UnreadableInput, day_as_written
from svodka.sources.blobs import OfBlob
from svodka.sources.document import Document, Found, Media, Refused
from svodka.sources.frames import Frames, Packing, Place, next_frame
from svodka.sources.limits import Limits
from svodka.sources.unwrapping import unwrap

_HEADER = re.compile(rb"WARC/\d\.\d{1,2}\r\n")
_LONGEST_HEADER = 12  # bytes of that, with the one before it
_NEXT = re.compile(rb"\r\n\r\nWARC/\d\.\d{1,2}\r\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEAD = 32_768  # bytes in which the header of a response must end
_STEP = 65_536
_MEDIA: dict[str, Media] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_KINDS = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_OPEN = ">"  # before a cursor: the record there was not given yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Warc(OfBlob):
    """A WARC file, plain or packed with gzip or zstd, as one piece or record by record.

    Its documents are responses of HTML with status 200, and the resources and conversions that are HTML or text. Other
    records are passed over. A broken record is refused and reading goes on at the next one that can be found.
    A cursor is the place of the record that was given; `size` and `done` count packed bytes.
    """

    packing: Packing
    limits: Limits

    def found(self, after: str | None = None) -> Iterator[Found]:
        """The pages from behind the record at `after` on."""
        place: Place | None = Place.parse((after or "0").removeprefix(_OPEN))
        given = after is not None and not after.startswith(_OPEN)
        done = 0
        while place is not None:
            with closing(Frames(self.blob, self.packing, self.limits, place)) as frames:
                broken = yield from self._run(frames, given, done)
                done = max(done, frames.packed)
            if broken is None:
                return
            place, given = self._next_record(broken.search) if self.blob.mark else None, False
            yield self._refused(broken, place, done)

    def _run(self, frames: Frames, given: bool, done: int) -> Generator[Found, None, _Broken | None]:
        """The pages up to the end, or to the broken record that it returns; `given`: the first is not given again."""
        records = ArchiveIterator(frames, parse_http=False, stream_detect=False)
        where, behind = f"record at {frames.place(frames.tell())}", frames.tell() + 1
        while True:
            try:
                record = next(records, None)
            except OSError:
                return _Broken(where=where, search=frames.place(behind), why=frames.broken or "is no WARC record")
            if record is None:
                break
            at, place = record.stream_pos, frames.place(record.stream_pos)
            found = None if given else self._found(record, place, max(done, frames.packed))
            if isinstance(found, str):
                why = frames.broken or found
                return _Broken(where=f"record at {place}", search=frames.place(at + 1), why=why)
            if found:
                yield found
            given, where, behind = False, f"behind the record at {place}", at + max(record.content_length, 1)
        if not frames.broken:
            return None
        return _Broken(where=where, search=frames.place(behind), why=frames.broken)

    def _found(self, record: WarcRecord, place: Place, done: int) -> Found | str | None:
        """The page of a record, or why it has none; None for a record to be passed over, words for a broken one."""
        declared = record.headers.get("Content-Length") or ""
        if not re.fullmatch(r"\d{1,15}", declared.strip()):
            return "has a broken header"
        head = record.reader.read(_HEAD) if record.record_type in _KINDS else b""
        page = _page(record, head)
        name = f"{self.name} record at {place}"
        if page is None:
            whole = len(head) + record.consume() == record.content_length
            return None if whole else "is shorter than it says"
        if record.content_length - page.begin > self.limits.of(page.media):
            reason = f"{name}: over the limit of {self.limits.of(page.media):,} bytes; no article is that long"
            return Refused(name=name, reason=reason, cursor=str(place), done=done)
        body = b"".join((head[page.begin :], *iter(lambda: record.reader.read(_STEP), b"")))
        if len(body) < record.content_length - page.begin:
            return "is shorter than it says"
        if _NEXT.search(body):
            return "is longer than it says and runs into the next"
        try:
            data = unwrap(body, page.transfer, page.encoding, self.limits)
        except UnreadableInput as error:
            return Refused(name=name, reason=f"{name}: {error}", cursor=str(place), done=done)
        return Document(
            name=name, data=data, cursor=str(place), done=done, media=page.media, charset=page.charset,
            url=(record.headers.get("WARC-Target-URI") or "").strip("<> ") or None,
            fetched=day_as_written(record.headers.get("WARC-Date") or ""),
        )  # fmt: skip

    def _next_record(self, place: Place) -> Place | None:
        """The first record from `place` on, looked for behind what cannot be unpacked as well."""
        while True:
            with closing(Frames(self.blob, self.packing, self.limits, place)) as frames:
                at = _find_header(frames)
                if at is not None:
                    return frames.place(at)
                behind = next_frame(self.blob, self.packing, frames.last_frame() + 1) if frames.broken else None
            if behind is None:
                return None
            place = Place(packed=behind)

    def _refused(self, broken: _Broken, place: Place | None, done: int) -> Refused:
        name = f"{self.name} {broken.where}"
        rest = f"read on at {place}" if place else "nothing behind it can be read; get the file again"
        cursor = f"{_OPEN}{place or self.size or 0}"
        return Refused(name=name, reason=f"{name}: {broken.why}; {rest}", cursor=cursor, done=done)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Broken:
    """A record that cannot be read, and from where on the next one is to be looked for."""

    where: str
    search: Place
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What the headers say of a page; its body begins at byte `begin` of the record's block."""

    media: Media
    charset: str | None
    begin: int = 0
    transfer: str = ""
    encoding: str = ""


def _page(record: WarcRecord, head: bytes) -> _Page | None:
    """None for a record that holds no page; `head` is how its block begins."""
    if record.record_type not in _KINDS:
        return None
    if record.record_type != WarcRecordType.response:
        return _typed(record.headers.get("Content-Type") or "")
    http = HeaderMap()
    begin = http.parse(io.BytesIO(head))
    kind = http.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type") or ""
    page = _typed(kind) if http.status_code == 200 else None
    if page is None or page.media != "html":
        return None
    return _Page(
        media="html", charset=page.charset, begin=begin,
        transfer=http.get("Transfer-Encoding") or "", encoding=http.get("Content-Encoding") or "",
    )  # fmt: skip


def _typed(content_type: str) -> _Page | None:
    media = _MEDIA.get(re.split(r"[;,]", content_type)[0].strip().lower())
    charset = _CHARSET.search(content_type)
    return _Page(media=media, charset=charset[1].lower() if charset else None) if media else None


def _find_header(frames: Frames) -> int | None:
    """The plain byte at which the next record begins, None when no more does before the stream ends or breaks.

    It begins a line or a packed frame: of a record that is broken the last line may be without its end.
    """
    window, first = b"", frames.tell()
    begin = first
    while part := frames.read(_STEP):
        window += part
        for match in _HEADER.finditer(window):
            at = begin + match.start()
            begins_line = at == first or window[match.start() - 1 : match.start()] == b"\n"
            if begins_line or not frames.place(at).skip:
                return at
        begin, window = begin + max(len(window) - _LONGEST_HEADER, 0), window[-_LONGEST_HEADER:]
    return None
