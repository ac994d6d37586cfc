import pytest

from svodka.knowledge.family_names import is_family_name_first
from svodka.knowledge.tables import read_table


def test_every_row_has_a_name_and_an_origin_once() -> None:
    rows = read_table("family_names.tsv", 2)
    assert {origin for _, origin in rows} == {"Chinese", "Korean", "Vietnamese"}
    assert len({name for name, _ in rows}) == len(rows)


@pytest.mark.parametrize(("word", "known"), [("Дун", True), ("ЧЖАН", True), ("Нгуен", True), ("Джо", False)])
def test_family_names_that_stand_first(word: str, known: bool) -> None:
    assert is_family_name_first(word) is known
