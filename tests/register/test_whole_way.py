"""Real articles, from the text to the records: twice is once, and any order gives the same."""

from __future__ import annotations

import random
from pathlib import Path

from svodka.pipeline import Outcome, Reader, lemmas_of, read_documents
from svodka.query import Query, RecordFilter, RecordState
from svodka.register import Added, Register
from svodka.sources.finding import find_sources
from tests.register.conftest import NewUrl


def states(register: Register) -> list[RecordState]:
    """Every record with all that belongs to it."""
    register.refresh()
    assert register.check() == []
    query = Query(register)
    return sorted((query.show(row.id) for row in query.records(RecordFilter(limit=10_000))), key=lambda state: state.id)


def texts_of(examples: Path, shared: Path | None) -> list[str]:
    """The articles that the issue names where they are there, else the first of our own."""
    if shared is None:
        return [str(path) for path in sorted(examples.glob("ex0*.txt"))]
    folders = (shared / "seed", shared / "gold" / "dev")
    return [str(path) for folder in folders for path in sorted(folder.rglob("*.txt"))]


def added(outcomes: list[Outcome], register: Register) -> list[Added]:
    """What the records brought to the register."""
    records = [each.record for each in outcomes if each.record]
    return [register.add(record, "1.0", lemmas=lemmas_of(record.article.text)) for record in records]


def test_twice_is_once_and_the_order_plays_no_part(
    new_url: NewUrl, reader: Reader, examples: Path, shared: Path | None
) -> None:
    texts = (found for source in find_sources(texts_of(examples, shared)) for found in source.found())
    outcomes = list(read_documents(texts, reader=reader, jobs=1))
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    with Register.open(new_url()) as once, Register.open(new_url()) as twice:
        added(outcomes, once)
        expected = states(once)
        assert len(expected) > 50
        random.Random(7).shuffle(outcomes)
        added(outcomes, twice)
        assert not any(each.new_reading for each in added(outcomes, twice))
        assert states(twice) == expected
        assert Query(twice).entities(limit=10_000) == Query(once).entities(limit=10_000)


def test_every_word_has_its_dictionary_form() -> None:
    assert lemmas_of("Поставок истребителей, её")["поставок"] == "поставка"
    assert lemmas_of("ЁЛКИ")["елки"] == "елка"
