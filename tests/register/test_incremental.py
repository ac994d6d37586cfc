"""Records kept up to date are those that a rebuild gives, row by row, whatever came in and in which order."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from svodka.query import Query
from svodka.register import Register
from svodka.register import tables as t
from svodka.register.projecting import refresh
from tests.register import story
from tests.register.conftest import NewUrl

Rows = dict[str, list[tuple[object, ...]]]
VAGUE = story.deal("Россия передала Су-30СМ еще одной стране.", "2019-11-25", "delivered",
                   {"supplier": "Россия=RU", "item": "Су-30СМ"})  # fmt: skip
EVENTS = [
    *((record, "1.0") for record in (*story.ALL, VAGUE)),
    *((replace(record, facts=()), "2.0") for record in (story.FIGHTERS[1], story.COPIES[0])),  # reads less
    (story.FIGHTERS[2], "0.9"),  # an older reader
    (replace(story.OTHERS[0], article=replace(story.OTHERS[0].article, published="2019-11-02")), "1.0"),  # out earlier
]


def rows(register: Register) -> Rows:
    """Every row of a record, without what only says how it was stored."""
    register.refresh()
    assert register.check() == []
    found: Rows = {}
    with register.reading() as connection:
        for table in (t.records, t.record_claims, t.record_terms):
            columns = [column for column in table.columns if column.name not in ("digest", "row")]
            found[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    return found


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=st.randoms(use_true_random=False), rest=st.sampled_from([0.05, 0.3, 1.0]))
def test_any_order_in_any_batches_is_a_rebuild(new_url: NewUrl, dice: random.Random, rest: float) -> None:
    with Register.open(new_url()) as register:
        for record, version in dice.sample(EVENTS, len(EVENTS)):
            register.add(record, version)
            if dice.random() < rest:
                register.refresh()
        kept = rows(register)
        register.rebuild()
        assert rows(register) == kept == _all_at_once(new_url())


def _all_at_once(url: str) -> Rows:
    with Register.open(url) as register:
        for record, version in EVENTS:
            register.add(record, version)
        return rows(register)


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(dice=st.randoms(use_true_random=False))
def test_decisions_between_batches_too(new_url: NewUrl, dice: random.Random) -> None:
    with Register.open(new_url()) as register:
        for record, version in dice.sample(EVENTS, len(EVENTS)):
            register.add(record, version)
            if dice.random() < 0.3:
                register.refresh()
                _decide(register, dice)
        kept = rows(register)
        register.rebuild()
        assert rows(register) == kept


def _decide(register: Register, dice: random.Random) -> None:
    with register.reading() as connection:
        deals = select(t.records.c.id).where(t.records.c.type == "transfer").order_by(t.records.c.id)
        found = list(connection.execute(deals).scalars())
    if len(found) < 2:
        return
    one, other = dice.sample(found, 2)
    match dice.randrange(6):
        case 0:
            register.review("join", [one, other], by="A. Editor")
        case 1:
            register.review("split", [one], by="A. Editor")
        case 2:
            register.review("correct", [one], by="A. Editor", role="recipient", value="KZ")
        case 3:
            register.review("reject", [one], by="A. Editor")
        case 4:
            register.review("rename", [one], by="A. Editor", value=f"Deal {other}")
        case _:
            active = [review.id for review in Query(register).reviews() if review.active]
            if active:
                register.undo(dice.choice(active), by="A. Editor")


def test_what_comes_out_the_same_is_not_written_again(register: Register) -> None:
    for record in story.ALL:
        register.add(record, "1.0")
    register.refresh()
    text = "Россия передала Белоруссии еще Тор."
    register.add(story.deal(text, "2021-12-20", "delivered", {**story.BY, "item": "Тор"}), "1.0")
    written: Counter[str] = Counter()

    def note(_: object, __: object, statement: str, parameters: object, ___: object, many: bool) -> None:
        if statement.startswith(("INSERT", "DELETE")):
            verb, _, table = statement.split()[:3]
            written[f"{verb} {table}"] += len(parameters) if many and isinstance(parameters, list) else 1

    with register.writing() as connection:
        event.listen(connection, "before_cursor_execute", note)
        while refresh(connection):
            pass
    assert (written["INSERT records"], written["INSERT record_claims"], written["DELETE record_claims"]) == (1, 1, 0)
