"""The rating model as a whole: from ratings to persons, raters, blocks and dependability."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy import special

from scoring.errors import Note
from scoring.linalg import BoolArray, FloatMatrix, FloatVector
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
from scoring.reliability.generalisability.grades import Grades, coverage_of, grades_of
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
    grades: Grades
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
    person and block, person x block joins the residual; with one block it joins the person; a disconnected design
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
    effects, b = _effects(sums, draws), len(ratings.blocks)
    # Without raters in the model their effects are exactly 0, and nothing is known of them.
    severity, severity_se = 0.0 - effects.fixed[b:], np.where(active[1], effects.fixed_se[b:], np.nan)
    coverage, variances = coverage_of(ratings), draws.mean(draws.variances)
    block_mean = effects.fixed[:b] + middle
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
        grades=grades_of(ratings, severity=severity, block_mean=block_mean, variances=variances),
        coverage=coverage,
        dependability=dependability(draws, coverage, confidence=g_confidence),
        plans=decision_study(draws, raters=round(coverage.raters), blocks=b),
        connected=connected,
        notes=(*_design_notes(ratings, active, connected), *draws.notes),
    )


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
