"""Who is who as it is asked about: in English, as of a day, and one entity whole."""

from __future__ import annotations

import pytest

from svodka.query import NotFound, Query
from svodka.register import Register
from tests.register.people import FATHER, ZUBAREVS, bare, officer, sale
from tests.register.test_joining import filled
from tests.register.told import says, told


@pytest.mark.parametrize(("kind", "name", "asked"), [
    ("country", "BY", "Belarus"), ("country", "RU", "Russian Federation"), ("country", "TR", "Türkiye"),
    ("organisation", "Минобороны Белоруссии", "Belarusian Ministry of Defence"),
    ("organisation", "Министерство обороны Белоруссии", "Ministry of Defense"),
    ("organisation", "ФСВТС", "Federal Service for Military-Technical Cooperation"),
    ("organisation", "Ростех", "Rostec"),
    ("organisation", "Уралвагонзавод", "Uralvagonzavod"), ("place", "Барановичи", "Baranovichi"),
    ("person", "Александр Лукашонка", "Lukashonka"), ("person", "Сергей Щёголев", "Sergei Shchyogolev"),
    ("person", "Пётр Воробьёв", "Pyotr Vorobyov"), ("person", "Пётр Воробьёв", "Vorobiev Petr"),
])  # fmt: skip
def test_found_in_english(register: Register, kind: str, name: str, asked: str) -> None:
    shown = "Слово" if kind == "country" else name
    text = f"{shown}: новости."
    named = f"{shown}={name}" if kind == "country" else name
    query = filled(register, [told(text, entities=[(kind, named)]), bare("Илья Посторонний", "2021-01-01")])
    (found,) = query.entities(name=asked)
    assert found.type == kind
    assert query.entity(found.id).name in (name, found.name)


def test_an_english_alias_is_shown(register: Register) -> None:
    (found,) = filled(register, [told("Слово.", entities=[("country", "Слово=BY")])]).entities(name="Belarus")
    assert {"Belarus", "Republic of Belarus", "Беларусь"} <= {found.name, *found.aliases}
    (one,) = filled(register, [told("Минобороны Индии.", entities=[("organisation", "Минобороны Индии")])]).entities(
        name="Indian Defence Ministry"
    )
    assert "Ministry of Defence of India" in one.aliases


@pytest.mark.parametrize("asked", ["Иван Зубарев", "Ivan Zubarev", "Зубарева"])
def test_another_given_name_is_another_person(register: Register, asked: str) -> None:
    assert filled(register, ZUBAREVS).entities(name=asked, kind="person") == []


def test_what_was_known_on_a_day(register: Register) -> None:
    later = officer("Н. Зубарев", "помощник президента", "России=RU", "2022-06-01")
    query = filled(register, [*ZUBAREVS, bare("Зубарев", "2020-01-10", "приехал"), later])
    (father,) = query.entities(name="Николай Зубарев")
    assert (father.articles, father.open) == (2, 2)
    (then,) = query.entities(name="Зубарев", as_of="2020-01-31")
    assert (then.id, then.articles, then.open, then.aliases) == (father.id, 2, 0, ("Зубарев",)), "no son was known"
    whole = query.entity(father.id, as_of="2020-01-31")
    assert ([office.office for office in whole.offices], whole.open) == (["секретарь совета"], ())
    assert [place.published for place in whole.where] == ["2020-01-10", "2020-01-01"]
    whole = query.entity(father.id, as_of="2020-12")
    assert [name.published for name in whole.open] == ["2020-01-10"]
    assert [office.office for office in query.entity(father.id).offices] == ["секретарь совета", "помощник президента"]
    with pytest.raises(NotFound, match="no entity has this id as of 2019"):
        query.entity(father.id, as_of="2019")
    assert query.entities(as_of="2019") == []


def test_things_as_of_a_day(register: Register) -> None:
    query = filled(register, [sale("Завод Заря", "2020-01-01"), sale("Завод Заря", "2021-01-01", "МиГ-29")])
    for day, articles in (("2019", []), ("2020", [1]), ("2021", [2])):
        assert [row.articles for row in query.entities(kind="organisation", as_of=day)] == articles
    (row,) = query.entities(name="Завод Заря", as_of="2020")
    assert [place.published for place in query.entity(row.id, as_of="2020").where] == ["2020-01-01"]


def test_as_of_the_last_day_is_as_of_now(register: Register) -> None:
    envoy = officer("Зубарев", "посол", "Индии=IN", "2020-05-01")
    query = filled(register, [*ZUBAREVS, sale("Завод Заря", "2020-01-01"), envoy])
    now = query.entities()
    assert query.entities(as_of="2100") == now
    assert [query.entity(row.id, as_of="2100") for row in now] == [query.entity(row.id) for row in now]


def test_a_person_whole(register: Register) -> None:
    appointed = officer("Николай Зубарев", "министр обороны", "России=RU", "2021-03-01", "appointed", "Так решили.")
    query = filled(register, [FATHER, appointed, officer("Зубарев", "министр обороны", "России=RU", "2022-01-01")])
    (row,) = query.entities(name="Zubarev")
    person = query.entity(row.id)
    secretary, minister = person.offices
    assert (secretary.office, secretary.first, secretary.last) == ("секретарь совета", "2020-01-01", "2020-01-01")
    assert (minister.office, minister.country, minister.stage) == ("министр обороны", "RU", "current")
    assert (minister.first, minister.last, len(minister.claims)) == ("2021-03-01", "2022-01-01", 2)
    assert minister.told[0].words == ("Николай Зубарев - министр обороны России. Так решили.",)
    assert minister.told[0].outlets == ("Интерфакс",)
    assert [(name.name, name.articles) for name in person.names] == [("Николай Зубарев", 2), ("Зубарев", 1)]
    assert person.where[0].why == "the surname and the country of the office"


def test_an_office_without_its_country_is_the_fuller_one(register: Register) -> None:
    text = "Николай Зубарев - секретарь совета, пишет газета."
    fact = says(text, "position", {"person": "Николай Зубарев", "office": "секретарь совета"}, stage="former")
    vague = told(text, fact, published="2023-01-01", entities=[("person", "Николай Зубарев")])
    (office,) = Query(register).entity(filled(register, [FATHER, vague]).entities(name="Зубарев")[0].id).offices
    assert (office.country, office.first, office.last, office.stage) == ("RU", "2020-01-01", "2023-01-01", "former")


def test_the_articles_of_an_entity_are_limited(register: Register) -> None:
    query = filled(register, [bare("Олег Гаврин", f"2021-01-{day:02}") for day in range(1, 8)])
    (row,) = query.entities(name="Гаврин")
    assert [place.published[-2:] for place in query.entity(row.id, limit=3).where] == ["07", "06", "05"]
    assert len(query.entity(row.id).where) == row.articles == 7
