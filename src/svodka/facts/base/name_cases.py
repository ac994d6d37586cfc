"""The cases that the form of a country's name allows: 'Украине' may be a dative where the models say locative."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from svodka.knowledge.countries import CountryRole, country_forms, fold
from svodka.language import Token

_ALL = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"})


@cache
def _known(role: CountryRole) -> Mapping[str, frozenset[str]]:
    """Folded name (the last word of a longer one) → the cases in which it stands in that role."""
    found: dict[str, frozenset[str]] = {}
    for forms in country_forms().values():
        for form in forms:
            if form.role == role:
                found[form.words[-1]] = found.get(form.words[-1], frozenset()) | form.cases
    return found


def cases_of_name(token: Token) -> frozenset[str]:
    """The cases that the form of a country, a capital or a national allows; empty for other words.

    The first word of a sentence is passed over: its capital says nothing.
    """
    word = fold(token.text)
    if token.text[:1].islower():
        return _known("national").get(word, frozenset())
    if not token.index:
        return frozenset()
    return _known("name").get(word, frozenset()) | _known("capital").get(word, frozenset())


def is_indeclinable(token: Token) -> bool:
    """'Баку', 'Буркина-Фасо', 'Мали', 'ВВС' look alike in every case."""
    return cases_of_name(token) >= _ALL or (token.text.isupper() and len(token.text) > 1)
