"""Scores of single persons under a normal model, and the sums over them that robust tests need.

All of it is sums over persons, so it adds up over chunks.

Source: Satorra & Bentler (1994); Yuan & Bentler (2000); Asparouhov & Muthén (2005) for the Mplus variant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.factor.confirmatory.normal import GroupMoments, NormalDiscrepancy
from scoring.factor.confirmatory.structure import GroupStructure, inverse_of
from scoring.linalg import FloatMatrix, FloatVector


@dataclass(frozen=True, kw_only=True)
class RobustPieces:
    """Sums over persons, divided by N.

    cross_product : (n_free, n_free) mean of g g' with g the score of a person
    model_trace   : trace of (information of the model)^-1 times the cross product
    free_trace    : the same for the unrestricted model
    """

    cross_product: FloatMatrix
    model_trace: float
    free_trace: float


def person_scores(
    structure: GroupStructure,
    theta: FloatVector,
    deviations: FloatMatrix,
    reference: FloatMatrix | None,
    *,
    means: bool,
) -> FloatMatrix:
    """(n_persons, n_free) scores s [(u'Wz)(v'Wz) - u'W R W v] + dmu'Wz of deviations z; R = Sigma when None."""
    implied = structure.implied(theta)
    slopes = structure.slopes(implied)
    inverse = inverse_of(implied.sigma)
    left, right = inverse @ slopes.left, inverse @ slopes.right
    expected = (left * ((implied.sigma if reference is None else reference) @ right)).sum(axis=0)
    by_entry = slopes.scale * ((deviations @ left) * (deviations @ right) - expected)
    if means:
        by_entry = by_entry + deviations @ (inverse @ slopes.means)
    result = np.zeros((deviations.shape[0], structure.n_free))
    np.add.at(result.T, slopes.free, by_entry.T)
    return result


def huber_white(
    discrepancy: NormalDiscrepancy, values: Sequence[FloatMatrix], theta: FloatVector, information: FloatMatrix
) -> RobustPieces:
    """Pieces of MLR: scores at the model, observed information, and the unrestricted model at the sample moments."""
    total = sum(v.shape[0] for v in values)
    cross = np.zeros((theta.size, theta.size))
    free_trace = 0.0
    for structure, moments, rows in zip(discrepancy.structures, discrepancy.moments, values, strict=True):
        centre = structure.implied(theta).mu if discrepancy.means else moments.mean
        scores = person_scores(structure, theta, rows - centre, None, means=discrepancy.means)
        cross += scores.T @ scores / total
        free_trace += free_model_trace(rows - moments.mean, moments, means=discrepancy.means)
    model_trace = float(np.sum(np.linalg.pinv(information, hermitian=True) * cross))
    return RobustPieces(cross_product=cross, model_trace=model_trace, free_trace=free_trace)


def free_model_trace(deviations: FloatMatrix, moments: GroupMoments, *, means: bool) -> float:
    """Mean over persons of d' V d for the unrestricted model of a group, V at the sample moments."""
    distance = (deviations @ inverse_of(moments.covariance) * deviations).sum(axis=1)
    p = moments.mean.size
    trace = 0.5 * (distance**2 - 2.0 * distance + p).mean()
    return float(trace + distance.mean()) if means else float(trace)


def satorra_bentler(
    discrepancy: NormalDiscrepancy, values: Sequence[FloatMatrix], theta: FloatVector, information: FloatMatrix
) -> RobustPieces:
    """Pieces of MLM: the distribution-free covariance of the moments, weighted by the normal model at the estimates."""
    total = sum(v.shape[0] for v in values)
    cross = np.zeros((theta.size, theta.size))
    free_trace = 0.0
    for structure, moments, rows in zip(discrepancy.structures, discrepancy.moments, values, strict=True):
        deviations = rows - moments.mean
        scores = person_scores(structure, theta, deviations, moments.covariance, means=discrepancy.means)
        cross += scores.T @ scores / total
        free_trace += _weighted_trace(
            deviations, moments, inverse_of(structure.implied(theta).sigma), discrepancy.means
        )
    model_trace = float(np.sum(np.linalg.pinv(information, hermitian=True) * cross))
    return RobustPieces(cross_product=cross, model_trace=model_trace, free_trace=free_trace)


def _weighted_trace(deviations: FloatMatrix, moments: GroupMoments, weight: FloatMatrix, means: bool) -> float:
    """Mean of 1/2 tr(W D W D) with D = zz' - S, and of z'Wz for means."""
    through = weight @ moments.covariance @ weight
    distance = (deviations @ weight * deviations).sum(axis=1)
    other = (deviations @ through * deviations).sum(axis=1)
    constant = float(np.sum(through * moments.covariance))
    trace = float(0.5 * (distance**2 - 2.0 * other + constant).mean())
    return trace + float(distance.mean()) if means else trace
