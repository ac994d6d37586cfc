"""Outlets are known by every spelling and case form, and common words are not taken for them."""

import pytest

from svodka.knowledge.names import fold
from svodka.knowledge.outlets import find_outlet, outlets, outlets_in


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("INTERFAX.RU", "Интерфакс"),
        ("ИНТЕРФАКС-АВН", "Интерфакс-АВН"),
        ("ИНТЕРФАКС – КАЗАХСТАН", "Интерфакс-Казахстан"),
        ("БелТА", "БЕЛТА"),
        ("/БЕЛТА/", "БЕЛТА"),
        ('агентству "БелТА"', "БЕЛТА"),
        ("«Коммерсанту»", "Коммерсантъ"),
        ("“Ъ”", "Коммерсантъ"),
        ("газете «Ведомости»", "Ведомости"),
        ("Ведомостями", "Ведомости"),
        ("РИА Новостям", "РИА Новости"),
        ("ИА Регнум", "Регнум"),
        ("The Economic Times", "The Economic Times"),
        ("24.kg", "24.kg"),
        ("АКИpress", "АКИpress"),
    ],
)
def test_outlet_by_its_whole_name(text: str, name: str) -> None:
    found = find_outlet(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["", "Иванов", "Москва", "агентство", "Министерство обороны", "Интерфакс сообщил"])
def test_anything_else_is_no_outlet(text: str) -> None:
    assert find_outlet(text) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Об этом сообщило агентство "БелТА".', ["БЕЛТА"]),
        ("сказал РИА Новости замдиректора службы", ["РИА Новости"]),
        ('сообщил "Интерфаксу-АВН" источник', ["Интерфакс-АВН"]),
        ("как сообщали «Ведомости» со ссылкой на отчет", ["Ведомости"]),
        ("Известия о поставках пришли вчера", []),
        ("передает Рейтер", ["Рейтер"]),
        ("слова которого передает Reuters", ["Reuters"]),
        ("российско-интерфаксовый проект", []),
        ("Звезда упала над полигоном", []),
        ("сообщил телеканал «Звезда»", ["Звезда"]),
        ("утверждает издание Defense News", ["Defense News"]),
    ],
)
def test_outlets_in_running_text(text: str, names: list[str]) -> None:
    found = list(outlets_in(text))
    assert [hit.name for hit in found] == names
    for hit in found:
        assert fold(hit.span.of(text))[:2] == fold(hit.name)[:2]


def test_the_catalogue_holds_together() -> None:
    owner: dict[str, str] = {}
    for outlet in outlets():
        assert len(outlet.country) == 2 and outlet.country.isupper(), outlet
        for name in (outlet.name, *outlet.aliases):
            assert name == name.strip(), name
            key = fold(name)
            assert owner.setdefault(key, outlet.name) == outlet.name, f"{name} names two outlets"
