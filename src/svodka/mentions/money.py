"""Sums of money: '$5,43 млрд', '8 млрд фунтов стерлингов', '320 млн рублей'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from svodka.knowledge.phrases import adjective_stem, plain
from svodka.knowledge.units import Currency, Number, currencies, may_open_number, parse_number
from svodka.language import Analysis, Sentence
from svodka.mentions.mention import Mention

SYMBOLS: Mapping[str, str] = MappingProxyType({
    "$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "₸": "KZT", "₺": "TRY", "₩": "KRW", "₹": "INR",
    "₪": "ILS",
})  # fmt: skip
"""Signs that stand for one currency only; '¥' does not."""

_DOLLARS: Mapping[str, str] = MappingProxyType({
    "us": "USD", "c": "CAD", "ca": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD", "s": "SGD", "hk": "HKD", "nt": "TWD",
})  # fmt: skip
_CODE = re.compile(r"[A-Z]{3}")
_SHORTENED = frozenset({"долл", "руб"})
_DASHES = frozenset("-–—−")
_AFTER = frozenset({"сша", "стерлингов", "стерлинга", "стерлинг"})


def find_money(analysis: Analysis) -> list[Mention]:
    """Mentions of kind 'money', value 'USD 5430000000'; no currency is guessed, a range gives nothing."""
    return [mention for sentence in analysis.sentences for mention in _in_sentence(sentence)]


def _in_sentence(sentence: Sentence) -> Iterator[Mention]:
    words = [t.text for t in sentence.tokens]
    at = 0
    while at < len(words):
        found = (_symbol_first(words, at) or _number_first(words, at)) if _may_open(words[at]) else None
        if found is None:
            at += 1
            continue
        code, number, first, end = found
        if number.upper is None and not number.vague and not _closes_range(words, first):
            yield _mention(sentence, f"{code} {_amount(number.value)}", first, end - 1, at)
        at = end


def _may_open(word: str) -> bool:
    """Whether a sum can begin with the word."""
    return may_open_number(word) or word in SYMBOLS or _known_code(word)


def _symbol_first(words: Sequence[str], at: int) -> tuple[str, Number, int, int] | None:
    """'$5,43 млрд', 'US$3 млн', 'USD 5 млрд': code, number, first token and the one after the last."""
    code = SYMBOLS.get(words[at]) or (words[at] if _known_code(words[at]) else None)
    number = parse_number(words, at + 1) if code and at + 1 < len(words) else None
    if code is None or number is None or not words[at + 1][0].isdigit():
        return None
    first = at
    if words[at] == "$" and at and plain(words[at - 1]) in _DOLLARS:
        first, code = at - 1, _DOLLARS[plain(words[at - 1])]
    return code, number, first, at + 1 + number.length


def _number_first(words: Sequence[str], at: int) -> tuple[str, Number, int, int] | None:
    """'8 млрд фунтов стерлингов', '500 млн злотых', '5 млрд €'."""
    number = parse_number(words, at)
    if number is None or (at and words[at - 1] in SYMBOLS):
        return None
    noun = at + number.length
    adjectives: list[str] = []
    while noun < len(words) and len(adjectives) < 2 and plain(words[noun]) not in currencies():
        adjectives.append(adjective_stem(plain(words[noun])))
        if not adjectives[-1]:
            break
        noun += 1
    if noun >= len(words):
        return None
    if plain(words[noun]) in currencies():
        return _named(words, at, number, noun, adjectives)
    code = SYMBOLS.get(words[noun]) or (words[noun] if _known_code(words[noun]) else None)
    direct = noun == at + number.length
    return (code, number, at, noun + 1) if code and direct and not _digit(words, noun + 1) else None


def _named(
    words: Sequence[str], at: int, number: Number, noun: int, adjectives: list[str]
) -> tuple[str, Number, int, int] | None:
    end = noun + 1
    if plain(words[noun]) in _SHORTENED and words[end : end + 1] == ["."] and end + 1 < len(words):
        end += 1
    while end < len(words) and plain(words[end]) in _AFTER:
        end += 1
    said = {*adjectives, *(plain(w) for w in words[noun + 1 : end])}
    code = _code(currencies()[plain(words[noun])], said, bool(adjectives))
    return (code, number, at, end) if code else None


def _code(candidates: Sequence[Currency], said: set[str], qualified: bool) -> str | None:
    """The currency that the adjectives settle; a bare 'динар' or 'крона' is nobody's."""
    named = {c.code for c in candidates if c.adjectives & said}
    if not named and not qualified:
        named = {c.code for c in candidates if c.alone}
    return named.pop() if len(named) == 1 else None


def _known_code(word: str) -> bool:
    return word in _codes()


@cache
def _codes() -> frozenset[str]:
    """The codes of the currencies that have one of three letters."""
    return frozenset(c.code for cs in currencies().values() for c in cs if _CODE.fullmatch(c.code))


def _digit(words: Sequence[str], at: int) -> bool:
    return at < len(words) and words[at][0].isdigit()


def _closes_range(words: Sequence[str], first: int) -> bool:
    """Whether the sum is the end of 'от 2 до 3 млрд долларов' or '2 - 3 млрд'."""
    before = [plain(w) for w in words[max(0, first - 5) : first]]
    if before and before[-1] in _DASHES and len(before) > 1 and before[-2][0].isdigit():
        return True
    numbers = [i for i, word in enumerate(before) if parse_number([word])]
    return bool(numbers) and before[-1] == "до" and "от" in before[: numbers[-1]]


def _amount(value: Decimal) -> str:
    return str(int(value)) if value == value.to_integral() else f"{value.normalize():f}"


def _mention(sentence: Sentence, value: str, first: int, last: int, head: int) -> Mention:
    return Mention(kind="money", start=sentence.tokens[first].start, end=sentence.tokens[last].end, value=value,
                   sentence=sentence.index, first=first, last=last, head=head)  # fmt: skip
