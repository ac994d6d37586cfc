"""English names for the codes of a record."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def country_name(code: str) -> str:
    """The country's English name for an ISO 3166-1 alpha-2 code; any other text comes back as it is."""
    return _names().get(code, code)


@cache
def _names() -> Mapping[str, str]:
    text = files("svodka.exports").joinpath("country_names.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {row[0]: row[1] for row in rows}
