"""Words that can only be finite verbs are tagged as verbs."""

import pytest

from svodka.language.finite import finite_tags


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("стажируются", "NOUN|Case=Gen|Number=Plur", "VERB|Aspect=Imp|Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin|Voice=Mid"),
        ("ремонтировало", "ADJ|Case=Acc", "VERB|Aspect=Imp|Gender=Neut|Mood=Ind|Number=Sing|Tense=Past|VerbForm=Fin|Voice=Act"),
        ("завизировали", "NOUN|Case=Gen", "VERB|Aspect=Perf|Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin|Voice=Act"),
        ("генерал", "NOUN|Case=Nom", None),  # a noun
        ("материал", "NOUN|Case=Nom", None),
        ("департамент", "NOUN|Case=Nom", None),
        ("Подписали", "PROPN|Case=Nom", None),  # a name may look like anything
        ("оснований", "NOUN|Case=Gen", None),
        ("обнулили", "VERB|Tense=Past", None),  # right already
    ],
)  # fmt: skip
def test_tags_of_finite_verbs(word: str, tag: str, expected: str | None) -> None:
    assert finite_tags([word], [tag]) == [expected or tag]
