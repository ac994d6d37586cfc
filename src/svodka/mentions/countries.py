"""Countries in every form: names, abbreviations, adjectives, capitals, nationals and seats of government."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from svodka.knowledge.countries import CountryForm, combining_forms, country_forms, fold, word_list
from svodka.knowledge.places import place_forms
from svodka.language import Analysis, Sentence, Token
from svodka.mentions.capitals import use_of_capital
from svodka.mentions.mention import Mention

_HYPHEN = re.compile(r"[-‐‑‒–—−]")
_OPENING, _CLOSING = "«“„\"'(", "»”\""
_PLACES_ONLY = frozenset({"BE"})
"""'Брюссель настаивает' is the European Union or NATO; only 'в Брюсселе' is in Belgium."""
_LONGEST_NAME = 6  # words between quotation marks that may still be a name


@dataclass(frozen=True, slots=True)
class _Found:
    form: CountryForm
    first: int
    last: int


def find_countries(analysis: Analysis) -> list[Mention]:
    """The countries of the article in order of the text; `value` and `country` hold the ISO code.

    `role` is name, abbreviation, adjective, national, seat, capital (the government speaks or is dealt with) or
    capital_place (the city: 'в Минске'). A national's dictionary form stands in `of`. 'Корея', 'Конго' and 'РК'
    take the country that the article names elsewhere and are left out where it names none or both.
    """
    people = people_in(analysis)
    found = [m for sentence in analysis.sentences for m in _in_sentence(analysis, sentence, people)]
    named = {m.value for m in found if "|" not in m.value}
    return [settled for mention in found if (settled := _settle(mention, named))]


def _settle(mention: Mention, named: set[str]) -> Mention | None:
    if "|" not in mention.value:
        return mention
    candidates = named & set(mention.value.split("|"))
    if len(candidates) != 1:
        return None
    code = candidates.pop()
    return replace(mention, value=code, country=code)


def people_in(analysis: Analysis) -> frozenset[tuple[int, int]]:
    """(sentence, token) of names of people in several words: 'Джордж Вашингтон'."""
    spans = (n for n in analysis.names if n.kind == "PER" and n.last > n.first)
    return frozenset((n.sentence, i) for n in spans for i in range(n.first, n.last + 1))


def _in_sentence(
    analysis: Analysis, sentence: Sentence, people: frozenset[tuple[int, int]]
) -> Iterator[Mention]:
    words = [fold(token.text) for token in sentence.tokens]
    text, forms, places = analysis.article.text, country_forms(), place_forms()
    i = 0
    while i < len(words):
        if words[i] not in forms and words[i] not in places and "-" not in words[i]:
            i += 1
            continue
        length = _longer_place(words, i)
        found = None if length else _match(sentence, words, i, people)
        if not found and not length:
            found = _shared_noun(sentence, words, i)
        if found and not inside_name(text, sentence, found.first, found.last):
            yield from _mention(text, sentence, found)
        elif not found and not length and "-" in words[i]:
            yield from _compound(text, sentence, words[i], i)
        i = found.last + 1 if found else i + max(length, 1)


def _longer_place(words: Sequence[str], i: int) -> int:
    """The length of a place of several words that begins here: 'Новая Гвинея', 'Южная Америка'; else 0."""
    best = max((len(f.words) for f in country_forms().get(words[i], ()) if matches(words, i, f.words)), default=0)
    for form in place_forms().get(words[i], ()):
        if len(form.words) > max(best, 1) and matches(words, i, form.words):
            return len(form.words)
    return 0


def matches(words: Sequence[str], i: int, form: tuple[str, ...]) -> bool:
    """Whether the folded words stand at position i."""
    return tuple(words[i : i + len(form)]) == form


def _match(
    sentence: Sentence, words: Sequence[str], i: int, people: frozenset[tuple[int, int]]
) -> _Found | None:
    for form in country_forms().get(words[i], ()):
        last = i + len(form.words) - 1
        if not matches(words, i, form.words):
            continue
        person = (sentence.index, i) in people and (form.common or form.role == "capital")
        if not person and _fits(sentence, form, i, last):
            return _Found(form, i, last)
    return None


def _shared_noun(sentence: Sentence, words: Sequence[str], i: int) -> _Found | None:
    """'Северной' of 'Северной и Южной Кореи': the adjective borrows the noun of the name after 'и'."""
    if words[i + 1 : i + 2] != ["и"] or not sentence.tokens[i].text[0].isupper():
        return None
    for noun in words[i + 3 : i + 4]:
        for form in country_forms().get(words[i], ()):
            if form.words == (words[i], noun) and form.role == "name":
                return _Found(form, i, i)
    return None


def _fits(sentence: Sentence, form: CountryForm, first: int, last: int) -> bool:
    """The letters' case and the neighbours: 'Чад' but not 'чад', 'Белый дом' but not 'белый дом'."""
    token = sentence.tokens[first]
    if form.role == "abbreviation":
        return token.text == form.lexeme
    if form.role == "adjective":
        return not _followed_by(sentence, last, word_list("no_country_after"))
    if form.role == "national":
        return token.text[0].islower() or (opens(sentence, first) and token.pos in ("NOUN", "PROPN"))
    if form.role == "seat":
        return token.text[0].isupper() and not _city_before(sentence, first)
    if not any(t.text[0].isupper() for t in sentence.tokens[first : last + 1]):
        return False
    return not form.common or is_proper(sentence, first)


def opens(sentence: Sentence, index: int) -> bool:
    """Whether the word has its capital letter from its place: first in the sentence or in a quotation."""
    before = sentence.tokens[index - 1].text if index else ""
    return not before or before in (*_OPENING, "-", "–", "—", ":", ".") or sentence.tokens[index].text.isupper()


def is_proper(sentence: Sentence, index: int) -> bool:
    """Whether a word that is also an ordinary one ('Того', 'Суда') stands as a name."""
    token = sentence.tokens[index]
    return token.text[0].isupper() and (token.pos == "PROPN" or not opens(sentence, index))


def _followed_by(sentence: Sentence, index: int, lemmas: frozenset[str]) -> bool:
    after = sentence.tokens[index + 1 : index + 2]
    return bool(after) and after[0].lemma in lemmas


def _city_before(sentence: Sentence, first: int) -> bool:
    """'Казанский Кремль' is no government."""
    before = sentence.tokens[first - 1] if first else None
    return before is not None and before.pos == "ADJ" and before.lemma.endswith("ский") and before.text[0].isupper()


def inside_name(text: str, sentence: Sentence, first: int, last: int) -> bool:
    """'холдинг "Вертолеты России"', 'крейсер «Москва»': a quoted name or a part of one, neither country nor place."""
    tokens = sentence.tokens
    left = next((i for i in range(first - 1, max(first - _LONGEST_NAME, 0) - 1, -1) if _is_quote(tokens[i])), -1)
    right = next((i for i in range(last + 1, min(last + _LONGEST_NAME, len(tokens))) if _is_quote(tokens[i])), -1)
    if left < 0 or right < 0 or right - left - 1 > _LONGEST_NAME:
        return False
    opening = text[tokens[left].end : tokens[left].end + 1].strip() != ""
    closing = text[tokens[right].start - 1].strip() != "" and tokens[right].text in _CLOSING
    inner = tokens[left + 1 : right]
    sentence_like = any(t.pos in ("VERB", "AUX", "PRON") or t.text in ",.!?:;" for t in inner)
    return opening and closing and inner[0].text[0].isupper() and not sentence_like


def _is_quote(token: Token) -> bool:
    return token.text in "«»“”„\""


def _mention(text: str, sentence: Sentence, found: _Found) -> Iterator[Mention]:
    form, tokens = found.form, sentence.tokens[found.first : found.last + 1]
    role: str = form.role
    if role == "capital":
        role = use_of_capital(text, sentence, found.first, found.last, form.cases)
        if role == "capital" and form.code in _PLACES_ONLY:
            return
    yield Mention(
        kind="country", start=tokens[0].start, end=tokens[-1].end, value=form.code, country=form.code,
        sentence=sentence.index, first=found.first, last=found.last, head=head_of(tokens), role=role,
        of=form.lexeme.lower() if role == "national" else None,
    )  # fmt: skip


def head_of(tokens: Sequence[Token]) -> int:
    """The token of a stretch that hangs on a word outside it."""
    inside = {token.index for token in tokens}
    return next((token.index for token in tokens if token.head not in inside), tokens[0].index)


def _compound(text: str, sentence: Sentence, word: str, i: int) -> Iterator[Mention]:
    """'российско-белорусская', 'франко-итальянский', 'Россия-США': a mention over every half."""
    token = sentence.tokens[i]
    if word in place_forms() or _followed_by(sentence, i, word_list("no_country_after")):
        return
    halves = _HYPHEN.split(token.text)
    if not all(halves) or fold(halves[0]) in word_list("continental_halves") or inside_name(text, sentence, i, i):
        return
    start = token.start
    for half in halves:
        code, role = _half(half, last=start + len(half) == token.end, halves=halves)
        if code:
            yield Mention(
                kind="country", start=start, end=start + len(half), value=code, country=code,
                sentence=sentence.index, first=i, last=i, head=i, role=role,
            )  # fmt: skip
        start += len(half) + 1


def _half(half: str, *, last: bool, halves: Sequence[str]) -> tuple[str, str]:
    """(code, role) of a part of a hyphenated word; ('', '') where it names no country."""
    adjectival = fold(halves[-1]).endswith(_ADJECTIVE_ENDINGS)
    if adjectival and not last:
        return combining_forms().get(fold(half), ""), "adjective"
    for form in country_forms().get(fold(half), ()):
        if adjectival and form.role == "adjective" and len(form.words) == 1:
            return form.code, "adjective"
        if form.role in ("name", "abbreviation") and len(form.words) == 1 and not form.common:
            right_case = half == form.lexeme if form.role == "abbreviation" else half[0].isupper()
            if right_case and all(_stands_beside_a_country(part) for part in halves):
                return form.code, form.role
    return "", ""


def _stands_beside_a_country(part: str) -> bool:
    """'Россия-США', 'Россия-НАТО', but not 'ИНТЕРФАКС-КАЗАХСТАН'."""
    short = part.isupper() and len(part) <= 5
    return short or (part[0].isupper() and any(f.role == "name" for f in country_forms().get(fold(part), ())))


_ADJECTIVE_ENDINGS = ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
