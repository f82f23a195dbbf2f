"""Evidence in a table: one row per person, dimension and method."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

from scoring.definitions.standing import Basis, Status
from scoring.errors import NotANumberError, OutOfRangeError, UnknownColumnError
from scoring.evidence.pieces import Evidence

COLUMNS = ("id", "dimension", "method", "y", "v", "basis", "status")

Word = TypeVar("Word", Basis, Status)

EvidenceTable = dict[str, dict[str, list[Evidence]]]
"""Pieces by person and dimension, in the order of the file."""


def evidence_from_columns(columns: Mapping[str, Sequence[str]]) -> EvidenceTable:
    """Evidence of all people from the columns of an evidence file.

    Raises
    ------
    UnknownColumnError : a column is missing. NotANumberError, OutOfRangeError : a figure or word is impossible,
        with its row.
    """
    for name in COLUMNS:
        if name not in columns:
            raise UnknownColumnError(
                "The evidence lacks a column.", place="evidence", value=name, remedy=f"Columns: {', '.join(COLUMNS)}."
            )
    table: EvidenceTable = {}
    for number, row in enumerate(zip(*(columns[name] for name in COLUMNS), strict=True), start=1):
        person, dimension, method, y, v, basis, status = row
        piece = Evidence(
            method=method,
            y=_number(y, f"row {number}, column y"),
            v=_number(v, f"row {number}, column v"),
            basis=_word(Basis, basis, f"row {number}, column basis"),
            status=_word(Status, status, f"row {number}, column status"),
        )
        table.setdefault(person, {}).setdefault(dimension, []).append(piece)
    return table


def _number(text: str, place: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise NotANumberError("This is no finite number.", place=place, value=text, remedy="Correct it.")
    return number


def _word(kind: type[Word], text: str, place: str) -> Word:
    try:
        return kind(text)
    except ValueError:
        raise OutOfRangeError(
            "There is no such word here.", place=place, value=text, remedy=f"One of {', '.join(kind)}."
        ) from None
