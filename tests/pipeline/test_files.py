"""Many inputs: outcomes in order, the bad ones set aside, an article that breaks a rule costs only itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from svodka.language import Analysis, LanguageModels
from svodka.model import Article, Record, UnreadableInput
from svodka.pipeline import Outcome, Reader, ReadOptions, Source, read_files

GOOD = "Россия поставит Белоруссии зенитные ракетные комплексы, сообщило Минобороны."


class Stub(Reader):
    """Reads nothing out of an article; stumbles over those that say so."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def read(self, articles: Sequence[Article]) -> list[Record]:
        self.batches.append(len(articles))
        if any("споткнётся" in article.text for article in articles):
            raise ZeroDivisionError("a rule is broken")
        return [Record(article=article, entities=(), facts=()) for article in articles]


def _sources(directory: Path, *texts: str | bytes) -> list[Source]:
    paths = [directory / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return [Source(name=path.name, path=path) for path in paths]


def _error(outcome: Outcome) -> str:
    assert outcome.record is None
    return str(outcome.error)


def test_outcomes_come_in_the_order_of_the_sources(tmp_path: Path) -> None:
    sources = _sources(tmp_path, *(f"{GOOD} Номер {number}." for number in range(40)))
    stub = Stub()
    outcomes = list(read_files(sources, jobs=1, reader=stub))
    assert [outcome.name for outcome in outcomes] == [source.name for source in sources]
    assert [f"Номер {n}." in o.record.article.text for n, o in enumerate(outcomes) if o.record] == [True] * 40
    assert max(stub.batches) == 16, "articles go through the models together"


def test_bad_input_is_set_aside_with_the_reason(tmp_path: Path) -> None:
    sources = [
        *_sources(tmp_path, GOOD, b"", b"\x00\x01\x02" * 99, "The minister signed the contract with the company."),
        Source(name="absent.txt", path=tmp_path / "absent.txt"), Source(name="folder", path=tmp_path),
        Source(name="-", data=GOOD.encode()),
    ]  # fmt: skip
    outcomes = list(read_files(sources, reader=Stub()))
    assert [outcome.record is not None for outcome in outcomes] == [True, False, False, False, False, False, True]
    assert all(isinstance(outcome.error, UnreadableInput) for outcome in outcomes[1:6])
    assert _error(outcomes[4]) == "absent.txt: there is no such file"
    assert _error(outcomes[5]) == "folder: this is a directory; name the files in it"


def test_the_limit_holds_for_files_and_for_bytes(tmp_path: Path) -> None:
    [file] = _sources(tmp_path, GOOD)
    size = len(GOOD.encode())
    for source in (file, Source(name="-", data=GOOD.encode())):
        [fits] = read_files([source], ReadOptions(limit=size), reader=Stub())
        [over] = read_files([source], ReadOptions(limit=size - 1), reader=Stub())
        assert fits.record
        assert "over the limit" in _error(over)


def test_one_stumbling_article_costs_only_itself(tmp_path: Path) -> None:
    sources = _sources(tmp_path, GOOD, f"{GOOD} Правило споткнётся.", f"{GOOD} Ещё.")
    outcomes = list(read_files(sources, reader=Stub()))
    assert [outcome.record is not None for outcome in outcomes] == [True, False, True]
    assert isinstance(outcomes[1].error, ZeroDivisionError)


def test_what_is_known_beforehand_reaches_the_article(tmp_path: Path) -> None:
    options = ReadOptions(published="2021-06-29", outlet="БелТА")
    [outcome] = read_files(_sources(tmp_path, GOOD), options, reader=Stub())
    assert outcome.record
    article = outcome.record.article
    assert (article.published, article.published_basis, article.outlet) == ("2021-06-29", "metadata", "БелТА")


def test_bad_input_loads_no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "load", lambda: pytest.fail("the models were loaded for nothing"))
    [outcome] = read_files(_sources(tmp_path, b""))
    assert outcome.error


def test_no_sources_no_outcomes() -> None:
    assert list(read_files([])) == []


def test_workers_read_what_one_process_reads(tmp_path: Path, reader: Reader, examples: Path) -> None:
    texts = [path.read_bytes() for path in sorted(examples.glob("*.txt"))[:3]]
    sources = _sources(tmp_path, texts[0], b"", *texts[1:])
    alone, together = list(read_files(sources, reader=reader)), list(read_files(sources, jobs=2))
    assert [o.record for o in together] == [o.record for o in alone]
    assert [str(o.error) for o in together] == [str(o.error) for o in alone]


def test_an_article_reads_the_same_in_any_company(reader: Reader, examples: Path) -> None:
    from svodka.articles import read_article

    articles = [read_article(path.read_bytes(), path.name) for path in sorted(examples.glob("*.txt"))[:3]]
    assert reader.read(articles) == [record for article in articles for record in reader.read([article])]


def test_models_are_asked_once_for_all_articles(models: LanguageModels, examples: Path) -> None:
    calls: list[int] = []

    class Counting:
        def analyse(self, articles: Sequence[Article]) -> list[Analysis]:
            calls.append(len(articles))
            return models.analyse(articles)

    sources = [Source(name=path.name, path=path) for path in sorted(examples.glob("*.txt"))[:2]]
    assert len(list(read_files(sources, reader=Reader(cast(LanguageModels, Counting()))))) == 2
    assert calls == [2]
