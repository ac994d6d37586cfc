"""Worker processes, each with one task at a time, so that one that dies costs only what it had in hand."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")

GRACE = 2.0
"""Seconds that a worker has to end by itself."""

MANY = 16
"""From here on a second process pays for the seconds that its models take to load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Died:
    """In the place of a result: the worker ended in the midst of its task. Negative codes are signals: -9."""

    code: int | None


def cause(death: Died) -> str:
    """What to say of a worker's death."""
    killed = f" by signal {-death.code}" if death.code and death.code < 0 else ""
    return f"the process that read it was ended{killed}, perhaps for lack of memory; try it again alone or with more"


def default_jobs(documents: int) -> int:
    """How many processes to read with when nobody says, by how many documents are known to come."""
    return min(os.cpu_count() or 1, 2) if documents >= MANY else 1


class Pool(Protocol[T, R]):
    """Whoever does tasks."""

    @property
    def idle(self) -> int:
        """How many tasks would be begun at once."""

    @property
    def busy(self) -> int:
        """How many tasks are being done."""

    def give(self, task: T) -> None:
        """Begins a task; somebody must be idle."""

    def done(self, *, wait: bool) -> list[tuple[T, R | Died]]:
        """What was finished since; with `wait` at least one while something is being done."""

    def close(self) -> None:
        """Lets everybody go, done or not."""


class Here(Generic[T, R]):
    """Does every task at once, in this process."""

    def __init__(self, work: Callable[[T], R]) -> None:
        self._work = work
        self._done: list[tuple[T, R | Died]] = []

    @property
    def idle(self) -> int:
        """One task after the other."""
        return 1

    @property
    def busy(self) -> int:
        """What was not fetched yet."""
        return len(self._done)

    def give(self, task: T) -> None:
        """Does it."""
        self._done.append((task, self._work(task)))

    def done(self, *, wait: bool) -> list[tuple[T, R | Died]]:
        """Everything, for nothing takes place in between."""
        found, self._done = self._done, []
        return found

    def close(self) -> None:
        """Nobody is to be let go."""


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: SpawnProcess
    line: Connection
    task: T | None = None


class Workers(Generic[T, R]):
    """So many processes. `make` gives the function that does the tasks, and is called once in each of them.

    Spawned, not forked: a fork would copy the locks of the parent's threads. A worker ends when its parent is gone,
    for then its line is cut. What a task raises is raised here.
    """

    def __init__(self, count: int, make: Callable[[], Callable[[T], R]]) -> None:
        self._make = make
        self._workers = [self._started() for _ in range(count)]

    def _started(self) -> _Worker[T]:
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there, self._make), daemon=True)
        process.start()
        there.close()
        return _Worker(process=process, line=here)

    @property
    def idle(self) -> int:
        """Workers without a task."""
        return sum(worker.task is None for worker in self._workers)

    @property
    def busy(self) -> int:
        """Workers with a task."""
        return len(self._workers) - self.idle

    def give(self, task: T) -> None:
        """Sends it to a worker that waits for one; a worker that died while it waited is replaced."""
        at = next(number for number, worker in enumerate(self._workers) if worker.task is None)
        if not self._workers[at].process.is_alive():
            self._workers[at] = self._started()
        self._workers[at].task = task
        with suppress(BrokenPipeError):  # it died this moment: `done` will tell
            self._workers[at].line.send(task)

    def done(self, *, wait: bool) -> list[tuple[T, R | Died]]:
        """What was finished since; with `wait` at least one while something is being done."""
        lines = [worker.line for worker in self._workers if worker.task is not None]
        ready = set(_wait(lines, None if wait else 0)) if lines else set()
        return [self._fetched(at) for at, worker in enumerate(self._workers) if worker.line in ready]

    def _fetched(self, at: int) -> tuple[T, R | Died]:
        worker = self._workers[at]
        assert worker.task is not None
        task, worker.task = worker.task, None
        try:
            result = worker.line.recv()
        except (EOFError, OSError):
            worker.process.join(GRACE)
            self._workers[at] = self._started()
            return task, Died(code=worker.process.exitcode)
        if isinstance(result, BaseException):
            raise result
        return task, result

    def close(self) -> None:
        """Ends the workers: those that wait end by themselves, those that work are ended."""
        for worker in self._workers:
            worker.line.close()
            if worker.task is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(GRACE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


def _wait(lines: list[Connection], timeout: float | None) -> Iterator[Connection]:
    return (line for line in wait(lines, timeout) if isinstance(line, Connection))


def _serve(line: Connection, make: Callable[[], Callable[[T], R]]) -> None:
    """A worker's life: its tasks one by one, until its line is cut. Ctrl-C is the parent's matter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            work = make()
        except Exception as error:  # models that are missing: told with the first task
            line.recv()
            line.send(error)
            return
        while True:
            line.send(_answer(work, line.recv()))


def _answer(work: Callable[[T], R], task: T) -> R | Exception:
    try:
        return work(task)
    except Exception as error:
        return error
