"""What ingesting keeps: copies, marks of documents, places in sources, the set-aside list, feeds; rewritten wires."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from svodka.model import Record
from svodka.pipeline.feed_memory import RegisterFeeds
from svodka.pipeline.streaming import ingest_sources
from svodka.query import Query
from svodka.register import Register, RegisterError
from svodka.register import tables as t
from svodka.register.aside import Trouble, all_aside, chosen_aside, clear_aside, drop_aside, put_aside
from svodka.register.copies import add_copy, original_of
from svodka.register.intake import (
    Mark,
    Place,
    all_runs,
    begin_run,
    enter_marks,
    held_articles,
    marks_of,
    move_to,
    note_run,
    place_of,
)
from svodka.register.neighbours import neighbours
from svodka.register.sketch import sketch
from svodka.sources.feed_memory import FeedState
from tests.builders import article
from tests.pipeline.lines import Light, LightFilter, Listed, mixed
from tests.register.conftest import NewUrl
from tests.register.story import BY, COPIES, deal

ORIGINAL = COPIES[0]
COPY = ORIGINAL.article.text.replace("во вторник утром", "сегодня утром")


def kept(register: Register, published: str = "2021-12-13", outlet: str = "БелТА") -> str:
    """The id of the copy, which came out a day before its original."""
    copy = article(COPY, published=published, outlet=outlet)
    with register.writing() as connection:
        [found] = neighbours(connection, sketch(COPY))
        add_copy(
            connection, copy, found.article, found.likeness, reader_version="1.0", lemmas={}, now=register.now()
        )
    return copy.id


def appearances(register: Register, as_of: str | None = None) -> list[tuple[str, str]]:
    register.refresh()
    assert register.check() == []
    query = Query(register)
    [row] = query.records()
    [evidence] = query.show(row.id, as_of=as_of).evidence
    return [(place.outlet, place.published) for place in evidence.appearances]


def test_a_copy_is_one_more_place_where_its_original_appeared(register: Register) -> None:
    register.add(ORIGINAL, "1.0")
    copy = kept(register)
    assert appearances(register) == [("БелТА", "2021-12-13"), ("ТАСС", "2021-12-14")]
    assert appearances(register, as_of="2021-12-13"), "known since the copy came out"
    with register.reading() as connection:
        identifier, likeness = original_of(connection, copy) or ("", 0.0)
        assert original_of(connection, ORIGINAL.article.id) is None
        assert held_articles(connection, [copy, ORIGINAL.article.id]) == {ORIGINAL.article.id}
    assert identifier == ORIGINAL.article.id
    assert 0.5 < likeness < 1


def test_unrelated_texts_are_no_neighbours(register: Register) -> None:
    for record in COPIES:
        register.add(record, "1.0")
    with register.reading() as connection:
        near = neighbours(connection, sketch(COPY))
        assert [each.article for each in near][:1] == [ORIGINAL.article.id]
        assert COPIES[2].article.id not in {each.article for each in near}
        assert neighbours(connection, sketch("Погода в городе не изменится до конца недели, обещают синоптики.")) == []


def test_backup_and_rebuild_cover_everything(new_url: NewUrl, folder: Path) -> None:
    with Register.open(new_url()) as register, Register.open(new_url()) as other:
        register.add(ORIGINAL, "1.0")
        kept(register)
        _work(register)
        register.backup(folder / "copy.jsonl.gz")
        other.restore(folder / "copy.jsonl.gz")
        assert appearances(other) == appearances(register)
        assert _worked(other) == _worked(register) != ({}, [], [], FeedState())
        with register.writing() as connection:  # as an older version left it
            connection.execute(update(t.articles).values(sketch=[0] * 32))
            connection.execute(delete(t.sketch_bands))
        assert any("without its bands" in fault for fault in register.check())
        register.rebuild()
        assert register.check() == []
        with register.reading() as connection:
            assert neighbours(connection, sketch(COPY))


MARK = Mark(document="d1", outcome="irrelevant", filter_version="f1", reader_version="1.0")
TROUBLE = Trouble(
    name="a row 1", source="a", identity="a@1", after="0", kind="failed", reason="a row 1: empty", again=False
)


def _work(register: Register) -> None:
    with register.writing() as connection:
        enter_marks(connection, [MARK, MARK], register.now())
        move_to(connection, Place(identity="a@1", recipe="r", name="a", cursor="7", documents=3), register.now())
        put_aside(connection, [TROUBLE], register.now())
        note_run(connection, begin_run(connection, ["a"], register.now()), {"read": 3}, register.now())
    RegisterFeeds(register).keep("https://news.example/rss", FeedState(etag='"1"', due=5.5, failures=2))


def _worked(register: Register) -> tuple[object, ...]:
    with register.reading() as connection:
        return (
            marks_of(connection, ["d1"]), all_aside(connection), all_runs(connection, 5),
            RegisterFeeds(register).state("https://news.example/rss"),
        )  # fmt: skip


def test_the_newest_mark_counts(register: Register) -> None:
    newer = Mark(document="d1", outcome="read", article="x", filter_version="f2", reader_version="1.0")
    with register.writing() as connection:
        enter_marks(connection, [MARK, MARK, newer], "now")
        enter_marks(connection, [newer], "later")
        assert marks_of(connection, ["d1", "d2"]) == {"d1": newer}
        assert len(connection.execute(t.seen_documents.select()).all()) == 2


def test_a_run_that_was_begun_again_had_stopped(register: Register) -> None:
    with register.writing() as connection:
        killed, other = begin_run(connection, ["news/"], "1"), begin_run(connection, ["more/"], "2")
        again = begin_run(connection, ["news/"], "3")
        note_run(connection, again, {}, "4", done=True)
        states = {run.id: run.state for run in all_runs(connection, 10)}
    assert states == {killed: "stopped", other: "running", again: "done"}


def test_a_place_is_of_one_way_of_going_through_a_source(register: Register) -> None:
    with register.writing() as connection:
        assert place_of(connection, "a@1", "r", "a") == Place(identity="a@1", recipe="r", name="a")
        for cursor, finished in (("1", False), ("2", True)):
            place = Place(identity="a@1", recipe="r", name="a", cursor=cursor, finished=finished, documents=int(cursor))
            move_to(connection, place, "now")
        assert place_of(connection, "a@1", "r", "a") == place
        assert not place_of(connection, "a@1", "another filter", "a").finished
        assert not place_of(connection, "a@2", "r", "a").finished


def test_the_set_aside_list(register: Register) -> None:
    with register.writing() as connection:
        put_aside(connection, [TROUBLE], "first")
        put_aside(connection, [Trouble(
            name="a row 1", source="a", identity="", after="", kind="refused", reason="no answer", again=True
        )], "second")  # fmt: skip
        [line] = all_aside(connection)
        assert (line.tries, line.first_at, line.at, line.kind, line.again) == (2, "first", "second", "refused", True)
        assert (line.identity, line.after) == ("a@1", "0"), "another try does not know where it lies"
        with pytest.raises(RegisterError, match="7: no such number on the set-aside list"):
            chosen_aside(connection, [line.id, 7])
        drop_aside(connection, [line.id])
        put_aside(connection, [TROUBLE], "third")
        clear_aside(connection, [("a", "a row 1"), ("a", "another")])
        assert all_aside(connection) == []


def test_feeds_are_remembered(register: Register) -> None:
    feeds = RegisterFeeds(register)
    assert feeds.state("f") == FeedState()
    for state in (FeedState(failures=1), FeedState(etag="x", last_modified="y", due=12.5)):
        feeds.keep("f", state)
    assert feeds.state("f") == state
    feeds.mark_seen("f", ["1", "2", "1"])
    feeds.mark_seen("f", ["2"])
    assert feeds.unseen("f", ["3", "2", "1", "0"]) == ["3", "0"]
    assert feeds.unseen("g", ["1"]) == ["1"]


def wire(published: str = "2021-12-14", outlet: str = "ТАСС") -> Record:
    return deal("Россия передала Белоруссии комплекс Тор, заявил генерал.", published, "delivered",
                {**BY, "item": "Тор"}, outlet=outlet)  # fmt: skip


def retold(published: str = "2021-12-15", via: str = "ТАСС") -> Record:
    slots = {"supplier": "Россия=RU", "recipient": "Белоруссии=BY", "item": "Тор"}
    text = f"Белоруссии достался Тор: комплекс привезла Россия, передаёт {via}."
    return deal(text, published, "delivered", slots, outlet="РБК", via=via)


@pytest.mark.parametrize(("records", "sources"), [
    ([wire(), retold()], 1),
    ([wire(), retold("2021-12-16")], 1),
    ([wire(), retold("2021-12-17")], 2),  # too late
    ([wire(), retold(via="Интерфакс")], 2),  # another agency
    ([wire(outlet="Интерфакс"), retold()], 2),  # no report of the agency's own
    ([retold()], 1),
], ids=str)  # fmt: skip
def test_a_retold_wire_is_one_source_with_the_wire(
    register: Register, records: Sequence[Record], sources: int
) -> None:
    for record in records:
        register.add(record, "1.0")
    register.refresh()
    query = Query(register)
    [row] = query.records()
    state = query.show(row.id)
    assert (row.sources, state.sources) == (sources, sources)
    wires = [evidence.wire for evidence in state.evidence if evidence.wire]
    assert wires == ([records[0].article.id] if len(records) > sources else [])


def test_documents_stream_into_either_database(register: Register) -> None:
    source = Listed(texts=mixed(60))
    given = {"jobs": 1, "load": Light, "load_filter": LightFilter}
    found = Counter(done.outcome for done in ingest_sources([source], register, **given))  # type: ignore[arg-type]
    assert found == {"irrelevant": 30, "new": 12, "appearance": 6, "copy": 12, "failed": 6}
    register.refresh()
    assert register.check() == []
    assert [done.count for done in ingest_sources([source], register, **given)] == [66]  # type: ignore[arg-type]
