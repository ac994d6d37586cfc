"""A vague claim of an article completed by the clear ones beside it, for the joining only: the claim itself stays.

'Белорусские истребители прибыли в Сербию' is told of the МиГ-29 that the next sentence names; 'Поставки Су-30СМ
завершены' of the only deal in Су-30СМ that the article knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from svodka.knowledge.equipment import EquipmentClass, catalogue, class_terms
from svodka.register.claims import Claim, ClaimValue
from svodka.register.keys import is_designation, item_family, item_key, party_keys, surname_key

_DEALS = ("transfer", "service")
_SIDES: Mapping[str, tuple[str, str]] = {"transfer": ("supplier", "recipient"), "service": ("provider", "customer")}


def completed(claims: Sequence[Claim], beside: Sequence[Claim]) -> list[Claim]:
    """The claims of one reading in their order, the vague ones as the claims `beside` them make them clear."""
    countries = _countries(beside)
    deals = [claim for claim in beside if claim.type in _DEALS]
    return [_completed(claim, deals, countries) for claim in claims]


def roles_filled(claim: Claim, whole: Claim) -> tuple[str, ...]:
    """The roles in which the completed claim tells what the claim itself does not."""
    roles = dict.fromkeys(value.role for value in whole.values)
    return tuple(role for role in roles if whole.of(role) != claim.of(role))


def _completed(claim: Claim, deals: Sequence[Claim], countries: Mapping[str, str]) -> Claim:
    if claim.type == "meeting":
        return replace(claim, values=tuple(_with_country(value, countries) for value in claim.values))
    if claim.type not in _DEALS or not claim.first("item"):
        return claim
    others = [other for other in deals if other.type == claim.type and other.key != claim.key]
    return _with_parties(_with_designation(claim, others), others)


def _countries(claims: Iterable[Claim]) -> Mapping[str, str]:
    """The country of every person whom a claim of the article gives an office in one country only."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.type == "position":
            holders = (*claim.of("country"), *claim.of("organisation"))
            found[surname_key(claim.first("person") or "")] |= {value.country for value in holders} - {""}
    return {surname: min(codes) for surname, codes in found.items() if len(codes) == 1}


def _with_country(value: ClaimValue, countries: Mapping[str, str]) -> ClaimValue:
    if value.kind != "person" or value.country:
        return value
    return replace(value, country=countries.get(surname_key(value.value), ""))


def _with_designation(claim: Claim, others: Sequence[Claim]) -> Claim:
    """A class of things becomes the one designation of that class that the article tells of between the same sides."""
    if is_designation(claim.first("item") or ""):
        return claim
    fitting = [value for other in others if _same_sides(claim, other) for value in other.of("item")[:1]
               if is_designation(value.value) and _is_one_of(value.value, claim.first("item") or "")]  # fmt: skip
    names = {item_key(value.value) for value in fitting}
    return _with(claim, "item", fitting[:1]) if len(names) == 1 else claim


def _same_sides(claim: Claim, other: Claim) -> bool:
    """The buyer is told of both and the same, the seller is not another one."""
    seller, buyer = _SIDES[claim.type]
    mine, theirs = party_keys(claim.of(buyer)), party_keys(other.of(buyer))
    return not mine.isdisjoint(theirs) and _fits(claim, other, seller)


def _fits(claim: Claim, other: Claim, role: str) -> bool:
    mine, theirs = party_keys(claim.of(role)), party_keys(other.of(role))
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _with_parties(claim: Claim, others: Sequence[Claim]) -> Claim:
    """A deal whose buyer is not told is the article's only one in the same item, if there is one only."""
    seller, buyer = _SIDES[claim.type]
    if claim.of(buyer):
        return claim
    same = [other for other in others if other.of(buyer) and _same_item(claim, other) and _fits(claim, other, seller)]
    if len({party_keys(other.of(buyer)) for other in same}) != 1:
        return claim
    sellers = [other for other in same if other.of(seller)]
    claim = _with(claim, buyer, same[0].of(buyer))
    if claim.of(seller) or len({party_keys(other.of(seller)) for other in sellers}) != 1:
        return claim
    return _with(claim, seller, sellers[0].of(seller))


def _same_item(claim: Claim, other: Claim) -> bool:
    mine, theirs = claim.first("item") or "", other.first("item") or ""
    return item_key(mine) == item_key(theirs)


def _with(claim: Claim, role: str, values: Sequence[ClaimValue]) -> Claim:
    rest = (value for value in claim.values if value.role != role)
    return replace(claim, values=(*rest, *(replace(value, role=role) for value in values)))


def _is_one_of(designation: str, word: str) -> bool:
    """Whether a designation is one of a class: 'Су-30СМ' is an 'истребитель', and a 'самолёт' in a wider sense."""
    kind, wanted = _class_of(designation), _classes().get(word.lower())
    if kind is None or wanted is None:
        return False
    return kind.key == wanted.key or (wanted.generic and kind.unit == wanted.unit)


def _class_of(designation: str) -> EquipmentClass | None:
    by_name, by_family = _designations()
    return by_name.get(item_key(designation)) or by_family.get(item_family(designation))


@cache
def _classes() -> Mapping[str, EquipmentClass]:
    known = catalogue().classes
    return {term.meaning.value.lower(): term.meaning.equipment_class for term in class_terms(known)} | {
        each.value.lower(): each for each in known.values()
    }


@cache
def _designations() -> tuple[Mapping[str, EquipmentClass], Mapping[str, EquipmentClass]]:
    """The class of every designation, and of every family whose designations are of one class."""
    names: dict[str, EquipmentClass] = {}
    families: defaultdict[str, dict[str, EquipmentClass]] = defaultdict(dict)
    for designation in catalogue().designations:
        kind = designation.equipment_class
        for spelling in designation.spellings:
            names[item_key(spelling.value)] = kind
            families[item_family(spelling.value)][kind.key] = kind
    return names, {family: next(iter(kinds.values())) for family, kinds in families.items() if len(kinds) == 1}
