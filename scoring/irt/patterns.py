"""Likelihood tables of short runs of items, so that a person costs a few look-ups instead of many curves.

Neighbouring items are taken together while their answer patterns (missing counts as an answer) stay few; a table
holds the likelihood of every pattern at every point of the grid. Which items go together depends on the model alone,
never on the people, so products are always formed in the same order and a person's figures are bit-equal in any batch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scoring.linalg import FloatArray

PATTERN_LIMIT = 1500

CodeArray = npt.NDArray[np.intp]


@dataclass(frozen=True)
class PatternTable:
    """Likelihoods of all patterns of a run of items.

    likelihood : (points, patterns), each pattern scaled by a power of two to a largest value in [.5, 1).
    first, strides : the run starts at item `first`; pattern number = sum of category x stride.
    """

    likelihood: FloatArray
    first: int
    strides: tuple[int, ...]


@dataclass(frozen=True)
class PatternTables:
    """Tables of one scale over one grid, points ordered as the grid's."""

    tables: tuple[PatternTable, ...]
    theta: FloatArray
    weight: FloatArray
    categories: tuple[int, ...]


def runs_of_items(categories: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Items in order, cut into runs of at most `PATTERN_LIMIT` patterns (an answer or missing for each)."""
    runs: list[list[int]] = []
    patterns = PATTERN_LIMIT + 1
    for item, count in enumerate(categories):
        if patterns * (count + 1) > PATTERN_LIMIT:
            runs.append([])
            patterns = 1
        runs[-1].append(item)
        patterns *= count + 1
    return tuple(tuple(run) for run in runs)


def pattern_tables(probabilities: tuple[FloatArray, ...], theta: FloatArray, weight: FloatArray) -> PatternTables:
    """Tables from the category probabilities (categories, points) of each item; the last pattern code is missing."""
    categories = tuple(len(p) for p in probabilities)
    tables = tuple(_table_of_run(run, probabilities) for run in runs_of_items(categories))
    return PatternTables(tables, theta, weight, categories)


def _table_of_run(run: tuple[int, ...], probabilities: tuple[FloatArray, ...]) -> PatternTable:
    points = probabilities[run[0]].shape[1]
    likelihood = np.ones((points, 1))
    strides: list[int] = []
    for item in run:
        strides.append(likelihood.shape[1])
        answers = np.vstack([probabilities[item], np.ones(points)])
        likelihood = (answers.T[:, :, None] * likelihood[:, None, :]).reshape(points, -1)
    _, exponent = np.frexp(likelihood.max(axis=0))
    return PatternTable(np.ascontiguousarray(np.ldexp(likelihood, -exponent)), run[0], tuple(strides))


def pattern_numbers(tables: PatternTables, codes: CodeArray) -> tuple[CodeArray, ...]:
    """Pattern number of each person in each table; codes (items, people) with `categories` for a missing answer."""
    numbers = []
    for table in tables.tables:
        number = np.zeros(codes.shape[1], dtype=np.intp)
        for position, stride in enumerate(table.strides):
            number += codes[table.first + position] * stride
        numbers.append(number)
    return tuple(numbers)
