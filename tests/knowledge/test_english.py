"""English names of countries and organisations."""

from __future__ import annotations

import pytest

from svodka.knowledge.countries import countries
from svodka.knowledge.english import (
    country_in_english,
    english_country_names,
    english_organisation_names,
    organisation_in_english,
)
from svodka.knowledge.organisations import organisations
from svodka.knowledge.tables import read_table


@pytest.mark.parametrize(("name", "code"), [
    ("Belarus", "BY"), ("the United States", "US"), ("TÜRKIYE", "TR"), ("Cote d'Ivoire", None), ("Côte d’Ivoire", "CI"),
    ("Russian Federation", "RU"), ("Atlantis", None), ("", None), ("Россия", None),
])  # fmt: skip
def test_countries(name: str, code: str | None) -> None:
    assert country_in_english(name) == code


def test_every_country_has_a_name_of_its_own() -> None:
    assert all(english_country_names(code) for code in countries())
    names = [name.lower() for code in countries() for name in english_country_names(code)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("name", "meant"), [
    ("Belarusian Ministry of Defence", ("Министерство обороны", "BY")),
    ("Ministry of Defense of the Republic of Belarus", ("Министерство обороны", "BY")),
    ("Russia's Defence Ministry", ("Министерство обороны", "RU")),
    ("South Korean Air Force", ("ВВС", "KR")),
    ("Ministry of Defence", ("Министерство обороны", "")),
    ("Rosoboronexport", ("Рособоронэкспорт", "")),
    ("Indian Kalashnikov", None), ("Ministry of Defence of Atlantis", None), ("Министерство обороны", None),
])  # fmt: skip
def test_organisations(name: str, meant: tuple[str, str] | None) -> None:
    assert organisation_in_english(name) == meant


def test_the_table_names_what_the_catalogue_holds() -> None:
    known = {row.name for row in organisations()}
    named = [name for name, _ in read_table("english_organisations.tsv", 2)]
    assert not set(named) - known
    words = [each.lower() for name in named for each in english_organisation_names(name)]
    assert len(words) == len(set(words))
