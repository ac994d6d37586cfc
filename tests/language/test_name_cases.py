"""Names of countries, nations and places take a case that their form can stand in."""

from __future__ import annotations

import pytest

from svodka.language.name_cases import name_case_tags

CASES = (
    ("учиться в Шербуре", "PROPN|Case=Acc|Number=Sing", "PROPN|Case=Loc|Number=Sing"),
    ("танки поставлены Лаосу", "PROPN|Case=Ins|Number=Sing", "PROPN|Case=Dat|Number=Sing"),
    ("вернулись из Бейры", "PROPN|Case=Nom|Number=Sing", "PROPN|Case=Gen|Number=Sing"),
    ("продать суданцам", "VERB|Case=Acc|Number=Plur|VerbForm=Part", "NOUN|Animacy=Anim|Case=Dat|Number=Plur"),
)
KEPT = (
    ("учиться в Шербуре", "PROPN|Case=Loc|Number=Sing"),  # as it should be
    ("встречен Владимиром", "PROPN|Case=Dat|Number=Sing"),  # a man's name to the name model
    ("в турецкий порт", "NOUN|Case=Acc|Number=Sing"),  # no name
)


@pytest.mark.parametrize(("text", "tag", "right"), CASES)
def test_impossible_case(text: str, tag: str, right: str) -> None:
    words = text.split()
    *_, last = name_case_tags(words, ["X"] * (len(words) - 1) + [tag], ["O"] * len(words))
    assert last == right


@pytest.mark.parametrize(("text", "tag"), KEPT)
def test_left_alone(text: str, tag: str) -> None:
    words = text.split()
    names = ["O"] * (len(words) - 1) + ["B-PER" if "Владимиром" in words else "O"]
    assert name_case_tags(words, ["X"] * (len(words) - 1) + [tag], names)[-1] == tag


def test_first_word_says_nothing() -> None:
    assert name_case_tags(["Чаде", "был"], ["PROPN|Case=Acc", "VERB"], ["O", "O"])[0] == "PROPN|Case=Acc"
