"""Many documents in, one outcome each, in their order: a record, or the reason why there is none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from svodka.model import Article, Record, UnreadableInput
from svodka.pipeline.documents import ReadOptions, article_of
from svodka.pipeline.pool import Died, Here, Pool, Workers, cause, default_jobs
from svodka.pipeline.reader import Reader
from svodka.pipeline.tasks import BATCH, Reads, Told, read_together
from svodka.sources.document import Found, Refused

WAITING = 8
"""Batches on their way at a time."""

Batch: TypeAlias = tuple[Found, ...]
Outcomes: TypeAlias = tuple["Outcome", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one document: its record, or the error that stood in the way."""

    name: str
    record: Record | None = None
    error: Exception | None = None


def read_documents(
    found: Iterable[Found], options: ReadOptions | None = None, *, jobs: int | None = None, reader: Reads | None = None
) -> Iterator[Outcome]:
    """The outcome of every document, in order. `reader` serves when one process reads; others load their own.

    A worker's error has lost its trace on the way here; with `jobs=1` it is whole.
    """
    options, rest = options or ReadOptions(), iter(found)
    first = tuple(islice(rest, BATCH))
    processes = jobs or default_jobs(len(first))
    size = max(1, min(BATCH, len(first) // (2 * processes))) if processes > 1 and len(first) < BATCH else BATCH
    here, there = (_Work(options=options, given=given) for given in (reader, None))
    pool: Pool[Batch, Outcomes] = Here(here.do) if processes == 1 else Workers(processes, there.begin)
    try:
        yield from _in_order(pool, _batches(first, rest, size))
    finally:
        pool.close()


@dataclass(frozen=True, kw_only=True)
class _Work:
    options: ReadOptions
    given: Reads | None

    @cached_property
    def reader(self) -> Reads:
        return self.given or Reader.load()

    def begin(self) -> Callable[[Batch], Outcomes]:
        return self.do

    def do(self, batch: Batch) -> Outcomes:
        """The models are loaded only when there is something to read: bad input is told at once."""
        drafts = [_draft(found, self.options) for found in batch]
        articles = [draft for draft in drafts if isinstance(draft, Article)]
        read = read_together(self.reader, articles) if articles else iter(())
        return tuple(_outcome(found, draft, read) for found, draft in zip(batch, drafts, strict=True))


def _draft(found: Found, options: ReadOptions) -> Article | Exception:
    if isinstance(found, Refused):
        return UnreadableInput(found.reason)
    try:
        return article_of(found, options)
    except Exception as error:  # one bad input must not cost the others
        return error


def _outcome(found: Found, draft: Article | Exception, read: Iterator[Told]) -> Outcome:
    if isinstance(draft, Exception):
        return Outcome(name=found.name, error=draft)
    told = next(read)
    return Outcome(name=found.name, record=told.record, error=told.error)


def _batches(first: Batch, rest: Iterator[Found], size: int) -> Iterator[Batch]:
    """The first documents in batches that keep every process busy, the others in whole ones."""
    yield from (first[at : at + size] for at in range(0, len(first), size))
    while batch := tuple(islice(rest, BATCH)):
        yield batch


def _in_order(pool: Pool[Batch, Outcomes], batches: Iterator[Batch]) -> Iterator[Outcome]:
    """At most WAITING batches are on their way, however slow the first of them is."""
    waiting: deque[Batch] = deque()
    ready: dict[int, Outcomes] = {}
    more = True
    while more or waiting:
        while more and pool.idle and len(waiting) < WAITING:
            if batch := next(batches, None):
                waiting.append(batch)
                pool.give(batch)
            else:
                more = False
        for batch, outcomes in pool.done(wait=True):
            ready[id(batch)] = outcomes if isinstance(outcomes, tuple) else _mourned(batch, outcomes)
        while waiting and id(waiting[0]) in ready:
            yield from ready.pop(id(waiting.popleft()))


def _mourned(batch: Batch, death: Died) -> Outcomes:
    reason = cause(death)
    return tuple(Outcome(name=found.name, error=UnreadableInput(f"{found.name}: {reason}")) for found in batch)
