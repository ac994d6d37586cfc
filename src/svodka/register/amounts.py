"""How many were ordered and have come, when the contract was signed and when the batches came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from svodka.knowledge.units import formation_units
from svodka.register.dates import year_of
from svodka.register.outlines import number_of
from svodka.register.preference import Contradiction, Option, weighed
from svodka.register.records import anchor
from svodka.register.stages import is_delivered, is_ordered
from svodka.register.views import Told


def ordered_in_all(told: Sequence[Told]) -> Option | None:
    """What was ordered in all; where no order is told, what was planned."""
    ordered = [one for one in told if is_ordered(one.claim.stage) and not one.claim.of("part")]
    planned = [one for one in told if not is_delivered(one.claim.stage) and not one.claim.of("part")]
    found = quantities_weighed(_meant(ordered)) or quantities_weighed(_meant(planned))
    return found[0] if found else None


def delivered_so_far(told: Sequence[Told]) -> Option | None:
    """The batches together, or the largest number told as a whole: later reports count from the start."""
    parts: defaultdict[str, list[Told]] = defaultdict(list)
    for one in _delivered(told):
        parts[one.claim.first("part") or ""].append(one)
    whole = quantities_weighed(parts.pop("", []))
    batches = [quantities_weighed(some)[0] for some in parts.values()]
    best = max(whole, key=lambda option: (number_of(option.value), option.score), default=None)
    together = _sum(batches)
    if together is None or (best and number_of(best.value) >= number_of(together.value)):
        return best
    return together


def contract_signed(told: Sequence[Told]) -> tuple[Option, ...]:
    """When the contract was signed, as the claims say; where none does, when it was first told of as news.

    A year is left out where a claim tells the day or the month in it.
    """
    said = [(value.value, one) for one in _meant(told) for value in one.claim.of("contract_time")]
    signed = [one for one in _meant(told) if one.claim.stage == "ordered" and not one.claim.of("contract_time")]
    said += [(value.value, one) for one in signed for value in one.claim.of("time")]
    if said:
        exact = {value for value, _ in said if len(value) > 4}
        years = {year_of(value) for value in exact}
        return weighed((value, one) for value, one in said if value in exact or year_of(value) not in years)
    news = [one for one in signed if one.claim.modality == "asserted" and one.told_on]
    first = min(news, key=anchor, default=None)
    return weighed([(first.told_on, first)], "the day of the news") if first else ()


def deliveries(told: Sequence[Told]) -> tuple[Option, ...]:
    """When something came, in order of time: the claim's own time, else the day of the news that more had come."""
    days: list[tuple[str, Told]] = []
    most, parts = 0, set[str]()
    for one in sorted((one for one in _meant(told) if is_delivered(one.claim.stage)), key=anchor):
        count, part = number_of(one.claim.first("quantity") or ""), one.claim.first("part") or ""
        news = part not in parts if part else count > most or not (count or days)
        if time := one.claim.first("time") or (one.told_on if news else None):
            days.append((time, one))
        most = max(most, count)
        parts.add(part)
    exact = {day for day, _ in days}
    found = weighed((day, one) for day, one in days if not any(_is_within(other, day) for other in exact))
    return tuple(sorted(found, key=lambda option: option.value))


def _is_within(exact: str, vague: str) -> bool:
    return exact != vague and exact.startswith(vague)


def quantity_contradictions(told: Sequence[Told]) -> Iterator[Contradiction]:
    """Two numbers of one order, or of one delivery on one day, by different articles.

    Batches and reports of different days do not contradict each other; nor do two numbers in one article, the smaller
    of which is a batch; nor regiments and launchers.
    """
    ordered = [one for one in _meant(told) if is_ordered(one.claim.stage) and one.claim.of("quantity")]
    for about, some in (("ordered quantity", ordered), ("delivered quantity", list(_delivered(told)))):
        groups: defaultdict[tuple[str, str, str], list[Told]] = defaultdict(list)
        for one in _without_batches(some) if about.startswith("delivered") else some:
            when = (one.claim.first("time") or one.told_on) if about.startswith("delivered") else ""
            groups[one.claim.first("part") or "", when, _kind(one.claim.first("quantity") or "")].append(one)
        for (part, when, _), group in sorted(groups.items(), key=lambda pair: pair[0]):
            options = quantities_weighed(group)
            if len(options) > 1:
                yield Contradiction(about=" ".join(filter(None, (about, part, when))), options=options)


def quantities_weighed(told: Iterable[Told]) -> tuple[Option, ...]:
    """The quantities with what speaks for them; '12 самолёт' and '12 машина' are one."""
    return weighed(((value.value, one) for one in told for value in one.claim.of("quantity")), same=quantity_key)


def quantity_key(quantity: str) -> str:
    """The same for '12 самолёт' and '12 машина'."""
    return f"{quantity.partition(' ')[0]} {_kind(quantity)}" if quantity else ""


def _meant(told: Iterable[Told]) -> Iterator[Told]:
    return (one for one in told if one.claim.modality != "denied")


def _delivered(told: Iterable[Told]) -> Iterator[Told]:
    return (one for one in _meant(told) if is_delivered(one.claim.stage) and one.claim.of("quantity"))


def _without_batches(told: Sequence[Told]) -> list[Told]:
    largest: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in told:
        place = (one.source.article, one.claim.first("part") or "")
        largest[place] = max(largest[place], number_of(one.claim.first("quantity") or ""))
    return [one for one in told if number_of(one.claim.first("quantity") or "")
            >= largest[one.source.article, one.claim.first("part") or ""]]  # fmt: skip


def _sum(batches: Sequence[Option]) -> Option | None:
    kinds = {_kind(option.value) for option in batches}
    if not batches or (len(batches) > 1 and len(kinds) != 1):
        return None
    total = sum(number_of(option.value) for option in batches)
    return Option(
        value=f"{total} {batches[0].value.partition(' ')[2]}", score=min(option.score for option in batches),
        claims=tuple(sorted({claim for option in batches for claim in option.claims})),
        why=(f"{len(batches)} batches together",) if len(batches) > 1 else batches[0].why,
    )  # fmt: skip


def _kind(quantity: str) -> str:
    """The unit, where it holds several things ('дивизион'); 'piece' where it is the thing itself."""
    unit = quantity.partition(" ")[2]
    return unit if unit in formation_units() else "piece"
