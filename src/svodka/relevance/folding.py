"""A text in one byte a letter, with all that does not matter folded away."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CODEC = "cp1251"
_LOOKALIKES = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")  # 'Cу-30' with a Latin C; ё is written as е
_JOINED = re.compile("[\u00ad\u0300\u0301]")  # soft hyphens and accents inside a word


def _table() -> bytes:
    chars = (bytes([byte]).decode(_CODEC, "replace") for byte in range(256))
    folded = (c.lower().translate(_LOOKALIKES) if c.isalnum() or c == "-" else " " for c in chars)
    return b"".join(c.encode(_CODEC, "replace") for c in folded)


_FOLD = _table()


def _bytes_of(kind: str) -> frozenset[int]:
    chars = {byte: bytes([byte]).decode(_CODEC, "replace") for byte in range(256)}
    return frozenset(byte for byte, c in chars.items() if getattr(c, kind)())


UPPER = _bytes_of("isupper")
"""The bytes of capital letters."""
DIGITS = frozenset(b"0123456789")
QUOTES = frozenset("\"«„“”‘'".encode(_CODEC))
"""The bytes of quotation marks that may open a name."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`words`: letters in lower case and a blank for all else; `raw`: the same bytes before that.

    `kept` lists the offsets of the characters that remained where some had to go (soft hyphens), else None.
    """

    raw: bytes
    words: bytes
    kept: tuple[int, ...] | None

    def offset(self, at: int) -> int:
        """The offset in the text of the byte that begins a word, is a hyphen, or follows a full stop."""
        found = at - 1 - 2 * self.raw.count(b"-", 0, at) - self.raw.startswith(b"-", at)
        return self.kept[found] if self.kept else found


def fold_text(text: str) -> Folded:
    """A blank goes before and after the text and around every hyphen, so that each word stands between blanks."""
    raw = text.encode(_CODEC, "replace")
    kept = None
    if raw.count(b"?") != text.count("?") or b"\xad" in raw:
        text, kept = _cleaned(text)
        raw = text.encode(_CODEC, "replace")
    if b"\x96" in raw:  # an en dash serves as a hyphen: 'Су–30'
        raw = raw.replace(b"\x96", b"-")
    raw = b" " + raw.replace(b"-", b" - ") + b" "
    return Folded(raw, raw.translate(_FOLD), kept)


def _cleaned(text: str) -> tuple[str, tuple[int, ...] | None]:
    text = text.replace("\u2011", "-").replace("\u2010", "-")
    if not _JOINED.search(text):
        return text, None
    pairs = [(at, c) for at, c in enumerate(text) if not _JOINED.match(c)]
    return "".join(c for _, c in pairs), (*(at for at, _ in pairs), len(text), len(text))


def fold_pattern(text: str) -> str:
    """The same of a word or a name, as text."""
    return " ".join(fold_text(text).words.decode(_CODEC).split())


def text_to_bytes(pattern: str) -> bytes:
    """A folded pattern as the bytes that the text holds."""
    return pattern.encode(_CODEC, "replace")


def bytes_to_text(stretch: bytes) -> str:
    """The letters of a stretch of `Folded.raw`."""
    return stretch.decode(_CODEC, "replace")
