"""`bench`: how fast the engine is here."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from scoring.bench import machine, run_tasks, standard_bounds, standard_tasks
from scoring.cli.command import Command, Result, progress_of
from scoring.errors import UsageError

PEOPLE_AT_LEAST = 1_000


def add_arguments(parser: ArgumentParser) -> None:
    """How many people and how often."""
    parser.add_argument("--n", type=int, default=100_000, metavar="N", help="people (default 100000)")
    parser.add_argument("--repeats", type=int, default=9, metavar="K", help="runs of each task (default 9)")


def run(args: Namespace) -> Result:
    """Median seconds and rows a second of every task, and what stays bounded as people become many."""
    if args.n < PEOPLE_AT_LEAST or args.repeats < 1:
        raise UsageError(
            "Too few to time.",
            place="--n",
            value=[args.n, args.repeats],
            remedy="--n 1000, --repeats 1 at least.",
        )
    tasks = standard_tasks(args.n, args.seed)
    found = run_tasks(tasks, repeats=args.repeats, progress=progress_of(args))
    return {
        "n": args.n,
        "repeats": args.repeats,
        "machine": machine(),
        "tasks": [asdict(timing) for timing in found],
        "bounds": [asdict(bound) for bound in standard_bounds(args.n, args.seed, repeats=args.repeats)],
    }


COMMAND = Command(
    name="bench",
    summary="Seconds and rows a second of what has to be quick, on this machine.",
    method=(
        "Simulated answers; median processor time of interleaved runs on one thread of linear algebra, without "
        "reading files. Bounds: a calibration from the counts of 10 N rows against N / 10, the memory of a process "
        "that scores 10 N people on 40 items, and of one that reads, counts and calibrates 10 N rows of CSV."
    ),
    source="docs/benchmarks.md.",
    run=run,
    add_arguments=add_arguments,
    reads_data=False,
)
