"""Lists as CSV files: streamed row by row, and with nothing in a cell that a spreadsheet would run.

A cell is text, a number, a moment, or empty. Text that a spreadsheet would take for a formula gets an apostrophe
before it, headings included; a number stays a number, whatever its sign.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as the local code page
ROWS_AT_ONCE = 200


def csv_chunks(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The file in pieces of some rows each, so that a list of any length needs little memory."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK)
    writer.writerow(distinct([neutralised(heading) for heading in headings]))
    for number, row in enumerate(rows, start=1):
        writer.writerow([cell_text(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def cell_text(value: Any) -> Any:
    """A value of the API as one cell: nothing is empty, several are joined, an object is JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return neutralised(json.dumps(value, ensure_ascii=False, default=str))
    if isinstance(value, list | tuple):
        return neutralised("; ".join(str(cell_text(part)) for part in value))
    return neutralised(str(value))


def neutralised(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it."""
    starts = {text[:1], text.lstrip()[:1]}
    return f"'{text}" if starts & FORMULA_STARTS else text


def distinct(headings: Sequence[str]) -> list[str]:
    """The headings, a number behind those that stand there already: no two columns may collapse on reading."""
    taken: list[str] = []
    for heading in headings:
        name, number = heading, 1
        while name in taken:
            number += 1
            name = f"{heading} ({number})"
        taken.append(name)
    return taken
