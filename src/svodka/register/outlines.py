"""What the joining needs of a claim, in a few words: stored with the claim, so that it is not read whole each time."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from svodka.register.claims import Claim
from svodka.register.completing import completed, roles_filled
from svodka.register.dates import first_day, last_day, year_of
from svodka.register.features import FRAMES, Mark, block_of
from svodka.register.reviews import Decisions

Marks: TypeAlias = tuple[Mark, ...]

_NEW = r"(?:нов|дополнительн|очередн|втор|треть)\w+ (?:контракт|договор|заказ|закупк|поставк|парти)"
_AGAIN = re.compile(rf"\bещ[её] (?:\d|[а-я]+ )|\b{_NEW}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A claim as the joining sees it. Days are YYYY-MM-DD, '' where unknown."""

    row: int
    key: str
    type: str
    article: int
    told_on: str  # the day on which it was said, else published
    happened: str  # of the claim's own time: the first day of an event, the last of anything else
    day: str  # by which it stands in time: when it happened, if that is not still to come
    marks: Marks  # of the features of its type's frame
    stage: str | None
    modality: str
    count: int  # the number of its quantity, 0 where there is none
    part: bool  # it tells of one batch
    again: bool  # it tells of more of the same: 'еще 12', 'новый контракт'
    contract: int | None  # the year of the contract that it names
    filled: str  # roles that the article tells and not the claim, by commas


def anchor(outline: Outline) -> tuple[str, str]:
    """The order of claims in a record: by day, unknown days last, then by key."""
    return (outline.told_on or "9", outline.key)


def outlined(claims: Sequence[Claim], decisions: Decisions) -> list[dict[str, Any]]:
    """The block of each claim of one reading and its outline, as the table of blocks holds them.

    Vague claims are completed by the clear ones; a claim that a person rejected completes no other.
    """
    whole = completed(claims, [claim for claim in claims if not decisions.rejects(claim.key)])
    return [_row(full, ",".join(roles_filled(claim, full))) for claim, full in zip(claims, whole, strict=True)]


def _row(claim: Claim, filled: str) -> dict[str, Any]:
    marks = [feature.take(claim) for feature in FRAMES[claim.type].features]
    day = first_day if FRAMES[claim.type].events else last_day
    known = [mark if isinstance(mark, str) else sorted(mark) for mark in marks]
    return {
        "key": claim.key, "type": claim.type, "block": block_of(claim), "said": first_day(claim.said_on),
        "happened": day(claim.first("time")), "stage": claim.stage, "modality": claim.modality,
        "marks": json.dumps(known, ensure_ascii=False, separators=(",", ":")), "part": int(bool(claim.of("part"))),
        "again": int(_is_told_again(claim)), "count": number_of(claim.first("quantity") or ""),
        "contract": year_of(claim.first("contract_time")), "filled": filled,
    }  # fmt: skip


def day_of(kind: str, told_on: str, happened: str) -> str:
    """The day by which a claim stands in time: 'в 2012 году' told in 2021 stands by 2012, a plan by when it is told."""
    if FRAMES[kind].events:
        return happened or told_on
    return min(happened, told_on) if happened and told_on else told_on


def _is_told_again(claim: Claim) -> bool:
    return any(_AGAIN.search(value.text) for value in claim.of("evidence"))


@lru_cache(maxsize=100_000)
def read_marks(written: str) -> Marks:
    """The marks of a row; many claims have the same."""
    return tuple(mark if isinstance(mark, str) else frozenset(mark) for mark in json.loads(written))


def number_of(quantity: str) -> int:
    """The number of a quantity: 12 of '12 самолёт'; 0 where there is none."""
    digits = quantity.partition(" ")[0]
    return int(digits) if digits.isdigit() else 0
