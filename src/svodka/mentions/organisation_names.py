"""Organisations that no catalogue knows: after 'компания', by number, or as the name model marks them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from svodka.knowledge.names import fold
from svodka.language import Analysis, Name, Sentence, Token
from svodka.language.declension import head_of_phrase, inflect, nominative
from svodka.mentions.locating import TokenSpan

_QUOTES = frozenset("\"«»“”„'")
_LATIN = re.compile(r"^[A-ZÀ-ŽĐŠŁ][\w.&'-]*$")
_ORDINAL = re.compile(r"^\d+-?[а-я]{0,2}$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOrganisation:
    """An organisation read from the words themselves: its tokens, its name in the nominative, its kind."""

    where: TokenSpan
    value: str
    kind: str


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    raw = (resources.files("svodka.knowledge") / "data" / "organisations.toml").read_bytes().decode()
    data: dict[str, dict[str, list[str]]] = tomllib.loads(raw)
    heads = {fold(word): kind for kind, words in data["heads"].items() for word in words}
    return heads | {fold(word): "maker" for word in data["legal"]["forms"]}


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    raw = (resources.files("svodka.knowledge") / "data" / "organisations.toml").read_bytes().decode()
    return frozenset(map(fold, tomllib.loads(raw)["stop"]["words"]))


def head_kind(token: Token) -> str | None:
    """The kind of organisation that a word announces ('концерн' → maker), None for any other word."""
    return _kind_of(token.lemma) or _kind_of(token.text)


@lru_cache(maxsize=50_000)
def _kind_of(word: str) -> str | None:
    return _heads().get(fold(word))


def by_head_words(analysis: Analysis) -> Iterator[NamedOrganisation]:
    """'верфь «Янтарь»', 'компания BMC', '558-й авиаремонтный завод', '1-я танковая армия'."""
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            kind = head_kind(token)
            if kind is not None:
                found = (
                    _quoted(sentence, token, kind) or _latin(sentence, token, kind) or _numbered(sentence, token, kind)
                )
                if found is not None:
                    yield found


def _quoted(sentence: Sentence, head: Token, kind: str) -> NamedOrganisation | None:
    """концерн "Алмаз-Антей": the name between the quotation marks that follow the head."""
    tokens, at = sentence.tokens, head.index + 1
    if kind in ("unit", "staff") or at + 1 >= len(tokens) or tokens[at].text not in _QUOTES:
        return None
    close = next((i for i in range(at + 1, min(at + 9, len(tokens))) if tokens[i].text in _QUOTES), 0)
    inner = tokens[at + 1 : close]
    if not inner or not inner[0].text[:1].isupper():
        return None
    text = _joined(inner)
    return NamedOrganisation(where=_span(sentence, at + 1, close - 1), value=text, kind=kind)


def _latin(sentence: Sentence, head: Token, kind: str) -> NamedOrganisation | None:
    """компания BMC, верфь Goa Shipyard: the Latin words that follow the head."""
    if kind in ("unit", "staff"):
        return None
    last = head.index
    for token in sentence.tokens[head.index + 1 :]:
        joins = token.text == "&" and last > head.index
        if not _LATIN.match(token.text) and not joins:
            break
        last = token.index
    if last == head.index:
        return None
    inner = sentence.tokens[head.index + 1 : last + 1]
    return NamedOrganisation(where=_span(sentence, inner[0].index, last), value=_joined(inner), kind=kind)


def _numbered(sentence: Sentence, head: Token, kind: str) -> NamedOrganisation | None:
    """'38-й отдельной гвардейской десантно-штурмовой бригады': the number, the adjectives and the head."""
    first = head.index
    while first > 0 and (sentence.tokens[first - 1].pos == "ADJ" or _ORDINAL.match(sentence.tokens[first - 1].text)):
        first -= 1
    while first < head.index and not _ORDINAL.match(sentence.tokens[first].text):
        first += 1
    if first == head.index or kind not in ("unit", "maker") or "-" not in sentence.tokens[first].text:
        return None
    words = sentence.tokens[first : head.index + 1]
    return NamedOrganisation(
        where=_span(sentence, first, head.index), value=nominative(words, _text_of(words)), kind=kind
    )


def by_name_model(analysis: Analysis) -> Iterator[NamedOrganisation]:
    """What the name model marks as an organisation, cut to the name and put into the nominative."""
    text = analysis.article.text
    for name in analysis.names:
        if name.kind != "ORG":
            continue
        tokens = _trimmed(analysis.sentences[name.sentence], name)
        if not tokens:
            continue
        head = head_of_phrase(tokens)
        kind = head_kind(tokens[max(head, 0)]) or "other"
        if kind == "other" and not _is_foreign(analysis.sentences[name.sentence], tokens):
            continue
        value = _declined(tokens, head, text)
        yield NamedOrganisation(
            where=TokenSpan(sentence=name.sentence, first=tokens[0].index, last=tokens[-1].index),
            value=value,
            kind=kind,
        )


def _trimmed(sentence: Sentence, name: Name) -> list[Token]:
    """Without brackets and quotation marks at the ends, and without '(ABBR)' behind the name."""
    tokens = list(sentence.tokens[name.first : name.last + 1])
    bracket = next((i for i, t in enumerate(tokens) if t.text == "("), len(tokens))
    tokens = tokens[:bracket]
    while tokens and not _LETTER.search(tokens[-1].text) and not tokens[-1].text.isdigit():
        tokens.pop()
    while tokens and not _LETTER.search(tokens[0].text) and not _ORDINAL.match(tokens[0].text):
        tokens.pop(0)
    return tokens


def _is_foreign(sentence: Sentence, tokens: list[Token]) -> bool:
    """A Latin name without digits and quotation marks; a quoted one is a weapon or an exercise as often as a firm."""
    before = sentence.tokens[tokens[0].index - 1].text if tokens[0].index else ""
    latin = all(_LATIN.match(t.text) or t.text == "&" for t in tokens)
    shown = {fold(t.text) for t in tokens}
    return (
        latin and not any(c.isdigit() for t in tokens for c in t.text) and before not in _QUOTES and not shown & _stop()
    )


def _declined(tokens: list[Token], head: int, text: str) -> str:
    shown = text[tokens[0].start : tokens[-1].end]
    if head < 0 or _LATIN.match(tokens[0].text):
        return shown
    if len(tokens) == 1:
        word = tokens[0]
        return word.text if word.text.isupper() else inflect(word.text, "Nom", source=word.feat("Case"), pos="NOUN")
    return nominative(tokens, text)


def _span(sentence: Sentence, first: int, last: int) -> TokenSpan:
    return TokenSpan(sentence=sentence.index, first=first, last=last)


def _joined(tokens: tuple[Token, ...]) -> str:
    pieces = []
    for at, token in enumerate(tokens):
        gap = at + 1 < len(tokens) and tokens[at + 1].start > token.end
        pieces.append(token.text + (" " if gap else ""))
    return "".join(pieces)


def _text_of(tokens: tuple[Token, ...]) -> str:
    """A text in which the tokens stand at their own offsets, for `nominative`."""
    return " " * tokens[0].start + _joined(tokens)
