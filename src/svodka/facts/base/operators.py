"""The table of governors that change the standing of a matter (data/operators.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from svodka.model import FactType, KnowledgeError, Modality

Phase = Literal[
    "considered", "requested", "offered", "negotiated", "planned", "agreed",
    "started", "done", "refused", "suspended", "cancelled",
]  # fmt: skip
Effect = Literal["set", "aspect", "begin", "complete", "sign", "keep", "modality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """One row of the table; the file's head explains the columns."""

    lemmas: tuple[str, ...]
    effect: Effect
    phase: Phase | None = None
    negated: Phase | None = None
    modality: Modality | None = None
    link: tuple[str, ...] = ()
    over: tuple[Phase, ...] = ()
    types: tuple[FactType, ...] = ()
    pending: bool = False


def _operator(row: Mapping[str, object]) -> Operator:
    known = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    operator = Operator(**known)  # type: ignore[arg-type]
    phases = [p for p in (operator.phase, operator.negated, *operator.over) if p is not None]
    if operator.effect not in get_args(Effect) or not set(phases) <= set(get_args(Phase)):
        raise KnowledgeError(f"operators.toml: {operator.lemmas[:1]} has an unknown effect or phase")
    return operator


@cache
def table() -> Mapping[str, tuple[Operator, ...]]:
    """Lemma → its operators, in the order of the file (the first that fits wins)."""
    text = (files("svodka.facts") / "data" / "operators.toml").read_text("utf-8")
    found: dict[str, list[Operator]] = {}
    for row in tomllib.loads(text)["operator"]:
        operator = _operator(row)
        for lemma in operator.lemmas:
            found.setdefault(lemma, []).append(operator)
    return {lemma: tuple(rows) for lemma, rows in found.items()}


def operator_for(lemma: str, link: str, phase: Phase | None, fact_type: FactType) -> Operator | None:
    """The operator of a governor for a lower word that hangs on it by `link` and stands at `phase`."""
    for operator in table().get(lemma.replace("ё", "е"), ()):
        if operator.link and link not in operator.link:
            continue
        if operator.over and phase not in operator.over:
            continue
        if operator.pending and phase is not None:
            continue
        if operator.types and fact_type not in operator.types:
            continue
        return operator
    return None
