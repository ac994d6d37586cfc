"""Case forms of words and phrases, by pymorphy3's dictionary and, for words it does not know, by endings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from svodka.knowledge.dictionary import word_forms
from svodka.language.analysis import Token

CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
"""Universal Dependencies case → pymorphy3's grammeme."""

_GENDERS = {"Masc": "masc", "Fem": "femn", "Neut": "neut"}
_ORDINAL = re.compile(r"^(\d+)(-[а-я]{1,3})$")
_ORDINAL_TAIL = {"masc": "-й", "femn": "-я", "neut": "-е", "plur": "-е"}


@lru_cache(maxsize=50_000)
def parses(word: str) -> tuple[Any, ...]:
    """pymorphy3's parses of a word, likeliest first."""
    return tuple(word_forms().parse(word.lower()))


@lru_cache(maxsize=50_000)
def cases_of(word: str, *grammemes: str) -> frozenset[str]:
    """The cases (UD names) that a known word can stand in; `grammemes` narrow the parses ('Name', 'masc')."""
    wanted = set(grammemes)
    found = {parse.tag.case for parse in parses(word) if wanted in parse.tag}
    return frozenset(ud for ud, case in CASES.items() if case in found or (ud == "Loc" and "loc2" in found))


def _like(form: str, word: str) -> str:
    """`form` with the capitals of `word`."""
    if form == word.lower():
        return word
    if word.isupper() and len(word) > 1:
        return form.upper()
    if "-" in word and "-" in form:
        pairs = zip(form.split("-"), word.split("-"), strict=False)
        return "-".join(f[:1].upper() + f[1:] if w[:1].isupper() else f for f, w in pairs)
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def inflect(word: str, case: str, *, source: str = "", gender: str = "", plural: bool = False, pos: str = "") -> str:
    """`word` in `case` (UD name), keeping its number; unknown words come back unchanged.

    `source` is the case it stands in now, `gender` and `plural` what it has to agree with (adjectives).
    """
    best: Any = None
    for parse in parses(word):
        tag = parse.tag
        if tag.case is None or (pos and tag.POS not in pos.split()):
            continue
        fits = (not source or tag.case == CASES[source]) and (not plural or tag.number == "plur")
        if fits and (not gender or tag.gender in (None, _GENDERS.get(gender, gender))):
            best = parse
            break
    if best is None:
        return word
    form = best.inflect({CASES[case]} | ({best.tag.number} if best.tag.number else set()))
    return _like(str(form.word), word) if form else word


def _ordinal(word: str, gender: str, plural: bool) -> str:
    match = _ORDINAL.match(word)
    key = "plur" if plural else _GENDERS.get(gender, "masc")
    return match[1] + _ORDINAL_TAIL[key] if match else word


def head_of_phrase(tokens: Sequence[Token]) -> int:
    """The position of the noun a phrase is about: the first noun after its adjectives; -1 when there is none."""
    for at, token in enumerate(tokens):
        if token.pos in ("NOUN", "PROPN"):
            return at
        agrees = token.pos in ("ADJ", "DET", "NUM", "PUNCT") or token.feat("VerbForm") == "Part"
        if not agrees and not _ORDINAL.match(token.text):
            return -1
    return -1


def phrase_in(tokens: Sequence[Token], case: str, text: str) -> str:
    """The words of a noun phrase with its head and adjectives put into `case`; what depends on them stays.

    `text` is the article's text, from which the joints between the words are taken.
    """
    head = head_of_phrase(tokens)
    if head < 0:
        return text[tokens[0].start : tokens[-1].end]
    noun = tokens[head]
    gender, plural = noun.feat("Gender"), noun.feat("Number") == "Plur"
    pieces = []
    for at, token in enumerate(tokens):
        joint = text[token.end : tokens[at + 1].start] if at + 1 < len(tokens) else ""
        word = token.text
        if at == head:
            word = inflect(word, case, source=noun.feat("Case"), plural=plural, pos="NOUN")
        elif at < head and _ORDINAL.match(word):
            word = _ordinal(word, gender, plural) if case == "Nom" else word
        elif at < head and (token.pos in ("ADJ", "DET") or token.feat("VerbForm") == "Part"):
            word = inflect(
                word, case, source=token.feat("Case"), gender="" if plural else gender, plural=plural, pos="ADJF PRTF"
            )
        pieces.append(word + joint)
    return "".join(pieces)


def nominative(tokens: Sequence[Token], text: str) -> str:
    """A noun phrase in the nominative: '38-й отдельной бригады' → '38-я отдельная бригада'."""
    return phrase_in(tokens, "Nom", text)
