"""Names for codes."""

from __future__ import annotations


def country_name(code: str) -> str:
    """The country's name for an ISO 3166-1 alpha-2 code; the code itself when it is none."""
    return code
