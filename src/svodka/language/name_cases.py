"""Cases of the names of countries, nations and places that their own form rules out: 'в Шербуре' is no accusative.

The network knows a rare name by its ending alone; the gazetteer holds every form of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain

from svodka.knowledge.countries import country_forms, fold
from svodka.knowledge.places import place_forms

_NAMES = ("name", "capital")
_LIKELIEST = ("Dat", "Gen", "Acc", "Ins", "Loc", "Nom")
_GOVERNED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("в", "во", "на", "о", "об", "при"), ("Loc", "Acc")),
    **dict.fromkeys(("из", "от", "у", "до", "для", "без", "близ", "около", "возле"), ("Gen",)),
    **dict.fromkeys(("с", "со", "под", "над", "за", "между"), ("Ins", "Gen", "Acc")),
    **dict.fromkeys(("к", "ко", "по"), ("Dat",)),
}
_CASE = re.compile(r"Case=(\w+)")


def name_case_tags(words: Sequence[str], tags: Sequence[str], names: Sequence[str]) -> list[str]:
    """The tags, the cases of names of countries and places set to one that the form can stand in.

    `names` are the tags of the name model: what it takes for a person is left alone ('Владимиром' the man). So is the
    first word, whose capital says nothing.
    """
    return [*tags[:1], *(_tag(words, tags[i], names[i], i) for i in range(1, len(tags)))]


def _tag(words: Sequence[str], tag: str, name: str, at: int) -> str:
    said, capital = _CASE.search(tag), words[at][:1].isupper()
    allowed = (_cases() if capital else _nations()).get(fold(words[at]), frozenset())
    if said is None or not allowed or name.endswith("PER"):
        return tag
    wanted = (*_GOVERNED.get(words[at - 1].lower(), ()), *_LIKELIEST)
    case = said[1] if said[1] in allowed else next(case for case in wanted if case in allowed)
    if tag.startswith(("PROPN", "NOUN")):
        return _CASE.sub(f"Case={case}", tag)
    if capital or tag.startswith("ADJ"):
        return tag
    number = "Sing" if "Number=Sing" in tag else "Plur"
    return f"NOUN|Animacy=Anim|Case={case}|Number={number}"  # 'суданцам' is no participle


@cache
def _cases() -> Mapping[str, frozenset[str]]:
    """Folded name of one word → the cases in which it stands."""
    countries = ((f.words, f.cases) for forms in country_forms().values() for f in forms if f.role in _NAMES)
    places = ((f.words, f.cases) for forms in place_forms().values() for f in forms)
    return _by_word(chain(countries, places))


@cache
def _nations() -> Mapping[str, frozenset[str]]:
    """The same of 'поляки', 'сирийцам'."""
    return _by_word((f.words, f.cases) for forms in country_forms().values() for f in forms if f.role == "national")


def _by_word(forms: Iterable[tuple[tuple[str, ...], frozenset[str]]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for words, cases in forms:
        if len(words) == 1:
            found[words[0]] = found.get(words[0], frozenset()) | cases
    return found
