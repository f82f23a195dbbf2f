"""What a command is, and the pieces its module needs: a clock, progress, the executor."""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from scoring.errors import Note

if TYPE_CHECKING:
    from scoring.executors import Executor

Result: TypeAlias = dict[str, Any]
Progress: TypeAlias = Callable[[str, int, int], None]


def no_arguments(parser: ArgumentParser) -> None:
    """For commands with the common options only."""
    del parser


def status_of(result: Result | str) -> int:
    """Exit status 3 when the result says that estimation did not converge, else 0."""
    return 3 if isinstance(result, dict) and result.get("converged") is False else 0


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command.

    run returns the result as a dictionary (the frame adds `command`, `engine`, `seconds` and `notes`), or a
    text that is printed as it is. `reads_data`: the options for a table of answers are offered.
    `owns_out`: the command itself writes the file of --out; otherwise the JSON goes there too.
    """

    name: str
    summary: str
    method: str
    source: str
    run: Callable[[Namespace], Result | str]
    add_arguments: Callable[[ArgumentParser], None] = no_arguments
    reads_data: bool = True
    default_missing: str = "pairwise"
    owns_out: bool = False
    exit_status: Callable[[Result | str], int] = status_of


@dataclass
class Clock:
    """Seconds of computation: the time since the start without what was spent outside (reading, imports)."""

    started: float = field(default_factory=time.perf_counter)
    outside_seconds: float = 0.0

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time in this block does not count as computation."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.outside_seconds += time.perf_counter() - begin

    @property
    def seconds(self) -> float:
        """Seconds of computation until now."""
        return time.perf_counter() - self.started - self.outside_seconds


def progress_of(args: Namespace) -> Progress:
    """Reports (what, done, total) on standard error when --progress was given, else does nothing."""
    if not args.progress:
        return lambda what, done, total: None  # noqa: ARG005 -- the signature is the port

    def report(what: str, done: int, total: int) -> None:
        print(f"{what}: {done} of {total}", file=sys.stderr, flush=True)

    return report


def executor_of(args: Namespace) -> "Executor":
    """The executor that the options ask for: --executor, else --threads workers, else this process."""
    from scoring.executors import ReportingExecutor, default_executor, executor_from_path  # slow: imports numpy

    chosen = executor_from_path(args.executor) if args.executor else default_executor(args.threads)
    report = progress_of(args)
    return ReportingExecutor(chosen, lambda done, total: report("chunks", done, total)) if args.progress else chosen


def notes_as_dicts(notes: list[Note] | tuple[Note, ...]) -> list[dict[str, str]]:
    """Notes as JSON holds them."""
    return [note.as_dict() for note in notes]
