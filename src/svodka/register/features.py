"""What two claims of one type are compared by, and how many points each comparison is worth.

A frame is a fact type's list of features. Points were set by hand on what identifies a thing in the world; a feature
that is unknown on either side says nothing, one that excludes the other ends the comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from svodka.knowledge.transliteration import latin_key
from svodka.register.claims import Claim
from svodka.register.dates import distance, first_day, year_of
from svodka.register.keys import (
    is_designation,
    item_family,
    item_key,
    name_key,
    name_root,
    office_key,
    party_keys,
    stems,
    surname_key,
)

Mark: TypeAlias = str | frozenset[str]
EXCLUDED = -1.0
"""A comparison that says: not the same thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """`take` gives a claim's mark ('' or empty where unknown), `compare` a share of `points`, or EXCLUDED.

    `guard` gives a mark's tokens, so that two marks which both have some and none in common exclude each other: what
    shares none is not even compared.
    """

    name: str
    points: float
    take: Callable[[Claim], Mark]
    compare: Callable[[Mark, Mark], float]
    guard: Callable[[Mark], frozenset[str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How claims of one type are joined. `gap`: days of silence after which it is another thing; `near`: points for
    being told within `window` days of it; `needed`: points that join a claim to a record.

    `told_by`: what tells things of one type apart, mostly in so many words only once: 'документ' without a subject
    gains `here` points in the article, and for the year, of an agreement. `events`: things of one moment, so that the
    claim's own time, not the day of telling, measures the gap. `orders`: what was delivered whole is followed by
    another thing when it is ordered again.
    """

    features: tuple[Feature, ...]
    block: Callable[[Claim], str]
    needed: float
    near: float = 1.0
    window: int = 60
    gap: int = 3650
    told_by: str = ""
    here: float = 1.0
    events: bool = False
    orders: bool = False


def same(one: Mark, other: Mark) -> float:
    """Equal, or excluded."""
    return 1.0 if one == other else EXCLUDED


def alike(one: Mark, other: Mark) -> float:
    """Equal, or nothing gained."""
    return 1.0 if one == other else 0.0


def shared(one: Mark, other: Mark) -> float:
    """A common member, or excluded; names without a known country exclude no country."""
    if set(one) & set(other):
        return 1.0
    bare = all(key.startswith("=") for key in one) or all(key.startswith("=") for key in other)
    both = all(key.startswith("=") for key in (*one, *other))
    return EXCLUDED if both or not bare else 0.0


def overlapping(one: Mark, other: Mark) -> float:
    """The share of common members in the smaller set."""
    return len(set(one) & set(other)) / min(len(one), len(other))


def same_set(one: Mark, other: Mark) -> float:
    """Equal sets whole, one inside the other half, disjoint ones excluded."""
    if one == other:
        return 1.0
    common = set(one) & set(other)
    return 0.5 if common in (set(one), set(other)) and common else (0.0 if common else EXCLUDED)


def same_people(one: Mark, other: Mark) -> float:
    """Who met, by the persons where both tell them, else by the countries; `same_set` of these."""
    mine, theirs = people_and_countries(one), people_and_countries(other)
    by_country = same_set(mine[1], theirs[1]) if mine[1] and theirs[1] else 0.0
    if by_country == EXCLUDED or not (mine[0] and theirs[0]):
        return by_country
    return same_set(mine[0], theirs[0])


def people_and_countries(mark: Mark) -> tuple[frozenset[str], frozenset[str]]:
    """The persons and the countries of a mark of participants."""
    people = frozenset(key for key in mark if key.startswith("p:"))
    return people, frozenset(mark) - people


def same_item(one: Mark, other: Mark) -> float:
    """'family|version' equal whole; a bare family ('Су-30') half of its versions; other versions excluded."""
    if one == other:
        return 1.0
    (family, _, version), (other_family, _, other_version) = str(one).partition("|"), str(other).partition("|")
    return 0.5 if family == other_family and not (version and other_version) else EXCLUDED


def same_person(one: Mark, other: Mark) -> float:
    """Full names equal whole, a bare surname half, two given names exclude."""
    mine, theirs = str(one).split(), str(other).split()
    if mine[-1] != theirs[-1]:
        return EXCLUDED
    if len(mine) == 1 or len(theirs) == 1:
        return 0.6
    short = min(len(mine[0]), len(theirs[0])) == 1
    return 1.0 if mine[0] == theirs[0] or (short and mine[0][0] == theirs[0][0]) else EXCLUDED


def near_years(one: Mark, other: Mark) -> float:
    """The same year whole, neighbours nothing, others excluded."""
    apart = abs(int(str(one)) - int(str(other)))
    return 1.0 if not apart else 0.0 if apart == 1 else EXCLUDED


def near_days(one: Mark, other: Mark) -> float:
    """One day apart whole, up to three a third, more excluded."""
    apart = distance(str(one), str(other))
    return 1.0 if apart <= 1 else 0.3 if apart <= 3 else EXCLUDED


def near_text(one: Mark, other: Mark) -> float:
    """From a tenth of common stems on, the share of them in the smaller text."""
    share = overlapping(one, other)
    return share if share >= 0.1 else 0.0


def same_quote(one: Mark, other: Mark) -> float:
    """A quotation or a part of it; anything else is another statement."""
    return 1.0 if overlapping(one, other) >= 0.7 else EXCLUDED


def whole(mark: Mark) -> frozenset[str]:
    """The mark as its only token: a guard for `same`."""
    return frozenset({mark}) if isinstance(mark, str) else mark


def members(mark: Mark) -> frozenset[str]:
    """The members of a set: a guard for `same_set` and `same_quote`."""
    return frozenset(mark)


def known_countries(mark: Mark) -> frozenset[str]:
    """The members of a set of parties, none where no country is known: a guard for `shared`."""
    return frozenset() if all(key.startswith("=") for key in mark) else frozenset(mark)


def countries_met(mark: Mark) -> frozenset[str]:
    """The countries of those who met: a guard for `same_people`."""
    return people_and_countries(mark)[1]


def text_of(role: str) -> Callable[[Claim], Mark]:
    """The key of a role's first value."""
    return lambda claim: latin_key(claim.first(role) or "")


def values_of(role: str) -> Callable[[Claim], Mark]:
    """The keys of all values of a role."""
    return lambda claim: frozenset(name_key(value) for value in claim.of(role))


def parties_of(*roles: str) -> Callable[[Claim], Mark]:
    """The countries behind the values of the roles, or their names."""
    return lambda claim: party_keys(value for role in roles for value in claim.of(role))


def participants_of(claim: Claim) -> Mark:
    """Who met: persons by surname ('p:'), for one article says 'Патрушев' and another 'Николай Патрушев', and the
    countries of all ('c:'), unless a person's is not known: one article says 'министры России и Индии', another who."""
    values = claim.of("participants")
    people = {f"p:{surname_key(value.value)}" for value in values if value.kind == "person"}
    whole = all(value.country for value in values if value.kind == "person")
    return frozenset(people | ({f"c:{key}" for key in party_keys(values)} if whole else set()))


def stems_of(role: str) -> Callable[[Claim], Mark]:
    """The stems of a role's text."""
    return lambda claim: stems(" ".join(value.value for value in claim.of(role)))


def root_of(role: str) -> Callable[[Claim], Mark]:
    """A name without its year."""
    return lambda claim: name_root(claim.first(role) or "")


def item_of(claim: Claim) -> Mark:
    """'family|version' of the item; a class word is a family of its own."""
    name = claim.first("item") or ""
    if not name or not is_designation(name):
        return item_key(name)
    return f"{item_family(name)}|{item_key(name)[len(item_family(name)):].strip()}".rstrip("|")


def year_in(*roles: str) -> Callable[[Claim], Mark]:
    """The first year that one of the roles tells."""
    def take(claim: Claim) -> Mark:
        years = (year_of(claim.first(role)) for role in roles)
        return str(next((year for year in years if year), ""))

    return take


def exercise_year(claim: Claim) -> Mark:
    """The year of the time, else the one in the name: 'Запад-2021'."""
    name = claim.first("name") or ""
    return year_in("time")(claim) or (name[-4:] if name[-4:].isdigit() else "")


def day_of(claim: Claim) -> Mark:
    """The exact day of the time; '' for anything wider."""
    time = claim.first("time") or ""
    return first_day(time) if len(time) == 10 else ""


def office_of(claim: Claim) -> Mark:
    """The key of an office."""
    return office_key(claim.first("office") or "")


def person_of(role: str) -> Callable[[Claim], Mark]:
    """A person's name."""
    return lambda claim: latin_key(claim.first(role) or "")


def _block(*marks: Callable[[Claim], Mark]) -> Callable[[Claim], str]:
    def block(claim: Claim) -> str:
        found = (mark(claim) for mark in marks)
        return ":".join([claim.type, *(mark if isinstance(mark, str) else "+".join(sorted(mark)) for mark in found)])

    return block


def _family(claim: Claim) -> Mark:
    return str(item_of(claim)).partition("|")[0]


def _surname(role: str) -> Callable[[Claim], Mark]:
    return lambda claim: surname_key(claim.first(role) or "")


def _first_participant(claim: Claim) -> Mark:
    """Two articles may name more or fewer who took part; the first country in the alphabet is mostly in both."""
    known = {value.country for value in claim.of("participants")} - {""}
    return min(known or participants_of(claim), default="")


def _named_or(role: str, *others: str) -> Callable[[Claim], Mark]:
    """The root of the name; a nameless thing is found by its parties."""
    return lambda claim: root_of(role)(claim) or parties_of(*others)(claim)


FRAMES: Mapping[str, Frame] = MappingProxyType({
    "transfer": Frame(needed=5, near=2, gap=2200, orders=True, block=_block(_family), features=(
        Feature(name="item", points=2, take=item_of, compare=same_item),
        Feature(name="recipient", points=3, take=parties_of("recipient"), compare=shared, guard=known_countries),
        Feature(name="supplier", points=2, take=parties_of("supplier"), compare=shared),
        Feature(name="contract year", points=1, take=year_in("contract_time"), compare=alike),
    )),
    "service": Frame(needed=6, gap=2200, told_by="customer", block=_block(_family), features=(
        Feature(name="item", points=2, take=item_of, compare=same_item),
        Feature(name="kind", points=2, take=text_of("kind"), compare=same),
        Feature(name="customer", points=3, take=parties_of("customer"), compare=shared, guard=known_countries),
        Feature(name="provider", points=2, take=parties_of("provider"), compare=shared),
    )),
    "exercise": Frame(needed=4, gap=400, window=300, events=True,
                      block=_block(_named_or("name", "participants")), features=(
        Feature(name="name", points=3, take=root_of("name"), compare=same, guard=whole),
        Feature(name="year", points=2, take=exercise_year, compare=same),
        Feature(name="participants", points=2, take=parties_of("participants"), compare=overlapping),
        Feature(name="place", points=1, take=values_of("place"), compare=overlapping),
    )),
    "meeting": Frame(needed=4, gap=14, window=3, near=2, events=True, block=_block(_first_participant), features=(
        Feature(name="participants", points=2, take=participants_of, compare=same_people, guard=countries_met),
        Feature(name="day", points=2, take=day_of, compare=near_days),
        Feature(name="place", points=1, take=values_of("place"), compare=overlapping),
        Feature(name="form", points=0.5, take=text_of("form"), compare=alike),
    )),
    "agreement": Frame(needed=4, gap=1500, window=90, told_by="subject", events=True,
                       block=_block(parties_of("parties")), features=(
        Feature(name="parties", points=2, take=parties_of("parties"), compare=same_set),
        Feature(name="year", points=1, take=year_in("time"), compare=near_years),
        Feature(name="subject", points=3, take=stems_of("subject"), compare=near_text),
        Feature(name="form", points=0.5, take=text_of("form"), compare=alike),
        Feature(name="signatories", points=1, take=values_of("signatories"), compare=overlapping),
    )),
    "deployment": Frame(needed=5, gap=400, window=90, block=_block(parties_of("host", "sender")), features=(
        Feature(name="sender", points=2, take=parties_of("sender"), compare=shared),
        Feature(name="host", points=2, take=parties_of("host"), compare=shared),
        Feature(name="what", points=1, take=values_of("what"), compare=overlapping),
        Feature(name="purpose", points=1, take=stems_of("purpose"), compare=near_text),
        Feature(name="place", points=1, take=values_of("place"), compare=overlapping),
    )),
    "facility": Frame(needed=4, block=_block(parties_of("host")), features=(
        Feature(name="name", points=4, take=root_of("name"), compare=same, guard=whole),
        Feature(name="kind", points=1, take=text_of("kind"), compare=same),
        Feature(name="place", points=2, take=values_of("place"), compare=shared),
        Feature(name="host", points=2, take=parties_of("host"), compare=shared),
        Feature(name="owner", points=2, take=parties_of("owner"), compare=shared),
    )),
    "formation": Frame(needed=4, block=_block(text_of("kind")), features=(
        Feature(name="name", points=4, take=stems_of("name"), compare=overlapping),
        Feature(name="kind", points=1, take=text_of("kind"), compare=same),
        Feature(name="members", points=2, take=parties_of("members"), compare=same_set),
    )),
    "position": Frame(needed=4, gap=100_000, block=_block(_surname("person")), features=(
        Feature(name="person", points=3, take=person_of("person"), compare=same_person),
        Feature(name="office", points=2, take=office_of, compare=same),
        Feature(name="country", points=1, take=parties_of("country"), compare=shared),
        Feature(name="organisation", points=1, take=values_of("organisation"), compare=overlapping),
    )),
    "production": Frame(needed=4, gap=100_000, block=_block(_family), features=(
        Feature(name="item", points=2, take=item_of, compare=same_item),
        Feature(name="maker", points=3, take=values_of("maker"), compare=overlapping),
    )),
    "statement": Frame(needed=4, gap=30, block=_block(_surname("speaker")), features=(
        Feature(name="speaker", points=1, take=person_of("speaker"), compare=same_person),
        Feature(name="quote", points=4, take=stems_of("quote"), compare=same_quote, guard=members),
    )),
})  # fmt: skip
"""The frame of every fact type."""


def block_of(claim: Claim) -> str:
    """The block of a claim, told from the claim alone: joining never looks beyond it."""
    return FRAMES[claim.type].block(claim)
