"""Names of items as people write them: a list with ranges in the order of the header."""

import difflib
from collections.abc import Sequence

from scoring.errors import DuplicateNameError, UnknownColumnError


def expand_names(text: str, *, header: Sequence[str], place: str) -> tuple[str, ...]:
    """The columns that a text such as `A1-A5,N3` names, ranges taken in the order of the header.

    A name that itself contains a hyphen is found first, so `item-1` is one column when the header has it.

    Raises
    ------
    UnknownColumnError : a name, or an end of a range, is not in the header.
    DuplicateNameError : a column is named twice.
    """
    names: list[str] = []
    for part in (piece.strip() for piece in text.split(",")):
        if part:
            names.extend(_one_or_range(part, header, place))
    for index, name in enumerate(names):
        if name in names[:index]:
            raise DuplicateNameError("A column is named twice.", place=place, value=name, remedy="Name it once.")
    return tuple(names)


def _one_or_range(part: str, header: Sequence[str], place: str) -> list[str]:
    if part in header:
        return [part]
    for cut in (position for position, letter in enumerate(part) if letter == "-"):
        first, last = part[:cut].strip(), part[cut + 1 :].strip()
        if first in header and last in header and header.index(first) <= header.index(last):
            return list(header[header.index(first) : header.index(last) + 1])
    close = difflib.get_close_matches(part, header, n=1)
    raise UnknownColumnError(
        "The header has no such column.",
        place=place,
        value=part,
        remedy=f"Did you mean {close[0]}?" if close else f"The columns are {', '.join(header[:40])}.",
    )
