"""A record or an entity for people to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from svodka.cli.output import prepare_stdout

if TYPE_CHECKING:
    from svodka.query import (
        EntityState,
        Evidence,
        NamedIn,
        NameUsed,
        OfficeHeld,
        OpenName,
        Option,
        RecordState,
        Review,
        Step,
    )

_SHOWN = 4
"""Ids of one name that are listed."""


def print_record(state: RecordState) -> None:
    """The record, its history, its contradictions and its claims."""
    prepare_stdout(machine=False)
    for line in _record_lines(state):
        print(line)


def print_entity(entity: EntityState) -> None:
    """The entity, its names, its offices and the names that may be its own."""
    prepare_stdout(machine=False)
    for line in _entity_lines(entity):
        print(line)


def _record_lines(state: RecordState) -> Iterator[str]:
    stage = " ".join(filter(None, (state.stage, "" if state.modality == "asserted" else f"({state.modality})")))
    yield f"{state.id}  {state.type}  {stage}"
    yield state.title
    yield f"{state.since or '?'} to {state.until or '?'}, last told {state.latest or '?'}"
    yield f"{len(state.evidence)} claims from {state.sources} independent sources" + (
        f": {', '.join(state.outlets)}" if state.outlets else ""
    )
    yield from _amounts(state)
    for role, options in state.values.items():
        yield f"  {role}: {' | '.join(option.value for option in options)}"
    yield ""
    yield "History"
    yield from (f"  {_step(step)}" for step in state.history)
    if state.contradictions:
        yield ""
        yield "Contradictions, the preferred value first"
    for contradiction in state.contradictions:
        yield f"  {contradiction.about}"
        yield from (f"    {_option(option)}" for option in contradiction.options)
    if state.reviews:
        yield ""
        yield "Reviews"
        yield from (f"  {review.id}  {review.told}" for review in state.reviews)
    yield ""
    yield "Claims"
    for evidence in state.evidence:
        yield from (f"  {line}" for line in _claim(evidence))


def _amounts(state: RecordState) -> Iterator[str]:
    """'delivered: 8 самолёт of 12 (official, in their own words)'."""
    if state.contracted:
        yield f"contract: {_preferred(state.contracted[0])}"
    if state.ordered:
        yield f"ordered: {_preferred(state.ordered)}"
    if state.delivered:
        of = f" of {state.ordered.value.partition(' ')[0]}" if state.ordered else ""
        yield f"delivered: {state.delivered.value}{of} ({', '.join(state.delivered.why)})"
    if state.deliveries:
        yield f"deliveries: {', '.join(option.value for option in state.deliveries)}"


def _preferred(option: Option) -> str:
    return f"{option.value} ({', '.join(option.why)})"


def _step(step: Step) -> str:
    modality = "" if step.modality == "asserted" else f" ({step.modality})"
    extra = [step.quantity, step.part, f"for {step.time}" if step.time else None]
    late = f"told {step.told_on}, " if step.told_on != step.on else ""
    told = f"{late}{len(step.claims)} claims, {step.sources} sources"
    return "  ".join(filter(None, (step.on or "?" * 10, f"{step.stage or '-'}{modality}", *extra, f"[{told}]")))


def _option(option: Option) -> str:
    return f"{option.value}  {option.score:+.1f}: {', '.join(option.why)}  [{', '.join(option.claims)}]"


def _claim(evidence: Evidence) -> Iterator[str]:
    outlets = ", ".join(sorted({place.outlet for place in evidence.appearances if place.outlet}))
    said = f", said by {', '.join(evidence.said_by)}" if evidence.said_by else ""
    yield f"{evidence.claim}  {evidence.told_on or '?'}  {evidence.stage or '-'}  {outlets}{said}"
    for words in evidence.words:
        yield f"    «{' '.join(words.split())}»"
    if evidence.wire:
        yield f"    retells article {evidence.wire[:12]} of the agency that it names: one source"
    if evidence.why:
        points = ", ".join(f"{reason.feature} {reason.points:g}" for reason in evidence.why)
        yield f"    joined by {points}"
    if evidence.rivals:
        yield f"    fits as well: {', '.join(evidence.rivals)}"


def _entity_lines(entity: EntityState) -> Iterator[str]:
    country = f"  {entity.country}" if entity.country else ""
    yield f"{entity.id}  {entity.type}  {entity.name} ({entity.latin}){country}"
    yield f"named in {entity.articles} articles"
    if entity.aliases:
        yield f"also: {', '.join(entity.aliases)}"
    yield from _headed("Offices, with who says so", (line for office in entity.offices for line in _office(office)))
    yield from _headed("May also be", (line for name in entity.open for line in _open_name(name)))
    yield from _headed("Names", map(_name, entity.names))
    yield from _headed("Reviews", map(_review, entity.reviews))
    yield from _headed("Newest articles", map(_named_in, entity.where))


def _headed(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"  {line}" for line in found))


def _office(office: OfficeHeld) -> Iterator[str]:
    where = ", ".join(filter(None, (office.organisation, office.country)))
    held = f"{office.first or '?'} to {office.last or '?'}"
    times = f"  (for {', '.join(office.times)})" if office.times else ""
    told = f"  [{len(office.claims)} claims]"
    yield f"{held}  {office.office}" + (f", {where}" if where else "") + f"  {office.stage}{times}{told}"
    for claim in office.told:
        said = ", ".join((*claim.said_by, *claim.outlets)) or "?"
        yield f"  {claim.told_on or '?'}  {said}: «{' … '.join(' '.join(words.split()) for words in claim.words)}»"
        yield f"    {claim.claim}"


def _open_name(name: OpenName) -> Iterator[str]:
    yield f"{name.name}  {name.published or '?'}  {', '.join(name.outlets)}  {name.id}"
    yield f"  «{name.words}»"
    for candidate in name.candidates:
        yield f"  {candidate.id}  {candidate.name}" + (f" ({candidate.country})" if candidate.country else "")


def _name(name: NameUsed) -> str:
    more = f" and {len(name.ids) - _SHOWN} more" if len(name.ids) > _SHOWN else ""
    return f"{name.name}  {name.articles} articles  {', '.join(name.ids[:_SHOWN])}{more}"


def _review(review: Review) -> str:
    return f"{review.id}  {review.told}" + ("" if review.active else "  (taken back)")


def _named_in(found: NamedIn) -> str:
    where = "  ".join((found.published or "?", ", ".join(found.outlets) or "?", found.title or found.article[:12]))
    return f"{where}: {found.name}" + (f" ({found.why})" if found.why else "")
