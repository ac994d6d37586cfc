"""The catalogue of organisations is consistent, and its names are found in every case form."""

import pytest

from svodka.knowledge.countries import countries
from svodka.knowledge.names import fold
from svodka.knowledge.organisations import find_organisation, organisations, organisations_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('глава "Рособоронэкспорта" Михеев', ["Рособоронэкспорт"]),
        ("в Федеральной службе по военно-техническому сотрудничеству", ["ФСВТС"]),
        ("договор с Объединённой авиастроительной корпорацией", ["ОАК"]),
        ('пресс-служба АО "Концерн ВКО "Алмаз-Антей"', ["Алмаз-Антей"]),
        ("командующий Военно‑воздушными силами и войсками ПВО", ["ВВС и войска ПВО"]),
        ("верфь «Океан» в Николаеве", ["Океан"]),
        ("вышли в океан у Океана", []),
        ("турецкие Aselsan и Roketsan", ["Aselsan", "Roketsan"]),
        ("в одк сказали", []),
        ("МО встречи обсудили", []),
        ("натовские учения", []),
    ],
)
def test_names_in_running_text(text: str, names: list[str]) -> None:
    allowed = [hit.organisation.name for hit in organisations_in(text) if not hit.organisation.beside_country]
    assert allowed == names


def test_whole_names() -> None:
    found = find_organisation("«Корпорация Иркут»".replace("Корпорация ", ""))
    assert found is not None and (found.name, found.kind, found.country) == ("Иркут", "maker", "RU")
    assert find_organisation("Иркутск") is None


def test_the_catalogue_holds_together() -> None:
    owner: dict[str, str] = {}
    for row in organisations():
        assert not row.country or row.country in countries(), row
        for name in (row.name, *row.aliases):
            assert name == name.strip(), name
            assert owner.setdefault(fold(name), row.name) == row.name, f"{name} names two organisations"
    assert sum(row.kind == "maker" for row in organisations()) >= 200
