"""Runs one command: options, threads, errors, exit status, output."""

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches

from scoring import __version__
from scoring.cli.command import Clock, Command, Result
from scoring.cli.options import parser_for
from scoring.cli.printing import as_json, as_table, strict
from scoring.cli.reading import write_text
from scoring.cli.registry import COMMANDS
from scoring.errors import NotPositiveDefiniteError, ScoringError, UnreadableFileError, UsageError

THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main(argv: Sequence[str]) -> int:
    """Runs the command that `argv` names, prints its result, and gives the exit status.

    0 the result is printed; 1 a check found something (validate); 2 unusable input; 3 no convergence.
    """
    # One thread of linear algebra: results must not depend on the machine's number of cores.
    for variable in THREAD_VARIABLES:
        os.environ.setdefault(variable, "1")
    if not argv or argv[0] in ("-h", "--help"):
        sys.stdout.write(overview())
        return 0 if argv else 2
    if argv[0] == "--version":
        sys.stdout.write(f"{__version__}\n")
        return 0
    try:
        command = command_named(argv[0])
        args = parser_for(command).parse_args(list(argv[1:]))
        return run(command, args)
    except ScoringError as error:
        return refuse(error, pretty="--pretty" in argv)
    except MemoryError:
        remedy = "Use fewer columns or rows, or a machine with more memory."
        return refuse(UnreadableFileError("The data do not fit into memory.", remedy=remedy), pretty="--pretty" in argv)
    except ValueError as error:
        if type(error).__name__ != "LinAlgError":
            raise
        remedy = "Drop items that are sums or copies of others, or collect more rows."
        singular = NotPositiveDefiniteError("A matrix cannot be inverted.", place=argv[0], remedy=remedy)
        return refuse(singular, pretty="--pretty" in argv)


def refuse(error: ScoringError, *, pretty: bool) -> int:
    """Prints an error as the only output, and gives exit status 2."""
    sys.stdout.write(as_json({"error": strict(error.as_dict(), "error")[0]}, pretty=pretty) + "\n")
    return 2


def run(command: Command, args: Namespace) -> int:
    """Runs a command with parsed options and prints what it gives."""
    args.clock = Clock()
    result = command.run(args)
    if isinstance(result, str):
        sys.stdout.write(result)
        return command.exit_status(result)
    complete = completed(command, result, seconds=args.clock.seconds)
    if args.out and not command.owns_out:
        write_text(args.out, as_json(complete, pretty=args.pretty) + "\n")
    sys.stdout.write(as_table(complete) if args.table else as_json(complete, pretty=args.pretty) + "\n")
    return command.exit_status(result)


def completed(command: Command, result: Result, *, seconds: float) -> Result:
    """The result with the keys that every command has, and without NaN or infinity."""
    body, notes = strict({key: value for key, value in result.items() if key != "notes"}, "")
    earlier, _ = strict(list(result.get("notes", [])), "notes")
    frame = {"command": command.name, "engine": __version__, "seconds": seconds}
    return {**frame, **body, "notes": [*earlier, *notes]}


def command_named(name: str) -> Command:
    """The command of this name; its module is imported now."""
    if name not in COMMANDS:
        close = get_close_matches(name, COMMANDS, n=1)
        raise UsageError(
            "There is no such command.",
            place="command line",
            value=name,
            remedy=f"Did you mean {close[0]}?" if close else "python -m scoring --help lists them.",
        )
    command: Command = importlib.import_module(COMMANDS[name]).COMMAND
    return command


def overview() -> str:
    """All commands, one a line. A command whose module cannot be imported does not hide the others."""
    lines = ["python -m scoring COMMAND [options]", ""]
    for name in COMMANDS:
        try:
            summary = command_named(name).summary
        except ImportError as problem:
            summary = f"(not available: {problem})"
        lines.append(f"  {name:18} {summary}")
    return "\n".join([*lines, "", "python -m scoring COMMAND --help explains method and source.", ""])
