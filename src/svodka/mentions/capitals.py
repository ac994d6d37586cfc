"""Whether a capital is the city ('в Минске') or the government that sits there ('Минск заявил')."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from svodka.knowledge.countries import word_list
from svodka.language import Sentence, Token

CapitalUse = Literal["capital", "capital_place"]



def use_of_capital(text: str, sentence: Sentence, first: int, last: int, cases: Collection[str]) -> CapitalUse:
    """`capital` for the government, `capital_place` for the city; `cases` are those the form can stand in."""
    tokens = sentence.tokens
    if _stands_alone(tokens, first, last):
        return "capital_place"
    at = _preposition(tokens, first, cases)
    if at is not None:
        return _by_preposition(sentence, tokens[first], at, cases)
    before = tokens[first - 1] if first else None
    if before is not None and (before.lemma in word_list("parts_of_a_city") or before.text == "("):
        return "capital_place"
    head = tokens[tokens[first].head] if tokens[first].head >= 0 else None
    if head is not None and head.lemma in word_list("verbs_of_reaching") and tokens[first].rel == "obj":
        return "capital_place"
    return "capital"


def _stands_alone(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """'Минск. 11 сентября', 'МИНСК, 14 ноя', '8 июля, Брест': a dateline."""
    after = tokens[last + 1 : last + 3]
    if first == 0 and (not after or (len(after) == 1 and after[0].text in ".")):
        return True
    return first == 0 and len(after) == 2 and after[0].text in ".,(" and after[1].text[0].isdigit()


def _preposition(tokens: tuple[Token, ...], first: int, cases: Collection[str]) -> int | None:
    """The preposition that governs the name, across adjectives and coordination: 'в Москве и Минске'."""
    i, budget = first - 1, 8
    while i >= 0 and budget:
        token, budget = tokens[i], budget - 1
        if token.pos == "ADP":
            return i
        joined = token.text in ("и", ",", "или") and i > 0 and tokens[i - 1].text[0].isupper()
        coordinated = token.text[0].isupper() and token.pos == "PROPN" and i < first - 1 and token.feat("Case") in cases
        if not (joined or coordinated or token.pos in ("ADJ", "DET")):
            return None
        i -= 1
    return None


def _by_preposition(sentence: Sentence, token: Token, at: int, cases: Collection[str]) -> CapitalUse:
    word = sentence.tokens[at].text.lower()
    if word in ("в", "во") and "Loc" in cases and _government_speaks(sentence, token, at):
        return "capital"
    if word in word_list("city_prepositions") or (word == "на" and token.feat("Case") == "Loc"):
        return "capital_place"
    before = sentence.tokens[at - 1].lemma if at else ""
    if word in ("от", "к", "ко") and before in word_list("distances"):
        return "capital_place"
    return "capital"


def _government_speaks(sentence: Sentence, token: Token, at: int) -> bool:
    """A verb of speech in the plural without a subject: 'в Минске эти меры считают избыточными'."""
    root = next((t for t in sentence.tokens if t.head < 0), None)
    verb = root if at == 0 else sentence.tokens[token.head] if token.head >= 0 else None
    if verb is None or verb.lemma not in word_list("verbs_of_speech") or verb.feat("Number") != "Plur":
        return False
    subjects = (sentence.tokens[child].rel for child in sentence.children[verb.index])
    shared = verb.rel == "conj" and token.index > verb.index  # 'прилетели и заявили в Киеве'
    return not shared and not verb.rel.startswith("acl") and not any(rel.startswith("nsubj") for rel in subjects)
