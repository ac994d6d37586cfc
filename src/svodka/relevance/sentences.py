"""Where sentences end, by marks and capitals alone: good enough to tell what stands near what."""

from __future__ import annotations

import re

from svodka.relevance.folding import UPPER, text_to_bytes

_STOPS = bytes.maketrans(text_to_bytes("!?…"), b"...")
_CLOSING, _OPENING = (re.escape(text_to_bytes(marks)) for marks in ('"»”)', '"«“„(—- '))
_CAPITAL = b"A-Z0-9" + text_to_bytes("ЁА") + b"-" + text_to_bytes("Я")
_STOP = re.compile(rb"\.[" + _CLOSING + rb"]*(?=\s+[" + _OPENING + rb"]*[" + _CAPITAL + rb"])")
_LINE = re.compile(rb"\n")


def sentence_ends(raw: bytes) -> list[int]:
    """The offsets behind the sentences of `Folded.raw` but the last; a line ends a sentence as well."""
    stops = [stop.end() for stop in _STOP.finditer(raw.translate(_STOPS)) if not _is_initial(raw, stop.start())]
    return sorted([*stops, *(line.end() for line in _LINE.finditer(raw))])


def _is_initial(raw: bytes, stop: int) -> bool:
    """'А. Иванов': one capital letter before the full stop."""
    return raw[stop - 1] in UPPER and raw[stop - 2] in b" ."
