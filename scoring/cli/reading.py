"""Files into typed input. The clock of the command is stopped while a file is read."""

import itertools
import json
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from scoring.cli.command import Progress, progress_of
from scoring.errors import UnreadableFileError

if TYPE_CHECKING:
    from scoring.responses import ResponseTable

LARGEST_FILE = 2**30
"""Bytes of one file. Numbers take eight bytes in memory where a digit and a comma take two on disk."""
LARGEST_LINE = 2**24
"""Characters of one line of a file that may be longer than memory."""
LINES_BETWEEN_REPORTS = 100_000


def load_responses(args: Namespace, *, items: Sequence[str] | None = None) -> "ResponseTable":
    """The keyed answers that the data options describe; `items` replaces --items, for instance by a model's."""
    from scoring.responses import parse_responses  # slow: imports numpy

    with args.clock.paused():
        path = _bounded(args.data)
        try:
            with path.open(newline="", encoding="utf-8-sig") as handle:
                return parse_responses(
                    _reported(args, handle, path),
                    items=args.items if items is None else items,
                    reverse=args.reverse,
                    minimum=args.min,
                    maximum=args.max,
                    group=args.group,
                    source=path.name,
                )
        except UnicodeDecodeError as problem:
            raise _no_text(path, problem) from None


def streamed_responses(args: Namespace, *, items: Sequence[str], group: str | None) -> "Iterator[ResponseTable]":
    """Answers as given, a block of rows at a time: the file may be larger than memory. The clock runs meanwhile."""
    from scoring.responses import stream_responses  # slow: imports numpy

    path = _existing(args.data)
    try:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            lines = _reported(args, _bounded_lines(handle, path), path)
            yield from stream_responses(
                lines, items=items, minimum=args.min, maximum=args.max, group=group, source=path.name
            )
    except UnicodeDecodeError as problem:
        raise _no_text(path, problem) from None


def names_of_columns(args: Namespace) -> tuple[str, ...]:
    """The header of the file of --data."""
    from scoring.responses import column_names  # slow: imports numpy

    with args.clock.paused():
        path = _existing(args.data)
        try:
            with path.open(newline="", encoding="utf-8-sig") as handle:
                return column_names(_bounded_lines(handle, path), source=path.name)
        except UnicodeDecodeError as problem:
            raise _no_text(path, problem) from None


def load_columns(
    args: Namespace, *, path: str | None = None, names: Sequence[str] | None = None
) -> dict[str, list[str]]:
    """Columns of a CSV file (default: that of --data) as text, missing as ''."""
    from scoring.responses import parse_columns  # slow: imports numpy

    with args.clock.paused():
        found = _bounded(path or args.data)
        try:
            with found.open(newline="", encoding="utf-8-sig") as handle:
                return parse_columns(_reported(args, handle, found), names=names, source=found.name)
        except UnicodeDecodeError as problem:
            raise _no_text(found, problem) from None


def read_text(args: Namespace, path: str) -> str:
    """The text of a file."""
    with args.clock.paused():
        found = _bounded(path)
        try:
            return found.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as problem:
            raise _no_text(found, problem) from None


def read_json(args: Namespace, path: str) -> Any:
    """The content of a JSON file."""
    text = read_text(args, path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise UnreadableFileError(
            f"This is no JSON: {problem.msg}.",
            place=f"{Path(path).name}, line {problem.lineno}",
            value=text[problem.pos : problem.pos + 40],
            remedy="Correct the file.",
        ) from None


def write_text(path: str, text: str) -> None:
    """Writes a file whole or not at all."""
    target = Path(path)
    if target.exists() and not target.is_file():  # a device or a folder would be replaced by a file
        raise UnreadableFileError("This is no file.", place=path, value=path, remedy="Give another --out.")
    partial = target.with_name(target.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(target)
    except OSError as problem:
        raise UnreadableFileError(
            f"The file cannot be written: {problem.strerror}.", place=path, value=path, remedy="Give another --out."
        ) from None
    finally:
        partial.unlink(missing_ok=True)


def _existing(path: str) -> Path:
    found = Path(path)
    try:
        is_file = found.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        raise UnreadableFileError("There is no such file.", place=path, value=path, remedy="Check the path.")
    return found


def _bounded(path: str) -> Path:
    """A file that is read as a whole, and so must not be larger than memory can be expected to be."""
    found = _existing(path)
    if (size := found.stat().st_size) > LARGEST_FILE:
        raise UnreadableFileError(
            f"The file has {size / LARGEST_FILE:.1f} GiB; up to {LARGEST_FILE // 2**30} GiB are read.",
            place=path,
            value=size,
            remedy="Keep the columns that are needed, or split the rows; calibrate --method dwls reads any length.",
        )
    return found


def _bounded_lines(handle: TextIO, path: Path) -> Iterator[str]:
    """The lines of a file of any length, none of them longer than memory can be expected to hold."""
    for number in itertools.count(1):
        line = handle.readline(LARGEST_LINE)
        if len(line) == LARGEST_LINE:
            raise UnreadableFileError(
                f"The line has no end within {LARGEST_LINE} characters.",
                place=f"{path.name}, line {number}",
                value=line[:20],
                remedy="Check that this is CSV text with one person a line.",
            )
        if not line:
            return
        yield line


def _reported(args: Namespace, lines: Iterable[str], path: Path) -> Iterable[str]:
    """The same lines; with --progress, how much of the file was read is told now and then."""
    if not args.progress:
        return lines
    return _counted(lines, path.stat().st_size, progress_of(args))


def _counted(lines: Iterable[str], size: int, report: Progress) -> Iterator[str]:
    done = 0
    for number, line in enumerate(lines, start=1):
        done += len(line.encode())
        if number % LINES_BETWEEN_REPORTS == 0:
            report("read bytes", done, size)
        yield line


def _no_text(path: Path, problem: UnicodeDecodeError) -> UnreadableFileError:
    return UnreadableFileError(
        "The file is not UTF-8 text.",
        place=f"{path.name}, byte {problem.start}",
        value=problem.object[problem.start : problem.start + 1].hex(),
        remedy="Save it as UTF-8 CSV.",
    )
