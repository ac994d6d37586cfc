"""How a country stands in the name of its institution: 'Министерство обороны Великобритании'."""

from __future__ import annotations

from functools import lru_cache

from svodka.knowledge.tables import read_table
from svodka.language.declension import inflect

_ABBREVIATED = frozenset({"US", "AE"})  # countries that news names by their abbreviation: 'МИД ОАЭ'


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    rows = read_table("countries.tsv", 8)[1:]
    short = {row[0]: row[2].split(";")[0].strip() for row in rows}
    return {
        row[0]: short[row[0]] if row[0] in _ABBREVIATED else row[1].split(";")[0].replace("~", "").strip() for row in rows
    }


@lru_cache(maxsize=512)
def genitive_name(code: str) -> str:
    """The country's usual short name in the genitive ('России', 'США'); '' for an unknown code."""
    words = _names().get(code, "").split()
    return " ".join(word if word in ("и", "по") else inflect(word, "Gen", source="Nom") for word in words)
