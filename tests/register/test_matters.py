"""Matters told over years by several outlets: what belongs together stands in one record, and nothing else does."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from svodka.articles import article_id
from svodka.evaluation.bcubed import BCubed, bcubed
from svodka.model import Record
from svodka.pipeline import Reader
from svodka.query import Query
from svodka.register import Register
from tests.register.matters import FOLDER, Found, GoldClaim, articles, find_claims, gold_claims

FLOORS = tomllib.loads(Path(__file__).with_name("matters.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def records(reader: Reader) -> dict[str, Record]:
    """What was read of every article."""
    named = articles()
    return dict(zip(named, reader.read(list(named.values())), strict=True))


def test_the_articles_are_many_and_dated() -> None:
    named = articles()
    assert len(named) >= 40
    assert len({name.rpartition("-")[0] for name in named}) >= 10
    assert [name for name, each in named.items() if each.published_basis != "stated" or not each.outlet] == []
    assert len({each.outlet for each in named.values()}) >= 8
    assert len({article_id(each.text) for each in named.values()}) == len(named)


def test_every_article_has_gold_that_quotes_it_once() -> None:
    golds, named = gold_claims(), articles()
    assert {gold.article for gold in golds} == set(named)
    strange = [words for gold in golds for words in gold.evidence if named[gold.article].text.count(words) != 1]
    assert strange == []
    assert [gold for gold, count in Counter(golds).items() if count > 1] == []


def test_a_label_is_one_matter_of_one_type() -> None:
    types = defaultdict(set)
    for gold in gold_claims():
        types[gold.label].add(gold.type)
    assert [label for label, found in types.items() if len(found) > 1] == []


def test_claims_that_belong_together_are_joined(
    register: Register, records: dict[str, Record], capsys: pytest.CaptureFixture[str]
) -> None:
    query, found = filled(register, records.values()), find_claims(gold_claims(), records)
    joined = {gold: query.show(key).id for gold, key in found.keys.items()}
    figures, unofficial = _figures(joined), _figures(_unofficial(joined))
    reached = {"found": found.share, "f1": figures.f1, "f1_without_positions": unofficial.f1}
    with capsys.disabled():
        print(f"\n{_table(joined, found)}")
    fallen = {name: (reached[name], floor) for name, floor in FLOORS.items() if reached[name] < floor}
    assert fallen == {}, f"(reached, floor): {fallen}\n{_faults(joined, found)}"


def test_one_wire_text_on_three_sites_is_one_source(register: Register, records: dict[str, Record]) -> None:
    copies = {name: records[name] for name in ("rs-mig29-1", "rs-mig29-2", "rs-mig29-3")}
    golds = [gold for gold in gold_claims() if gold.label == "rs-mig29-from-ru" and gold.article in copies]
    query, found = filled(register, copies.values()), find_claims(golds, copies)
    states = [query.show(key) for key in found.keys.values()]
    assert [(state.id, state.sources) for state in states] == [(states[0].id, 1)] * len(copies)
    assert states[0].outlets == ("Sputnik", "РИА Новости", "ТАСС")


def filled(register: Register, records: Iterable[Record]) -> Query:
    for record in records:
        register.add(record, "1.0")
    register.refresh()
    return Query(register)


def _figures(joined: dict[GoldClaim, str]) -> BCubed:
    return bcubed(joined, {gold: gold.label for gold in joined})


def _unofficial(joined: dict[GoldClaim, str]) -> dict[GoldClaim, str]:
    return {gold: record for gold, record in joined.items() if gold.type != "position"}


def _table(joined: dict[GoldClaim, str], found: Found) -> str:
    """The figures of all types together and of each."""
    asked = len(found.keys) + len(found.missed)
    parts = {"all": joined, "no positions": _unofficial(joined)}
    for kind in sorted({gold.type for gold in joined}):
        parts[kind] = {gold: record for gold, record in joined.items() if gold.type == kind}
    rows = [f"  {name:<12} {len(part):>4} {'  '.join(f'{each:.3f}' for each in _figures(part))}"
            for name, part in parts.items()]  # fmt: skip
    return "\n".join([f"{FOLDER.name}: {found.share:.1%} of {asked} claims found; B-cubed P, R, F1:", *rows])


def _faults(joined: dict[GoldClaim, str], found: Found) -> str:
    """What was joined wrongly, what was not joined, what was not found."""
    labels, parts = defaultdict(set), defaultdict(set)
    for gold, identifier in joined.items():
        labels[identifier].add(gold.label)
        parts[gold.label].add(identifier)
    lines = [f"joined {identifier}: {', '.join(sorted(each))}" for identifier, each in labels.items() if len(each) > 1]
    for label, each in parts.items():
        if len(each) > 1:
            lines += [f"parted {label}: {joined[gold]} {gold.article}: {gold.evidence[0]}"
                      for gold in joined if gold.label == label]  # fmt: skip
    return "\n".join([*lines, *(f"missed {gold.label}: {gold.article}: {gold.evidence[0]}" for gold in found.missed)])
