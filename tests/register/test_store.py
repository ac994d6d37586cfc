"""Adding, checking and copying."""

from __future__ import annotations

import multiprocessing
from dataclasses import replace
from itertools import count
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from svodka.model import Evidence, Record
from svodka.register import Register, RegisterError, restore_register
from svodka.register.adding import counts
from svodka.register.copying import all_rows
from svodka.register.engine import make_engine, register_url
from svodka.register.migrating import alembic_config
from svodka.register.tables import appearances, claim_values, claims
from tests.register.conftest import NewUrl
from tests.register.told import says, told

PLAN = "Белоруссия планирует закупить у России три дивизиона С-400."
DONE = "Россия передала Белоруссии шесть самолетов Су-30СМ."


def plan(**known: str | None) -> Record:
    slots = {"supplier": "России=RU", "recipient": "Белоруссия=BY", "item": "С-400",
             "quantity": "три дивизиона=3 дивизион"}  # fmt: skip
    return told(PLAN, says(PLAN, "transfer", slots, stage="planned"), **known)  # type: ignore[arg-type]


def done(**known: str | None) -> Record:
    slots = {"supplier": "Россия=RU", "recipient": "Белоруссии=BY", "item": "Су-30СМ"}
    return told(DONE, says(DONE, "transfer", slots, stage="delivered"), **known)  # type: ignore[arg-type]


def content(register: Register) -> dict[str, int]:
    with register.reading() as connection:
        return counts(connection)


def test_a_record_comes_out_as_typed_values(register: Register) -> None:
    added = register.add(plan(), "1.0")
    assert (added.new_article, added.new_reading, len(added.claims), added.superseded) == (True, True, 1, None)
    with register.reading() as connection:
        rows = connection.execute(select(claim_values.c.role, claim_values.c.kind, claim_values.c.value)).all()
        claim = connection.execute(select(claims)).one()
    assert {tuple(row) for row in rows} == {
        ("supplier", "country", "RU"), ("recipient", "country", "BY"), ("item", "equipment", "С-400"),
        ("quantity", "quantity", "3 дивизион"), ("evidence", "text", ""),
    }  # fmt: skip
    assert (claim.type, claim.stage, claim.modality, claim.rule) == ("transfer", "planned", "asserted", "test")


def test_the_same_again_adds_nothing(register: Register) -> None:
    register.add(plan(), "1.0")
    before = content(register)
    again = register.add(plan(), "1.0")
    assert content(register) == before
    assert not (again.new_article or again.new_appearance or again.new_reading or again.claims or again.gone)


def test_a_second_outlet_is_kept_beside_the_first(register: Register) -> None:
    register.add(plan(), "1.0")
    again = register.add(plan(outlet="ТАСС", published="2021-06-30", url="https://tass.example/1"), "1.0")
    assert (again.new_article, again.new_reading, again.new_appearance) == (False, False, True)
    with register.reading() as connection:
        found = connection.execute(select(appearances.c.outlet, appearances.c.published)).all()
    assert {tuple(row) for row in found} == {("Интерфакс", "2021-06-29"), ("ТАСС", "2021-06-30")}


def test_a_newer_reader_supersedes_and_says_what_changed(register: Register) -> None:
    old, more = plan(), says(PLAN, "production", {"item": "С-400", "maker": "России=RU"})
    register.add(old, "0.9")
    both = register.add(replace(old, facts=(*old.facts, more)), "0.10")
    assert (both.superseded, len(both.claims), both.gone, both.same) == ("0.9", 1, (), 1)
    less = register.add(replace(old, facts=(more,)), "0.11")
    assert (less.superseded, less.claims, len(less.gone), less.same) == ("0.10", (), 1, 1)
    assert content(register)["claims"] == 4  # none was deleted


def test_an_older_reader_changes_nothing(register: Register) -> None:
    register.add(plan(), "0.10")
    late = register.add(replace(plan(), facts=()), "0.9")
    assert (late.new_reading, late.superseded, late.claims, late.gone) == (True, None, (), ())


def test_a_copy_with_other_blanks_is_the_same_article(register: Register) -> None:
    register.add(plan(), "1.0")
    spaced = PLAN.replace(" ", "  ")
    fact = says(spaced, "transfer", {"item": "С-400", "quantity": "три  дивизиона=3 дивизион"}, stage="planned")
    assert register.add(told(spaced, fact), "1.1").superseded == "1.0"
    assert register.check() == []


def test_words_that_do_not_stand_there_are_refused_and_nothing_stays(register: Register) -> None:
    wrong = replace(plan().facts[0], evidence=(Evidence(start=0, end=4, text="Перу"),))
    with pytest.raises(RegisterError, match="'Перу' does not stand at 0-4"):
        register.add(replace(plan(), facts=(wrong,)), "1.0")
    assert set(content(register).values()) == {0}


def test_check_finds_moved_spans_and_lost_parents(register: Register) -> None:
    register.add(plan(), "1.0")
    assert register.check() == []
    with register.writing() as connection:
        connection.execute(claim_values.update().where(claim_values.c.role == "item").values(start=1, end=6))
        connection.execute(text("DELETE FROM appearances"))
    faults = register.check()
    assert len(faults) == 2
    assert "without appearances" in faults[0]
    assert "'С-400' does not stand at 1-6" in faults[1]


@pytest.mark.parametrize("name", ["copy.db", "copy.jsonl", "copy.jsonl.gz"])
def test_a_copy_restores_everything(register: Register, new_url: NewUrl, folder: Path, name: str) -> None:
    register.add(plan(), "1.0")
    register.add(done(), "1.0")
    register.backup(folder / name)
    register.add(replace(plan(), facts=()), "2.0")
    with Register.open(new_url()) as other:
        other.add(replace(done(), facts=()), "7.0")
        other.restore(folder / name)
        assert content(other)["claims"] == content(other)["readings"] == 2
        assert other.check() == []
        assert other.add(plan(), "2.0").superseded == "1.0"  # numbers go on where the copy ends


def test_either_database_restores_a_portable_copy(postgres: str, folder: Path) -> None:
    with Register.open(str(folder / "a.db")) as first, Register.open(postgres) as second:
        first.add(plan(), "1.0")
        first.backup(folder / "a.jsonl")
        second.restore(folder / "a.jsonl")
        with first.reading() as here, second.reading() as there:
            assert list(all_rows(here)) == list(all_rows(there))


def test_a_cut_copy_leaves_the_register_as_it_was(register: Register, folder: Path) -> None:
    register.add(plan(), "1.0")
    register.backup(folder / "copy.jsonl")
    cut = folder / "cut.jsonl"
    cut.write_text("".join((folder / "copy.jsonl").read_text("utf-8").splitlines(keepends=True)[:-2]), "utf-8")
    with pytest.raises(RegisterError, match=r"cut\.jsonl: this is no whole copy"):
        restore_register(register.url, cut)
    assert content(register)["claims"] == 1


def test_copies_are_made_while_another_writes(register: Register, folder: Path) -> None:
    with register.writing() as connection:
        connection.execute(text("DELETE FROM mentions"))
        register.backup(folder / "copy.jsonl")
    assert (folder / "copy.jsonl").exists()


def _ingest(url: str, numbers: range) -> None:
    with Register.open(url) as register:
        for number in numbers:
            sentence = f"{number}. {PLAN}"
            register.add(told(sentence, says(sentence, "transfer", {"item": "С-400"}, stage="planned")), "1.0")


def test_two_processes_ingest_at_once(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_ingest, args=(url, numbers)) for numbers in (range(0, 30), range(15, 45))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Register.open(url) as register:
        assert content(register)["articles"] == content(register)["claims"] == 45
        assert register.check() == []


def _ingest_until_killed(url: str, started: Event) -> None:
    with Register.open(url) as register:
        for number in count():
            sentence = f"{number}. {PLAN}"
            register.add(told(sentence, says(sentence, "transfer", {"item": "С-400"}, stage="planned")), "1.0")
            if number == 10:
                started.set()


def test_a_killed_process_leaves_nothing_half_written(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    worker = context.Process(target=_ingest_until_killed, args=(url, started))
    worker.start()
    assert started.wait(60)
    worker.kill()
    worker.join(60)
    with Register.open(url) as register:
        assert content(register)["articles"] == content(register)["claims"] >= 10
        assert register.check() == []
        register.refresh()
        assert register.check() == []
        assert register.add(plan(), "1.0").new_article


def test_a_register_of_the_first_schema_is_migrated(url: str) -> None:
    engine = make_engine(register_url(url), create=True)
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection), "0001")
    engine.dispose()
    with Register.open(url) as register:
        register.add(plan(), "1.0")
        register.refresh()
        assert register.check() == []


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(5)))
def test_the_order_of_adding_does_not_matter(new_url: NewUrl, order: list[int]) -> None:
    given_records = [(plan(), "1.0"), (done(), "1.0"), (replace(plan(), facts=()), "0.9"), (done(), "1.1"),
                     (plan(outlet="ТАСС"), "1.0")]  # fmt: skip
    with Register.open(new_url()) as register:
        for at in [*order, *order]:
            register.add(*given_records[at])
        assert content(register) == {"articles": 2, "appearances": 5, "readings": 4, "claims": 3, "claim_values": 13,
                                     "mentions": 0, "word_forms": 0, "reviews": 0, "copies": 0,
                                     "seen_documents": 0}  # fmt: skip
        with register.reading() as connection:
            keys = set(connection.execute(select(claims.c.key)).scalars())
        assert len(keys) == 2
