"""One order after another of the same thing by the same country: where the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svodka.register.dates import distance
from svodka.register.outlines import Outline
from svodka.register.stages import is_delivered, is_ordered

_BEGINNINGS = frozenset({"considered", "requested", "offered", "negotiated", "ordered"})

_WISHES = _BEGINNINGS - {"ordered"}

LOOKING_BACK = 180
"""Days after the last delivery in which 'заказала' and 'рассматривала' still look back on what was delivered."""

AGAIN = 730
"""Days after any delivery from which on talks are about more, though not all that was ordered has been told to come."""


@dataclass(slots=True)
class _Order:
    begun: int = 0  # the year in which it was first told of, 0 for the first order
    contract: int = 0  # the year in which it was signed, 0 while that is unknown
    ordered: int = 0
    delivered: int = 0
    ordered_on: str = ""  # when it was first told as ordered
    last_on: str = ""  # of a delivery
    done_on: str = ""

    @property
    def is_wish(self) -> bool:
        """Whether it was talked of only."""
        return not (self.ordered_on or self.last_on)

    def take(self, told: Outline) -> None:
        """Counts what was ordered and what has come: batches add up, later reports count from the start."""
        if is_ordered(told.stage):
            self.ordered_on = self.ordered_on or told.day
            self.ordered = self.ordered if told.part else max(self.ordered, told.count)
        if told.stage == "ordered":
            self.contract = self.contract or _signed_in(told)
        if is_delivered(told.stage):
            self.last_on = max(self.last_on, told.day)
            self.delivered = self.delivered + told.count if told.part else max(self.delivered, told.count)
            whole = self.delivered >= self.ordered and not (told.part and not self.ordered)
            if not (told.part or told.count) or whole:
                self.done_on = max(self.done_on, told.day)


def orders(told: Sequence[Outline]) -> list[int]:
    """The number of the order that each claim, given in order of time, belongs to.

    Another order begins when the thing is negotiated or ordered again after all that was ordered had come, when it is
    told of more ('еще 12', 'новые партии'), and with a later contract's year. A claim that names the year of its
    contract belongs to the order of then; an order told as news was signed in the year of the news.
    """
    found = [_Order()]
    numbers = [0] * len(told)
    for at in sorted(range(len(told)), key=lambda at: (told[at].day or "9", _turn(told[at]), at)):
        one = told[at]
        if _begins(one, found[-1]):
            found.append(_Order(begun=int(one.day[:4]), contract=one.contract or 0))
        number = _order_of(one, found)
        numbers[at] = number
        if one.modality == "asserted":
            found[number].take(one)
    return numbers


def _turn(told: Outline) -> int:
    """Of what one day tells, deliveries come first, for they are of what was ordered before; then what begins anew."""
    return 0 if is_delivered(told.stage) else 1 if told.again else 2


def _order_of(told: Outline, found: Sequence[_Order]) -> int:
    """The order of the contract that the claim names, else the last; what had come before is not of a mere wish."""
    last = len(found) - 1
    if told.contract:
        named = [at for at, order in enumerate(found) if order.contract == told.contract]
        return max(named or [at for at, order in enumerate(found) if order.begun <= told.contract])
    if last and is_delivered(told.stage) and found[last].is_wish and _has_come(told, found[last - 1]):
        return last - 1
    return last


def _has_come(told: Outline, order: _Order) -> bool:
    """Whether a delivery is the one that the order ended with: of as many, or told soon after it."""
    if told.count:
        return told.count in (order.ordered, order.delivered)
    return bool(order.last_on and told.day) and distance(told.day, order.last_on) <= LOOKING_BACK


def _signed_in(told: Outline) -> int:
    return told.contract or int((told.happened or told.day or "0")[:4])


def _begins(told: Outline, order: _Order) -> bool:
    if told.stage not in _BEGINNINGS or told.modality != "asserted" or not told.day:
        return False
    if order.contract and told.contract:
        return told.contract > order.contract + 1 and bool(order.ordered_on)
    if order.last_on and _signed_in(told) < int(order.last_on[:4]):
        return False
    since_order = distance(told.day, order.ordered_on) if order.ordered_on else 0
    if told.again and (order.done_on or since_order > LOOKING_BACK):
        return True
    since = distance(told.day, order.last_on) if order.last_on else 0
    return (bool(order.done_on) and since > LOOKING_BACK) or (told.stage in _WISHES and since > AGAIN)
