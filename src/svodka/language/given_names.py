"""Nominatives of personal names: dictionary first, then the endings of surnames."""

from __future__ import annotations

import re
from functools import lru_cache

from svodka.language.declension import CASES, cases_of, parses

_PARTICLES = frozenset(
    [
        "бен",
        "ибн",
        "бин",
        "вель",
        "де",
        "ди",
        "да",
        "дос",
        "дель",
        "делла",
        "ван",
        "ден",
        "дер",
        "фон",
        "цу",
        "ле",
        "ла",
        "эль",
        "аль",
        "ас",
        "ад",
        "ан",
        "ат",
        "аз",
        "аш",
        "ар",
        "бинт",
        "абу",
        "оглы",
        "кызы",
        "и",
    ]
)
_VOWELS = "аеиоуыэюя"
_ALL_VOWELS = _VOWELS + "ё"
# case → (ending, what stands there in the nominative), for men's surnames; tried in order
_MEN: dict[str, tuple[tuple[str, str], ...]] = {
    "Gen": (("ского", "ский"), ("цкого", "цкий"), ("ого", "ый"), ("его", "ий")),
    "Dat": (("скому", "ский"), ("цкому", "цкий"), ("ому", "ый"), ("ему", "ий")),
    "Ins": (
        ("ским", "ский"),
        ("цким", "цкий"),
        ("овым", "ов"),
        ("евым", "ев"),
        ("иным", "ин"),
        ("ыным", "ын"),
        ("ым", "ый"),
        ("им", "ий"),
    ),
    "Loc": (("ском", "ский"), ("цком", "цкий"), ("ове", "ов"), ("еве", "ев"), ("ине", "ин")),
}
_WOMEN = (
    ("ской", "ская"),
    ("цкой", "цкая"),
    ("скую", "ская"),
    ("цкую", "цкая"),
    ("овой", "ова"),
    ("евой", "ева"),
    ("иной", "ина"),
    ("ову", "ова"),
    ("еву", "ева"),
    ("ину", "ина"),
)
_FIXED_IN_E = ("дзе", "заде", "ене", "айте", "ите")  # 'Бурчуладзе', 'Насирзаде', 'Шакалене', 'Грибаускайте'
_SYLLABLE_ENDS = tuple("нмптклрйь")  # what a syllable of the Far East can close with
_SYLLABLE_CASES = {"Gen": ("а", "я"), "Acc": ("а", "я"), "Dat": ("у", "ю"), "Ins": ("ом", "ем"), "Loc": ("е",)}
# endings of consonant stems and of stems in -а, by case
_CONSONANT = {"Gen": "ая", "Acc": "ая", "Dat": "ую", "Loc": "е"}


def is_particle(word: str) -> bool:
    """Whether a word of a name is never declined: 'бен', 'вель', 'ван'."""
    return word.lower() in _PARTICLES


def is_initial(word: str) -> bool:
    """'С.' or 'С' before a surname."""
    return re.fullmatch(r"[А-ЯЁA-Z]\.?", word) is not None


@lru_cache(maxsize=20_000)
def known_gender(word: str) -> str:
    """'masc' or 'femn' when the dictionary has the word as a given name, else ''."""
    for parse in parses(word):
        named = "Name" in parse.tag and parse.is_known and parse.tag.number == "sing"
        if named and parse.tag.gender in ("masc", "femn"):
            return str(parse.tag.gender)
    return ""


def given_name_cases(word: str) -> frozenset[str]:
    """The cases in which a known given name may stand here; empty when the word is unknown."""
    return cases_of(word, "Name") if known_gender(word) else frozenset()


@lru_cache(maxsize=20_000)
def gender_in_case(word: str, case: str) -> str:
    """The gender of a known given name that stands in `case`: 'Азиза' is a man's name in the genitive."""
    named = [p for p in parses(word) if "Name" in p.tag and p.is_known and p.tag.number == "sing"]
    fitting = {str(p.tag.gender) for p in named if p.tag.case == CASES.get(case) and p.tag.gender in ("masc", "femn")}
    return fitting.pop() if len(fitting) == 1 else ""


@lru_cache(maxsize=20_000)
def is_place_name(word: str) -> bool:
    """Whether the dictionary knows the word as a place and not as a surname."""
    known = [parse for parse in parses(word) if parse.is_known]
    return any("Geox" in p.tag for p in known) and not any("Surn" in p.tag or "Name" in p.tag for p in known)


@lru_cache(maxsize=20_000)
def nominative_name(word: str, case: str, gender: str, surname: bool) -> str:
    """The nominative of a word of a name that stands in `case` (UD name); `gender` is masc, femn or ''.

    Hyphenated words are read part by part; indeclinable ones come back as they are.
    """
    if case in ("", "Nom") or is_particle(word) or is_initial(word) or not re.search("[а-яё]", word.lower()):
        return word
    if "-" in word:
        *firsts, last = word.split("-")
        return "-".join(
            [
                *(f if len(f) < 4 or f[0].islower() else nominative_name(f, case, gender, surname) for f in firsts),
                nominative_name(last, case, gender, surname),
            ]
        )
    return _by_dictionary(word, case, gender, surname) or _by_ending(word, case, gender) or word


def nominative_syllable(word: str, case: str) -> str:
    """The nominative of the last word of a Far Eastern name: 'Цзюнем' → 'Цзюнь', 'Зянгом' → 'Зянг', 'Шанфу' stays."""
    if case in ("", "Nom") or "-" in word:
        return word
    ending = next((e for e in _SYLLABLE_CASES.get(case, ()) if word.lower().endswith(e)), "")
    if not ending or len(word) <= len(ending):
        return word
    stem = _restored(word[: -len(ending)], soft=ending in ("я", "ю", "ем"))
    closed = stem.lower().endswith((*_SYLLABLE_ENDS, "нг"))
    voiced = any(letter in _ALL_VOWELS for letter in stem.lower())
    return stem if closed and voiced else word


def _by_dictionary(word: str, case: str, gender: str, surname: bool) -> str:
    for parse in parses(word):
        tag = parse.tag
        kind = ("Surn" in tag or "Patr" in tag) if surname else ("Name" in tag or "Patr" in tag)
        sexed = not gender or tag.gender in (None, gender)
        if kind and parse.is_known and sexed and tag.number == "sing" and tag.case == CASES.get(case):
            form = parse.inflect({"nomn"})
            return _capital(form.word if form else parse.normal_form)
    return ""


def _by_ending(word: str, case: str, gender: str) -> str:
    low = word.lower()
    if gender == "femn":
        for ending, base in _WOMEN:
            if low.endswith(ending):
                return word[: -len(ending)] + base
        return _first_declension(word, case)
    for ending, base in _MEN.get("Gen" if case == "Acc" else case, ()):
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return word[: -len(ending)] + base
    return _first_declension(word, case) or _second_declension(word, case)


def _first_declension(word: str, case: str) -> str:
    """Names in -а and -я: 'Фумио Кисиды' → 'Кисида', 'Дудой' → 'Дуда'."""
    low = word.lower()
    if len(low) > 4 and low.endswith({"Gen": "ии", "Acc": "ию", "Dat": "ии", "Ins": "ией"}.get(case, "-")):
        return word[: -2 if case == "Ins" else -1] + "я"  # 'Гарсии'
    if case == "Gen" and low[-1] == "и" and not _declined_in_i(low):
        return ""  # 'Нарендры Моди', 'Минору Судзуки'
    if case == "Dat" and low[-1] == "е" and len(low) > 3 and low[-2] not in _VOWELS:
        return "" if low.endswith(_FIXED_IN_E) else word[:-1] + "а"  # a man's name in a consonant would end in -у
    endings = {"Gen": "ыи", "Acc": "ую"}.get(case, "")
    if endings and low[-1] in endings and len(low) > 3 and low[-2] not in _VOWELS:
        return word[:-1] + ("я" if low[-1] in "ю" else "а")
    if case == "Ins" and low[-2:] in ("ой", "ей") and len(low) > 4:
        return word[:-2] + ("а" if low[-2:] == "ой" or low[-3] in "жшчщц" else "я")
    return ""


def _declined_in_i(low: str) -> bool:
    """'Хаваджи', 'Сибихи', 'Дудки' come from names in -а; 'Хатами', 'Судзуки', 'Ногучи' stay as they are."""
    return len(low) > 3 and (low[-2] in "гхжш" or (low[-2] == "к" and low[-3] not in _VOWELS))


def _second_declension(word: str, case: str) -> str:
    """Names in a consonant, -й or -ь: 'Демира' → 'Демир', 'Гелетея' → 'Гелетей', 'Остином' → 'Остин'."""
    low = word.lower()
    if case == "Ins" and low[-2:] in ("ом", "ем") and len(low) > 4:
        return _restored(word[:-2], soft=low[-2] == "е")
    if low[-1] in _CONSONANT.get(case, "") and len(low) > 2:
        return _restored(word[:-1], soft=low[-1] in "яю")
    return ""


def _restored(stem: str, soft: bool) -> str:
    last = stem[-1].lower()
    if last in _VOWELS:
        return stem + "й" if soft else ""
    if soft and last not in "жшчщц":
        return stem + "ь"
    return stem


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
