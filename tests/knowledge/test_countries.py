"""The countries: complete, consistent, and declined by the rule."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from svodka.knowledge.countries import (
    combining_forms,
    countries,
    country_forms,
    country_name,
    country_of,
    national_of,
    word_list,
)

TOOL = Path(__file__).parents[2] / "tools" / "decline_countries.py"


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The generator of the forms."""
    spec = importlib.util.spec_from_file_location("decline_countries", TOOL)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_shipped_forms_are_what_the_rule_gives(tool: ModuleType) -> None:
    header = "form code role cases common lexeme"
    expected = tool.render(header, tool.country_rows(tool.read(tool.DATA / "countries.tsv")))
    assert (tool.DATA / "countries_forms.tsv").read_text(encoding="utf-8") == expected, "run tools/decline_countries.py"


def test_every_country_has_what_identifies_it() -> None:
    known = countries()
    assert len(known) > 195
    for code, country in known.items():
        assert len(code) == 2 and code.isupper(), code
        assert country.name[0].isupper()
        assert all(a[-2:] in ("ий", "ый", "ой") for a in country.adjectives), country
        assert code == "SU" or code in ("MC", "SG", "VA", "HK", "MO", "NR", "SM", "KW") or country.capitals or (
            country.name in ("Алжир", "Тунис", "Панама", "Гватемала", "Джибути", "Люксембург", "Сейшелы")
        ), country  # fmt: skip


def test_no_form_points_to_two_countries() -> None:
    for forms in country_forms().values():
        codes: dict[tuple[str, ...], set[str]] = {}
        for form in forms:
            codes.setdefault(form.words, set()).add(form.code)
        assert all(len(found) == 1 for found in codes.values()), codes


@pytest.mark.parametrize(
    "name",
    ["Перу", "Чили", "Мали", "Сомали", "Того", "Конго", "Зимбабве", "Марокко", "Монако", "Фиджи", "Самоа", "Гаити",
     "Джибути", "Бурунди", "Кирибати", "Вануату", "Баку", "Тбилиси", "Осло", "Токио", "Хельсинки", "Душанбе",
     "Абу-Даби", "Дели", "Нью-Дели", "Сараево", "Триполи", "Дили", "Бразилиа", "Нейпьидо", "США", "ОАЭ"],
)  # fmt: skip
def test_indeclinable_names_have_one_form(name: str) -> None:
    forms = {" ".join(f.words) for forms in country_forms().values() for f in forms if f.lexeme == name}
    assert forms == {name.lower().replace("ё", "е")}


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Белоруссией", "BY"), ("Республике Беларусь", "BY"), ("Республики Беларуси", "BY"), ("РБ", "BY"),
        ("Объединенными Арабскими Эмиратами", "AE"), ("Эмиратов", "AE"), ("Саудовской Аравии", "SA"),
        ("Соединёнными Штатами Америки", "US"), ("Соединенного Королевства", "GB"), ("Англией", "GB"),
        ("Кот-д’Ивуара", "CI"), ("Папуа — Новой Гвинеи", "PG"), ("Боснией и Герцеговиной", "BA"),
        ("Северной Македонией", "MK"), ("Южной Кореей", "KR"), ("Республикой Корея", "KR"), ("КНДР", "KP"),
        ("Шри-Ланке", "LK"), ("Нидерландов", "NL"), ("Филиппинам", "PH"), ("Египтом", "EG"), ("Израилю", "IL"),
        ("Тринидада и Тобаго", "TT"), ("Бирмы", "MM"), ("Турецкой Республики", "TR"), ("Косова", "XK"),
        ("северокорейскими", "KP"), ("эмиратского", "AE"), ("саудовскую", "SA"), ("британским", "GB"),
        ("россиян", "RU"), ("турок", "TR"), ("поляками", "PL"), ("датчан", "DK"), ("израильтян", "IL"),
        ("Эр-Риядом", "SA"), ("Афинах", "GR"), ("Елисейского дворца", "FR"), ("Белом доме", "US"),
        ("Советского Союза", "SU"), ("советских", "SU"),
    ],
)  # fmt: skip
def test_any_form_finds_its_country(phrase: str, code: str) -> None:
    assert country_of(phrase) == code


@pytest.mark.parametrize("phrase", ["", "республика", "минский", "Корея", "РК", "Конго", "кубинка", "арабский"])
def test_words_that_name_no_single_country(phrase: str) -> None:
    assert country_of(phrase) is None


def test_roles_narrow_the_search() -> None:
    assert country_of("Минском", "name") is None
    assert country_of("Минском", "capital") == "BY"


def test_halves_of_compound_adjectives() -> None:
    halves = combining_forms()
    expected = {"российско": "RU", "франко": "FR", "индо": "IN", "англо": "GB", "корейско": "KP|KR", "польско": "PL"}
    assert {half: halves.get(half) for half in expected} == expected
    assert "северо" not in halves


def test_names_and_nationals() -> None:
    assert country_name("KZ") == "Казахстан"
    assert country_name("??") == "??"
    form = national_of("россиянами")
    assert form is not None and (form.lexeme, form.code) == ("россиянин", "RU")
    assert national_of("российскими") is None


def test_word_lists_are_lower_case_lemmas() -> None:
    lists = (
        "city_prepositions", "distances", "parts_of_a_city", "verbs_of_reaching", "verbs_of_speech", "no_country_after",
        "continental_halves", "sites", "inner_adjectives", "kinds_of_place", "adjective_endings", "quarters",
    )  # fmt: skip
    for name in lists:
        assert word_list(name) and all(word == word.lower() and "ё" not in word for word in word_list(name)), name
