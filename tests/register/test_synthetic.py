"""The synthetic articles that the register is measured with."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from svodka.evaluation.bcubed import bcubed
from svodka.query import Query
from svodka.register import Register
from svodka.register.claims import record_claims


@pytest.fixture
def synthetic(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The generator, which lies with the benchmarks."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import synthetic as module  # type: ignore[import-not-found]

    monkeypatch.delitem(sys.modules, "synthetic")
    assert isinstance(module, ModuleType)
    return module


def test_the_register_finds_the_truth(register: Register, synthetic: ModuleType) -> None:
    right = {}
    for told in synthetic.articles(60):
        assert register.add(told.record, "1.0").new_article
        right |= {claim.key: matter for claim, matter in zip(record_claims(told.record), told.matters, strict=True)}
    register.refresh()
    assert register.check() == []
    assert len(right) == 60 * synthetic.CLAIMS
    query = Query(register)
    assert bcubed({key: query.show(key).id for key in list(right)[::7]}, dict(list(right.items())[::7])).f1 > 0.85


def test_articles_are_the_same_in_every_run(synthetic: ModuleType) -> None:
    assert synthetic.article(77) == synthetic.article(77) != synthetic.article(78)
