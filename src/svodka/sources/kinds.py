"""What a file is, told by its first bytes, and by its name where those leave it open."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from svodka.model import UnreadableInput

Kind: TypeAlias = Literal["text", "html", "mhtml", "warc", "jsonl", "json", "table", "parquet", "zip", "tar"]
BY_SUFFIX: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "mhtml",
    ".mhtml": "mhtml", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "table", ".tsv": "table",
    ".warc": "warc", ".parquet": "parquet", ".zip": "zip", ".tar": "tar", ".tgz": "tar",
}  # fmt: skip
PACKED = (".gz", ".zst", ".gzip", ".zstd")
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", "parquet"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"WARC/", "warc"),
)  # fmt: skip
_OTHERS = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office document", b"{\\rtf": "an RTF document", b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive", b"BZh": "packed with bzip2", b"\xfd7zXZ": "packed with xz", b"SQLite": "a database",
    b"\x7fELF": "a program",
}  # fmt: skip
_OFFICE = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|mimetype|_rels/|word/|docProps/)", re.S)
_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML = re.compile(rb"\s*(?:<\?xml|<rss|<feed|<urlset|<sitemapindex|<opml|<rdf)\b", re.I)
_MAIL = re.compile(rb"(?:[\w-]+: [^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?Content-Type:\s*multipart/related", re.I)
_OBJECT = re.compile(rb'\s*(?:\[\s*)?\{\s*(?:"|\})')
_ONE_A_LINE = re.compile(rb"\s*\{[^\n]*\}[ \t\r]*\n\s*\S")
_TAR_AT = 257
_BOM = b"\xef\xbb\xbf"


def kind_of(start: bytes, name: str) -> Kind:
    """The kind of what begins with these (plain) bytes; UnreadableInput with a remedy for what is not read."""
    if _OFFICE.match(start):
        raise UnreadableInput(f"{name}: an Office document; save it as text or as a web page")
    for magic, what in _OTHERS.items():
        if start.startswith(magic):
            raise UnreadableInput(f"{name}: {what}; give it as text, as a web page or in a zip archive")
    if magic_kind := next((kind for magic, kind in _MAGIC if start.startswith(magic)), None):
        return magic_kind
    return "tar" if start[_TAR_AT : _TAR_AT + 5] == b"ustar" else _kind_of_text(start.removeprefix(_BOM), name)


def suffix_of(name: str) -> str:
    """The suffix of a name in small letters, without that of a packing."""
    path = PurePosixPath(name.lower())
    return (path.with_suffix("") if path.suffix in PACKED else path).suffix


def _kind_of_text(start: bytes, name: str) -> Kind:
    named = BY_SUFFIX.get(suffix_of(name))
    if _PAGE.match(start):
        return "html"
    if _XML.match(start) and named != "html":
        raise UnreadableInput(f"{name}: XML, but no web page; give the address of a feed or sitemap, or the pages")
    if _MAIL.match(start):
        return "mhtml"
    if _OBJECT.match(start) and named not in ("text", "html", "table"):
        return "jsonl" if named == "jsonl" or _ONE_A_LINE.match(start) else "json"
    if named in ("warc", "parquet", "zip", "tar") and start:
        raise UnreadableInput(f"{name}: no {named} file, whatever its name says; check how it was saved")
    return named or "text"
