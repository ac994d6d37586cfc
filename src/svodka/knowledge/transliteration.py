"""Russian names in Latin letters: the BGN/PCGN system of 1947, as maps and the English press write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from svodka.knowledge.tables import read_table

_SOFT = frozenset("аеёиоуыэюяйъь")
# What the press varies: 'Sergei' and 'Sergey', 'Alexander' and 'Aleksandr', 'Yevgeny' and 'Evgenii'.
_SAME = (
    (re.compile(r"[^a-z0-9 ]"), ""), (re.compile(r"x"), "ks"), (re.compile(r"\bye|(?<=[aeiouy])ye"), "e"),
    (re.compile(r"[yj]"), "i"), (re.compile(r"i+"), "i"), (re.compile(r"(?<=nd)er\b"), "r"),
)  # fmt: skip

# What it varies in persons' names alone: 'Mihail' and 'Mikhail', 'Pyotr' and 'Petr', 'Wladimir' and 'Vladimir' …
_PERSONS_FIRST = (
    (re.compile(r"(?<=[^aeiouy\W])yo"), "e"), (re.compile(r"kh"), "h"), (re.compile(r"tch"), "ch"),
    (re.compile(r"w"), "v"), (re.compile(r"ph"), "f"),
)  # fmt: skip
# … 'Solovyov' and 'Soloviev', 'Hussein' and 'Husein', 'Lukashenka' and 'Lukashenko', 'Aliaksandr' and 'Aleksandr'.
_PERSONS_LAST = (
    (re.compile(r"(?<=[^aeiou\W])ie"), "e"), (re.compile(r"([a-z])\1+"), r"\1"), (re.compile(r"enka\b"), "enko"),
    (re.compile(r"\baliaks"), "aleks"),
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
    return _folded(text, _SAME)


@lru_cache(maxsize=50_000)
def person_key(name: str) -> str:
    """What the spellings of a person's name share in either alphabet: 'Шойгу', 'Shoigu' and 'Shoygu'."""
    return _folded(name, (*_PERSONS_FIRST, *_SAME, *_PERSONS_LAST))


def _folded(text: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    plain = unicodedata.normalize("NFKD", to_latin(text.replace("-", " ")).lower())
    folded = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for pattern, same in rules:
        folded = pattern.sub(same, folded)
    return " ".join(folded.split())
