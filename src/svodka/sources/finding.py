"""What the user named → the sources: the kind is told by the content first, by the name second."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from svodka.model import UnreadableInput
from svodka.sources.archives import Tar, Zip
from svodka.sources.blobs import START, Blob, file_blob, stream_blob
from svodka.sources.document import Source
from svodka.sources.dumps import Dump, JsonLines, JsonList
from svodka.sources.files import File
from svodka.sources.folders import Folder
from svodka.sources.frames import Frames, Packing, packing_of, unpacked
from svodka.sources.kinds import Kind, kind_of, suffix_of
from svodka.sources.limits import Limits
from svodka.sources.mapping import Mapping
from svodka.sources.parquet import Parquet
from svodka.sources.tables import Table
from svodka.sources.warc import Warc

if TYPE_CHECKING:
    from svodka.sources.fetching import Fetcher

STANDARD_INPUT = "-"
_ADDRESS = ("http://", "https://")
_TEXTS = ("", ".txt", ".text")  # what a text is called; style sheets and programs in a folder are none
_DEEPEST = 2  # archives in one another
_DUMPS: dict[Kind, type[Dump]] = {"jsonl": JsonLines, "json": JsonList, "table": Table}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """What holds for all sources: the columns of dumps, the limits, and whether private addresses may be asked."""

    mapping: Mapping = field(default_factory=Mapping)
    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False


def find_sources(
    names: Iterable[str], options: SourceOptions | None = None, *,
    standard_input: BinaryIO | None = None, fetcher: Fetcher | None = None,
) -> list[Source]:  # fmt: skip
    """One source a name, in order: a file, a folder, an address of the web, '-' for `standard_input`.

    `fetcher` serves all addresses; without one they get one of their own. Raises UnreadableInput with one line for a
    name that there is not, an empty folder and a file of a kind that is not read.
    """
    options = options or SourceOptions()
    sources: list[Source] = []
    for name in names:
        if name.startswith(_ADDRESS):
            fetcher = fetcher or _fetcher(options)
            sources.append(_address(name, fetcher))
        elif name == STANDARD_INPUT:
            sources.append(source_of(stream_blob(standard_input or io.BytesIO(), name), options))
        else:
            sources.append(_on_disk(name, options))
    return sources


def source_of(blob: Blob, options: SourceOptions, *, within: int = 0, chosen: bool = True) -> Source:
    """The source for a file of any kind; UnreadableInput with a remedy for one that is not read.

    `within` counts the archives around it. `chosen`: somebody named it, so that it is a text under any name.
    """
    packing = packing_of(blob.start)
    kind = kind_of(_plain_start(blob, packing), blob.name)
    if kind == "text" and options.mapping.columns and blob.name == STANDARD_INPUT:
        kind = "table"  # the columns of what else?
    if kind == "text" and not chosen and suffix_of(blob.name) not in _TEXTS:
        raise UnreadableInput(f"{blob.name}: a {suffix_of(blob.name)} file is rarely news; name it itself to read it")
    if kind == "warc":
        return Warc(blob=blob, packing=packing, limits=options.limits)
    if kind in _DUMPS:
        return _DUMPS[kind](blob=blob, packing=packing, limits=options.limits, mapping=options.mapping)
    plain = unpacked(blob, packing, options.limits) if packing else blob
    if kind == "text" or kind == "html" or kind == "mhtml":
        return File(blob=plain, kind=kind, limits=options.limits)
    if kind == "parquet":
        return Parquet(blob=plain, limits=options.limits, mapping=options.mapping)
    if within >= _DEEPEST:
        raise UnreadableInput(f"{blob.name}: the third archive in one another; unpack the outer one")
    make = partial(source_of, options=options, within=within + 1, chosen=False)
    return (Zip if kind == "zip" else Tar)(blob=plain, limits=options.limits, make=make)


def _on_disk(name: str, options: SourceOptions) -> Source:
    path = Path(name)
    if not path.is_dir():
        return source_of(file_blob(path, name), options)
    folder = Folder(path, name, partial(source_of, options=options, chosen=False))
    if folder.is_empty:
        raise UnreadableInput(f"{name}: no files in this folder; name files or another folder")
    return folder


def _address(name: str, fetcher: Fetcher) -> Source:
    from svodka.sources.pages import WebAddress  # the libraries of the web load only for who reads from it

    return WebAddress(name, fetcher)


def _fetcher(options: SourceOptions) -> Fetcher:
    from svodka.sources.fetching import Fetcher, FetchOptions

    return Fetcher(FetchOptions(allow_private=options.allow_private))


def _plain_start(blob: Blob, packing: Packing) -> bytes:
    """The first plain bytes; fewer than START where the packed ones at hand hold no more."""
    if not packing:
        return blob.start
    at_hand = Blob(
        name=blob.name, size=len(blob.start), mark="", start=blob.start, opener=partial(io.BytesIO, blob.start)
    )
    return Frames(at_hand, packing, Limits()).read(START) or b""
