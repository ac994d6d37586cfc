"""Matters told over years by several outlets: what belongs together stands in one record, and nothing else does."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from svodka.articles import article_id
from svodka.evaluation.bcubed import bcubed
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
    assert [gold for gold in golds if named[gold.article].text.count(gold.evidence) != 1] == []
    assert [gold for gold, count in Counter(golds).items() if count > 1] == []


def test_a_label_is_one_matter_of_one_type() -> None:
    types = defaultdict(set)
    for gold in gold_claims():
        types[gold.label].add(gold.type)
    assert [label for label, found in types.items() if len(found) > 1] == []


def test_claims_that_belong_together_are_joined(
    register: Register, records: dict[str, Record], capsys: pytest.CaptureFixture[str]
) -> None:
    for record in records.values():
        register.add(record, "1.0")
    register.refresh()
    query, found = Query(register), find_claims(gold_claims(), records)
    joined = {gold: query.show(key).id for gold, key in found.keys.items()}
    figures = bcubed(joined, {gold: gold.label for gold in joined})
    with capsys.disabled():
        print(f"\n{FOLDER.name}: {found.share:.1%} of {len(gold_claims())} claims found, B-cubed "
              f"P {figures.precision:.3f} R {figures.recall:.3f} F1 {figures.f1:.3f}")  # fmt: skip
    reached = {"found": found.share, "f1": figures.f1}
    fallen = {name: (reached[name], floor) for name, floor in FLOORS.items() if reached[name] < floor}
    assert fallen == {}, f"(reached, floor): {fallen}\n{_faults(joined, found)}"


def _faults(joined: dict[GoldClaim, str], found: Found) -> str:
    """What was joined wrongly, what was not joined, what was not found."""
    labels, parts = defaultdict(set), defaultdict(set)
    for gold, identifier in joined.items():
        labels[identifier].add(gold.label)
        parts[gold.label].add(identifier)
    lines = [f"joined {identifier}: {', '.join(sorted(each))}" for identifier, each in labels.items() if len(each) > 1]
    for label, each in parts.items():
        if len(each) > 1:
            lines += [f"parted {label}: {joined[gold]} {gold.article}: {gold.evidence}"
                      for gold in joined if gold.label == label]  # fmt: skip
    return "\n".join([*lines, *(f"missed {gold.label}: {gold.article}: {gold.evidence}" for gold in found.missed)])
