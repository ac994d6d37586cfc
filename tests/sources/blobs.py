"""What the tests of sources share: bytes as a file, and what is compared of the found."""

from __future__ import annotations

import io
from collections.abc import Iterable

from svodka.sources.blobs import START, Blob
from svodka.sources.document import Document, Found, Refused, Source


def blob(data: bytes, name: str = "file") -> Blob:
    """The bytes as a file."""
    return Blob(
        name=name, size=len(data), mark="mark", start=data[:START], opener=lambda: io.BytesIO(data), anywhere=True
    )


def told(found: Iterable[Found]) -> list[object]:
    """All of the found but how far it was: a stream that begins elsewhere reads ahead elsewhere."""
    return [
        (f.name, f.cursor, f.reason) if isinstance(f, Refused)
        else (f.name, f.cursor, f.data, f.media, f.charset, f.url, f.title, f.published, f.outlet, f.author, f.fetched)
        for f in found
    ]  # fmt: skip


def documents(source: Source) -> list[Document]:
    """The documents of a source."""
    return [found for found in source.found() if isinstance(found, Document)]


def reasons(source: Source) -> list[str]:
    """Why it refused what it refused; every reason is one line that begins with the name of the thing."""
    refused = [found for found in source.found() if isinstance(found, Refused)]
    for found in refused:
        assert found.reason.startswith(found.name)
        assert "\n" not in found.reason
    return [found.reason for found in refused]


def check_resuming(source: Source) -> list[Found]:
    """All that was found; from behind each of them the source gives exactly the rest."""
    whole = list(source.found())
    for place, found in enumerate(whole, 1):
        assert told(source.found(found.cursor)) == told(whole[place:])
    assert [found.done for found in whole] == sorted(found.done for found in whole)
    assert all(found.done <= (source.size or found.done) for found in whole)
    return whole
