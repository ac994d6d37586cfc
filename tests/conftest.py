"""What many tests share: the language models take seconds to load, so they load once a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from svodka.language import LanguageModels
    from svodka.pipeline import Reader

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def models() -> LanguageModels:
    """The language models."""
    from svodka.language import LanguageModels

    return LanguageModels()


@pytest.fixture(scope="session")
def reader(models: LanguageModels) -> Reader:
    """The whole way from articles to records."""
    from svodka.pipeline import Reader

    return Reader(models)


@pytest.fixture(scope="session")
def examples() -> Path:
    """The directory of bundled articles with their gold files."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def shared() -> Path | None:
    """The gold sets beside the checkout, where there are any."""
    directory = ROOT.parent / "shared"
    return directory if directory.is_dir() else None
