"""Under which of its names an article speaks of a company: 'HD Hyundai', 'Пакистанский авиационный комплекс'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from svodka.knowledge.names import fold
from svodka.knowledge.organisations import Organisation, OrganisationFound

_CYRILLIC = re.compile(r"[а-я]", re.IGNORECASE)
_COMPANIES = ("maker", "exporter")


def names_in_article(found: Iterable[OrganisationFound]) -> dict[str, str]:
    """The catalogue's name of each company → the name that the article gives it in full.

    A mere spelling variant ('Байкар', 'ASELSAN', 'концерн Калашников') and an abbreviation that the article does not
    expand keep the catalogue's name.
    """
    used: dict[str, tuple[Organisation, list[str]]] = {}
    for hit in found:
        row = hit.organisation
        if row.kind in _COMPANIES and not row.generic:
            used.setdefault(row.name, (row, []))[1].append(hit.alias)
    return {name: _chosen(row, aliases) for name, (row, aliases) in used.items()}


def _chosen(row: Organisation, aliases: list[str]) -> str:
    full = [a for a in aliases if not _is_abbreviation(a)]
    if not full or any(_is_spelling(a, row.name) for a in full):
        return row.name
    return max(full, key=len)


def _is_abbreviation(name: str) -> bool:
    return name.isupper() and " " not in name


def _is_spelling(alias: str, name: str) -> bool:
    """The same name in other letters or with words about it: 'Рокетсан', 'НПО Сплав' for 'Сплав'."""
    one, other = fold(alias), fold(name)
    transcribed = " " not in alias and bool(_CYRILLIC.search(alias)) and not _CYRILLIC.search(name)
    return transcribed or re.search(rf"(?<!\w){re.escape(other)}(?!\w)", one) is not None
