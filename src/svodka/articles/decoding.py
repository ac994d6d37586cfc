"""Bytes to text: which encoding a Russian text came in, told from its marks and its letters."""

from __future__ import annotations

import codecs
import math
import re
from functools import lru_cache

from svodka.model import UnreadableInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "mac_cyrillic")  # the commoner first
_RARITY = 0.02  # points taken off for each place in that order: CP1251 and MacCyrillic share most small letters
_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_PUNCTUATION = "«»“”„–—…№ \u00a0°€"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ODD = re.compile(r"[а-яё][А-ЯЁ]|[”„—–…][а-яё]")  # 'пРИВЕТ' is KOI8-R read as CP1251, '”омин' MacCyrillic
_HIGH = re.compile(rb"[\x80-\xff]")
_FOREIGN_LETTER = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[А-Яа-яЁё]+")
_RARE_CAPITALS = 0.4  # points: a whole text in capitals is rarer than one in small letters
_VOWELS = frozenset("аеёиоуыэюя")
_SAMPLE = 20_000  # bytes: the choice is settled long before


def decode(data: bytes, name: str) -> str:
    """The text of `data`: UTF-8, UTF-16 and UTF-32 with or without their marks, CP1251, KOI8-R, CP866, MacCyrillic.

    The text is kept as it came ('\\r' included, no Unicode normalisation); only a byte-order mark is dropped.
    Raises UnreadableInput, naming `name`, for binary data and for bytes that are text in none of these.
    """
    unicode = _unicode(data, name)
    text = _single_byte(data, name) if unicode is None else unicode
    if _FORBIDDEN.search(text):
        raise UnreadableInput(f"{name}: binary data, not a text; give a plain text file")
    return text


def russian_likeness(text: str) -> float:
    """How much the letters beyond ASCII are such as Russian has, as often: above 0 for anything plausible, to 3."""
    first = _FOREIGN_LETTER.search(text)
    start = max(0, first.start() - _SAMPLE // 2) if first else 0
    return _likeness(text[start : start + _SAMPLE])


def _unicode(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableInput(
                    f"{name}: marked as {encoding.removesuffix('-sig').upper()} but broken at byte {error.start}; "
                    "save it again as UTF-8"
                ) from None
    if unmarked := _unmarked_utf16(data):
        return _try(data, unmarked)
    return _try(data, "utf-8")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Russian text is 0x04 (letters) or 0x00 (blanks, digits)."""
    sample = data[: _SAMPLE // 2 * 2]
    if len(data) % 2 or len(sample) < 8:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(4) > len(high) / 3 and high.count(4) + high.count(0) + high.count(0x20) > 0.9 * len(high):
            return encoding
    return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _single_byte(data: bytes, name: str) -> str:
    if _FORBIDDEN.search(data[:_SAMPLE].decode("latin-1")):
        raise UnreadableInput(f"{name}: binary data, not a text; give a plain text file")
    first = _HIGH.search(data)
    start = max(0, first.start() - _SAMPLE // 2) if first else 0
    scored = []
    for order, encoding in enumerate(_SINGLE_BYTE):
        sample = _try(data[start : start + _SAMPLE], encoding)
        if sample is not None:
            scored.append((_likeness(sample) - order * _RARITY, encoding))
    best = max(scored, default=(-math.inf, ""))
    text = _try(data, best[1]) if best[0] > 0 else None
    if text is None:
        raise UnreadableInput(f"{name}: unreadable encoding (neither Unicode nor Cyrillic); save it as UTF-8")
    return text


@lru_cache(maxsize=2)
def _weights(capitals: bool) -> dict[str, float]:
    """Points of a character: from +3 for 'о' down to 0 for 'ё'; a capital earns less, unless all the text is so."""
    weights = dict.fromkeys(_PUNCTUATION, 0.5)
    for rank, letter in enumerate(_BY_FREQUENCY):
        weights[letter] = 3 * (1 - rank / len(_BY_FREQUENCY))
        weights[letter.upper()] = weights[letter] - (_RARE_CAPITALS if capitals else 1)
    return weights


def _likeness(text: str) -> float:
    """How much the non-ASCII characters look like Russian: a mean over them, above 0 for anything plausible."""
    high = [character for character in text if character > "\x7f"]
    if not high:
        return 0.0
    weights = _weights(text.isupper())
    letters = sum(weights.get(character, -12.0) for character in high)
    odd = len(_ODD.findall(text))
    mute = sum(1 for word in _WORD.findall(text) if len(word) > 3 and not _VOWELS & set(word.lower()))
    return (letters - 6 * odd - 6 * mute) / len(high)
