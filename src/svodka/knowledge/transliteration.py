"""Russian names in Latin letters: the BGN/PCGN system of 1947, as maps and the English press write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from svodka.knowledge.tables import read_table

_SOFT = frozenset("аеёиоуыэюяйъь")
# What the press varies: 'Sergei' and 'Sergey', 'Alexander' and 'Aleksandr', 'Yevgeny' and 'Evgenii'.
_SAME = (
    (re.compile(r"[^a-z0-9 ]"), ""), (re.compile(r"x"), "ks"), (re.compile(r"\bye|(?<=[aeiouy])ye"), "e"),
    (re.compile(r"[yj]"), "i"), (re.compile(r"i+"), "i"), (re.compile(r"(?<=nd)er\b"), "r"),
)  # fmt: skip


@cache
def _letters() -> Mapping[str, tuple[str, str]]:
    """Letter → what it gives, and what it gives at the start of a word and after a vowel, й, ъ or ь."""
    rows = read_table("transliteration.tsv", 3)
    return MappingProxyType({letter: (plain, soft or plain) for letter, plain, soft in rows})


def to_latin(text: str) -> str:
    """'Евгений Щёлоков' → 'Yevgeniy Shchëlokov'; what is not Russian stays as it is."""
    out, before = [], " "
    for letter in text:
        low = letter.lower()
        pair = _letters().get(low)
        if pair is None:
            out.append(letter)
        else:
            made = pair[_opens(before)]
            out.append(made.capitalize() if letter != low else made)
        before = low
    return "".join(out)


def _opens(before: str) -> bool:
    """Whether the letter after `before` is written as at the start of a word."""
    return not before.isalnum() or before in _SOFT


def latin_key(text: str) -> str:
    """What two spellings of one name share: 'Сергей', 'Sergey' and 'Sergei' give the same."""
    plain = unicodedata.normalize("NFKD", to_latin(text.replace("-", " ")).lower())
    folded = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pattern, same in _SAME:
        folded = pattern.sub(same, folded)
    return " ".join(folded.split())
