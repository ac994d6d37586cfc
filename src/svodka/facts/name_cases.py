"""The case of a country's name by its own form: the models take 'Лаосу' for an instrumental, the list of forms knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from svodka.knowledge.countries import country_forms, fold
from svodka.language import Token

_LIKELIEST = ("Dat", "Gen", "Acc", "Ins", "Loc", "Nom")
_ALL = frozenset(_LIKELIEST)


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Folded name (the last word of a longer one) → the cases in which it stands as a name or a capital."""
    found: dict[str, frozenset[str]] = {}
    for forms in country_forms().values():
        for form in forms:
            if form.role in ("name", "capital"):
                found[form.words[-1]] = found.get(form.words[-1], frozenset()) | form.cases
    return found


def cases_of_name(token: Token) -> frozenset[str]:
    """The cases that the form of a country's name allows; empty for other words, and for the first, whose capital says nothing."""
    return _known().get(fold(token.text), frozenset()) if token.text[:1].isupper() and token.index else frozenset()


def case_of(token: Token) -> str:
    """The case that the model gives, unless it is a country's name whose form never stands in it."""
    said, allowed = token.feat("Case"), cases_of_name(token)
    if not allowed or said in allowed:
        return said
    return next(case for case in _LIKELIEST if case in allowed)


def is_indeclinable(token: Token) -> bool:
    """'Баку', 'Буркина-Фасо', 'Мали', 'ВВС' look alike in every case."""
    return cases_of_name(token) >= _ALL or (token.text.isupper() and len(token.text) > 1)
