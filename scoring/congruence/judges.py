"""Judges' answers as files hold them: one row per judge and round, one column per item."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.errors import NotANumberError, UnknownColumnError
from scoring.linalg import FloatMatrix


@dataclass(frozen=True, kw_only=True)
class JudgeAnswers:
    """Answers of all judges in one round: (judges, items), NaN where left out."""

    round: int
    judges: tuple[str, ...]
    groups: tuple[str, ...]
    answers: FloatMatrix


def answers_by_round(columns: Mapping[str, Sequence[str]], items: Sequence[str]) -> tuple[JudgeAnswers, ...]:
    """Rounds in order from the columns `judge, group, round` and the items; a file without `round` is one round.

    Raises
    ------
    UnknownColumnError : a column is missing. NotANumberError : text where a number belongs, with its row.
    """
    for name in ("judge", "group", *items):
        if name not in columns:
            raise UnknownColumnError(
                "The answers lack a column.", place="answers", value=name, remedy="Columns: judge, group, round, items."
            )
    people = len(columns["judge"])
    rounds = [int(_number(t, row, "round")) for row, t in enumerate(columns.get("round", ["1"] * people))]
    values = np.array([[_number(columns[i][row], row, i) for i in items] for row in range(people)])
    found = []
    for number in sorted(set(rounds)):
        rows = [row for row in range(people) if rounds[row] == number]
        found.append(
            JudgeAnswers(
                round=number,
                judges=tuple(columns["judge"][row] for row in rows),
                groups=tuple(columns["group"][row] for row in rows),
                answers=values[rows],
            )
        )
    return tuple(found)


def _number(text: str, row: int, column: str) -> float:
    if not text:
        return float("nan")
    try:
        number = float(text)
    except ValueError:
        number = float("inf")
    if math.isinf(number):
        raise NotANumberError(
            "This is no finite number.", place=f"row {row + 1}, column {column}", value=text, remedy="Correct it."
        )
    return number
