"""What the tests of the language package share: the models are loaded once."""

import pytest

from svodka.language.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()
