"""The line on which documents go from their sources to the register, many at a time and in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TypeAlias

from svodka.pipeline.deciding import Duplicates
from svodka.pipeline.pool import Died, Pool, cause
from svodka.pipeline.preparing import Prepared
from svodka.pipeline.report import Ingested
from svodka.pipeline.stepping import Steps
from svodka.pipeline.storing import Books, Step, error_told
from svodka.pipeline.tasks import BATCH, Prepare, Read, Result, Task, Told
from svodka.register import Register
from svodka.register.intake import held_articles
from svodka.sources.document import Document

Helpers: TypeAlias = Pool[Task, Result]

WINDOW = 512
"""Documents on their way at a time."""

WINDOW_BYTES = 32_000_000
"""Bytes of documents on their way at a time, as they came."""

GROUP = 64
"""Documents without anything to store but marks that share a transaction."""


class Line:
    """Whoever comes first is stored first, whatever is ready first."""

    def __init__(
        self, register: Register, source: Steps, pool: Helpers, books: Books, duplicates: Duplicates, *,
        everything: bool,
    ) -> None:  # fmt: skip
        self._register, self._source, self._pool, self._books = register, source, pool, books
        self._duplicates, self._everything = duplicates, everything
        self._steps: deque[Step] = deque()
        self._undecided: deque[Step] = deque()
        self._to_prepare: deque[tuple[list[Step], bool]] = deque()  # with whether they are to be read in any case
        self._to_read: deque[Step] = deque()
        self._to_read_alone: deque[Step] = deque()
        self._bytes = 0
        self._given: dict[int, list[Step]] = {}  # by the id of the task, which the pool holds

    def run(self, chunk: Sequence[Step]) -> Iterator[Ingested]:
        """Everything, from the first chunk on."""
        more = bool(chunk)
        while more or self._steps:
            self._take_in(chunk)
            self._hand_out()
            chunk = ()
            if more and len(self._steps) < WINDOW and self._bytes < WINDOW_BYTES:
                chunk = self._source.next_chunk()
                more = bool(chunk)
            self._fetch(wait=not chunk and not self._front_is_ready())
            self._hand_out()
            yield from self._store_ready()

    def _take_in(self, chunk: Sequence[Step]) -> None:
        self._steps.extend(chunk)
        self._bytes += sum(step.bytes for step in chunk)
        if fresh := [step for step in chunk if step.outcome is None]:
            self._undecided.extend(fresh)
            self._to_prepare.append((fresh, self._everything))

    def _hand_out(self) -> None:
        """Reading goes before preparing: what is read lets go of what waits behind it."""
        while idle := self._pool.idle:
            if self._to_read_alone:
                self._give_to_read([self._to_read_alone.popleft()])
            elif self._to_read:
                size = min(BATCH, -(-len(self._to_read) // idle))
                self._give_to_read([self._to_read.popleft() for _ in range(size)])
            elif self._to_prepare:
                steps, everything = self._to_prepare.popleft()
                documents = tuple(step.found for step in steps if isinstance(step.found, Document))
                self._give(Prepare(documents=documents, everything=everything), steps)
            else:
                break

    def _give_to_read(self, steps: list[Step]) -> None:
        articles = (step.prepared.article for step in steps if step.prepared)
        self._give(Read(articles=tuple(article for article in articles if article)), steps)

    def _give(self, task: Task, steps: list[Step]) -> None:
        self._given[id(task)] = steps
        self._pool.give(task)

    def _fetch(self, *, wait: bool) -> None:
        for task, result in self._pool.done(wait=wait):
            steps = self._given.pop(id(task))
            if isinstance(result, Died):
                self._mourn(task, steps, result)
            elif isinstance(task, Prepare):
                self._take_prepared(steps, [each for each in result if isinstance(each, Prepared)])
            else:
                self._take_read(steps, [each for each in result if isinstance(each, Told)])
        while self._undecided and self._undecided[0].prepared:
            self._decide(self._undecided.popleft())

    def _mourn(self, task: Task, steps: list[Step], death: Died) -> None:
        """One by one from now on: the one that kills its worker again was it."""
        if len(steps) == 1:
            steps[0].prepared = steps[0].prepared or Prepared(fate="failed")
            steps[0].fail("failed", f"{steps[0].name}: {cause(death)}", again=True)
        elif isinstance(task, Prepare):
            self._to_prepare.extendleft(([step], task.everything) for step in reversed(steps))
        else:
            self._to_read_alone.extend(steps)

    def _take_prepared(self, steps: list[Step], found: Sequence[Prepared]) -> None:
        """What was read once is read again whatever the filter says, so that the newest reader's word counts."""
        held = self._held(each.id for each in found if each.fate == "irrelevant")
        once_read = []
        for step, prepared in zip(steps, found, strict=True):
            if prepared.fate == "irrelevant" and prepared.id in held:
                once_read.append(step)
            elif isinstance(step.found, Document):
                step.prepared, step.found = prepared, replace(step.found, data=b"")  # it may wait for long
        if once_read:
            self._to_prepare.appendleft((once_read, True))

    def _take_read(self, steps: list[Step], found: Sequence[Told]) -> None:
        for step, read in zip(steps, found, strict=True):
            if read.error:
                step.fail("failed", error_told(step, read.error))
            else:
                step.told, step.outcome = read, "new"

    def _decide(self, step: Step) -> None:
        assert step.prepared
        if step.outcome:  # its worker died
            return
        if step.prepared.fate != "relevant":
            step.outcome, step.reason = step.prepared.fate, step.prepared.reason
            return
        step.decision = self._duplicates.decide(step.prepared)
        if step.decision.what == "read":
            self._to_read.append(step)
        else:
            step.outcome = step.decision.what

    def _front_is_ready(self) -> bool:
        return bool(self._steps) and self._steps[0].outcome is not None

    def _store_ready(self) -> Iterator[Ingested]:
        while self._front_is_ready():
            group = [step for _, step in zip(range(GROUP), takewhile(_is_light, self._steps), strict=False)]
            if not group:
                if self._has_lost_its_original(self._steps[0]):
                    continue
                group = [self._steps[0]]
            for step in group:
                self._steps.popleft()
                self._bytes -= step.bytes
            yield from self._books.store(group)
            for step in group:
                self._duplicates.settled(step.article)

    def _has_lost_its_original(self, step: Step) -> bool:
        """What counted on an article that could not be read is decided anew."""
        if not step.decision or not step.decision.leans_on or self._held([step.decision.leans_on]):
            return False
        step.outcome = None
        self._duplicates.settled(step.article)
        self._decide(step)
        return step.outcome is None

    def _held(self, articles: Iterable[str]) -> set[str]:
        wanted = list(articles)
        if not wanted:
            return set()
        with self._register.reading() as connection:
            return held_articles(connection, wanted)


def _is_light(step: Step) -> bool:
    """Whether nothing is to be stored of it but marks."""
    return step.outcome is not None and step.decision is None
