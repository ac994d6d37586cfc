"""Whether the clause that a date belongs to looks back or ahead."""

from __future__ import annotations

from typing import Literal

from svodka.language import Sentence, Token
from svodka.mentions.times.lexicon import lexicon

Tense = Literal["past", "present", "future", "intended", "either", ""]
_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "-", "−"})


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of the span that hangs on a token outside it; the first one when none does."""
    for index in range(first, last + 1):
        if not first <= sentence.tokens[index].head <= last and sentence.tokens[index].pos != "ADP":
            return index
    return first


def tense_at(sentence: Sentence, index: int) -> Tense:
    """The tense of the verb that a token belongs to; without one, the only tense that the sentence has.

    'intended': the verb itself names a past intention ('назначил на 14 февраля', 'договорились в марте'); 'either':
    what was intended ('обещал передать в марте') may lie before or after the report.
    The tree leads to the verb, unless it leaves a stretch between commas that has a verb of its own: 'разместит
    ракеты, заявил президент 1 августа' is often drawn with the date under the wrong one.
    """
    left, right = _segment(sentence, index)
    verb, tense = _above(sentence, index)
    if left <= verb <= right:
        return tense
    near = [t for t in sentence.tokens[left : right + 1] if _own_tense(sentence, t)]
    if near:
        return _own_tense(sentence, min(near, key=lambda t: abs(t.index - index)))
    if tense:
        return tense
    tenses = {t for token in sentence.tokens if (t := _own_tense(sentence, token))}
    return tenses.pop() if len(tenses) == 1 else ""


def _above(sentence: Sentence, index: int) -> tuple[int, Tense]:
    """The nearest verb above a token with its tense, (-1, '') when there is none."""
    seen: set[int] = set()
    infinitive = False
    while index >= 0 and index not in seen:
        seen.add(index)
        token = sentence.tokens[index]
        found = _own_tense(sentence, token)
        if found:
            return index, "either" if infinitive and found == "intended" else found
        infinitive = infinitive or token.feat("VerbForm") == "Inf"
        index = token.head
    return -1, ""


def _segment(sentence: Sentence, index: int) -> tuple[int, int]:
    """The first and last token of the stretch between punctuation that a token stands in."""
    left = right = index
    while left > 0 and sentence.tokens[left - 1].text not in _BREAKS:
        left -= 1
    while right + 1 < len(sentence.tokens) and sentence.tokens[right + 1].text not in _BREAKS:
        right += 1
    return left, right


def _own_tense(sentence: Sentence, token: Token) -> Tense:
    helper = _helper(sentence, token)
    if token.lemma in lexicon().intent and token.pos in {"VERB", "ADJ"}:
        return _intent(token, helper)
    if helper:
        return helper
    if token.pos not in {"VERB", "AUX"} or token.feat("VerbForm") == "Inf":
        return ""
    if token.lemma == "быть":
        return _being(token)
    match token.feat("Tense"):
        case "Past":
            return "past"
        case "Fut":
            return "future"
        case "Pres" if token.feat("VerbForm") == "Fin":
            return _present(token.lemma)
    return ""


def _present(lemma: str) -> Tense:
    words = lexicon()
    return "past" if lemma in words.speech else "future" if lemma in words.announcing else "present"


def _intent(token: Token, helper: Tense) -> Tense:
    """'планирует', 'намечено', 'должен' look ahead; 'планировал' looked ahead; 'было намечено' looks back."""
    if helper:
        return helper
    active = token.feat("VerbForm") == "Fin" and token.feat("Tense") == "Past"
    return "intended" if active else "future"


def _helper(sentence: Sentence, token: Token) -> Tense:
    """The tense of 'был', 'будет' under a predicate."""
    for child in sentence.children[token.index]:
        other = sentence.tokens[child]
        if other.lemma == "быть" and other.rel in {"aux", "aux:pass", "cop"}:
            return _being(other)
    return ""


def _being(token: Token) -> Tense:
    """The tense of a form of 'быть'; the tagger takes 'будет' for a present now and then."""
    if token.text.lower().startswith("буд"):
        return "future"
    return "past" if token.feat("Tense") == "Past" else ""
