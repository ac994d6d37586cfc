"""Who is who across articles."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svodka.model import Record
from svodka.query import NotFound, Query
from svodka.register import Register
from svodka.register.who.moving import resolve
from svodka.register.who.names import Name
from svodka.register.who.persons import PersonMention
from tests.register.test_joining import filled
from tests.register.told import says, told


def named(article: str, name: str, *held: str) -> PersonMention:
    """A mention with offices 'секретарь RU'."""
    countries = frozenset(office.split()[1] for office in held)
    day, identifier = f"2021-01-{article}", Name(type="person", name=name, scope=article).id
    return PersonMention(id=identifier, article=int(article), name=name, day=day, countries=countries)


CASES: Mapping[str, tuple[list[PersonMention], list[set[str]], set[str]]] = {
    "a bare surname in the same country is the full name's": (
        [named("01", "Николай Патрушев", "секретарь RU"), named("02", "Патрушев", "секретарь RU")],
        [{"Николай Патрушев", "Патрушев"}], set(),
    ),
    "Latin letters and initials": (
        [named("01", "Николай Патрушев", "секретарь RU"), named("02", "Nikolai Patrushev"), named("03", "Н. Патрушев")],
        [{"Николай Патрушев", "Nikolai Patrushev", "Н. Патрушев"}], set(),
    ),
    "a patronymic": (
        [named("01", "Николай Патрушев"), named("02", "Николай Платонович Патрушев")],
        [{"Николай Патрушев", "Николай Платонович Патрушев"}], set(),
    ),
    "father and son, and a bare surname that may be either's": (
        [named("01", "Николай Патрушев", "секретарь RU"), named("02", "Дмитрий Патрушев", "министр RU"),
         named("03", "Патрушев")],
        [{"Николай Патрушев"}, {"Дмитрий Патрушев"}], {"Патрушев"},
    ),
    "the surname of another country's office is another person": (
        [named("01", "Сергей Иванов", "министр RU"), named("02", "Иванов", "посол BG")],
        [{"Сергей Иванов"}, {"Иванов"}], set(),
    ),
    "namesakes in two countries are two people": (
        [named("01", "Александр Иванов", "министр RU"), named("02", "Александр Иванов", "посол BG")],
        [{"Александр Иванов"}, {"Александр Иванов"}], set(),
    ),
    "a surname alone": ([named("01", "Ким")], [{"Ким"}], set()),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_persons(case: str) -> None:
    mentions, people, still_open = CASES[case]
    found, open_mentions = resolve([mentions])
    assert sorted(sorted({r.mention.name for r in person.mentions}) for person in found) == sorted(map(sorted, people))
    assert {one.mention.name for one in open_mentions} == still_open


@given(st.permutations([mention for mentions, _, _ in CASES.values() for mention in mentions]))
def test_the_order_plays_no_part(mentions: list[PersonMention]) -> None:
    by_surname = [mention for mention in mentions if "атруш" in mention.name or "atrush" in mention.name]
    assert resolve([by_surname]) == resolve([sorted(by_surname, key=lambda mention: mention.id)])


def position(text: str, person: str, office: str, country: str, published: str) -> Record:
    fact = says(text, "position", {"person": person, "office": office, "country": country}, stage="current")
    return told(text, fact, published=published, entities=[("person", person), ("country", country)])


def test_a_person_in_the_register(register: Register) -> None:
    first = position("Секретарь Совета безопасности России Патрушев прибыл.", "Патрушев", "Секретарь=секретарь",
                     "России=RU", "2021-06-29")  # fmt: skip
    second = position("Николай Патрушев, помощник президента России, выступил.", "Николай Патрушев",
                      "помощник президента", "России=RU", "2024-06-01")  # fmt: skip
    query = filled(register, [first])
    (alone,) = query.entities(name="Patrushev")
    filled(register, [second])
    (found,) = query.entities(name="Патрушев", kind="person")
    assert (found.name, found.latin) == ("Николай Патрушев", "Nikolay Patrushev")
    assert (found.country, found.articles) == ("RU", 2)
    person = query.entity(alone.id)
    assert person.id == found.id, "the id that the surname had alone still leads here"
    assert [(row.office, row.first) for row in person.offices] == [
        ("секретарь", "2021-06-29"), ("помощник президента", "2024-06-01"),
    ]  # fmt: skip
    assert [row.title for row in query.records()][:1] == ["Николай Патрушев · помощник президента"]


def test_an_organisation_by_any_of_its_names(register: Register) -> None:
    one, two = "ФСВТС сообщила о поставках.", "Федеральная служба по военно-техническому сотрудничеству молчит."
    query = filled(register, [told(one, entities=[("organisation", "ФСВТС")]),
                              told(two, entities=[("organisation", two[:-8])])])  # fmt: skip
    for name in ("ФСВТС", "Федеральная служба по военно-техническому сотрудничеству"):
        (found,) = query.entities(name=name)
        assert (found.name, found.articles) == ("ФСВТС", 2)


def test_a_ministry_is_told_apart_by_its_country(register: Register) -> None:
    texts = ("Министерство обороны Польши заявило.", "Министерство обороны Сербии заявило.")
    records = [told(text, entities=[("organisation", text[:-9])]) for text in texts]
    query = filled(register, records)
    assert len(query.entities(kind="organisation", name="Министерство обороны")) == 2


def test_an_unknown_entity(register: Register) -> None:
    with pytest.raises(NotFound, match="svodka entities"):
        Query(register).entity("E0")
