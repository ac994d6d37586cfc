"""Sources to steps: which documents are new, and how far each source was gone through."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from svodka.model import UnreadableInput
from svodka.pipeline.documents import ReadOptions, document_id
from svodka.pipeline.preparing import told
from svodka.pipeline.storing import Step
from svodka.register import Register
from svodka.register.intake import Mark, Place, marks_of, place_of
from svodka.sources.document import Document, Found, Refused, Source

CHUNK = 32
"""Documents that are prepared together."""

CHUNK_BYTES = 1_000_000
"""Bytes of documents from which on a chunk is full."""

CHUNK_SECONDS = 1.0
"""Seconds from which on a chunk of a slow source goes its way as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions(ReadOptions):
    """How to go through sources: `everything` is read deeply without the filter; `again`: as if nothing was seen."""

    everything: bool = False
    again: bool = False


class Steps:
    """The documents of all sources, in their order, as steps. What was seen has its outcome already: 'held'."""

    def __init__(
        self, sources: Sequence[Source], register: Register, options: IngestOptions, *,
        reader_version: str, filter_version: str,
    ) -> None:  # fmt: skip
        self._register, self._options = register, options
        self._reader, self._filter = reader_version, filter_version
        self._steps = (step for source in sources for step in self._of_source(source))

    def next_chunk(self) -> list[Step]:
        """The next steps, at most CHUNK; none at the end."""
        chunk: list[Step] = []
        size, start = 0, time.monotonic()
        for step in self._steps:
            chunk.append(step)
            size += step.bytes
            if len(chunk) >= CHUNK or size >= CHUNK_BYTES or time.monotonic() - start >= CHUNK_SECONDS:
                break
        self._mark_seen(chunk)
        return chunk

    def _of_source(self, source: Source) -> Iterator[Step]:
        place = self._place(source)
        whole = Step(name=source.name, source=source.name, after="", place=place, count=0)
        if place and place.documents:
            lies_behind = source.size or 0 if place.finished else 0
            yield replace(whole, outcome="held", count=place.documents, done=lies_behind)
        if place and place.finished:
            return
        after = place.cursor if place else ""
        try:
            for found in source.found(after or None):
                place = place and replace(place, cursor=found.cursor, documents=place.documents + 1)
                yield _step(found, source, after, place)
                after = found.cursor
        except Exception as error:  # one bad source must not cost the others
            yield _unfound(replace(whole, count=1, place=None), error)
            return
        yield replace(whole, outcome="held", place=place and replace(place, finished=True), done=source.size or 0)

    def _place(self, source: Source) -> Place | None:
        if not source.identity:
            return None
        with self._register.reading() as connection:
            place = place_of(connection, source.identity, self._recipe(), source.name)
        return replace(place, cursor="", finished=False, documents=0) if self._options.again else place

    def _recipe(self) -> str:
        told = (self._reader, self._filter, self._options.published, self._options.outlet, self._options.limit)
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    def _mark_seen(self, chunk: Sequence[Step]) -> None:
        for step in chunk:
            if isinstance(step.found, Document):
                step.document = document_id(step.found, self._options)
        if self._options.again:
            return
        with self._register.reading() as connection:
            marks = marks_of(connection, [step.document for step in chunk if step.document])
        for step in chunk:
            if (mark := marks.get(step.document)) and self._counts(mark):
                step.outcome, step.found = "held", None

    def _counts(self, mark: Mark) -> bool:
        """Whether doing it again would come to the same."""
        judged_alike = mark.outcome != "irrelevant" or mark.filter_version == self._filter
        return judged_alike and mark.reader_version == self._reader


def _step(found: Found, source: Source, after: str, place: Place | None) -> Step:
    step = Step(
        name=found.name, source=source.name, after=after, place=place, done=found.done, found=found,
        bytes=len(found.data) if isinstance(found, Document) else 0,
    )  # fmt: skip
    if isinstance(found, Refused):
        step.fail("refused", found.reason, again=found.again)
    return step


def _unfound(step: Step, error: Exception) -> Step:
    known = isinstance(error, UnreadableInput | OSError)
    reason = told(step.name, error) if known else f"{step.name}: unexpected {type(error).__name__}: {error}"
    step.fail("refused", reason, again=True)
    return step
