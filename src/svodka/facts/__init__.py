"""Reading to facts: one room per fact type of docs/schema.md; `base` and `said` serve them all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from svodka.facts.agreement.reader import read_agreements
from svodka.facts.base.draft import Draft, all_values
from svodka.facts.base.merge import merge
from svodka.facts.base.timing import led_by_date
from svodka.facts.deployment.reader import read_deployments
from svodka.facts.exercise.reader import read_exercises
from svodka.facts.facility.reader import read_facilities
from svodka.facts.formation.reader import read_formations
from svodka.facts.meeting.reader import read_meetings
from svodka.facts.position import read_positions
from svodka.facts.production.reader import read_production
from svodka.facts.said.attribution import Attribution
from svodka.facts.said.refutation import refutations
from svodka.facts.said.speech import find_speeches
from svodka.facts.service.reader import read_services
from svodka.facts.statement import read_statements, spoken_quotations
from svodka.facts.transfer.reader import read_transfers
from svodka.mentions import Reading
from svodka.model import Fact, Said

__all__ = ["read_facts"]

READERS: tuple[Callable[[Reading], Iterator[Draft]], ...] = (
    read_agreements,
    read_transfers,
    read_services,
    read_production,
    read_positions,
    read_meetings,
    read_exercises,
    read_facilities,
    read_deployments,
    read_formations,
)
"""One reader per fact type; statements are read apart, because they need the acts of speech."""


def read_facts(reading: Reading) -> tuple[Fact, ...]:
    """All facts of an article, in order of the text."""
    speeches = find_speeches(reading)
    spoken = spoken_quotations(reading, speeches)
    attribution = Attribution(reading, speeches, spoken)
    drafts = [*read_statements(reading, spoken), *(draft for reader in READERS for draft in reader(reading))]
    drafts = [_dated(reading, draft) for draft in drafts]
    vouched = [d if d.said is not None else replace(d, said=attribution.said(d.sentence, d.trigger)) for d in drafts]
    vouched.extend(refutations(reading, vouched, speeches))
    return tuple(_finish(reading, draft) for draft in merge(vouched, _title_sentences(reading)))


_EVENTS = frozenset({"agreement", "meeting", "exercise", "deployment", "transfer", "formation"})


def _dated(reading: Reading, draft: Draft) -> Draft:
    """The draft with the date that heads its paragraph, where it has no time of its own."""
    if draft.time or draft.type not in _EVENTS:
        return draft
    return replace(draft, time=led_by_date(reading, draft.sentence))


def _title_sentences(reading: Reading) -> frozenset[int]:
    """The sentences of the title and what stands under it: the body tells the same with its source."""
    headed = [p.kind in ("title", "subtitle") for p in reading.analysis.article.paragraphs]
    return frozenset(s.index for s in reading.analysis.sentences if headed[s.paragraph])


def _finish(reading: Reading, draft: Draft) -> Fact:
    return Fact(
        id=_identifier(reading, draft),
        type=draft.type,
        stage=draft.stage,
        modality=draft.modality,
        slots={slot: values for slot, values in draft.slots.items() if values},
        time=draft.time,
        said=draft.said or Said(),
        evidence=(draft.evidence,),
        confidence=draft.confidence,
        rule=draft.rule,
        trail=draft.trail,
    )


def _identifier(reading: Reading, draft: Draft) -> str:
    """Sixteen hex digits that depend on the article, the kind of fact and the words it was read from."""
    spans = sorted((v.start, v.end, v.value) for v in all_values(draft.slots))
    key = (reading.analysis.article.id, draft.type, draft.stage, draft.modality, draft.evidence.start, spans)
    return hashlib.sha256(repr(key).encode()).hexdigest()[:16]
