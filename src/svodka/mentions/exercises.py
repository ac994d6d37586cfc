"""Exercises in an article: 'учения "Запад-2021"', 'Allied Spirit', 'манёвры', and their names standing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from svodka.knowledge.exercises import exercise_words
from svodka.knowledge.phrases import adjective_stem, plain
from svodka.language import Analysis, Sentence, Token
from svodka.language.declension import inflect
from svodka.mentions.mention import Mention
from svodka.mentions.quoted import CLOSING, OPENING, latin_at, quoted_at

_REACH = 16  # words between 'учение' and its name: 'учение с Миротворческими силами ОДКБ "Нерушимое братство"'
_POINTING = frozenset({"следующ*", "предыдущ*", "прошл*", "очередн*"})
_AND = frozenset({",", "и", "или", "также", "а"})
_PLACING = frozenset({"на", "в", "под", "у", "близ", "около", "при", "от", "из"})
_YEAR = re.compile(r"\s*[-–—−]?\s*(?:(?:19|20)\d\d|\d{1,2})$")
_DATED = re.compile(r".*[^\W\d]\s*[-–—−]\s*(?:19|20)\d\d$|.*[^\W\d] (?:19|20)\d\d$")


def base_name(name: str) -> str:
    """The name without its year, folded: 'Запад-2021' → 'запад'."""
    return plain(_YEAR.sub("", name))


def find_exercises(analysis: Analysis) -> list[Mention]:
    """Mentions of kind 'exercise' in order of the text.

    Role 'class': the noun ('учения', 'манёвры'), `value` its lemma. Role 'name': a name without its quotation marks;
    its `head` is the noun that it names where there is one, so that all names of one noun share it.
    """
    found: list[Mention] = []
    met: set[str] = set()
    for sentence in analysis.sentences:
        nouns = [t for t in sentence.tokens if _is_exercise(sentence, t, met)]
        met.update(_lemma(t) for t in nouns)
        found.extend(_mention(analysis, sentence, "class", (t.index, t.index), t.index, _lemma(t)) for t in nouns)
        for noun in nouns:
            found.extend(_names_of(analysis, sentence, noun))
    found.extend(_alone(analysis, found))
    found.extend(_latin_series(analysis, found))
    return sorted(found, key=lambda m: (m.start, m.end))


def _lemma(token: Token) -> str:
    return token.lemma.replace("ё", "е")


def _is_exercise(sentence: Sentence, token: Token, met: set[str]) -> bool:
    words, lemma = exercise_words(), _lemma(token)
    if lemma not in words.nouns or token.pos not in ("NOUN", "PROPN"):
        return False
    before = sentence.tokens[max(0, token.index - 4) : token.index]
    stems = {adjective_stem(plain(t.text)) for t in before}
    if lemma == "маневр" and token.feat("Number") == "Sing":
        return False  # 'пространство для манёвра'
    if lemma == "учение" and any(t.lemma == "о" for t in sentence.tokens[token.index + 1 : token.index + 2]):
        return False  # 'учение о государстве'
    if lemma in words.weak:
        named = quoted_at(sentence, token.index + 1) is not None
        return named or lemma in met or bool(met and stems & _POINTING) or bool(stems & words.weak_adjectives)
    return True


def _names_of(analysis: Analysis, sentence: Sentence, noun: Token) -> Iterator[Mention]:
    """The names of a noun: 'Три учения ОДКБ - "Поиск-2021", "Эшелон-2021" и "Взаимодействие-2021"'."""
    first = _name_after(sentence, noun.index)
    while first is not None:
        value = analysis.article.text[sentence.tokens[first[0]].start : sentence.tokens[first[1]].end]
        yield _mention(analysis, sentence, "name", first, noun.index, " ".join(value.split()))
        at = first[1] + 1
        if at < len(sentence.tokens) and sentence.tokens[at].text in CLOSING:
            at += 1
        joint = at
        while at < len(sentence.tokens) and sentence.tokens[at].text in _AND and at - joint < 3:
            at += 1
        first = quoted_at(sentence, at) if at > joint else None


def _name_after(sentence: Sentence, at: int) -> tuple[int, int] | None:
    depth = 0
    for token in sentence.tokens[at + 1 : at + 1 + _REACH]:
        depth += (token.text == "(") - (token.text == ")")
        if token.text in OPENING:
            return quoted_at(sentence, token.index)
        if depth or token.text in ")-–—":
            continue
        if token.text.isascii() and token.text[:1].isupper():
            return latin_at(sentence, token.index)
        if token.index == at + 1 and re.fullmatch(r"[А-ЯЁ][\w]+-(?:19|20)\d\d", token.text):
            return token.index, token.index
        if token.text == "," and quoted_at(sentence, token.index + 1):
            continue  # 'Прошлое учение серии, "Запад-2021", провели'
        if token.text == "," and sentence.tokens[token.index + 1].feat("Case") == "Gen":
            continue  # 'учение Малайзии, Австралии и Брунея "Южный щит"'
        if token.pos in ("PUNCT", "VERB", "AUX") and token.feat("VerbForm") != "Part":
            return None
        if plain(token.text) in _PLACING:
            return None
    return None


def _alone(analysis: Analysis, found: list[Mention]) -> Iterator[Mention]:
    """Names without the noun: '"Запад-2023" был отменен', 'фаза "Запада-2025"', 'на "Поиске" разведчики'."""
    taken = {(m.sentence, i) for m in found for i in range(m.first, m.last + 1)}
    known = {plain(m.value): m.value for m in found if m.role == "name"}
    bases = {base_name(value): value for value in known.values()}
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            inside = quoted_at(sentence, token.index) if token.text in OPENING else None
            if inside is None or (sentence.index, inside[0]) in taken or _is_other(sentence, token.index):
                continue
            shown = analysis.article.text[sentence.tokens[inside[0]].start : sentence.tokens[inside[1]].end]
            value = _known_name(" ".join(shown.split()), known, bases, dated=bool(found))
            if value:
                yield _mention(analysis, sentence, "name", inside, inside[1], value)
                taken.update((sentence.index, i) for i in range(inside[0], inside[1] + 1))


def _is_other(sentence: Sentence, quote: int) -> bool:
    """'форум "Армия-2021"', 'крейсер "Москва"'."""
    return quote > 0 and _lemma(sentence.tokens[quote - 1]) in exercise_words().others


def _latin_series(analysis: Analysis, found: list[Mention]) -> Iterator[Mention]:
    """'впервые провели многосферное Freedom Edge', 'весеннее Freedom Shield': without quotation marks."""
    taken = {(m.sentence, i) for m in found for i in range(m.first, m.last + 1)}
    for sentence in analysis.sentences:
        at = 0
        while at < len(sentence.tokens):
            span = latin_at(sentence, at)
            if span is None:
                at += 1
                continue
            shown = analysis.article.text[sentence.tokens[span[0]].start : sentence.tokens[span[1]].end]
            if base_name(shown) in exercise_words().series and (sentence.index, at) not in taken:
                yield _mention(analysis, sentence, "name", span, span[0], " ".join(shown.split()))
            at = span[1] + 1


def _of_series(shown: str) -> str | None:
    """'на «Авиаиндре»' → 'Авиаиндра', where the name is one that everybody knows."""
    base = base_name(shown)
    known = next((s for s in exercise_words().series if _declined(base, s)), None)
    if known is None:
        return None
    return shown if base == known else known[:1].upper() + known[1:] + shown[len(_YEAR.sub("", shown)) :]


def _known_name(shown: str, known: dict[str, str], bases: dict[str, str], *, dated: bool) -> str | None:
    if plain(shown) in known:
        return known[plain(shown)]
    base, year = base_name(shown), _YEAR.search(shown)
    same = next((b for b in bases if _declined(base, b)), None)
    if same is not None:
        value = bases[same]
        if year is None or plain(year[0]) in plain(value):
            return value
        name = _YEAR.sub("", value)
        return name + year[0]
    if (listed := _of_series(shown)) is not None:
        return listed
    if dated and _DATED.fullmatch(shown) and year is not None:
        words = _YEAR.sub("", shown).split()
        return " ".join([inflect(words[0], "Nom"), *words[1:]]) + year[0]
    return None


def _declined(form: str, name: str) -> bool:
    """Whether one is a case form of the other: 'запада' of 'запад', 'взаимодействия' of 'взаимодействие'."""
    if form == name:
        return True
    a, b = form.split(), name.split()
    return len(a) == len(b) and all(_same_word(x, y) for x, y in zip(a, b, strict=True))


def _same_word(form: str, name: str) -> bool:
    stem = name.rstrip("аеиоуыэюяйь")
    return len(stem) > 2 and form.startswith(stem) and len(form) - len(stem) <= 3 and inflect(form, "Nom") == name


def _mention(
    analysis: Analysis, sentence: Sentence, role: str, span: tuple[int, int], head: int, value: str
) -> Mention:
    first, last = span
    return Mention(
        kind="exercise", start=sentence.tokens[first].start, end=sentence.tokens[last].end, value=value,
        sentence=sentence.index, first=first, last=last, head=head, role=role,
    )  # fmt: skip
