"""Many inputs: outcomes in order, the bad ones set aside, an article that breaks a rule costs only itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from svodka.language import Analysis, LanguageModels
from svodka.model import Article, Record, UnreadableInput
from svodka.pipeline import Outcome, Reader, ReadOptions, read_documents
from svodka.sources.document import Document, Found, Refused

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


def _documents(*texts: str | bytes) -> list[Found]:
    return [
        Document(name=f"{number}.txt", data=text.encode() if isinstance(text, str) else text, cursor="", done=0)
        for number, text in enumerate(texts)
    ]


def _error(outcome: Outcome) -> str:
    assert outcome.record is None
    return str(outcome.error)


def test_outcomes_come_in_the_order_of_the_documents() -> None:
    found = _documents(*(f"{GOOD} Номер {number}." for number in range(40)))
    stub = Stub()
    outcomes = list(read_documents(found, jobs=1, reader=stub))
    assert [outcome.name for outcome in outcomes] == [each.name for each in found]
    assert [f"Номер {n}." in o.record.article.text for n, o in enumerate(outcomes) if o.record] == [True] * 40
    assert max(stub.batches) == 16, "articles go through the models together"


def test_bad_input_is_passed_over_with_the_reason() -> None:
    found = [
        *_documents(GOOD, b"", b"\x00\x01\x02" * 99, "The minister signed the contract with the company.", GOOD),
        Refused(name="5.txt", reason="5.txt: there is no such file", cursor="", done=0),
    ]  # fmt: skip
    outcomes = list(read_documents(found, reader=Stub()))
    assert [outcome.record is not None for outcome in outcomes] == [True, False, False, False, True, False]
    assert all(isinstance(outcome.error, UnreadableInput) for outcome in (*outcomes[1:4], outcomes[5]))
    assert _error(outcomes[5]) == "5.txt: there is no such file"


def test_the_limit_is_in_bytes() -> None:
    size = len(GOOD.encode())
    [fits] = read_documents(_documents(GOOD), ReadOptions(limit=size), reader=Stub())
    [over] = read_documents(_documents(GOOD), ReadOptions(limit=size - 1), reader=Stub())
    assert fits.record
    assert "over the limit" in _error(over)


def test_one_stumbling_article_costs_only_itself() -> None:
    found = _documents(GOOD, f"{GOOD} Правило споткнётся.", f"{GOOD} Ещё.")
    outcomes = list(read_documents(found, reader=Stub()))
    assert [outcome.record is not None for outcome in outcomes] == [True, False, True]
    assert isinstance(outcomes[1].error, ZeroDivisionError)


def test_what_is_known_beforehand_reaches_the_article() -> None:
    options = ReadOptions(published="2021-06-29", outlet="БелТА")
    [outcome] = read_documents(_documents(GOOD), options, reader=Stub())
    assert outcome.record
    article = outcome.record.article
    assert (article.published, article.published_basis, article.outlet) == ("2021-06-29", "metadata", "БелТА")


def test_bad_input_loads_no_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "load", lambda: pytest.fail("the models were loaded for nothing"))
    [outcome] = read_documents(_documents(b""))
    assert outcome.error


def test_no_documents_no_outcomes() -> None:
    assert list(read_documents([])) == []


def test_workers_read_what_one_process_reads(reader: Reader, examples: Path) -> None:
    texts = [path.read_bytes() for path in sorted(examples.glob("*.txt"))[:3]]
    found = _documents(texts[0], b"", *texts[1:])
    alone, together = list(read_documents(found, reader=reader)), list(read_documents(found, jobs=2))
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

    found = _documents(*(path.read_bytes() for path in sorted(examples.glob("*.txt"))[:2]))
    assert len(list(read_documents(found, reader=Reader(cast(LanguageModels, Counting()))))) == 2
    assert calls == [2]
