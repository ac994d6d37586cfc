"""Gold files: what a perfect reader gets out of an article."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from svodka.model import Fact, UnreadableInput

Flat = Mapping[str, Sequence[str]]
"""A fact as the scorer compares it: slots, stage, time, modality and said_*, each a list of values."""

_SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFact:
    """One fact of a gold file. An optional one costs nothing, missing or found."""

    type: str
    values: Flat
    evidence: str
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article's gold; `published` lists the dates that are right, none when the date is not asked for."""

    name: str
    path: Path
    text: str
    published: tuple[str, ...]
    facts: tuple[GoldFact, ...]


def load_gold(directory: Path) -> list[GoldArticle]:
    """Every NAME.gold.json of the directory with its NAME.txt, by name; UnreadableInput when something is missing."""
    if not directory.is_dir():
        raise UnreadableInput(f"{directory}: there is no such directory")
    found = [_article(path) for path in sorted(directory.glob(f"*{_SUFFIX}"))]
    if not found:
        raise UnreadableInput(f"{directory}: no gold files in it (NAME{_SUFFIX} beside NAME.txt)")
    return found


def flatten(fact: Fact) -> dict[str, list[str]]:
    """A fact that was read, in the shape that gold is compared in; empty slots are left out."""
    flat = {slot: [value.value for value in values] for slot, values in fact.slots.items()}
    flat["stage"] = [fact.stage or ""]
    flat["time"] = [value.value for value in fact.time]
    flat["said_on"] = [fact.said.on or ""]
    flat["said_by"] = [value.value for value in fact.said.by]
    flat["via"] = [value.value for value in fact.said.via]
    flat["modality"] = [fact.modality] if fact.modality != "asserted" else []
    kept = {slot: [value for value in values if value] for slot, values in flat.items()}
    return {slot: values for slot, values in kept.items() if values}


def _article(path: Path) -> GoldArticle:
    name = path.name.removesuffix(_SUFFIX)
    text_path = path.with_name(f"{name}.txt")
    try:
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
        text = text_path.read_text("utf-8")
        facts = tuple(_fact(fact) for fact in gold["facts"])
    except FileNotFoundError:
        raise UnreadableInput(f"{text_path}: the article of this gold file is missing") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableInput(f"{path}: not a gold file: {error}") from error
    published = gold.get("published")
    return GoldArticle(
        name=name, path=text_path, text=text, published=tuple(published.split("|")) if published else (), facts=facts
    )


def _fact(fact: dict[str, Any]) -> GoldFact:
    flat = {slot: [str(value) for value in values] for slot, values in fact.get("slots", {}).items()}
    flat.update({key: [str(fact[key])] for key in ("stage", "time", "said_on") if fact.get(key)})
    flat.update({key: [str(value) for value in fact[key]] for key in ("said_by", "via") if fact.get(key)})
    if fact.get("modality", "asserted") != "asserted":
        flat["modality"] = [str(fact["modality"])]
    return GoldFact(
        type=str(fact["type"]), values=flat, evidence=str(fact.get("evidence", "\0")),
        optional=bool(fact.get("optional")),
    )  # fmt: skip
