"""Where chunks of work run: here, in a pool of processes, or wherever the caller's own executor sends them.

An executor maps a function over chunks and gives the results in the order of the chunks, so that adding
them up gives the same bytes for one worker, two, or a cluster. Random numbers belong to the chunk, not
to the worker: `spawn_generators`.
"""

import importlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Protocol, TypeVar, cast

import numpy as np

from scoring.errors import UsageError

Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

MAX_ATTEMPTS = 3
REPORTS = 5
"""Each batch may start a pool of its own, so there are few."""


class Executor(Protocol):
    """Anything that can map a picklable function over chunks and keep their order."""

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> list[Result]:
        """The results, in the order of the chunks."""


class SerialExecutor:
    """Runs every chunk in this process, one after the other."""

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> list[Result]:
        """The results, in the order of the chunks."""
        return [function(chunk) for chunk in chunks]


class ProcessExecutor:
    """Runs chunks in worker processes; chunks of a worker that died are run again in a new pool."""

    def __init__(self, workers: int) -> None:
        if workers < 1:
            raise UsageError(
                "A pool needs at least one worker.", place="workers", value=workers, remedy="Give 1 or more."
            )
        self.workers = workers

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> list[Result]:
        """The results, in the order of the chunks."""
        work = list(chunks)
        done: dict[int, Result] = {}
        for attempt in range(MAX_ATTEMPTS):
            try:
                self._run(function, work, done)
            except BrokenProcessPool:
                if attempt == MAX_ATTEMPTS - 1:
                    raise
            else:
                break
        return [done[index] for index in range(len(work))]

    def _run(self, function: Callable[[Chunk], Result], work: Sequence[Chunk], done: dict[int, Result]) -> None:
        # spawn, not fork: the caller may hold threads or database connections.
        with ProcessPoolExecutor(self.workers, mp_context=get_context("spawn")) as pool:
            waiting: dict[int, Future[Result]] = {
                index: pool.submit(function, chunk) for index, chunk in enumerate(work) if index not in done
            }
            broken: BrokenProcessPool | None = None
            for index, future in waiting.items():
                try:
                    done[index] = future.result()
                except BrokenProcessPool as problem:  # keep what other workers finished
                    broken = problem
            if broken is not None:
                raise broken


class ReportingExecutor:
    """Hands chunks to another executor in batches and says after each how many are done. Results stay the same."""

    def __init__(self, inner: Executor, report: Callable[[int, int], None]) -> None:
        self.inner = inner
        self.report = report

    def map(self, function: Callable[[Chunk], Result], chunks: Iterable[Chunk]) -> list[Result]:
        """The results, in the order of the chunks."""
        work = list(chunks)
        size = max(1, -(-len(work) // REPORTS))
        found: list[Result] = []
        for start in range(0, len(work), size):
            found += self.inner.map(function, work[start : start + size])
            self.report(len(found), len(work))
        return found


def executor_from_path(path: str) -> Executor:
    """The executor that `module:factory` builds, for executors that live outside the engine."""
    module_name, _, factory_name = path.partition(":")
    try:
        factory = getattr(importlib.import_module(module_name), factory_name)
    except (ImportError, AttributeError, ValueError) as problem:
        raise UsageError(
            f"No executor at this path: {problem}.",
            place="--executor",
            value=path,
            remedy="Give module:factory, where factory() returns an object with map(function, chunks).",
        ) from None
    return cast(Executor, factory())


def default_executor(workers: int) -> Executor:
    """A serial executor for one worker, else a process pool."""
    return SerialExecutor() if workers <= 1 else ProcessExecutor(workers)


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)


def spawn_generators(seed: int, count: int) -> list[np.random.Generator]:
    """Independent generators, one for each chunk, the same whoever runs the chunk."""
    return [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(count)]
