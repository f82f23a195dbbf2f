"""Files into typed input. The clock of the command is stopped while a file is read."""

import json
from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.errors import UnreadableFileError

if TYPE_CHECKING:
    from scoring.responses import ResponseTable


def load_responses(args: Namespace, *, items: Sequence[str] | None = None) -> "ResponseTable":
    """The keyed answers that the data options describe; `items` replaces --items, for instance by a model's."""
    from scoring.responses import parse_responses  # slow: imports numpy

    with args.clock.paused():
        path = _existing(args.data)
        try:
            with path.open(newline="", encoding="utf-8-sig") as handle:
                return parse_responses(
                    handle,
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
            yield from stream_responses(
                handle, items=items, minimum=args.min, maximum=args.max, group=group, source=path.name
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
                return column_names(handle, source=path.name)
        except UnicodeDecodeError as problem:
            raise _no_text(path, problem) from None


def load_columns(
    args: Namespace, *, path: str | None = None, names: Sequence[str] | None = None
) -> dict[str, list[str]]:
    """Columns of a CSV file (default: that of --data) as text, missing as ''."""
    from scoring.responses import parse_columns  # slow: imports numpy

    with args.clock.paused():
        found = _existing(path or args.data)
        try:
            with found.open(newline="", encoding="utf-8-sig") as handle:
                return parse_columns(handle, names=names, source=found.name)
        except UnicodeDecodeError as problem:
            raise _no_text(found, problem) from None


def read_text(args: Namespace, path: str) -> str:
    """The text of a file."""
    with args.clock.paused():
        found = _existing(path)
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
    partial = target.with_name(target.name + ".partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(target)
    except OSError as problem:
        partial.unlink(missing_ok=True)
        raise UnreadableFileError(
            f"The file cannot be written: {problem.strerror}.", place=path, remedy="Give another --out."
        ) from None


def _existing(path: str) -> Path:
    found = Path(path)
    try:
        is_file = found.is_file()
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        raise UnreadableFileError("There is no such file.", place=path, value=path, remedy="Check the path.")
    return found


def _no_text(path: Path, problem: UnicodeDecodeError) -> UnreadableFileError:
    return UnreadableFileError(
        "The file is not UTF-8 text.",
        place=f"{path.name}, byte {problem.start}",
        value=problem.object[problem.start : problem.start + 1].hex(),
        remedy="Save it as UTF-8 CSV.",
    )
