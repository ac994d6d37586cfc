"""People's decisions on entities: seen where it matters, reversible, and never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from svodka.model import Record
from svodka.query import EntityFound, Query, RecordFilter
from svodka.register import Register, RegisterError
from tests.register.conftest import NewUrl
from tests.register.people import EITHER, FATHER, SON, ZUBAREVS, bare, officer, sale
from tests.register.test_joining import filled
from tests.register.told import told

ME = "A. Editor"


def found(query: Query, name: str, kind: str = "person") -> EntityFound:
    (only,) = query.entities(name=name, kind=kind)
    return only


def counts(query: Query, name: str = "Зубарев") -> dict[str, int]:
    return {row.name: row.articles for row in query.entities(name=name, kind="person")}


def sound(register: Register) -> None:
    """The register keeps its rules, and is the same when it is computed anew."""
    assert register.check() == []
    query = Query(register)
    before = [query.entity(row.id) for row in query.entities(limit=1000)]
    register.rebuild()
    assert [query.entity(row.id) for row in query.entities(limit=1000)] == before
    assert register.check() == []


@pytest.fixture
def zubarevs(register: Register) -> Query:
    return filled(register, ZUBAREVS)


def test_an_open_name_is_listed_with_whose_it_may_be(zubarevs: Query) -> None:
    (one,) = zubarevs.open_names()
    assert (one.name, one.published) == ("Зубарев", "2021-05-05")
    assert sorted(each.name for each in one.candidates) == ["Дмитрий Зубарев", "Николай Зубарев"]
    assert one.words.startswith("Зубарев выступил")
    father = found(zubarevs, "Николай Зубарев")
    assert father.open == 1
    assert zubarevs.entity(father.id).open == (one,)


def test_an_open_name_joined_with_a_person(zubarevs: Query, register: Register) -> None:
    name, father = zubarevs.open_names()[0].id, found(zubarevs, "Николай Зубарев").id
    number = register.review("join", [father, name], by=ME, note="the secretary")
    assert counts(zubarevs) == {"Николай Зубарев": 2, "Дмитрий Зубарев": 1}
    joined = zubarevs.entity(name)
    assert joined == zubarevs.entity(father)
    assert joined.aliases == ("Зубарев",)
    assert [(each.told, each.active) for each in joined.reviews] == [
        (f"joined by {ME} on {joined.reviews[0].at[:10]}: the secretary", True)
    ]
    assert zubarevs.open_names() == []
    sound(register)
    register.undo(number, by=ME)
    assert counts(zubarevs) == {"Николай Зубарев": 1, "Дмитрий Зубарев": 1}
    assert [each.active for each in zubarevs.entity(father).reviews] == [False, True]
    sound(register)


def test_an_open_name_accepted_for_a_candidate(zubarevs: Query, register: Register) -> None:
    name, son = zubarevs.open_names()[0], found(zubarevs, "Дмитрий Зубарев").id
    with pytest.raises(RegisterError, match="Зубарев is open; give the person meant"):
        register.review("accept", [name.id], by=ME)
    register.review("accept", [name.id, son], by=ME)
    assert counts(zubarevs) == {"Николай Зубарев": 1, "Дмитрий Зубарев": 2}
    sound(register)


def test_a_candidate_rejected_leaves_the_other(zubarevs: Query, register: Register) -> None:
    register.review("reject", [zubarevs.open_names()[0].id, found(zubarevs, "Дмитрий Зубарев").id], by=ME)
    assert counts(zubarevs) == {"Николай Зубарев": 2, "Дмитрий Зубарев": 1}
    sound(register)


def test_an_open_name_rejected_is_somebody_else(zubarevs: Query, register: Register) -> None:
    register.review("reject", [zubarevs.open_names()[0].id], by=ME)
    assert counts(zubarevs) == {"Николай Зубарев": 1, "Дмитрий Зубарев": 1, "Зубарев": 1}
    sound(register)


def test_an_accepted_name_stays_though_another_bearer_turns_up(register: Register) -> None:
    query = filled(register, [FATHER, EITHER])
    surname = next(each for each in query.entity(found(query, "Зубарев").id).names if each.name == "Зубарев")
    register.review("accept", [*surname.ids], by=ME)
    filled(register, [SON])
    assert counts(query) == {"Николай Зубарев": 2, "Дмитрий Зубарев": 1}
    sound(register)


def test_names_split_off_a_person(register: Register) -> None:
    one = officer("Олег Гаврин", "посол", "России=RU", "2020-01-01")
    two = officer("Олег Гаврин", "конструктор", "России=RU", "2020-03-01")
    query = filled(register, [one, two, bare("О. Гаврин", "2020-04-01")])
    person = query.entity(found(query, "Гаврин").id)
    assert person.articles == 3
    later = next(each for each in person.where if each.published == "2020-03-01")
    number = register.review("split", [later.id], by=ME)
    assert [(row.articles, row.open) for row in query.entities(name="Гаврин")] == [(1, 1), (1, 1)], "the initial"
    apart = query.entity(later.id)
    assert [office.office for office in apart.offices] == ["конструктор"]
    assert [review.id for review in query.entity(person.id).reviews] == [number]
    sound(register)
    register.undo(number, by=ME)
    after = query.entity(person.id)
    assert (after.names, after.offices, after.where) == (person.names, person.offices, person.where)
    assert [review.active for review in after.reviews] == [False, True]


def test_a_split_of_a_full_name_and_a_surname(register: Register) -> None:
    """The surname goes with the full name that leaves, and a later one is nobody's for sure."""
    envoy = officer("Олег Гаврин", "посол", "России=RU", "2020-01-01")
    builder = officer("Олег Гаврин", "конструктор", "России=RU", "2020-03-01")
    query = filled(register, [envoy, builder, bare("Гаврин", "2020-04-01")])
    where = {each.published: each.id for each in query.entity(found(query, "Гаврин").id).where}
    register.review("split", [where["2020-03-01"], where["2020-04-01"]], by=ME)
    filled(register, [bare("Гаврин", "2020-05-01", "вернулся")])
    assert sorted((row.articles, row.open) for row in query.entities(name="Гаврин")) == [(1, 1), (2, 1)]
    assert query.entity(where["2020-04-01"]).id == query.entity(where["2020-03-01"]).id
    sound(register)


def test_a_joined_person_split_again(register: Register) -> None:
    query = filled(register, [*ZUBAREVS])
    father, son = found(query, "Николай Зубарев").id, found(query, "Дмитрий Зубарев").id
    register.review("join", [father, son], by=ME)
    assert counts(query) == {"Николай Зубарев": 3}, "the surname can only be this one's"
    register.review("split", [son], by=ME)
    assert counts(query) == {"Николай Зубарев": 1, "Дмитрий Зубарев": 1}
    assert len(query.open_names()) == 1
    sound(register)


def test_all_mentions_under_one_name_split_off(register: Register) -> None:
    query = filled(register, [officer("Олег Гаврин", "посол", "России=RU", "2020-01-01"),
                              bare("Гаврин", "2020-03-01"), bare("Гаврин", "2020-04-01")])  # fmt: skip
    whole = found(query, "Олег Гаврин")
    with pytest.raises(RegisterError, match="not named 'Гав'"):
        register.review("split", [whole.id], value="Гав", by=ME)
    register.review("split", [whole.id], value="Гаврин", by=ME)
    assert sorted((row.name, row.articles) for row in query.entities(name="Гаврин")) == [
        ("Гаврин", 2), ("Олег Гаврин", 1),
    ]  # fmt: skip


def test_persons_of_two_surnames_joined(register: Register) -> None:
    """The press spelt the name in two ways that no rule brings together."""
    query = filled(register, [officer("Ким Сон Рён", "маршал", "КНДР=KP", "2019-01-01"),
                              officer("Ким Сон Нён", "министр", "КНДР=KP", "2021-01-01")])  # fmt: skip
    one, two = found(query, "Ким Сон Рён"), found(query, "Ким Сон Нён")
    register.review("join", [one.id, two.id], by=ME)
    person = query.entity(two.id)
    assert (person.id, {person.name, *person.aliases}) == (one.id, {"Ким Сон Рён", "Ким Сон Нён"})
    assert [office.office for office in person.offices] == ["маршал", "министр"]
    assert found(query, "Ким Сон Рён") == found(query, "Ким Сон Нён")
    for name in ("Ким Сон Рён", "Ким Сон Нён"):
        assert len(query.records(RecordFilter(party=name))) == 2
    assert len(query.records(RecordFilter(party="Ким Сон Рён", as_of="2020"))) == 1
    assert query.records(RecordFilter(party="Ким Сон Нён", as_of="2020")) == [], "nobody had that name yet"
    sound(register)


def test_records_are_found_by_whose_the_surname_is(register: Register) -> None:
    query = filled(register, [FATHER, SON, officer("Зубарев", "посол в Минске", "России=RU", "2021-01-01")])
    assert len(query.records(RecordFilter(party="Зубарев"))) == 3
    assert len(query.records(RecordFilter(party="Николай Зубарев"))) == 1
    (one,) = query.open_names()
    register.review("accept", [one.id, found(query, "Николай Зубарев").id], by=ME)
    assert len(query.records(RecordFilter(party="Николай Зубарев"))) == 2
    assert len(query.records(RecordFilter(party="Дмитрий Зубарев"))) == 1


def test_organisations_joined_are_one_party(register: Register) -> None:
    query = filled(register, [sale("Завод Заря", "2020-01-01"), sale("Завод Зоря", "2020-01-20")])
    assert len(query.records(RecordFilter(item="Су-30СМ"))) == 2
    one, two = (found(query, name, "organisation") for name in ("Завод Заря", "Завод Зоря"))
    number = register.review("join", [one.id, two.id], by=ME)
    joined = found(query, "Завод Зоря", "organisation")
    assert (joined.name, joined.articles, joined.aliases) == ("Завод Заря", 2, ("Завод Зоря",))
    assert query.entity(one.id) == query.entity(two.id)
    for name in ("Завод Заря", "Завод Зоря"):
        (record,) = query.records(RecordFilter(party=name))
        assert record.claims == 2
    sound(register)
    filled(register, [sale("Завод Зоря", "2020-02-20")])
    assert (found(query, "Завод Заря", "organisation").articles, query.records()[0].claims) == (3, 3)
    register.undo(number, by=ME)
    assert len(query.records(RecordFilter(item="Су-30СМ"))) == 2
    assert found(query, "Завод Зоря", "organisation").articles == 2
    sound(register)


def test_a_name_of_a_thing_split_off_and_renamed(register: Register) -> None:
    query = filled(register, [told(f"{name} работает.", entities=[("organisation", name)])
                              for name in ("Алмаз-Антей", "Концерн ВКО Алмаз-Антей", "Almaz-Antey")])  # fmt: skip
    whole = found(query, "Алмаз-Антей", "organisation")
    register.review("split", [whole.id], value="Almaz-Antey", by=ME)
    rows = sorted((row.articles, row.aliases == ()) for row in query.entities(kind="organisation"))
    assert [articles for articles, _ in rows] == [1, 2]
    apart = min(query.entities(kind="organisation"), key=lambda row: row.articles)
    number = register.review("rename", [apart.id], value="Алмаз (Казань)", by=ME)
    assert found(query, "Алмаз (Казань)", "organisation").id == apart.id
    assert query.entity(apart.id).reviews[-1].id == number
    sound(register)


def test_a_person_renamed(zubarevs: Query, register: Register) -> None:
    son = found(zubarevs, "Дмитрий Зубарев")
    register.review("rename", [son.id], value="Дмитрий Зубарев-младший", by=ME)
    renamed = zubarevs.entity(son.id)
    assert (renamed.name, renamed.aliases) == ("Дмитрий Зубарев-младший", ("Дмитрий Зубарев",))
    sound(register)


def test_a_decision_outlives_a_newer_reading(zubarevs: Query, register: Register) -> None:
    name, father = zubarevs.open_names()[0].id, found(zubarevs, "Николай Зубарев").id
    register.review("accept", [name, father], by=ME)
    register.add(Record(article=EITHER.article, entities=(), facts=()), "2.0")
    register.refresh()
    assert counts(zubarevs)["Николай Зубарев"] == 2
    assert zubarevs.entity(name).id == father
    sound(register)


def test_a_name_that_is_read_otherwise_leads_on(register: Register) -> None:
    text = "Секретарь Зубарев, Николай Зубарев, выступил."
    query = filled(register, [told(text, published="2020-01-01", entities=[("person", "Зубарев")])])
    before = found(query, "Зубарев").id
    register.add(told(text, published="2020-01-01", entities=[("person", "Николай Зубарев")]), "2.0")
    register.refresh()
    after = query.entity(before)
    assert (after.name, after.articles, after.aliases) == ("Николай Зубарев", 1, ())
    sound(register)


@pytest.mark.parametrize("name", ["copy.db", "copy.jsonl.gz"])
def test_decisions_come_with_a_copy(
    zubarevs: Query, register: Register, new_url: NewUrl, folder: Path, name: str
) -> None:
    register.review("accept", [zubarevs.open_names()[0].id, found(zubarevs, "Николай Зубарев").id], by=ME)
    register.backup(folder / name)
    with Register.open(new_url()) as other:
        other.restore(folder / name)
        other.refresh()
        assert counts(Query(other)) == counts(zubarevs) == {"Николай Зубарев": 2, "Дмитрий Зубарев": 1}
        assert Query(other).reviews() == zubarevs.reviews()
        assert other.check() == []


@pytest.mark.parametrize(("action", "names", "value", "message"), [
    ("join", ["Николай Зубарев"], "", "two or more entities of one type"),
    ("join", ["Николай Зубарев", "RU"], "", "two or more entities of one type"),
    ("rename", ["Николай Зубарев"], " ", "give one id and a name"),
    ("split", ["Николай Зубарев"], "", "nothing would be left"),
    ("split", ["RU"], "", "not for countries"),
    ("accept", ["RU"], "", "give a person's name in an article"),
    ("correct", ["Николай Зубарев"], "x", "not for entities"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(
    zubarevs: Query, register: Register, action: str, names: list[str], value: str, message: str
) -> None:
    ids = [zubarevs.entities(name=name)[0].id for name in names]
    with pytest.raises(RegisterError, match=message):
        register.review(action, ids, by=ME, value=value)  # type: ignore[arg-type]
    with pytest.raises(RegisterError, match="E0: no entity or name has this id"):
        register.review("rename", ["E0"], by=ME, value="x")
    assert zubarevs.reviews() == []
