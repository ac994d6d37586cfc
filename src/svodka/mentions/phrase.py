"""Noun phrases around a head: the adjectives before it, the genitives and the name after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from svodka.knowledge.countries import country_of
from svodka.knowledge.phrases import adjective_stem, plain
from svodka.language import Sentence, Token
from svodka.language.declension import nominative
from svodka.mentions.quoted import CLOSING, OPENING, latin_at, quoted_at

ORDINAL = re.compile(r"^(?:\d+(?:-[а-я]{1,3})?|[IVXL]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Tokens `first`..`last` of a noun phrase around the words `start`..`end`; `name` are those of its own name."""

    first: int
    start: int
    end: int
    last: int
    name: tuple[int, int] | None


def in_nominative(tokens: Sequence[Token], text: str) -> str:
    """The phrase in the nominative, with ё only where the article writes it."""
    value = nominative(tokens, text)
    written = text[tokens[0].start : tokens[-1].end]
    return value if "ё" in written.lower() else value.replace("ё", "е").replace("Ё", "Е")


def phrase_around(sentence: Sentence, start: int, end: int) -> Phrase:
    """The phrase whose noun is given by the tokens `start` to `end`."""
    tail = _genitives(sentence, end)
    # 'база беспилотников MQ-9 Reaper': behind a genitive only quotation marks make a name, unless it is 'ПРО США'
    short = all(t.text.isupper() or country_of(t.text) for t in sentence.tokens[end + 1 : tail + 1])
    name, last = _name_after(sentence, tail, bare=short)
    if name is None and tail != end:
        name, near = _name_after(sentence, end, bare=True)
        last = near if name else last
    return Phrase(first=_adjectives(sentence, start), start=start, end=end, last=max(last, tail), name=name)


def _adjectives(sentence: Sentence, start: int) -> int:
    first = start
    while first > 0 and _is_attribute(sentence.tokens[first - 1]):
        first -= 1
    return first


def _is_attribute(token: Token) -> bool:
    if ORDINAL.match(token.text) and "-" in token.text:
        return True
    if token.text.lower().startswith("объединенн") or token.text.lower().startswith("объединённ"):
        return True  # tagged as a participle
    if token.pos != "ADJ" or token.text.isdigit() or token.feat("Variant") == "Short":
        return False
    return token.text.islower() or token.index == 0 or bool(adjective_stem(plain(token.text)))


def _genitives(sentence: Sentence, end: int) -> int:
    """The last token of the genitives that follow: 'узел связи Военно-морского флота России', 'база ВМС США'."""
    last = end
    for token in sentence.tokens[end + 1 : end + 8]:
        abbreviation = (
            token.text.isupper() and len(token.text) > 1 and token.text.isalpha() and not token.text.isascii()
        )
        genitive = token.feat("Case") == "Gen" and token.pos in ("NOUN", "PROPN", "ADJ", "VERB")
        numbered = ORDINAL.match(token.text) and not token.text[0].isdigit()  # 'штаб V армейского корпуса'
        if not abbreviation and not genitive and not numbered:
            break
        if token.text[0].isupper() and not abbreviation and token.pos == "PROPN" and not country_of(token.text):
            break
        last = token.index
    return last if not ORDINAL.match(sentence.tokens[last].text) else last - 1


def _name_after(sentence: Sentence, last: int, *, bare: bool) -> tuple[tuple[int, int] | None, int]:
    """The name right after token `last` and the phrase's last token; `bare`: without quotation marks too."""
    tokens, at = sentence.tokens, last + 1
    if at >= len(tokens):
        return None, last
    inside = quoted_at(sentence, at)
    if inside is not None:
        return inside, inside[1] + 1
    if not bare:
        return None, last
    if plain_lemma(tokens[at]) == "имя" and at + 1 < len(tokens):
        end = at
        while end + 1 < len(tokens) and tokens[end + 1].text[:1].isupper():
            end += 1
        return ((at, end), end) if end > at else (None, last)
    latin = latin_at(sentence, at)
    if latin is not None and not ORDINAL.match(tokens[at].text):
        return latin, latin[1]
    end = at
    while end < len(tokens) and _is_name(tokens[end]):
        end += 1
    return ((at, end - 1), end - 1) if end > at else (None, last)


def plain_lemma(token: Token) -> str:
    """The lemma with ё written as е."""
    return token.lemma.replace("ё", "е")


def _is_name(token: Token) -> bool:
    word = token.text
    capital = word[:1].isupper() and not word.isascii() and word not in OPENING | CLOSING
    return capital and token.pos in ("PROPN", "NOUN", "ADJ", "X") and not country_of(word) and not word.isupper()
