"""Names of many peoples in every case, back to the nominative; surnames back to the full name."""

from __future__ import annotations

from pathlib import Path

import pytest

from svodka.language import LanguageModels
from svodka.mentions.people import find_people
from tests.mentions.test_names import analysed

ROWS = [
    row.split("\t")
    for row in (Path(__file__).parent / "people.tsv").read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]


@pytest.mark.parametrize(("text", "names"), ROWS, ids=[f"{number} {names}" for number, (_, names) in enumerate(ROWS)])
def test_people_in_the_nominative(models: LanguageModels, text: str, names: str) -> None:
    assert "; ".join(person.value for person in find_people(analysed(models, text))) == names
