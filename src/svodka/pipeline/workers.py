"""Batches of inputs, read here or by worker processes; outcomes always come in the order of the inputs."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache

from svodka.pipeline.files import Outcome, ReadOptions, Source, read_batch
from svodka.pipeline.reader import Reader

BATCH = 16
"""Articles that go through the models together; more gains nothing and holds more memory."""

MANY = 16
"""From here on a second process pays for the seconds that its models take to load."""


def default_jobs(count: int) -> int:
    """How many processes to read `count` inputs with when nobody says."""
    return min(os.cpu_count() or 1, 2) if count >= MANY else 1


def read_files(
    sources: Sequence[Source], options: ReadOptions | None = None, *,
    jobs: int | None = None, reader: Reader | None = None,
) -> Iterator[Outcome]:  # fmt: skip
    """The outcome of every source, in order. `reader` serves when one process reads; others load their own.

    A worker's error has lost its trace on the way here; with `jobs=1` it is whole.
    """
    options = options or ReadOptions()
    processes = min(jobs or default_jobs(len(sources)), max(len(sources), 1))
    batches = list(_batches(sources, processes))
    if processes > 1:
        yield from _read_in_workers(batches, options, processes)
    else:
        load = cache(lambda: reader or Reader.load())
        for batch in batches:
            yield from read_batch(load, batch, options)


def _batches(sources: Sequence[Source], processes: int) -> Iterator[Sequence[Source]]:
    """Batches of at most BATCH, smaller where that keeps every process busy."""
    size = BATCH if processes == 1 else max(1, min(BATCH, len(sources) // (2 * processes)))
    for at in range(0, len(sources), size):
        yield sources[at : at + size]


def _read_in_workers(batches: Sequence[Sequence[Source]], options: ReadOptions, processes: int) -> Iterator[Outcome]:
    """Spawned, not forked: a fork would copy the locks of the parent's threads. Few batches wait at a time."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_worker_reader) as pool:
        waiting: deque[Future[list[Outcome]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_work, batch, options))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


@cache
def _worker_reader() -> Reader:
    """The reader of this process, loaded once."""
    return Reader.load()


def _work(batch: Sequence[Source], options: ReadOptions) -> list[Outcome]:
    return read_batch(_worker_reader, batch, options)
