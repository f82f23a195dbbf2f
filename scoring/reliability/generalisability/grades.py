"""Grades with rater severity given back, person by person and block by block, each with its standard error."""

from dataclasses import dataclass

import numpy as np

from scoring.linalg import FloatMatrix, FloatVector, IntArray
from scoring.reliability.generalisability.decision import Coverage
from scoring.reliability.generalisability.design import Ratings


@dataclass(frozen=True, kw_only=True)
class Grades:
    """Severity-adjusted grades, never shrunken.

    mean, se : (persons,) over a person's blocks, as a sign of the person across blocks.
    cell, cell_se : (persons, blocks) the same inside a block, NaN unseen. count : (persons, blocks) ratings.
    """

    mean: FloatVector
    se: FloatVector
    cell: FloatMatrix
    cell_se: FloatMatrix
    count: IntArray


def grades_of(ratings: Ratings, *, severity: FloatVector, block_mean: FloatVector, variances: FloatVector) -> Grades:
    """Grades of all persons, with error variance rater / R + person x block / B + residual / n of what each person had.

    variances : (4,) of person, rater, person x block, residual.
    """
    cell, count = _cell_grades(ratings, severity)
    se, cell_se = _grade_errors(ratings, variances, count)
    return Grades(mean=_over_blocks(cell, block_mean), se=se, cell=cell, cell_se=cell_se, count=count)


def coverage_of(ratings: Ratings) -> Coverage:
    """Harmonic means over persons of different raters, blocks, and ratings."""
    raters, blocks, counts = _coverages(ratings)
    return Coverage(raters=_harmonic(raters), blocks=_harmonic(blocks), ratings=_harmonic(counts))


def _cell_grades(ratings: Ratings, severity: FloatVector) -> tuple[FloatMatrix, IntArray]:
    """(persons, blocks) mean of a cell's ratings, each with its rater's severity given back; and how many."""
    shape = (len(ratings.persons), len(ratings.blocks))
    total, count = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    np.add.at(total, (ratings.person, ratings.block), ratings.rating + severity[ratings.rater])
    np.add.at(count, (ratings.person, ratings.block), 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total / count, np.nan), count


def _over_blocks(cell_grade: FloatMatrix, block_mean: FloatVector) -> FloatVector:
    """Mean over a person's blocks; a block that somebody did not do does not make their grade easier or harder."""
    seen = ~np.isnan(cell_grade)
    above = np.where(seen, cell_grade - block_mean, 0.0).sum(axis=1) / seen.sum(axis=1)
    return np.asarray(block_mean.mean() + above)


def _grade_errors(ratings: Ratings, variances: FloatVector, cell_count: IntArray) -> tuple[FloatVector, FloatMatrix]:
    """Standard errors of a person's grade, and of that in one block, where person x block is no error."""
    raters, blocks, counts = _coverages(ratings)
    _, rater, cell, residual = variances
    grade = np.sqrt(rater / raters + cell / blocks + residual / counts)
    with np.errstate(divide="ignore"):
        inside = np.sqrt((rater + residual) / cell_count)
    return grade, np.where(cell_count > 0, inside, np.nan)


def _coverages(ratings: Ratings) -> tuple[FloatVector, FloatVector, FloatVector]:
    """Different raters, different blocks, and ratings of each person."""

    def different(other: IntArray, n: int) -> FloatVector:
        pairs = np.unique(ratings.person * n + other)
        return np.bincount(pairs // n).astype(np.float64)

    return (
        different(ratings.rater, len(ratings.raters)),
        different(ratings.block, len(ratings.blocks)),
        np.bincount(ratings.person).astype(np.float64),
    )


def _harmonic(values: FloatVector) -> float:
    return float(values.size / (1.0 / values).sum())
