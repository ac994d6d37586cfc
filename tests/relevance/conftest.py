"""The filter takes a second to build, so the tests share one."""

from __future__ import annotations

import pytest

from svodka.relevance import Relevance


@pytest.fixture(scope="session")
def relevance() -> Relevance:
    """The filter over the knowledge files."""
    return Relevance.load()
