"""Hints about clauses, read off the table: which arcs are discouraged, and which are left alone."""

from __future__ import annotations

import pytest

from svodka.language.clauses import hints

FIN, NOUN, PUNCT, CONJ = "VERB|VerbForm=Fin", "NOUN|Case=Nom", "PUNCT", "SCONJ"
TAGS = {
    "Польша": NOUN, "закрывает": FIN, "границу": NOUN, "Литва": NOUN, "усилила": FIN, "запрет": NOUN, "снят": FIN,
    "глава": NOUN, "объявил": FIN, "что": CONJ, "стороны": NOUN, "заключили": FIN, "самолета": NOUN, "писала": FIN,
    "газета": NOUN, "ожидаются": FIN, "учение": NOUN, "получила": FIN, "в": "ADP", "январе": NOUN,
}  # fmt: skip

CASES = [  # sentence, word, head ('' is the root), whether the arc is discouraged
    ("Польша закрывает границу , Литва усилила границу", "Польша", "усилила", True),
    ("Польша закрывает границу , Литва усилила границу", "Польша", "закрывает", False),
    ("Польша закрывает границу , Литва усилила границу", "закрывает", "усилила", True),
    ("Польша закрывает границу , Литва усилила границу", "усилила", "закрывает", False),
    ("Польша закрывает границу , Литва усилила границу", "закрывает", "", False),
    ("Польша закрывает границу , Литва усилила границу", "усилила", "", True),
    ("запрет снят , глава объявил , что стороны заключили", "запрет", "заключили", True),
    ("запрет снят , глава объявил , что стороны заключили", "заключили", "объявил", False),
    ("запрет снят , глава объявил , что стороны заключили", "заключили", "", True),
    ("самолета , писала газета , ожидаются", "самолета", "писала", True),
    ("самолета , писала газета , ожидаются", "самолета", "ожидаются", False),
    ("самолета , писала газета , ожидаются", "писала", "", True),
    ("Польша получила границу ; учение закрывает газета", "учение", "получила", True),
    ("Польша получила границу ; учение закрывает газета", "учение", "закрывает", False),
    ("Польша получила границу ; учение", "учение", "получила", False),  # a list, not two clauses
    ("Польша получила границу", "границу", "", True),
]


@pytest.mark.parametrize(("text", "word", "head", "discouraged"), CASES)
def test_hints(text: str, word: str, head: str, discouraged: bool) -> None:
    words = text.split()
    table = hints(words, [TAGS.get(w, PUNCT) for w in words])
    assert table is not None
    column = words.index(head) + 1 if head else 0
    assert bool(table[words.index(word), column] < 0) is discouraged


def test_a_sentence_without_verbs_has_no_hints() -> None:
    assert hints(["учение", "в", "январе"], [NOUN, "ADP", NOUN]) is None
