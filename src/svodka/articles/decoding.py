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
_SINGLE_BYTE = ("cp1251", "koi8-r", "cp866", "mac_cyrillic")  # the commoner first: it wins a tie
_BY_FREQUENCY = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_PUNCTUATION = "«»“”„–—…№ \u00a0°€"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CASE_JUMP = re.compile(r"[а-яё][А-ЯЁ]")
_WORD = re.compile(r"[А-Яа-яЁё]+")
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
    scored = []
    for order, encoding in enumerate(_SINGLE_BYTE):
        sample = _try(data[:_SAMPLE], encoding)
        if sample is not None:
            scored.append((_likeness(sample), -order, encoding))
    best = max(scored, default=(-math.inf, 0, ""))
    text = _try(data, best[2]) if best[0] > 0 else None
    if text is None:
        raise UnreadableInput(f"{name}: unreadable encoding (neither Unicode nor Cyrillic); save it as UTF-8")
    return text


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Points of a character: from +3 for 'о' down to 0 for 'ё'; a capital earns less than its small letter."""
    weights = dict.fromkeys(_PUNCTUATION, 0.5)
    for rank, letter in enumerate(_BY_FREQUENCY):
        weights[letter] = 3 * (1 - rank / len(_BY_FREQUENCY))
        weights[letter.upper()] = weights[letter] - 1
    return weights


def _likeness(text: str) -> float:
    """How much the non-ASCII characters look like Russian: a mean over them, above 0 for anything plausible."""
    high = [character for character in text if character > "\x7f"]
    if not high:
        return 0.0
    weights = _weights()
    letters = sum(weights.get(character, -6.0) for character in high)
    jumps = len(_CASE_JUMP.findall(text))  # 'пРИВЕТ' is what KOI8-R looks like when read as CP1251
    mute = sum(1 for word in _WORD.findall(text) if len(word) > 3 and not _VOWELS & set(word.lower()))
    return (letters - 6 * jumps - 6 * mute) / len(high)
