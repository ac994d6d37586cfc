"""What every source gives: documents as they came, and plain words for what it would not or could not give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

Media: TypeAlias = Literal["text", "html"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A raw document, with what its source says of it; the source knows better than the text.

    `name` is what messages call it: a path, an address, 'news.warc.gz record at 1024', 'dump.csv row 7'. `cursor` lets
    its source go on behind it; `done` is how much of the source lies behind it, in the unit of `Source.size`.
    """

    name: str
    data: bytes
    cursor: str
    done: int
    media: Media = "text"
    charset: str | None = None  # as served or declared by the source
    url: str | None = None
    title: str | None = None
    published: str | None = None  # EDTF
    outlet: str | None = None
    author: str | None = None
    fetched: str | None = None  # EDTF; the day a crawler had it: no day of publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What could not be had: `reason` is one line that names the thing, the value and the remedy.

    `again`: whether another try may go better (a server that was down), or never will (a broken file).
    """

    name: str
    reason: str
    cursor: str
    done: int
    again: bool = False


Found: TypeAlias = Document | Refused


class Source(Protocol):
    """One thing that a user named: a file, a folder, a feed, an archive.

    `identity` is the same for the same content under the same name, another when a file was changed, so that a cursor
    is never used on what it was not made for; '' for what cannot be resumed (standard input).
    """

    @property
    def name(self) -> str:
        """What the user called it."""

    @property
    def identity(self) -> str:
        """The name with a mark of the content's version."""

    @property
    def size(self) -> int | None:
        """How much there is: bytes of a stream, documents of a folder; None where nobody knows beforehand."""

    def found(self, after: str | None = None) -> Iterator[Found]:
        """Its documents in an order that never changes, from behind the cursor `after` on.

        Constant memory: one document at a time. Raises UnreadableInput when the whole is not to be had.
        """
