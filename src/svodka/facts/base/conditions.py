"""Conditions: 'поставит, если парламент одобрит', 'если бюджет позволит, закупит', 'в случае одобрения'."""

from __future__ import annotations

from collections.abc import Collection

from svodka.language import Sentence
from svodka.language.tree import children, is_predicate, preposition

_GROUNDS = {"случай": "в", "условие": "при"}


def under_condition(sentence: Sentence, chain: Collection[int]) -> bool:
    """Whether a condition stands beside one of the predicates of `chain`.

    The clause of 'если' is joined to the predicate before it, or after it where it opens the sentence: the trees hang
    it on whatever is near.
    """
    for token in sentence.tokens:
        if token.lemma == "если" and _main_predicate(sentence, token.index) in chain:
            return True
    return any(_is_ground(sentence, c.index) for at in chain for c in children(sentence, at, "obl", "nmod"))


def _is_ground(sentence: Sentence, index: int) -> bool:
    """'в случае одобрения', 'при условии, что'; not 'в этом случае'."""
    token = sentence.tokens[index]
    wanted = _GROUNDS.get(token.lemma)
    if wanted is None or preposition(sentence, index) != wanted:
        return False
    return bool(children(sentence, index, "nmod", "acl"))


def _main_predicate(sentence: Sentence, word: int) -> int:
    """The predicate to which the clause of 'если' belongs; -1 when none is found."""
    opens = not any(is_predicate(t) for t in sentence.tokens[:word])
    if not opens:
        return next((t.index for t in reversed(sentence.tokens[:word]) if is_predicate(t)), -1)
    comma = next((t.index for t in sentence.tokens[word:] if t.text == ","), -1)
    found = [t.index for t in sentence.tokens[comma:] if is_predicate(t) and t.feat("VerbForm") != "Inf"]
    return found[0] if comma > 0 and found else -1
