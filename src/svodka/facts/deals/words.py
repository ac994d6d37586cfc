"""The words that name supplies and services (data/deals.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from svodka.facts.base.operators import Phase

Frame = Literal["give", "get", "arrive", "deal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealWord:
    """One row of the table; the file's head explains the columns."""

    lemmas: tuple[str, ...]
    frame: Frame
    done: Phase = "done"
    started: Phase = "started"
    phase: Phase | None = None
    needs: Literal["party", "recipient", "name", "thing", ""] = ""
    item: Literal["instrument", "object", ""] = ""


@cache
def transfer_words() -> Mapping[str, DealWord]:
    """Lemma (ё written as е) → its row."""
    text = (files("svodka.facts") / "data" / "deals.toml").read_text("utf-8")
    rows = [DealWord(**{**row, "lemmas": tuple(row["lemmas"])}) for row in tomllib.loads(text)["transfer"]]
    return {lemma: row for row in rows for lemma in row.lemmas}
