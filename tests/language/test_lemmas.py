"""Dictionary forms, chosen by the model's tag."""

from __future__ import annotations

import pytest

from svodka.language.lemmas import Lemmatiser

CASES = [  # word, part of speech, features, lemma
    ("поставленной", "VERB", {"Case": "Gen", "VerbForm": "Part", "Gender": "Fem", "Number": "Sing"}, "поставить"),
    ("самолётов", "NOUN", {"Case": "Gen", "Number": "Plur"}, "самолет"),
    ("трёх", "NUM", {"Case": "Gen"}, "три"),
    ("стали", "NOUN", {"Case": "Gen", "Number": "Sing", "Gender": "Fem"}, "сталь"),
    ("стали", "VERB", {"VerbForm": "Fin", "Number": "Plur"}, "стать"),
    ("Минска", "PROPN", {"Case": "Gen", "Number": "Sing"}, "минск"),
    ("Равков", "PROPN", {"Case": "Nom", "Number": "Sing", "Gender": "Masc"}, "равков"),
    ("Сомов", "PROPN", {"Case": "Nom", "Number": "Sing", "Gender": "Masc"}, "сомов"),
    ("сомов", "NOUN", {"Case": "Gen", "Number": "Plur", "Gender": "Masc"}, "сом"),
    ("С-400", "PROPN", {}, "с-400"),
    ("учения", "NOUN", {"Case": "Nom", "Number": "Plur"}, "учение"),
    (".", "PUNCT", {}, "."),
]


@pytest.fixture(scope="module")
def lemmatiser() -> Lemmatiser:
    return Lemmatiser()


@pytest.mark.parametrize(("word", "pos", "feats", "lemma"), CASES)
def test_lemmas(lemmatiser: Lemmatiser, word: str, pos: str, feats: dict[str, str], lemma: str) -> None:
    assert lemmatiser.lemma(word, pos, feats) == lemma
