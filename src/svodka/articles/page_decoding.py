"""The bytes of a web page to text: its marks, what the server and the page itself declare, detection last."""

from __future__ import annotations

import codecs
import re

from svodka.articles.decoding import decode, russian_likeness
from svodka.model import UnreadableInput

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_PROLOG = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_HEAD = 8_000  # bytes in which a page declares its character set
_TEXT_ENCODINGS = re.compile(r"utf_?-?(?:8|16|32)|cp\d|koi8|iso8859|mac|gb|big5|shift_jis|euc|ascii|ptcp|kz1048")
_LOST = 0.01  # share of the letters beyond ASCII that may be broken
_TRUST = 0.1  # points of likeness by which the server is believed before the page, and the page before its letters
_RUSSIAN = 1.0  # points under which a text in any encoding is none in Russian, and whoever declared its own knows best
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_BINARY = 0.001  # share of such characters that a page may hold


def decode_page(data: bytes, charset: str | None, name: str) -> str:
    """The page's markup; `charset` is what the server said. UTF-8 that is in order counts before any declaration.

    Characters that no text holds are dropped. Raises UnreadableInput, naming `name`, for binary data.
    """
    text = _decoded(data, charset, name)
    clean = _NOT_TEXT.sub("", text)
    if len(text) - len(clean) > len(text) * _BINARY:
        raise UnreadableInput(f"{name}: binary data, not a web page; give a page of HTML")
    return clean


def _decoded(data: bytes, charset: str | None, name: str) -> str:
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and (text := _utf8(data)) is not None:
        return text
    declared = [found[1].decode("ascii") for pattern in (_PROLOG, _DECLARED) if (found := pattern.search(data[:_HEAD]))]
    readings = [text for label in (charset, *declared) if label and (text := _by_label(data, label)) is not None]
    try:
        readings.append(decode(data, name))
    except UnreadableInput:
        if not readings:
            raise
    worth = [russian_likeness(text) - place * _TRUST for place, text in enumerate(readings)]
    return readings[worth.index(max(worth))] if max(worth) > _RUSSIAN else readings[0]


def _utf8(data: bytes) -> str | None:
    """UTF-8 in order, but for an end that was cut off in the middle of a letter."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8-sig") if error.start >= len(data) - 3 else None


def _by_label(data: bytes, label: str) -> str | None:
    """The text by a declared encoding, or None when there is no such encoding or the data are not in it."""
    try:
        encoding = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if not _TEXT_ENCODINGS.match(encoding):
        return None
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= _LOST * sum(1 for letter in text if letter > "\x7f") else None
