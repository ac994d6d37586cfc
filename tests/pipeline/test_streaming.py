"""Documents into the register: in order, once each, whatever dies on the way."""

from __future__ import annotations

import multiprocessing
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from svodka.model import Article, Record, UnreadableInput
from svodka.pipeline.report import Ingested, Report
from svodka.pipeline.stepping import IngestOptions
from svodka.pipeline.streaming import ingest_sources
from svodka.query import Query, RecordFilter
from svodka.register import Register, RegisterFull, RegisterLocked
from svodka.register import tables as t
from svodka.register.aside import all_aside
from svodka.register.intake import all_runs
from svodka.sources.document import Refused
from tests.pipeline.lines import Light, LightFilter, Listed, ingest_mix, mixed, small_talk, telling

TIMES = {"ingested_at", "seen_at", "at", "first_at"}
NUMBERED = {"article": t.articles, "original": t.articles, "reading": t.readings, "claim": t.claims}


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.open(str(tmp_path / "svodka.db")) as opened:
        yield opened


def run(register: Register, *sources: Listed, jobs: int = 1, **more: Any) -> list[Ingested]:
    return list(ingest_sources(sources, register, IngestOptions(**more), jobs=jobs, load=Light))


def outcomes(register: Register, *texts: str | bytes, **more: Any) -> list[str]:
    given = [text.encode() if isinstance(text, str) else text for text in texts]
    return [done.outcome for done in run(register, Listed(texts=given, **more))]


def dump(register: Register) -> dict[str, list[tuple[Any, ...]]]:
    """All that is kept but for times and the list of runs."""
    with register.reading() as connection:
        return {
            table.name: [
                tuple(value for name, value in row.items() if name not in TIMES)
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in (*t.KEPT, *t.COMPUTED)
            if table is not t.runs
        }


def test_what_is_irrelevant_foreign_or_broken_is_not_read(register: Register) -> None:
    found = run(register, Listed(texts=[
        telling(7).encode(), small_talk(1).encode(), b"", b"\x00\x01" * 30,
        b"The minister of defence signed a contract for twelve aircraft with the company on Monday, he said. " * 3,
    ]))  # fmt: skip
    assert [each.outcome for each in found] == ["new", "irrelevant", "failed", "failed", "other language"]
    assert [each.language for each in found] == ["", "", "", "", "English"]
    assert found[0].added and len(found[0].added.claims) == 1
    with register.reading() as connection:
        aside = all_aside(connection)
    assert [(line.name, line.kind, line.tries) for line in aside] == [
        ("list row 2", "failed", 1), ("list row 3", "failed", 1), ("list row 4", "other language", 1)
    ]  # fmt: skip
    assert aside[0].reason == "list row 2: the text is empty; give an article in Russian"
    assert register.check() == []


def test_the_filter_can_be_left_out(register: Register) -> None:
    assert [each.outcome for each in run(register, Listed(texts=[small_talk(1).encode()]), everything=True)] == ["new"]


def test_a_source_that_was_gone_through_is_not_opened_again(register: Register) -> None:
    texts = [telling(1).encode(), small_talk(1).encode()]
    run(register, Listed(texts=texts))
    before = dump(register)
    again = run(register, Listed(texts=[UnreadableInput("it was opened"), *texts[1:]]))
    assert [(each.outcome, each.count) for each in again] == [("held", 2)]
    assert dump(register) == before


def test_what_was_seen_is_known_under_another_name(register: Register) -> None:
    texts = [telling(1).encode(), small_talk(1).encode()]
    run(register, Listed(texts=texts))
    assert outcomes(register, *texts, telling(2), identity="list@2") == ["held", "held", "new"]


def test_another_filter_judges_again_and_a_newer_reader_reads_again(register: Register) -> None:
    texts = [telling(1).encode(), small_talk(1).encode()]
    run(register, Listed(texts=texts))
    everything = run(register, Listed(texts=texts), everything=True)
    assert [each.outcome for each in everything] == ["held", "new"]
    newer = list(ingest_sources([Listed(texts=texts)], register, jobs=1, load=Light, reader_version="99.0"))
    assert [each.outcome for each in newer] == ["again", "again"], "what was read once is read by the newer reader"


def test_the_same_text_from_elsewhere_is_one_more_appearance(register: Register) -> None:
    first, second = Listed(texts=[telling(1).encode()]), Listed(texts=[telling(1).encode()], identity="other")
    list(ingest_sources([first], register, IngestOptions(outlet="ТАСС", published="2021-06-30"), jobs=1, load=Light))
    [again] = ingest_sources(
        [second], register, IngestOptions(outlet="РБК", published="2021-06-29"), jobs=1, load=Light
    )
    assert (again.outcome, again.added and again.added.new_appearance) == ("appearance", True)
    [evidence] = _evidence(register)
    assert [place.outlet for place in evidence.appearances] == ["РБК", "ТАСС"]
    assert evidence.told_on == "2021-06-29"


def _evidence(register: Register, as_of: str | None = None) -> Sequence[Any]:
    register.refresh()
    assert register.check() == []
    query = Query(register)
    return [each for row in query.records(RecordFilter(as_of=as_of)) for each in query.show(row.id).evidence]


COPY = f"{telling(3)}\n\nПодпишитесь на нашу рассылку."
FULLER = f"{telling(3)} Россия поставит Индии 99 зенитных ракетных комплексов С-400 позднее."


@pytest.mark.parametrize("apart", [False, True], ids=["in one run", "in two runs"])
def test_a_copy_is_kept_and_not_read(register: Register, apart: bool) -> None:
    options = IngestOptions(outlet="ТАСС", published="2021-06-30")
    texts = [telling(3).encode(), COPY.encode()]
    if apart:
        list(ingest_sources([Listed(texts=texts[:1])], register, options, jobs=1, load=Light))
        [copy] = ingest_sources(
            [Listed(texts=texts[1:], identity="2")], register, IngestOptions(outlet="РБК", published="2021-06-28"),
            jobs=1, load=Light,
        )  # fmt: skip
    else:
        _, copy = ingest_sources([Listed(texts=texts)], register, options, jobs=1, load=Light)
    assert (copy.outcome, copy.record) == ("copy", None)
    [evidence] = _evidence(register)
    if apart:
        assert [(place.outlet, place.published) for place in evidence.appearances] == [
            ("РБК", "2021-06-28"), ("ТАСС", "2021-06-30")
        ]  # fmt: skip
        assert len(_evidence(register, as_of="2021-06-29")) == 1, "known since its copy came out"
    assert [found.snippet for found in Query(register).search("рассылку")], "the copy's own text can be searched"


def test_what_tells_more_than_its_original_is_read(register: Register) -> None:
    assert outcomes(register, telling(3), FULLER, FULLER.replace("99", "98")) == ["new", "new", "new"]
    assert {found.sources for found in Query(register).records()} <= {1}, "still one source"


def test_a_shorter_one_behind_a_fuller_one_is_its_copy(register: Register) -> None:
    assert outcomes(register, FULLER, telling(3)) == ["new", "copy"]


def test_a_copy_of_what_could_not_be_read_is_read_itself(register: Register) -> None:
    broken = f"{telling(3)} Правило споткнётся."
    assert outcomes(register, broken, telling(3), telling(3)) == ["failed", "new", "appearance"]


def test_one_stumbling_article_costs_only_itself(register: Register) -> None:
    texts = [telling(number) + (" Правило споткнётся." if number == 4 else "") for number in range(9)]
    assert outcomes(register, *texts) == ["new"] * 4 + ["failed"] + ["new"] * 4
    with register.reading() as connection:
        [line] = all_aside(connection)
    assert line.reason == "list row 4: unexpected ZeroDivisionError: a rule is broken"


def test_a_worker_that_dies_costs_the_article_that_killed_it(register: Register) -> None:
    texts = [telling(n).encode() + (" Память кончилась.".encode() if n == 5 else b"") for n in range(12)]
    found = run(register, Listed(texts=texts), jobs=2)
    assert [each.outcome for each in found] == ["new"] * 5 + ["failed"] + ["new"] * 6
    assert "was ended by signal 9, perhaps for lack of memory" in found[5].reason
    assert register.check() == []


def test_what_a_source_refuses_is_set_aside_and_the_rest_goes_on(register: Register) -> None:
    address = "https://news.example/1"
    down = Refused(name=address, reason=f"{address}: no answer", cursor="0", done=1, again=True)
    first = Listed(texts=[down, telling(2).encode()])
    broken = Listed(texts=[telling(1).encode(), UnreadableInput("broken.gz: cut off")], name="broken.gz", identity="b")
    last = Listed(texts=[telling(3).encode()], identity="c")
    found = run(register, first, broken, last)
    assert [each.outcome for each in found] == ["refused", "new", "new", "refused", "new"]
    with register.reading() as connection:
        assert [(line.name, line.again) for line in all_aside(connection)] == [(address, True), ("broken.gz", True)]
    assert [each.outcome for each in run(register, first, broken, last)] == ["held", "held", "refused", "held"]


@pytest.mark.parametrize(("hinder", "error"), [
    ("BEGIN IMMEDIATE", RegisterLocked), ("PRAGMA max_page_count = 1", RegisterFull),
], ids=["locked", "full"])  # fmt: skip
def test_a_register_that_cannot_be_written_to_stops_the_run_and_the_next_goes_on(
    tmp_path: Path, hinder: str, error: type[Exception]
) -> None:
    source, url = Listed(texts=mixed(150)), str(tmp_path / "svodka.db")
    with Register.open(url, patience=0.1) as register:
        found = ingest_sources([source], register, jobs=1, load=Light, load_filter=LightFilter)
        before = [next(found) for _ in range(20)]
        with register.writing() as connection:
            other = sqlite3.connect(url)
            if error is RegisterFull:
                connection.exec_driver_sql(hinder)
        if error is RegisterLocked:
            other.execute(hinder)
        with pytest.raises(error, match=r"svodka\.db: "):
            before += list(found)
        other.close()
    assert 20 <= len(before) < 165
    with Register.open(url) as register:
        rest = list(ingest_sources([source], register, jobs=1, load=Light, load_filter=LightFilter))
        assert register.check() == []
        register.refresh()
        stopped = dump(register)
    assert rest[0].outcome == "held"
    assert rest[0].count + len(rest) - 1 == 165
    with Register.open(str(tmp_path / "whole.db")) as register:
        list(ingest_sources([source], register, jobs=1, load=Light, load_filter=LightFilter))
        register.refresh()
        assert dump(register) == stopped


def test_workers_come_to_what_one_process_comes_to(tmp_path: Path) -> None:
    dumps = []
    for jobs in (1, 2):
        with Register.open(str(tmp_path / f"{jobs}.db")) as register:
            found = run(register, Listed(texts=mixed(200)), jobs=jobs)
            assert register.check() == []
            register.refresh()
            dumps.append(dump(register))
    assert Counter(each.outcome for each in found)["copy"] >= 20
    assert dumps[0] == dumps[1]


def test_the_report_counts_everything(register: Register) -> None:
    report = Report()
    for done in run(register, Listed(texts=mixed(100))):
        report.count(done)
    told = report.as_dict()
    assert told["read"] + told["held already"] == 110
    assert told["read"] == sum(told[name] for name in ("new", "duplicate", "irrelevant", "failed"))
    assert told["facts"] == {"transfer": told["claims"]}
    with register.reading() as connection:
        [entered] = all_runs(connection, 10)
    assert (entered.state, entered.report, entered.sources) == ("done", told, ("list",))


def test_memory_does_not_grow_with_what_waits(register: Register) -> None:
    """Only relevant documents keep their text while they wait."""
    seen: list[int] = []

    class Watching(Light):
        def read(self, articles: Sequence[Article]) -> list[Record]:
            seen.append(len(articles))
            return super().read(articles)

    list(ingest_sources([Listed(texts=mixed(300))], register, jobs=1, load=Watching))
    assert max(seen) <= 16


def test_ten_kills_leave_the_register_of_an_undisturbed_run(tmp_path: Path) -> None:
    """Forked, for the sake of time; two of the runs and their workers begin from nothing."""
    dice = random.Random(11)
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    for number in range(10):
        _ingest(killed, jobs=2 if number in (3, 7) else 1, stop_after=dice.randrange(5, 50))
    _ingest(killed)
    _ingest(whole)
    with Register.open(str(killed)) as one, Register.open(str(whole)) as other:
        assert one.check() == other.check() == []
        assert dump(one) == dump(other)
        with one.reading() as connection:
            runs = all_runs(connection, 100)
        assert [run.state for run in runs] == ["done", *["stopped"] * 10]
        assert sum(run.report["new"] for run in runs) == len(dump(other)["readings"])


def _ingest(url: Path, jobs: int = 1, stop_after: int | None = None) -> None:
    context = multiprocessing.get_context("fork" if jobs == 1 else "spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=ingest_mix, args=(url, jobs, there))  # type: ignore[attr-defined]
    child.start()
    there.close()
    count = 0
    with suppress(EOFError):
        while here.recv():
            count += 1
            if count == stop_after:
                child.kill()
                break
    child.join(60)
    assert child.exitcode == (0 if stop_after is None else -signal.SIGKILL)
