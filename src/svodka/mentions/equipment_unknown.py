"""Designations that the catalogue does not know, believed for the class word beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from svodka.knowledge.equipment import maker_words
from svodka.knowledge.phrases import plain
from svodka.language import Analysis, Sentence
from svodka.mentions.equipment_classes import OPENING, ClassHit, linked_tightly
from svodka.mentions.equipment_names import Classes, Named, Places

_PROJECT = re.compile(r"(?:проект(?:а|у|ом|е|ов)?|пр\.)\s*№?\s*(\d{3,5}(?:\.\d)?[А-ЯЁ]{0,3})(?!\w)")
_QUOTED = re.compile(r"[«“„\"]((?=[^«»“”„\"]*[A-Za-zА-Яа-я])[A-ZА-ЯЁ0-9][^«»“”„\"()]{1,40})[»”“\"]")
_AND_QUOTED = re.compile(r"[»”\"](?: и|,) (?=[«“„\"])")
_LATIN = re.compile(r"[A-Z][\w+/-]*(?:[ .][A-Z0-9][\w+/-]*){0,3}(?!\w)", re.ASCII)
_CODE = re.compile(r"(?:[А-ЯЁ][А-ЯЁа-яё]{0,7}[-‑–]?\d+|\d{1,3}[А-ЯЁ]\d{1,4})[А-ЯЁ0-9/‑-]*(?!\w)")
_TITLE = re.compile(r"[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ0-9]+)?(?!\w)")
_NUMBERS_ONLY = frozenset({"engine"})
_NAMELESS = frozenset({"aircraft", "airliner", "armour", "artillery", "nuclear_weapon", "air_defence", "ammunition"})


def find_unknown(analysis: Analysis, classes: Classes, known: list[Named]) -> list[Named]:
    """Names after a word of a military class: 'проекта 20380', 'XQ-58A', 'беспилотник "Сова-3"', 'типа Ada'."""
    found: list[Named] = []
    for sentence in analysis.sentences:
        taken = [n for n in known if n.sentence == sentence.index]
        for hit in classes[sentence.index]:
            named = _after(analysis, sentence, hit)
            while named and not any(n.start < named.end and named.start < n.end for n in taken):
                found.append(named)
                named = _next(analysis, sentence, named)
    return found + list(_again(analysis, found, known))


def _after(analysis: Analysis, sentence: Sentence, hit: ClassHit) -> Named | None:
    text, kind = analysis.article.text, hit.equipment_class
    nameless = (kind.domain == "other" and kind.key not in _NUMBERS_ONLY) or kind.key in _NAMELESS
    if kind.civil or (nameless and kind.key != "mount"):
        return None
    at = hit.last + 1
    while at < len(sentence.tokens) and linked_tightly(sentence, hit, at + 1) and at < hit.last + 4:
        token = sentence.tokens[at]
        if token.text in OPENING or _PROJECT.match(text, token.start, sentence.end):
            break
        at += 1
    if at >= len(sentence.tokens):
        return None
    start = sentence.tokens[at].start
    numbers = kind.key in _NUMBERS_ONLY or kind.key == "mount"  # 'восемь установок WM-80'
    stretch = _stretch(text, start, sentence.end, numbers, at > hit.last + 1)
    if stretch is None or _foreign(analysis, sentence, hit, stretch, at > hit.last + 1):
        return None
    start, end, value = stretch
    first, last = Places.tokens(sentence, start, end)
    return Named(start=start, end=end, value=value, equipment_class=kind, origin=(), sentence=sentence.index,
                 first=first, last=last, governor=hit)  # fmt: skip


def _next(analysis: Analysis, sentence: Sentence, named: Named) -> Named | None:
    """The quoted name that follows in the same row: 'корабли «Владивосток» и «Севастополь»'."""
    text = analysis.article.text
    link = _AND_QUOTED.match(text, named.end, sentence.end)
    match = _QUOTED.match(text, link.end(), sentence.end) if link else None
    if match is None:
        return None
    first, last = Places.tokens(sentence, match.start(1), match.end(1))
    return replace(named, start=match.start(1), end=match.end(1), value=match[1], first=first, last=last)


def _stretch(text: str, start: int, end: int, numbers: bool, typed: bool) -> tuple[int, int, str] | None:
    """The characters of the name at `start` and its value; `typed` names follow 'типа' or 'класса'."""
    if match := _PROJECT.match(text, start, end):
        return match.start(), match.end(), f"проект {match[1]}"
    if match := _CODE.match(text, start, end):
        return match.start(), match.end(), re.sub(r"[‑–]", "-", match[0])
    if (match := _LATIN.match(text, start, end)) and (not numbers or re.search(r"\d", match[0])):
        return match.start(), match.end(), match[0]
    if not numbers and (match := _QUOTED.match(text, start, end)) and match[1].count(" ") < 3:
        return match.start(1), match.end(1), re.sub(r"[‑–]", "-", match[1])
    if typed and (match := _TITLE.match(text, start, end)):
        return match.start(), match.end(), match[0]
    return None


def _foreign(analysis: Analysis, sentence: Sentence, hit: ClassHit, stretch: tuple[int, int, str], typed: bool) -> bool:
    """Whether the words after the class are its maker or owner: 'ракеты Raytheon', 'корабли «Черноморского флота»'."""
    start, end, value = stretch
    makers = maker_words()
    if plain(value) in makers or plain(value).split()[0] in makers:
        return True
    if typed or re.search(r"\d", value):
        return False
    tokens = sentence.tokens
    first = next(t for t in tokens if t.end > start)
    # a name in apposition stays in the nominative, an owner does not: 'самолётов «Аэрофлота»'
    if first.feat("Case") not in {"", "Nom", "Acc"} and plain(first.lemma) != plain(first.text):
        return True
    latin = first.text[0].isascii()
    named = [n for n in analysis.names if n.start < end and start < n.end]
    return latin and any(n.kind in {"ORG", "PER"} for n in named) and tokens[hit.head].feat("Number") != "Sing"


def _again(analysis: Analysis, found: list[Named], known: list[Named]) -> Iterator[Named]:
    """Further places of names that a class word has vouched for once; ordinary words are not looked for."""
    places, text = Places(analysis), analysis.article.text
    taken = [(n.start, n.end) for n in [*found, *known]]
    firsts = {n.value: n for n in reversed(found) if re.search(r"\d|^[A-Z][A-Za-z]{2}", n.value)}
    for value, named in firsts.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text):
            sentence = places.sentence(match.start(), match.end())
            if sentence is None or any(s < match.end() and match.start() < e for s, e in taken):
                continue
            first, last = places.tokens(sentence, match.start(), match.end())
            yield Named(start=match.start(), end=match.end(), value=value, equipment_class=named.equipment_class,
                        origin=(), sentence=sentence.index, first=first, last=last)  # fmt: skip
