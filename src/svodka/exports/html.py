"""One self-contained page."""

from __future__ import annotations

from collections.abc import Sequence

from svodka.model import Record


def format_html(records: Sequence[Record]) -> str:
    """The page."""
    raise NotImplementedError
