"""The forms of a Russian word or term by rule, without a dictionary: too many rather than few."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADJECTIVE = re.compile(r"(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$")
_NOUNS = ("ние", "тие", "вие", "жие", "рие", "дие")  # 'оружие', 'орудие'
_HARD = ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми")
_VELAR = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
_SIBILANT = ("ий", "его", "ему", "им", "ем", "ая", "ей", "ую", "ее", "ие", "их", "ими")
_SOFT = ("ий", "его", "ему", "им", "ем", "яя", "ей", "юю", "ее", "ие", "их", "ими")
_STRESSED = ("ой", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми")
_NOUN: dict[str, tuple[str, ...]] = {
    "а": ("а", "ы", "и", "е", "у", "ой", "ей", "", "ам", "ами", "ах"),
    "я": ("я", "и", "е", "ю", "ей", "й", "ь", "", "ям", "ями", "ях"),
    "ь": ("ь", "я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях", "ью"),
    "й": ("й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"),
    "е": ("е", "я", "ю", "ем", "и", "й", "ям", "ями", "ях"),
    "о": ("о", "а", "у", "ом", "е", "", "ам", "ами", "ах"),
    "ы": ("ы", "", "ов", "ам", "ами", "ах"),
    "и": ("и", "ь", "ей", "й", "ям", "ями", "ях", "ам", "ами", "ах", "", "ов"),
}
_CONSONANT = ("", "а", "у", "ом", "ем", "е", "ы", "и", "ов", "ев", "ей", "ам", "ами", "ах")
_FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщй])к(?=а$)")  # 'пушка' → 'пушек', 'лодка' → 'лодок'
_BOUND = ("о", "е", "и")  # 'военно-', 'трех-': first halves that stay; 'самолёт-' does not
_CYRILLIC = re.compile(r"[а-я]+$")


def is_adjective(word: str) -> bool:
    """Whether a folded word in the nominative has the ending of an adjective."""
    return len(word) > 4 and _ADJECTIVE.search(word) is not None and not word.endswith(_NOUNS)


def adjective_forms(word: str) -> list[str]:
    """The twelve forms of an adjective, always in the same order, from a nominative of any gender."""
    stem = word[:-2]
    return [stem + ending for ending in _adjective_endings(stem, word[-2:])]


def _adjective_endings(stem: str, ending: str) -> tuple[str, ...]:
    if ending == "ой":
        return _STRESSED
    if stem[-1] in "кгх":
        return _VELAR
    if stem[-1] in "жшщч":
        return _SIBILANT
    return _SOFT if ending in ("ий", "яя", "ее") else _HARD


def noun_stem(word: str) -> str:
    """A noun without the ending of its nominative: 'орудие' → 'оруди', 'танк' → 'танк'."""
    return word[:-1] if word[-1] in _NOUN else word


def noun_forms(word: str) -> set[str]:
    """The forms of a noun from its nominative: 'танк' → 'танками', 'пушка' → 'пушек', 'боец' → 'бойцов'."""
    first, hyphen, rest = word.partition("-")
    if hyphen and rest and _is_declined(first):
        return {f"{one}-{other}" for one in noun_forms(first) for other in noun_forms(rest)} | {word}
    if not _CYRILLIC.search(word):
        return {word}
    stem = noun_stem(word)
    forms = {stem + ending for ending in _NOUN.get(word[-1], _CONSONANT)} | {word}
    if word.endswith("ец"):
        root = word[:-2] + ("й" if word[-3] in "аеиоуыэюя" else "")
        forms |= {root + "ц" + ending for ending in ("а", "у", "ем", "ом", "е", "ы", "ев", "ов", "ам", "ами", "ах")}
    if word.endswith("ок"):
        forms |= {word[:-2] + "к" + ending for ending in ("а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах")}
    if _FLEETING.search(word):
        forms |= {word[:-2] + "ок", word[:-2] + "ек"}
    return forms


def _is_declined(first: str) -> bool:
    """Whether the first half of a compound has forms of its own: 'самолёт-', but neither 'военно-' nor 'F-'."""
    return _CYRILLIC.search(first) is not None and not first.endswith(_BOUND)


def first_kept(words: tuple[str, ...]) -> int:
    """The word with which the forms of a folded term begin: before a tail adjectives are left out."""
    head = _head(words)
    return head if head < len(words) - 1 else 0


def _head(words: tuple[str, ...]) -> int:
    return next((i for i, word in enumerate(words) if not is_adjective(word)), len(words) - 1)


def term_forms(words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The forms of a folded term in the nominative, and whether each may go on with any letters.

    Adjectives agree with the noun after them, what follows the noun stays as it is; before such a tail the
    adjectives are left out: 'региональная система ПВО' is found by 'система ПВО'.
    """
    head = _head(words)
    tail = "".join(" " + word for word in words[head + 1 :])
    if tail:
        yield from ((form + tail, False) for form in noun_forms(words[head]))
    elif head == 0:
        yield from _single(words[0])
    else:
        columns = zip(*map(adjective_forms, words[:head]), strict=True)
        stems = adjective_forms(words[head]) if is_adjective(words[head]) else [_stem_in_term(words[head])] * 12
        yield from ((" ".join((*column, stem)), True) for column, stem in zip(columns, stems, strict=True))


def _stem_in_term(word: str) -> str:
    return word[:-2] if word.endswith(("ец", "ок")) or _FLEETING.search(word) else noun_stem(word)


def _single(word: str) -> Iterator[tuple[str, bool]]:
    first, hyphen, rest = word.partition("-")
    if hyphen and rest and not is_adjective(word) and _is_declined(first) and _CYRILLIC.search(rest):
        yield from ((f"{form}-{_stem_in_term(rest)}", True) for form in noun_forms(first))
        return
    forms = adjective_forms(word) if is_adjective(word) else noun_forms(word)
    yield from ((form, False) for form in forms)
