"""The nominative of a place name that no dictionary holds, by its ending, its case and its gender."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from svodka.language import Token

_HUSHING = "кгхжшчщ"
_STRESSED = frozenset({"тверск", "донск", "костромск", "морск"})
_VOWELS = "аеёиоуыэюя"
_ADJECTIVE = ("ого", "его", "ому", "ему", "ыми", "ими", "ых", "их", "ым", "им", "ом", "ем", "ая", "яя", "ой", "ей",
              "ую", "юю", "ое", "ее", "ый", "ий", "ые", "ие")  # fmt: skip


def adjective_base(word: str, gender: str, lemma: str = "") -> str:
    """'Нижегородской' → 'Нижегородская' (Fem), 'Нижегородский' (Masc) or 'Нижегородское' (Neut).

    The lemma tells 'Лесной' from 'Ясный'; after -ск- it is a guess, so the stressed few are listed.
    """
    stem = next((word[: -len(end)] for end in _ADJECTIVE if word.lower().endswith(end)), word)
    if gender == "Fem":
        return stem + "ая"
    if gender == "Neut":
        return stem + "ое"
    if stem.lower() in _STRESSED:
        return stem + "ой"
    if not stem.endswith(("ск", "цк")) and lemma[: len(stem)] == stem.lower() and lemma.endswith(("ой", "ый", "ий")):
        return stem + lemma[len(stem) :]
    return stem + ("ий" if stem[-1:] in _HUSHING else "ый")


def is_adjectival(word: str) -> bool:
    """Whether a name has the shape of a relative adjective: 'Поморском', 'Мазовецкого', 'Яворовском'."""
    folded = word.lower()
    return any(folded.endswith(end) and folded[: -len(end)].endswith(("ск", "цк")) for end in _ADJECTIVE)


def candidates(word: str, case: str, gender: str, number: str) -> Iterator[str]:
    """Possible nominatives of one word, the likeliest first; the word itself comes last."""
    if case in ("", "Nom"):
        yield word
        return
    if is_adjectival(word):
        yield adjective_base(word, gender)
    rules = {"Gen": _genitive, "Dat": _dative, "Acc": _accusative, "Ins": _instrumental, "Loc": _locative}
    if number == "Plur" or word.endswith(("ах", "ях", "ами", "ями")):
        yield from _plural(word)
    else:
        yield from rules.get(case, _fixed)(word, gender)
    yield word


def _fixed(word: str, gender: str) -> Iterator[str]:
    return iter(())


def _plural(word: str) -> Iterator[str]:
    """'Барановичах' → 'Барановичи', 'Чаянках' → 'Чаянки', 'Филях' → 'Фили'."""
    for end in ("ами", "ями", "ах", "ях", "ам", "ям"):
        if word.endswith(end):
            stem = word[: -len(end)]
            yield stem + ("и" if end[0] == "я" or stem[-1:] in _HUSHING else "ы")
            return
    if word.endswith("ичей"):
        yield word[:-2] + "и"


def _by_gender(stem: str, gender: str) -> Iterator[str]:
    soft = {"Fem": stem + "а", "Neut": stem + "о", "Masc": stem}
    first = soft.get(gender, stem)
    yield first
    yield from (form for form in (stem, stem + "а", stem + "о") if form != first)


def _locative(word: str, gender: str) -> Iterator[str]:
    """'Моронге' → 'Моронг', 'Весоле' → 'Весола', 'Кампании' → 'Кампания'; 'Осло', 'Кванджу' stay."""
    if word.endswith("ии"):
        yield word[:-1] + "я"
    elif word.endswith("е") and len(word) > 3 and word[-2] not in _VOWELS:
        yield from _by_gender(word[:-1], gender)
    elif word.endswith("е") and len(word) > 3:
        yield from (word[:-1] + "й", word[:-1] + "я")
    elif word.endswith("и") and gender == "Fem" and word[-2] not in _VOWELS:
        yield word[:-1] + "ь"


def _genitive(word: str, gender: str) -> Iterator[str]:
    """'Моронга' → 'Моронг', 'Весолы' → 'Весола', 'Брюгге' stays."""
    stem = word[:-1]
    if word.endswith("ии"):
        yield stem + "я"
    elif word.endswith("ы") or (word.endswith("и") and stem[-1:] in _HUSHING and gender == "Fem"):
        yield stem + "а"
    elif word.endswith("и") and gender == "Fem":
        yield from (stem + "ь", stem + "я")
    elif word.endswith("а") and stem[-1:] not in _VOWELS and gender != "Fem":
        yield from _by_gender(stem, gender)
    elif word.endswith("я") and gender != "Fem":
        yield stem + ("й" if stem[-1:] in _VOWELS else "ь")


def _dative(word: str, gender: str) -> Iterator[str]:
    """'Моронгу' → 'Моронг', 'Весоле' → 'Весола'."""
    if word.endswith("у") and word[-2:-1] not in _VOWELS and gender == "Masc":
        yield word[:-1]
    elif word.endswith("ю") and gender == "Masc":
        yield word[:-1] + ("й" if word[-2:-1] in _VOWELS else "ь")
    else:
        yield from _locative(word, gender)


def _accusative(word: str, gender: str) -> Iterator[str]:
    """'Весолу' → 'Весола', 'Кампанию' → 'Кампания'; others stay."""
    if gender == "Fem" and word.endswith("у"):
        yield word[:-1] + "а"
    elif gender == "Fem" and word.endswith("ю"):
        yield word[:-1] + "я"
    elif gender == "Masc":  # no masculine name ends in -е: 'в Мармаруле' was tagged wrongly
        yield from _locative(word, gender)


def _instrumental(word: str, gender: str) -> Iterator[str]:
    """'Моронгом' → 'Моронг', 'Весолой' → 'Весола', 'Познанью' → 'Познань'."""
    if word.endswith("ью"):
        yield word[:-1]
    elif word.endswith("ией"):
        yield word[:-2] + "я"
    elif word.endswith(("ой", "ей")):
        yield from (word[:-2] + "а", word[:-2] + "я")
    elif word.endswith(("ом", "ем")):
        stem = word[:-2]
        yield from _by_gender(stem, gender) if word.endswith("ом") else iter((stem + "ь", stem))


def name_in_nominative(tokens: Collection[Token], case: str, known: Collection[str]) -> str:
    """A whole name in a given case: adjectives agree with its last word; `known` nominatives win."""
    words = list(tokens)
    gender, number = words[-1].feat("Gender"), words[-1].feat("Number")
    parts = [_word(token.text, case, token.feat("Gender") or gender, number, known) for token in words]
    if len(words) > 1 and is_adjectival(words[0].text):
        parts[0] = adjective_base(words[0].text, gender, words[0].lemma)
    return " ".join(parts)


def _word(word: str, case: str, gender: str, number: str, known: Collection[str]) -> str:
    if not word[:1].isupper():
        return word
    options = list(candidates(word, case, gender, number))
    chosen = next((option for option in options if option in known), options[0])
    head, hyphen, tail = chosen.rpartition("-")
    if not hyphen or case in ("", "Nom") or not is_adjectival(word):
        return chosen
    if head.lower().endswith("о"):  # Дравско-Поморское
        return f"{head}-{adjective_base(word.rpartition('-')[2], 'Neut')}"
    return f"{next(candidates(head, case, gender, number))}-{tail}"  # Миньск-Мазовецкий
