"""Folding gives what str.translate gives."""

import pytest

from svodka.knowledge.folding import folder

TABLE = {"ё": "е", "—": "-", "]": ")", "^": "", "«": '"'}


@pytest.mark.parametrize("text", ["", "плоский", "самолёт", "«Тор» — это", "[а]^б", "\\d-ё"])
def test_a_folder_replaces_what_the_table_names_and_nothing_else(text: str) -> None:
    assert folder(TABLE)(text) == text.translate(str.maketrans(TABLE))
