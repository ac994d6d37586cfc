"""Real articles, from the text to the records: twice is once, and any order gives the same."""

from __future__ import annotations

import random
from pathlib import Path

from svodka.pipeline import Reader, find_sources, ingest, lemmas_of, read_files
from svodka.query import Query, RecordFilter, RecordState
from svodka.register import Register
from tests.register.conftest import NewUrl


def states(register: Register) -> list[RecordState]:
    """Every record with all that belongs to it."""
    register.refresh()
    assert register.check() == []
    query = Query(register)
    return sorted((query.show(row.id) for row in query.records(RecordFilter(limit=10_000))), key=lambda state: state.id)


def folders(examples: Path, shared: Path | None) -> list[str]:
    """The articles that the issue names where they are there, else the first of our own."""
    if shared is None:
        return [str(path) for path in sorted(examples.glob("ex0*.txt"))]
    return [str(shared / "seed"), str(shared / "gold" / "dev")]


def test_twice_is_once_and_the_order_plays_no_part(
    new_url: NewUrl, reader: Reader, examples: Path, shared: Path | None
) -> None:
    sources = find_sources(folders(examples, shared))
    outcomes = list(read_files(sources, reader=reader, jobs=1))
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    with Register.open(new_url()) as once, Register.open(new_url()) as twice:
        assert all(done.added for done in ingest(outcomes, once))
        expected = states(once)
        assert len(expected) > 50
        random.Random(7).shuffle(outcomes)
        list(ingest(outcomes, twice))
        again = list(ingest(outcomes, twice))
        assert all(done.added and not done.added.new_reading for done in again)
        assert states(twice) == expected
        assert Query(twice).entities(limit=10_000) == Query(once).entities(limit=10_000)


def test_every_word_has_its_dictionary_form() -> None:
    assert lemmas_of("Поставок истребителей, её")["поставок"] == "поставка"
    assert lemmas_of("ЁЛКИ")["елки"] == "елка"
