"""One change in the words of a sentence, and what it has to do to the fact that the sentence told.

The sentences are those of `data/*.toml` that tell one fact. A change that Russian cannot bear (a masculine name in the
place of a feminine subject of a past verb) is not made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from svodka.knowledge.countries import country_forms, country_name
from svodka.language.analysis import Analysis, Sentence, Token
from svodka.model import Fact, Value

Check = Callable[[Sequence[Fact]], bool]

PREFIXES: Mapping[str, Sequence[str]] = {
    "hedge": ("Возможно, ", "Вероятно, ", "Не исключено, что ", "Якобы "),
    "denial": ("Министерство обороны опровергло сообщения о том, что ", "Неправда, что ", "Неверно, что "),
    "condition": ("Если переговоры завершатся успешно, ", "В случае достижения договорённости "),
}  # fmt: skip
"""What is set before a sentence: it then holds perhaps, not at all, or only if something else does."""

_NUMBERS = (
    ("два", "три"), ("две", "три"), ("двух", "трёх"), ("двумя", "тремя"), ("двум", "трём"), ("три", "четыре"),
    ("трёх", "четырёх"), ("тремя", "четырьмя"), ("четыре", "три"), ("четырёх", "трёх"), ("четырьмя", "тремя"),
    ("пять", "шесть"), ("пяти", "шести"), ("шесть", "пять"), ("шести", "пяти"), ("семь", "девять"), ("семи", "девяти"),
    ("восемь", "семь"), ("восьми", "семи"), ("девять", "восемь"), ("девяти", "восьми"), ("десять", "одиннадцать"),
    ("десяти", "одиннадцати"), ("двенадцать", "двадцать"), ("двенадцати", "двадцати"), ("двадцать", "тридцать"),
)  # fmt: skip
_COUNTS = {word: count for count, words in {
    2: "два две двух двумя двум", 3: "три трёх тремя трём", 4: "четыре четырёх четырьмя", 5: "пять пяти",
    6: "шесть шести", 7: "семь семи", 8: "восемь восьми", 9: "девять девяти", 10: "десять десяти",
    11: "одиннадцать одиннадцати", 12: "двенадцать двенадцати", 20: "двадцать двадцати", 30: "тридцать",
}.items() for word in words.split()}  # fmt: skip
_STAND_INS = {"masculine": ("VN", "EG", "IR", "QA"), "feminine": ("IN", "FR", "BR", "AU")}
_BESIDE = re.compile(r"по итогам|во время|на встрече|на переговорах|в ходе|с визитом", re.IGNORECASE)
_PARTIES = (("supplier", "recipient"), ("provider", "customer"), ("sender", "host"), ("owner", "host"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """A changed text and whether the facts read from it are as they should be."""

    kind: str
    text: str
    holds: Check

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


def mutations(analysis: Analysis, fact: Fact) -> Iterator[Mutation]:
    """Every change that the text of the one `fact` bears."""
    yield from _other_numbers(analysis, fact)
    yield from _other_parties(analysis, fact)
    if len(analysis.sentences) == 1 and fact.modality == "asserted":
        yield from _negated(analysis, fact)
        yield from _prefixed(analysis, fact)


def _other_numbers(analysis: Analysis, fact: Fact) -> Iterator[Mutation]:
    text = analysis.article.text
    for value in fact.slots.get("quantity", ()):
        count, _, unit = value.value.partition(" ")
        found = _numeral(text[value.start : value.end])
        if found is None or len(fact.slots["quantity"]) > 1:
            continue
        start, end, word, other = found
        if int(count) != (int(word) if word.isdigit() else _COUNTS[word.lower()]):
            continue
        number = int(other) if other.isdigit() else _COUNTS[other]
        changed = f"{text[: value.start + start]}{other}{text[value.start + end :]}"
        wanted = {**_slots(fact), "quantity": [f"{number} {unit}"]}
        yield Mutation(kind="number", text=changed, holds=_gives(fact, wanted))


def _numeral(words: str) -> tuple[int, int, str, str] | None:
    if digits := re.match(r"\d{1,3}(?![\d\s.,]*\d)", words):
        number = int(digits[0])
        return digits.start(), digits.end(), digits[0], str(number + (20 if number % 10 in (1, 2, 3, 4) else 10))
    word = words.split()[0] if words.split() else ""
    other = dict(_NUMBERS).get(word.lower())
    return (0, len(word), word, other) if other else None


def _other_parties(analysis: Analysis, fact: Fact) -> Iterator[Mutation]:
    """Two parties change places, and each of them gives way to a third country."""
    named = [(role, value) for role, values in fact.slots.items() for value in values]
    for one, other in _PARTIES:
        first, second = (fact.slots.get(role, ()) for role in (one, other))
        if len(first) == len(second) == 1 and (swap := _swapped(analysis, first[0], second[0])):
            wanted = {**_slots(fact), one: [second[0].value], other: [first[0].value]}
            yield Mutation(kind="swap", text=swap, holds=_gives(fact, wanted))
    for role, value in named:
        for code in _STAND_INS.get(_gender(value.value), ()):
            if len(fact.slots[role]) == 1 and code not in {each.value for _, each in named}:
                text = _replaced(analysis, [(value, code)])
                if text:
                    wanted = {**_slots(fact), role: [code]}
                    yield Mutation(kind="party", text=text, holds=_gives(fact, wanted))


def _swapped(analysis: Analysis, one: Value, other: Value) -> str | None:
    if not _gender(one.value) or _gender(one.value) != _gender(other.value) or one.start == other.start:
        return None
    return _replaced(analysis, [(one, other.value), (other, one.value)])


def _replaced(analysis: Analysis, changes: Sequence[tuple[Value, str]]) -> str | None:
    """The text with other countries named in the same cases; None when a value is not a country's plain name."""
    text = analysis.article.text
    for value, code in sorted(changes, key=lambda change: -change[0].start):
        case = next((t.feat("Case") for s in analysis.sentences for t in s.tokens if t.start == value.start), "")
        words = text[value.start : value.end]
        if words.lower().replace("ё", "е") not in _names(value.value).get(case, ()):
            return None
        if text.count(words) > 1:
            return None
        form = next(iter(_names(code).get(case, ())), None)
        if form is None:
            return None
        text = f"{text[: value.start]}{form[0].upper()}{form[1:]}{text[value.end :]}"
    return text


@cache
def _names(code: str) -> Mapping[str, Sequence[str]]:
    """The forms of a country's usual name by case."""
    found: dict[str, list[str]] = {}
    for forms in country_forms().values():
        for form in forms:
            if form.code == code and form.role == "name" and form.lexeme == country_name(code):
                for case in form.cases:
                    found.setdefault(case, []).append(" ".join(form.words))
    return found


def _gender(code: str) -> str:
    name = country_name(code)
    if name == code or " " in name or "-" in name:
        return ""
    return "feminine" if name[-1] in "ая" else "masculine" if name[-1] not in "аяоеиуыэю" else ""


def _negated(analysis: Analysis, fact: Fact) -> Iterator[Mutation]:
    """'Россия поставила' → 'Россия не поставила', where the sentence has one finite verb, so that it is the fact's."""
    sentence, text = analysis.sentences[0], analysis.article.text
    finite = [token for token in sentence.tokens if _is_finite(token)]
    if len(finite) == 1 and not _has_negation(sentence) and _tells(analysis, fact):
        at = finite[0].start
        yield Mutation(kind="negation", text=f"{text[:at]}не {text[at:]}", holds=_no_longer(fact))


def _is_finite(token: Token) -> bool:
    short = token.feat("Variant") == "Short" and token.feat("VerbForm") == "Part"
    return token.pos in ("VERB", "AUX") and (token.feat("VerbForm") == "Fin" or short)


def _has_negation(sentence: Sentence) -> bool:
    return any(token.text.lower() in ("не", "нет", "ни", "без") for token in sentence.tokens)


def _tells(analysis: Analysis, fact: Fact) -> bool:
    """Whether what the verb says is what the fact holds: not so of 'показали истребители, поставленные Китаем'."""
    tokens = analysis.sentences[0].tokens
    beside = any(t.feat("VerbForm") == "Part" and t.feat("Variant") != "Short" for t in tokens)
    beside = beside or bool(_BESIDE.search(analysis.article.text))
    return fact.type not in ("position", "statement", "production") and not beside


def _prefixed(analysis: Analysis, fact: Fact) -> Iterator[Mutation]:
    sentence, text = analysis.sentences[0], analysis.article.text
    first = sentence.tokens[0]
    finite = [token for token in sentence.tokens if _is_finite(token)]
    if len(finite) != 1 or _has_negation(sentence) or not _tells(analysis, fact):
        return
    named = first.pos == "PROPN" or first.text.lower() in country_forms() or text[:2].isupper()
    lowered = text if named else f"{text[0].lower()}{text[1:]}"
    ahead = finite[0].feat("Tense") == "Fut"
    for kind, prefixes in PREFIXES.items():
        if kind != "condition" or ahead:
            yield from (
                Mutation(kind=kind, text=f"{prefix}{lowered}", holds=_no_longer(fact)) for prefix in prefixes
            )


def _gives(fact: Fact, wanted: Mapping[str, Sequence[str]]) -> Check:
    """The facts of the type are the one fact with these values."""
    def holds(found: Sequence[Fact]) -> bool:
        same = [f for f in found if f.type == fact.type]
        return len(same) == 1 and _slots(same[0]) == {role: sorted(values) for role, values in wanted.items()} and (
            (same[0].stage, same[0].modality) == (fact.stage, fact.modality)
        )

    return holds


def _no_longer(fact: Fact) -> Check:
    """No fact of the type is asserted at the stage any more."""
    return lambda found: not any(
        f.type == fact.type and f.stage == fact.stage and f.modality == "asserted" for f in found
    )


def _slots(fact: Fact) -> dict[str, list[str]]:
    return {role: sorted(value.value for value in values) for role, values in fact.slots.items() if values}
