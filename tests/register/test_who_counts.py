"""Names counted as readings come and go, in any order and in any batches, are what a rebuild counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from svodka.model import Record
from svodka.query import Query
from svodka.register import Register
from svodka.register import tables as t
from svodka.register.projecting import refresh
from tests.register.conftest import NewUrl
from tests.register.told import told

NAMES = (("organisation", "ФСВТС"), ("organisation", "Рособоронэкспорт"), ("organisation", "Минобороны"),
         ("country", "RU"), ("person", "Зубарев"), ("person", "Олег Зубарев"), ("person", "Иван Зубарев"),
         ("place", "Барановичи"))  # fmt: skip
WORDS = " ".join(name for _, name in NAMES)

TABLES = (t.entities, t.entity_names, t.entity_keys, t.entity_mentions, t.name_counts, t.block_counts,
          t.current_readings)  # fmt: skip


def computed(register: Register) -> dict[str, set[str]]:
    """Every row that is computed of names."""
    with register.reading() as connection:
        return {
            table.name: {str(sorted(row.items())) for row in connection.execute(select(table)).mappings()}
            for table in TABLES
        }


def reading(article: int, names: frozenset[int], day: int) -> Record:
    return told(f"{article}: {WORDS}.", published=f"2021-01-{day:02}", entities=[NAMES[at] for at in sorted(names)])


READINGS = st.lists(
    st.tuples(
        st.integers(0, 4), st.frozensets(st.integers(0, len(NAMES) - 1)), st.integers(1, 28),
        st.sampled_from(("1.0", "1.1", "2.0")), st.booleans(),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=READINGS)
def test_any_story_counts_as_a_rebuild_does(
    new_url: NewUrl, story: list[tuple[int, frozenset[int], int, str, bool]]
) -> None:
    with Register.open(new_url()) as register:
        for article, names, day, version, pause in story:
            register.add(reading(article, names, day), version)
            if pause:
                register.refresh()
        register.refresh()
        assert register.check() == []
        before = computed(register)
        register.rebuild()
        assert computed(register) == before


def test_a_newer_reading_takes_its_names_back(register: Register) -> None:
    first = reading(1, frozenset({0, 3}), 1)
    other, empty = reading(2, frozenset({0}), 2), replace(first, entities=())
    for record, version in ((first, "1.0"), (other, "1.0"), (empty, "2.0")):
        register.add(record, version)
        register.refresh()
    assert {row.name: row.articles for row in Query(register).entities()} == {"ФСВТС": 1}
    register.add(first, "1.5")  # an older one changes nothing
    register.refresh()
    assert {row.name: row.articles for row in Query(register).entities()} == {"ФСВТС": 1}


def test_check_finds_a_wrong_count(register: Register) -> None:
    register.add(reading(1, frozenset({0}), 1), "1.0")
    register.refresh()
    with register.writing() as connection:
        connection.execute(t.name_counts.update().values(articles=7))
    assert register.check() == ["entity:organisation:fsvts: ФСВТС counted in 7 articles, but 1 give it"]


def work(register: Register, number: int) -> int:
    """How many instructions SQLite needs to count one more article."""
    register.add(reading(number, frozenset({0, 3, 5}), 1), "1.0")
    done = 0

    def count() -> int:
        nonlocal done
        done += 1
        return 0

    with register.writing() as connection:
        raw: Any = connection.connection.dbapi_connection
        raw.set_progress_handler(count, 1)
        while refresh(connection):
            pass
        raw.set_progress_handler(None, 0)
    return done


def test_another_article_costs_the_same_in_a_register_of_any_size(tmp_path: Path) -> None:
    """Every article names Russia: counting one more must not read the others."""
    with Register.open(str(tmp_path / "svodka.db")) as register:
        costs = []
        for size in (20, 300):
            for number in range(size // 20, size):
                register.add(reading(number, frozenset({0, 3}), 1), "1.0")
            register.refresh()
            costs.append(work(register, 1000 + size))
    assert costs[1] < 1.2 * costs[0]
