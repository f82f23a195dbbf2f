"""Robust CFI, TLI and RMSEA for ordinal and for incomplete answers.

Both evaluate the normal discrepancy at estimates that did not minimise it, and correct it by its expectation: with
unrestricted estimates s, Gamma their sampling covariance times N, D the derivatives of the model, W the weight of the
normal discrepancy and P = D (D' V D)^-1 D' V the projection of the estimator that was used,
k = tr((I - P)' W (I - P) Gamma) and c = k / df.

Source: Savalei (2021), *Multivariate Behavioral Research* 56 (ordinal); Zhang & Savalei (2023), *Psychological Methods*
28 (incomplete).
"""

from dataclasses import dataclass

import numpy as np

from scoring.factor.confirmatory.estimation import Estimator, Fitted
from scoring.factor.confirmatory.full_information import (
    IncompleteDiscrepancy,
    Pattern,
    expected_weight,
    moment_slopes,
    observed_weight,
    stacked,
    unrelated_moments,
)
from scoring.factor.confirmatory.least_squares import LeastSquaresDiscrepancy
from scoring.factor.confirmatory.normal import GroupMoments
from scoring.factor.confirmatory.samples import IncompleteSample, OrdinalSample
from scoring.factor.confirmatory.structure import inverse_of
from scoring.linalg import FloatMatrix, FloatVector, lower_triangle


@dataclass(frozen=True, kw_only=True)
class RobustTests:
    """Statistics of the model and of unrelated items, with the factors that centre them."""

    chisq: float
    factor: float
    null_chisq: float
    null_factor: float


def robust_tests(fitted: Fitted) -> RobustTests | None:
    """The corrected statistics; None for estimators without, or when a matrix has no inverse."""
    if fitted.naive.df == 0:
        return None
    try:
        if isinstance(fitted.sample, OrdinalSample) and fitted.estimator is Estimator.WLSMV:
            return _ordinal(fitted, fitted.sample)
        if isinstance(fitted.sample, IncompleteSample):
            return _incomplete(fitted, fitted.sample)
    except np.linalg.LinAlgError:
        return None
    return None


def _ordinal(fitted: Fitted, sample: OrdinalSample) -> RobustTests | None:
    discrepancy = fitted.discrepancy
    if not isinstance(discrepancy, LeastSquaresDiscrepancy) or fitted.groups > 1 or discrepancy.thresholds:
        return None
    moments, structure = sample.moments[0], fitted.structures[0]
    if moments.covariance is None or np.linalg.eigvalsh(moments.matrix)[0] <= 0:
        return None
    implied = structure.implied(fitted.theta)
    sigma = implied.sigma.copy()
    np.fill_diagonal(sigma, 1.0)
    gamma = moments.covariance[moments.thresholds.size :, moments.thresholds.size :]
    slopes = discrepancy.slopes(implied, structure)
    weights = discrepancy.weights[0]
    trace = _residual_trace(slopes, weights[:, None] * slopes, correlation_weight(sigma), gamma)
    null_df = moments.correlations.size
    return RobustTests(
        chisq=sample.n * _normal_discrepancy(moments.matrix, sigma),
        factor=trace / fitted.naive.df,
        null_chisq=-sample.n * float(np.linalg.slogdet(moments.matrix)[1]),
        null_factor=float(np.trace(gamma)) / null_df,
    )


def _residual_trace(slopes: FloatMatrix, weighted: FloatMatrix, weight: FloatMatrix, gamma: FloatMatrix) -> float:
    """tr((I - P)' W (I - P) Gamma) with P = D (D' V D)^-1 (V D)'."""
    projection = slopes @ np.linalg.solve(slopes.T @ weighted, weighted.T)
    rest = np.eye(slopes.shape[0]) - projection
    return float(np.sum((rest.T @ weight @ rest) * gamma))


def correlation_weight(sigma: FloatMatrix) -> FloatMatrix:
    """Weight of the normal discrepancy on the correlations below the diagonal: W_ik W_jl + W_il W_jk."""
    inverse = np.linalg.inv(sigma)
    rows, columns = lower_triangle(sigma.shape[0], diagonal=False)
    return np.asarray(
        inverse[np.ix_(rows, rows)] * inverse[np.ix_(columns, columns)]
        + inverse[np.ix_(rows, columns)] * inverse[np.ix_(columns, rows)]
    )


def _normal_discrepancy(sample: FloatMatrix, implied: FloatMatrix) -> float:
    difference = np.linalg.slogdet(implied)[1] - np.linalg.slogdet(sample)[1]
    return float(difference + np.trace(np.linalg.solve(implied, sample)) - sample.shape[0])


def _incomplete(fitted: Fitted, sample: IncompleteSample) -> RobustTests | None:
    if fitted.groups > 1 or not isinstance(fitted.discrepancy, IncompleteDiscrepancy):
        return None
    moments, structure = sample.moments[0], fitted.structures[0]
    implied = structure.implied(fitted.theta)
    slopes = moment_slopes(structure, fitted.theta)
    # All weights at the unrestricted estimates, as lavaan has them: observed for incomplete, normal for complete rows.
    stack = fitted.discrepancy.stacks[0]
    incomplete = observed_weight(stack, stack.inverses(moments.covariance), moments.mean)
    gamma = inverse_of(incomplete)
    complete = moment_weight(moments.covariance)
    null = unrelated_moments(sample.patterns[0])
    null_df = moments.mean.size * (moments.mean.size - 1) // 2
    null_slopes = _unrelated_slopes(moments.mean.size)
    return RobustTests(
        chisq=sample.n * _complete_discrepancy(moments, implied.sigma, implied.mu),
        factor=_residual_trace(slopes, incomplete @ slopes, complete, gamma) / fitted.naive.df,
        null_chisq=sample.n * _complete_discrepancy(moments, null.covariance, null.mean),
        null_factor=_residual_trace(null_slopes, incomplete @ null_slopes, complete, gamma) / null_df,
    )


def _complete_discrepancy(moments: GroupMoments, sigma: FloatMatrix, mu: FloatVector) -> float:
    gap = moments.mean - mu
    return _normal_discrepancy(moments.covariance, sigma) + float(gap @ np.linalg.solve(sigma, gap))


def moment_weight(sigma: FloatMatrix) -> FloatMatrix:
    """Expected information of means and covariances (stacked, lower triangle) of complete rows."""
    p = sigma.shape[0]
    every = np.arange(p, dtype=np.int64)
    stack = stacked((Pattern(items=every, n=1, mean=np.zeros(p), covariance=sigma),), 1)
    return expected_weight(stack, stack.inverses(sigma))


def _unrelated_slopes(p: int) -> FloatMatrix:
    rows, columns = lower_triangle(p, diagonal=True)
    of_variances = np.eye(rows.size)[:, rows == columns]
    return np.block([[np.eye(p), np.zeros((p, p))], [np.zeros((rows.size, p)), of_variances]])
