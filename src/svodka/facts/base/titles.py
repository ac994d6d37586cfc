"""Which titles the press uses for one another (data/titles.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def title_groups() -> Mapping[str, frozenset[int]]:
    """Title → the numbers of the groups it belongs to."""
    rows = tomllib.loads((files("svodka.facts") / "data" / "titles.toml").read_text("utf-8"))["group"]
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for title in row["titles"]:
            found.setdefault(title, set()).add(number)
    return {title: frozenset(numbers) for title, numbers in found.items()}


def same_title(one: str, other: str) -> bool:
    """Whether two offices may be one: equal, of one group, or the second the first word of the first ('министр')."""
    one, other = one.lower().replace("ё", "е"), other.lower().replace("ё", "е")
    if one == other or one.split()[:1] == [other] or other.split()[:1] == [one]:
        return True
    groups = title_groups()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))
