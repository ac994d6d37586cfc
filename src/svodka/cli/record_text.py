"""A record or an entity for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from svodka.cli.output import prepare_stdout

if TYPE_CHECKING:
    from svodka.query import EntityState, Evidence, Option, RecordState, Step


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
    for name, option in (("ordered", state.ordered), ("delivered", state.delivered)):
        if option:
            yield f"{name}: {option.value} ({', '.join(option.why)})"
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


def _step(step: Step) -> str:
    modality = "" if step.modality == "asserted" else f" ({step.modality})"
    extra = [step.quantity, step.part, f"for {step.time}" if step.time else None]
    told = f"{len(step.claims)} claims, {step.sources} sources"
    return "  ".join(filter(None, (step.told_on or "?" * 10, f"{step.stage or '-'}{modality}", *extra, f"[{told}]")))


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
    for office in entity.offices:
        held = f"{office['first'] or '?'} to {office['last'] or '?'}"
        where = ", ".join(str(office[name]) for name in ("organisation", "country") if office[name])
        yield f"  {held}  {office['office']}" + (f" ({where})" if where else "") + f"  {office['stage']}"
    for name in entity.open:
        yield f"  open: {name.name} in article {name.article[:12]} may also be {', '.join(name.candidates)}"
