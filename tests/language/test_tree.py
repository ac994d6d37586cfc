"""Walks over hand-made trees: clauses, prepositions, and trees that a network broke."""

from __future__ import annotations

import pytest

from svodka.language import Sentence, Token
from svodka.language.tree import (
    ancestors,
    children,
    clause,
    clause_head,
    conjuncts,
    first_conjunct,
    preposition,
    subtree,
)

#  'Россия заявила , что в Минске и Бресте начала работу'
SPEECH = (
    ("Россия", "PROPN", 1, "nsubj"), ("заявила", "VERB", -1, "root"), (",", "PUNCT", 8, "punct"),
    ("что", "SCONJ", 8, "mark"), ("в", "ADP", 5, "case"), ("Минске", "PROPN", 8, "obl"), ("и", "CCONJ", 7, "cc"),
    ("Бресте", "PROPN", 5, "conj"), ("начала", "VERB", 1, "ccomp"), ("работу", "NOUN", 8, "obj"),
)  # fmt: skip
BROKEN = (("Минск", "PROPN", 1, "conj"), ("и", "CCONJ", 2, "conj"), ("Брест", "PROPN", 0, "conj"))


def sentence_of(rows: tuple[tuple[str, str, int, str], ...]) -> Sentence:
    tokens = tuple(
        Token(index=i, start=i, end=i + 1, text=text, lemma=text.lower(), pos=pos, feats={}, head=head, rel=rel)
        for i, (text, pos, head, rel) in enumerate(rows)
    )
    below = tuple(tuple(t.index for t in tokens if t.head == i) for i in range(len(tokens)))
    return Sentence(index=0, start=0, end=len(tokens), paragraph=0, tokens=tokens, children=below)


@pytest.mark.parametrize(("index", "head"), [(0, 1), (1, 1), (4, 8), (7, 8), (8, 8), (9, 8)])
def test_the_clause_of_a_word_is_that_of_its_nearest_clause_predicate(index: int, head: int) -> None:
    sentence = sentence_of(SPEECH)
    assert clause_head(sentence, index) == head
    assert clause(sentence, index) == [t.index for t in sentence.tokens if clause_head(sentence, t.index) == head]


def test_a_main_clause_leaves_out_the_subordinate_one() -> None:
    assert clause(sentence_of(SPEECH), 0) == [0, 1]


@pytest.mark.parametrize(("index", "word"), [(5, "в"), (7, "в"), (9, ""), (0, "")])
def test_a_coordinated_noun_takes_the_preposition_of_the_first(index: int, word: str) -> None:
    assert preposition(sentence_of(SPEECH), index) == word


def test_children_are_chosen_by_relation_with_its_subtypes() -> None:
    sentence = sentence_of(SPEECH)
    assert [t.text for t in children(sentence, 8, "obl", "obj")] == ["Минске", "работу"]
    assert [t.index for t in children(sentence, 8)] == [2, 3, 5, 9]


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_tree_that_turns_in_a_circle_ends_every_walk(index: int) -> None:
    sentence = sentence_of(BROKEN)
    assert index in clause(sentence, index)
    assert sorted({index, *ancestors(sentence, index)}) == subtree(sentence, index)
    assert sorted(conjuncts(sentence, index)) == [0, 1, 2]
    assert first_conjunct(sentence, index) in range(3)
    assert preposition(sentence, index) == ""
