"""How a country stands in the name of its institution: 'Министерство обороны Великобритании'."""

from __future__ import annotations

from functools import lru_cache

from svodka.knowledge.countries import country_name
from svodka.language.declension import inflect

_ABBREVIATED = {"US": "США", "AE": "ОАЭ"}  # countries that news names by their abbreviation: 'МИД ОАЭ'


@lru_cache(maxsize=512)
def genitive_name(code: str) -> str:
    """The country's usual short name in the genitive ('России', 'США'); '' for an unknown code."""
    name = _ABBREVIATED.get(code) or country_name(code)
    words = "" if name == code else name
    return " ".join(word if word in ("и", "по") else inflect(word, "Gen", source="Nom") for word in words.split())
