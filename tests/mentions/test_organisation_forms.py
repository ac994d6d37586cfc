"""Companies keep the name that the article gives them."""

import pytest

from svodka.knowledge.organisations import organisations_in
from svodka.mentions.organisation_forms import names_in_article


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Israel Aerospace Industries построит завод, IAI вложит миллион.", "Israel Aerospace Industries"),
        ("Концерн IAI построит завод.", "IAI"),
        ("Корабли строит HD Hyundai.", "HD Hyundai"),
        ("Самолёты собирает Пакистанский авиационный комплекс (PAC).", "Пакистанский авиационный комплекс"),
        ("Самолёты собирает PAC.", "Pakistan Aeronautical Complex"),
        ("Компания Рокетсан", "Roketsan"),
        ("Компания ASELSAN", "Aselsan"),
        ("АО «Концерн ВКО Алмаз-Антей»", "Алмаз-Антей"),
        ("Объединённая авиастроительная корпорация", "Объединенная авиастроительная корпорация"),
        ("ОАК и Объединённая авиастроительная корпорация", "Объединенная авиастроительная корпорация"),
    ],
)
def test_the_name_in_full(text: str, name: str) -> None:
    assert list(names_in_article(organisations_in(text)).values()) == [name]


def test_only_companies_are_named_anew() -> None:
    assert names_in_article(organisations_in("Федеральная служба по военно-техническому сотрудничеству")) == {}
