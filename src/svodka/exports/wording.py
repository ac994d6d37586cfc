"""A fact in plain English words; names and designations stay as the record has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from svodka.exports.characters import visible
from svodka.knowledge.english import english_country
from svodka.model import Fact, FactType, Said, Value

TITLES: Mapping[FactType, str] = {
    "transfer": "Transfers", "service": "Services", "deployment": "Deployments", "agreement": "Agreements",
    "exercise": "Exercises", "facility": "Facilities", "formation": "Formations", "meeting": "Meetings",
    "production": "Production", "position": "Positions", "statement": "Statements",
}  # fmt: skip
"""The fact types in the order of a report, with their headings."""



@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A fact in words: what it is about, how it stands ('considered (conditional)'), and what else is known."""

    what: str
    status: str
    details: tuple[str, ...]


def word(fact: Fact) -> Wording:
    """The words for a fact. Characters that a terminal or page would obey are shown instead."""
    stage = (fact.stage or "").replace("_", " ")
    modality = fact.modality if fact.modality != "asserted" else ""
    status = f"{stage} ({modality})" if stage and modality else stage or modality
    details = [*_times(fact), *_said(fact.said, statement=fact.type == "statement")]
    return Wording(
        what=visible(_WORDERS[fact.type](fact)), status=status, details=tuple(visible(detail) for detail in details)
    )


def _times(fact: Fact) -> list[str]:
    contract = _join(fact, "contract_time")
    time = ", ".join(value.value for value in fact.time)
    return [text for text in (time, f"contract {contract}" if contract else "") if text]


def _said(said: Said, *, statement: bool) -> list[str]:
    by = "" if statement else " and ".join(_name(value) for value in said.by)
    speaker = f"said by {by}" if by else "said" if said.on else ""
    told = " ".join(piece for piece in (speaker, f"on {said.on}" if said.on else "") if piece)
    via = ", ".join(_name(value) for value in said.via)
    return [text for text in (told, f"via {via}" if via else "") if text]


def _name(value: Value) -> str:
    return english_country(value.value)


def _join(fact: Fact, slot: str, by: str = ", ") -> str:
    return by.join(_name(value) for value in fact.slots.get(slot, ()))


def _with(text: str, *additions: tuple[str, str]) -> str:
    """The text with every addition that has a value: `('in {}', place)`."""
    return "".join([text, *(form.format(value) for form, value in additions if value)]).strip(" ,:")


def _way(fact: Fact, giver: str, taker: str) -> str:
    """'Russia → Belarus: ', or as much of it as is known."""
    source, target = _join(fact, giver, " + "), _join(fact, taker, " + ")
    if source and target:
        return f"{source} → {target}: "
    return f"from {source}: " if source else f"to {target}: " if target else ""


def _counted(fact: Fact, slot: str) -> str:
    thing, quantity = _join(fact, slot), _join(fact, "quantity")
    return f"{thing} ({quantity})" if thing and quantity else thing or quantity


def _transfer(fact: Fact) -> str:
    text = _way(fact, "supplier", "recipient") + _counted(fact, "item")
    return _with(text, (", {}", _join(fact, "part")), (", price {}", _join(fact, "price")))


def _service(fact: Fact) -> str:
    kind, item = _join(fact, "kind").replace("_", " "), _join(fact, "item")
    text = f"{kind} of {item}" if kind and item else kind or item
    return _with(_way(fact, "provider", "customer") + text, (", in {}", _join(fact, "place")))


def _deployment(fact: Fact) -> str:
    text = _way(fact, "sender", "host") + _counted(fact, "what")
    return _with(text, (", in {}", _join(fact, "place")), (", for {}", _join(fact, "purpose")))


def _agreement(fact: Fact) -> str:
    form = _join(fact, "form") or "agreement"
    text = f"{parties}: {form}" if (parties := _join(fact, "parties", " + ")) else form
    return _with(
        text, (" on {}", _join(fact, "subject")), (", signed by {}", _join(fact, "signatories")),
        (", in {}", _join(fact, "place")),
    )  # fmt: skip


def _exercise(fact: Fact) -> str:
    text = _with(_join(fact, "name") or "exercise", (": {}", _join(fact, "participants", " + ")))
    return _with(text, (", forces {}", _counted(fact, "forces")), (", in {}", _join(fact, "place")))


def _facility(fact: Fact) -> str:
    kind, name = _join(fact, "kind").replace("_", " "), _join(fact, "name")
    text = f"{name} ({kind})" if name and kind else name or kind or "facility"
    return _with(
        text, (" of {}", _join(fact, "owner", " + ")), (" in {}", _join(fact, "host")), (", {}", _join(fact, "place")),
        (", part of {}", _join(fact, "part_of")),
    )  # fmt: skip


def _formation(fact: Fact) -> str:
    kind, name = _join(fact, "kind").replace("_", " "), _join(fact, "name")
    return _with(
        name or kind or "formation", (" of {}", _join(fact, "members", " + ")), (", with {}", _join(fact, "components"))
    )


def _meeting(fact: Fact) -> str:
    who, form = _join(fact, "participants"), _join(fact, "form") or "meeting"
    return _with(
        f"{who}: {form}" if who else form, (" in {}", _join(fact, "place")), (" about {}", _join(fact, "topics"))
    )


def _position(fact: Fact) -> str:
    return _with(
        _join(fact, "person"), (": {}", _join(fact, "office")), (", {}", _join(fact, "organisation")),
        (", {}", _join(fact, "country")),
    )  # fmt: skip


def _production(fact: Fact) -> str:
    return _with(_join(fact, "item"), (" made by {}", _join(fact, "maker")), (" ({})", _join(fact, "holding")))


def _statement(fact: Fact) -> str:
    speaker, quote = _join(fact, "speaker"), _join(fact, "quote", " … ")
    return _with(speaker, (" to {}", _join(fact, "audience")), (": “{}”" if speaker else "“{}”", quote))


_WORDERS: Mapping[FactType, Callable[[Fact], str]] = {
    "transfer": _transfer, "service": _service, "deployment": _deployment, "agreement": _agreement,
    "exercise": _exercise, "facility": _facility, "formation": _formation, "meeting": _meeting,
    "production": _production, "position": _position, "statement": _statement,
}  # fmt: skip
