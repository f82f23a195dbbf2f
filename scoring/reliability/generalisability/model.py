"""The rating model as a whole: from ratings to persons, raters, blocks and dependability."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy import special

from scoring.errors import Note
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray
from scoring.reliability.generalisability.decision import (
    Coverage,
    Dependability,
    Plan,
    decision_study,
    dependability,
)
from scoring.reliability.generalisability.design import Ratings, RatingSums, raters_are_connected, rating_sums
from scoring.reliability.generalisability.estimation import (
    VarianceDraws,
    VariancePriors,
    integrate_priors,
    restricted_maximum,
)
from scoring.reliability.generalisability.likelihood import absorb, person_effects, solve

# Sets of variances worked through at a time: bounds memory for large pools.
BLOCK = 4_000_000


class VarianceMethod(StrEnum):
    """How variances are found."""

    PRIORS = "priors"
    REML = "reml"


@dataclass(frozen=True, kw_only=True)
class RatingModel:
    """What the ratings say. Arrays in the order of the names in `ratings`.

    variances : mean over the posterior (REML: the estimate) of person, rater, person x block, residual.
    person_effect, person_se : shrunken effects. severity, severity_se : above 0 grades lower; 0 and NaN when
    disconnected. block_mean, block_se : mean grade of a block with raters of average severity.
    grade, grade_se : severity-adjusted mean over a person's blocks, not shrunken, as a sign of the person across
    blocks. cell_grade, cell_se : (persons, blocks) the same inside a block, NaN unseen.
    """

    ratings: Ratings
    method: VarianceMethod
    variances: FloatVector
    draws: VarianceDraws
    person_effect: FloatVector
    person_se: FloatVector
    severity: FloatVector
    severity_se: FloatVector
    block_mean: FloatVector
    block_se: FloatVector
    grade: FloatVector
    grade_se: FloatVector
    cell_grade: FloatMatrix
    cell_se: FloatMatrix
    cell_count: IntArray
    coverage: Coverage
    dependability: Dependability
    plans: tuple[Plan, ...]
    connected: bool
    notes: tuple[Note, ...]


def fit_ratings(
    ratings: Ratings,
    *,
    method: VarianceMethod = VarianceMethod.PRIORS,
    priors: VariancePriors | None = None,
    g_confidence: float = 0.80,
) -> RatingModel:
    """The rating model of one dimension and campaign pool.

    rating = block (fixed) + person + rater + person x block + residual, the last four random. With one rating per
    person and block the last but one joins the residual; with one block it joins the person; a disconnected design
    has severities fixed at 0. Each is said in a note.

    Source: Searle, Casella & McCulloch (1992); priors see `VariancePriors`; severities as in Longford (1995).
    """
    middle = float(ratings.rating.mean())
    sums = rating_sums(replace(ratings, rating=ratings.rating - middle))
    connected = raters_are_connected(ratings)
    active = _active(ratings, sums, connected)
    if method is VarianceMethod.PRIORS:
        draws = integrate_priors(sums, active, priors or VariancePriors())
    else:
        draws = restricted_maximum(sums, active)
    effects = _effects(sums, draws)
    b = len(ratings.blocks)
    severity, severity_se = -effects.fixed[b:], effects.fixed_se[b:]
    if not active[1]:
        severity, severity_se = np.zeros(len(ratings.raters)), np.full(len(ratings.raters), np.nan)
    cell_grade, cell_count = _cell_grades(ratings, severity)
    coverage = coverage_of(ratings)
    block_mean = effects.fixed[:b] + middle
    variances = draws.mean(draws.variances)
    grade_se, cell_se = _grade_errors(ratings, variances, cell_count)
    return RatingModel(
        ratings=ratings,
        method=method,
        variances=variances,
        draws=draws,
        person_effect=effects.person,
        person_se=effects.person_se,
        severity=severity,
        severity_se=severity_se,
        block_mean=block_mean,
        block_se=effects.fixed_se[:b],
        grade=_grades(cell_grade, block_mean),
        grade_se=grade_se,
        cell_grade=cell_grade,
        cell_se=cell_se,
        cell_count=cell_count,
        coverage=coverage,
        dependability=dependability(draws, coverage, confidence=g_confidence),
        plans=decision_study(draws, raters=round(coverage.raters), blocks=b),
        connected=connected,
        notes=(*_design_notes(ratings, active, connected), *draws.notes),
    )


def coverage_of(ratings: Ratings) -> Coverage:
    """Harmonic means over persons of different raters, blocks, and ratings."""
    raters, blocks, counts = _coverages(ratings)
    return Coverage(raters=_harmonic(raters), blocks=_harmonic(blocks), ratings=_harmonic(counts))


def interval(estimate: FloatVector, se: FloatVector, confidence: float) -> tuple[FloatVector, FloatVector]:
    """Normal interval."""
    reach = float(special.ndtri(0.5 + confidence / 2.0)) * se
    return estimate - reach, estimate + reach


@dataclass(frozen=True, kw_only=True)
class _Effects:
    fixed: FloatVector
    fixed_se: FloatVector
    person: FloatVector
    person_se: FloatVector


def _effects(sums: RatingSums, draws: VarianceDraws) -> _Effects:
    """Means and standard errors over all sets of variances: variance = mean of variances + variance of means."""
    q, p = sums.n_blocks + sums.n_raters, sums.pattern.size
    totals = {"fixed": np.zeros((3, q)), "person": np.zeros((3, p))}
    block = max(1, BLOCK // (p * (q + 1)))
    for start in range(0, draws.weights.size, block):
        part = slice(start, start + block)
        weights = draws.weights[part]
        absorbed = absorb(sums, draws.variances[part])
        solution = solve(sums, draws.variances[part], absorbed)
        spread = np.diagonal(solution.covariance, axis1=1, axis2=2)
        person, person_variance = person_effects(sums, absorbed, solution)
        for name, mean, variance in (("fixed", solution.mean, spread), ("person", person, person_variance)):
            totals[name] += np.array([weights @ mean, weights @ mean**2, weights @ variance])
    (fixed, fixed_se), (effect, effect_se) = (_mixture(totals[name]) for name in ("fixed", "person"))
    return _Effects(fixed=fixed, fixed_se=fixed_se, person=effect, person_se=effect_se)


def _mixture(totals: FloatMatrix) -> tuple[FloatVector, FloatVector]:
    mean, square, variance = totals
    return mean, np.sqrt(variance + np.maximum(square - mean**2, 0.0))


def _active(ratings: Ratings, sums: RatingSums, connected: bool) -> BoolArray:
    separable = bool(sums.size.max() > 1 and len(ratings.blocks) > 1)
    return np.array([True, connected and len(ratings.raters) > 1, separable, True])


def _design_notes(ratings: Ratings, active: BoolArray, connected: bool) -> list[Note]:
    notes = []
    if not connected:
        message = "Raters share too few persons to be compared: severities are fixed at 0."
        notes.append(Note(code="disconnected", place="raters", message=message))
    elif not active[1]:
        notes.append(Note(code="one_rater", place="raters", message="One rater: a severity cannot be told."))
    if not active[2] and len(ratings.blocks) > 1:
        message = "One rating per person and block: person x block joins the residual."
        notes.append(Note(code="joined_residual", place="person_block", message=message))
    elif not active[2]:
        message = "One block: person x block joins the person; nothing is said about other blocks."
        notes.append(Note(code="joined_person", place="person_block", message=message))
    return notes


def _cell_grades(ratings: Ratings, severity: FloatVector) -> tuple[FloatMatrix, IntArray]:
    """(persons, blocks) mean of a cell's ratings, each with its rater's severity given back; and how many."""
    shape = (len(ratings.persons), len(ratings.blocks))
    total, count = np.zeros(shape), np.zeros(shape, dtype=np.int64)
    np.add.at(total, (ratings.person, ratings.block), ratings.rating + severity[ratings.rater])
    np.add.at(count, (ratings.person, ratings.block), 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total / count, np.nan), count


def _grades(cell_grade: FloatMatrix, block_mean: FloatVector) -> FloatVector:
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
