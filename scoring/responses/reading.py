"""CSV text into answers. Opening files is left to the command line; here are only lines of text."""

import csv
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from scoring.errors import (
    DuplicateNameError,
    NoDataError,
    NotANumberError,
    OutOfRangeError,
    UnreadableFileError,
    UsageError,
)
from scoring.linalg import FloatMatrix, FloatVector
from scoring.responses.selection import expand_names
from scoring.responses.table import ResponseTable

MISSING = frozenset({"", "NA"})
BLOCK = 20_000


def parse_responses(
    lines: Iterable[str],
    *,
    items: str | Sequence[str] | None,
    reverse: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    group: str | None = None,
    source: str = "data",
) -> ResponseTable:
    """The keyed answers in CSV text with a header row; empty or `NA` is missing.

    Parameters
    ----------
    items : a text with names and ranges, a list of names, or None for every column but the group.
    reverse : names and ranges of the items to turn; needs minimum and maximum.
    minimum, maximum : lowest and highest possible answer; an answer outside is an error.

    Raises
    ------
    UnknownColumnError, DuplicateNameError : a name is not in the header, or is there twice.
    NotANumberError, OutOfRangeError : an answer is no finite number, or lies outside the range; with row and column.
    """
    blocks = list(
        stream_responses(
            lines, items=items, reverse=reverse, minimum=minimum, maximum=maximum, group=group, source=source
        )
    )
    return replace(
        blocks[0],
        values=np.concatenate([block.values for block in blocks]),
        rows=np.concatenate([block.rows for block in blocks]),
        groups=None if group is None else tuple(label for block in blocks for label in block.groups or ()),
    )


def stream_responses(
    lines: Iterable[str],
    *,
    items: str | Sequence[str] | None,
    reverse: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    group: str | None = None,
    source: str = "data",
) -> Iterator[ResponseTable]:
    """The same answers as those of `parse_responses`, `BLOCK` rows at a time: the text may be larger than memory.

    At least one block comes, or `NoDataError`; an error in a later block comes when that block is asked for.
    """
    reader, header = _header(lines, source)
    names = _item_names(items, header, group)
    turned = expand_names(reverse, header=names, place="--reverse") if reverse else ()
    if turned and (minimum is None or maximum is None):
        raise UsageError(
            "Turning items needs both ends of the scale.",
            place="--reverse",
            value=reverse,
            remedy="Give --min and --max, the lowest and the highest possible answer.",
        )
    if group is not None:
        expand_names(group, header=header, place="--group")
    for values, labels, first_row in _numbers(reader, header, names, group, source):
        _check_range(values, names, minimum, maximum, first_row)
        for item in turned:
            values[:, names.index(item)] = float(minimum or 0) + float(maximum or 0) - values[:, names.index(item)]
        yield ResponseTable(
            items=names,
            values=values,
            rows=np.arange(first_row, first_row + values.shape[0], dtype=np.int64),
            reversed=turned,
            minimum=minimum,
            maximum=maximum,
            groups=labels,
        )


def column_names(lines: Iterable[str], *, source: str = "data") -> tuple[str, ...]:
    """The names in the header row."""
    return tuple(_header(lines, source)[1])


def parse_columns(
    lines: Iterable[str], *, names: Sequence[str] | None = None, source: str = "data"
) -> dict[str, list[str]]:
    """Columns of CSV text as text, missing as ''; all of them when no names are given."""
    reader, header = _header(lines, source)
    wanted = tuple(header) if names is None else expand_names(",".join(names), header=header, place=source)
    places = [header.index(name) for name in wanted]
    columns: dict[str, list[str]] = {name: [] for name in wanted}
    for block in _blocks(reader, len(header), source):
        for name, place in zip(wanted, places, strict=True):
            columns[name].extend("" if row[place] in MISSING else row[place] for row in block)
    return columns


def _header(lines: Iterable[str], source: str) -> tuple[Iterator[list[str]], list[str]]:
    reader = csv.reader(lines)
    try:
        header = [name.strip().removeprefix("\ufeff") for name in next(reader)]
    except StopIteration:
        raise NoDataError("The file is empty.", place=source, remedy="Give CSV with a header row.") from None
    except (csv.Error, UnicodeDecodeError) as problem:
        raise UnreadableFileError(
            f"This is no CSV text: {problem}.", place=source, remedy="Save it as UTF-8."
        ) from None
    for index, name in enumerate(header):
        if name in header[:index]:
            raise DuplicateNameError(
                "Two columns have the same name.", place=source, value=name, remedy="Rename one of them."
            )
    return reader, header


def _item_names(items: str | Sequence[str] | None, header: list[str], group: str | None) -> tuple[str, ...]:
    if items is None:
        return tuple(name for name in header if name != group)
    text = items if isinstance(items, str) else ",".join(items)
    return expand_names(text, header=header, place="--items")


def _blocks(reader: Iterator[list[str]], width: int, source: str) -> Iterator[list[list[str]]]:
    start = 1
    while True:
        try:
            block = list(itertools.islice(reader, BLOCK))
        except (csv.Error, UnicodeDecodeError) as problem:
            raise UnreadableFileError(
                f"This is no CSV text: {problem}.", place=f"{source}, after row {start - 1}", remedy="Save it as UTF-8."
            ) from None
        if not block:
            return
        for offset, row in enumerate(block):
            if len(row) != width and row:
                raise UnreadableFileError(
                    f"The row has {len(row)} cells, the header {width}.",
                    place=f"{source}, row {start + offset}",
                    value=len(row),
                    remedy="Quote cells that contain commas.",
                )
        yield [row for row in block if row]
        start += len(block)


def _numbers(
    reader: Iterator[list[str]], header: list[str], names: tuple[str, ...], group: str | None, source: str
) -> Iterator[tuple[FloatMatrix, tuple[str, ...] | None, int]]:
    """Answers, labels of the group, and the number of the first row, block by block."""
    places = [header.index(name) for name in names]
    at = None if group is None else header.index(group)
    first_row = 1
    for block in _blocks(reader, len(header), source):
        values = np.empty((len(block), len(names)))
        for column, place in enumerate(places):
            values[:, column] = _column([row[place] for row in block], names[column], first_row)
        labels = None if at is None else tuple("" if row[at] in MISSING else row[at].strip() for row in block)
        if block:
            yield values, labels, first_row
        first_row += len(block)
    if first_row == 1:
        raise NoDataError(
            "There are no rows below the header.", place=source, remedy="Give at least one row of answers."
        )


def _column(texts: list[str], name: str, first_row: int) -> FloatVector:
    try:
        values = np.array([float(t) if t not in MISSING else np.nan for t in texts])
    except ValueError:
        values = None
    if (
        values is not None
        and not np.isinf(values).any()
        and _as_many_missing(values, texts)
        and "_" not in "".join(texts)
    ):
        return values
    return np.array([_number(t, name, first_row + offset) for offset, t in enumerate(texts)])


def _as_many_missing(values: FloatVector, texts: list[str]) -> bool:
    # float() reads "nan"; only '' and NA are missing here.
    return int(np.isnan(values).sum()) == sum(t in MISSING for t in texts)


def _number(text: str, name: str, row: int) -> float:
    stripped = text.strip()
    if stripped in MISSING:
        return float("nan")
    try:
        value = float(stripped)
    except ValueError:
        value = float("inf")
    if not np.isfinite(value) or "_" in stripped:
        raise NotANumberError(
            "This is not a finite number.",
            place=f"row {row}, column {name}",
            value=text,
            remedy="Correct it, or leave the cell empty if the answer is missing.",
        )
    return value


def _check_range(
    values: FloatMatrix, names: tuple[str, ...], minimum: float | None, maximum: float | None, first_row: int
) -> None:
    if minimum is not None and maximum is not None and minimum >= maximum:
        raise UsageError(
            "The lowest answer must be below the highest.", place="--min", value=minimum, remedy="Swap them."
        )
    low = values < (-np.inf if minimum is None else minimum)
    high = values > (np.inf if maximum is None else maximum)
    if not (outside := low | high).any():
        return
    row, column = (int(i) for i in np.argwhere(outside)[0])
    raise OutOfRangeError(
        f"The answer lies outside {minimum:g} to {maximum:g}."
        if None not in (minimum, maximum)
        else "The answer is out of range.",
        place=f"row {first_row + row}, column {names[column]}",
        value=float(values[row, column]),
        remedy="Correct the answer, or --min and --max.",
    )
