"""One order after another of the same thing by the same country: where the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svodka.register.dates import distance, year_of
from svodka.register.stages import is_delivered, is_ordered
from svodka.register.views import Told

_BEGINNINGS = frozenset({"considered", "requested", "offered", "negotiated", "ordered"})

_WISHES = _BEGINNINGS - {"ordered"}

LOOKING_BACK = 180
"""Days after the last delivery in which 'заказала' and 'рассматривала' still look back on what was delivered."""

AGAIN = 730
"""Days after any delivery from which on talks are about more, though not all that was ordered has been told to come."""


@dataclass(slots=True)
class _Order:
    year: int
    ordered: int = 0
    delivered: int = 0
    begun_on: str = ""
    last_on: str = ""  # of a delivery
    done_on: str = ""

    def take(self, told: Told) -> None:
        """Counts what was ordered and what has come: batches add up, later reports count from the start."""
        claim, count = told.claim, number_of(told.claim.first("quantity") or "")
        if is_ordered(claim.stage) and not claim.of("part"):
            self.ordered = max(self.ordered, count)
        if is_delivered(claim.stage):
            self.last_on = max(self.last_on, told.told_on)
            part = bool(claim.of("part"))
            self.delivered = self.delivered + count if part else max(self.delivered, count)
            if not (part or count) or (self.delivered >= self.ordered and not (part and not self.ordered)):
                self.done_on = max(self.done_on, told.told_on)


def orders(told: Sequence[Told]) -> list[int]:
    """The number of the order that each claim, given in order of time, belongs to.

    Another order begins when the thing is negotiated or ordered again after all that was ordered had come; what is told
    as delivered on that day came before it. A claim that names the year of its contract belongs to the order of then.
    """
    found, numbers = [_Order(year=0)], []
    for one in told:
        contract = year_of(one.claim.first("contract_time"))
        if _begins(one, found[-1], contract):
            found.append(_Order(year=int(one.told_on[:4]), begun_on=one.told_on))
        number = len(found) - 1
        if is_delivered(one.claim.stage) and number and found[number].begun_on == one.told_on:
            number -= 1
        if contract:
            number = max(at for at, order in enumerate(found) if order.year <= contract)
        numbers.append(number)
        if one.claim.modality == "asserted":
            found[number].take(one)
    return numbers


def number_of(quantity: str) -> int:
    """The number of a quantity: 12 of '12 самолёт'; 0 where there is none."""
    digits = quantity.partition(" ")[0]
    return int(digits) if digits.isdigit() else 0


def _begins(told: Told, order: _Order, contract: int | None) -> bool:
    stage, day = told.claim.stage, told.told_on
    if stage not in _BEGINNINGS or told.claim.modality != "asserted" or not (day and order.last_on):
        return False
    year = contract or year_of(told.claim.first("time")) or int(day[:4])
    if year < int(order.last_on[:4]):
        return False
    whole = bool(order.done_on) and distance(day, order.last_on) > LOOKING_BACK
    return whole or (stage in _WISHES and distance(day, order.last_on) > AGAIN)
