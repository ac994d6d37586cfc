"""The gazetteer: consistent, and declined by the rule."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from svodka.knowledge.countries import countries, country_forms, data_rows, fold
from svodka.knowledge.places import KINDS, country_of_place, place_forms, places

TOOL = Path(__file__).parents[2] / "tools" / "decline_countries.py"


def test_shipped_forms_are_what_the_rule_gives() -> None:
    spec = importlib.util.spec_from_file_location("decline_countries", TOOL)
    assert spec and spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    expected = tool.render("form canonical cases common", tool.place_rows(tool.read(tool.DATA / "places.tsv")))
    assert (tool.DATA / "places_forms.tsv").read_text(encoding="utf-8") == expected, "run tools/decline_countries.py"


def test_every_place_has_a_known_kind_and_country() -> None:
    for place in places().values():
        assert place.kind in KINDS, place
        assert place.country is None or place.country in countries(), place
        assert place.kind not in ("sea", "area") or place.country is None, place


def test_no_name_is_listed_twice() -> None:
    names = [fold(row[0]) for row in data_rows("places.tsv", ("name", "canonical", "country", "kind"))]
    assert sorted(names) == sorted(set(names))


def test_names_of_places_are_written_in_russian() -> None:
    letters = {letter for place in places().values() for letter in place.name.lower() if letter.isalpha()}
    assert letters <= set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def test_no_place_is_also_a_country_by_name() -> None:
    named = {form.words for forms in country_forms().values() for form in forms if form.role in ("name", "seat")}
    assert not {form.words for forms in place_forms().values() for form in forms} & named


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (("гродненской", "области"), "Гродненская область"), (("ганцевичами",), "Ганцевичи"),
        (("барановичах",), "Барановичи"), (("торжке",), "Торжок"), (("миньске-мазовецком",), "Миньск-Мазовецкий"),
        (("дравско-поморском",), "Дравско-Поморское"), (("ростове-на-дону",), "Ростов-на-Дону"),
        (("алма-ате",), "Алма-Ата"), (("нижнем", "новгороде"), "Нижний Новгород"), (("крыму",), "Крым"),
        (("суду",), "Суда"), (("гоа",), "Гоа"), (("балтийском", "море"), "Балтийское море"),
    ],
)  # fmt: skip
def test_forms_lead_to_the_nominative(form: tuple[str, ...], name: str) -> None:
    assert name in {f.place.name for f in place_forms().get(form[0], ()) if f.words == form}


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Гродненская область", "BY"), ("Кубинка", "RU"), ("Ле-Бурже", "FR"), ("Фарнборо", "GB"), ("Минск", "BY"),
        ("Абу-Даби", "AE"), ("Крым", None), ("Чёрное море", None), ("Европа", None), ("Нигде", None),
    ],
)  # fmt: skip
def test_country_of_place(name: str, country: str | None) -> None:
    assert country_of_place(name) == country
