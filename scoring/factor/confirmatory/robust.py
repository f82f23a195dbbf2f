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
from scoring.factor.confirmatory.full_information import IncompleteDiscrepancy, Pattern, unrelated_moments
from scoring.factor.confirmatory.least_squares import LeastSquaresDiscrepancy
from scoring.factor.confirmatory.normal import GroupMoments
from scoring.factor.confirmatory.samples import IncompleteSample, OrdinalSample
from scoring.factor.confirmatory.structure import GroupStructure, inverse_of
from scoring.linalg import FloatMatrix, FloatVector, IntArray, lower_triangle


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
    incomplete = observed_pattern_weight(sample.patterns[0], moments)
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


def pattern_weight(patterns: tuple[Pattern, ...], sigma: FloatMatrix) -> FloatMatrix:
    """Expected information of unrestricted means and covariances (stacked, lower triangle), given the patterns."""
    p = sigma.shape[0]
    rows, columns = lower_triangle(p, diagonal=True)
    half = np.where(rows == columns, 0.5, 1.0)
    total = np.zeros((p + rows.size, p + rows.size))
    n = sum(q.n for q in patterns)
    for q in patterns:
        inverse = np.zeros_like(sigma)
        inverse[np.ix_(q.items, q.items)] = np.linalg.inv(sigma[np.ix_(q.items, q.items)])
        total[:p, :p] += q.n / n * inverse
        products = inverse[np.ix_(rows, rows)] * inverse[np.ix_(columns, columns)]
        products += inverse[np.ix_(rows, columns)] * inverse[np.ix_(columns, rows)]
        total[p:, p:] += q.n / n * products
    total[p:, p:] *= np.outer(half, half)
    return total


def moment_weight(sigma: FloatMatrix) -> FloatMatrix:
    """Expected information of means and covariances (stacked, lower triangle) of complete rows."""
    every = np.arange(sigma.shape[0], dtype=np.int64)
    return pattern_weight((Pattern(items=every, n=1, mean=np.zeros(every.size), covariance=sigma),), sigma)


def observed_pattern_weight(patterns: tuple[Pattern, ...], moments: GroupMoments) -> FloatMatrix:
    """Observed information of unrestricted means and covariances at their estimates, given the patterns.

    With z the deviation from the mean, T = mean of zz' of a pattern, and B = W T W - W / 2: second derivatives are
    W for means, W (mean of z) x W across, and W_ik B_jl + ... for covariances.
    """
    p = moments.mean.size
    rows, columns = lower_triangle(p, diagonal=True)
    half = np.where(rows == columns, 0.5, 1.0)
    total = np.zeros((p + rows.size, p + rows.size))
    n = sum(q.n for q in patterns)
    for q in patterns:
        at = np.ix_(q.items, q.items)
        inverse, curved, pull = np.zeros((p, p)), np.zeros((p, p)), np.zeros(p)
        small = np.linalg.inv(moments.covariance[at])
        gap = q.mean - moments.mean[q.items]
        inverse[at] = small
        curved[at] = small @ (q.covariance + np.outer(gap, gap)) @ small - small / 2.0
        pull[q.items] = small @ gap
        share = q.n / n
        total[:p, :p] += share * inverse
        across = inverse[:, rows] * pull[columns] + inverse[:, columns] * pull[rows]
        total[:p, p:] += share * across
        total[p:, p:] += share * _curvature(inverse, curved, rows, columns)
    total[:p, p:] *= half
    total[p:, :p] = total[:p, p:].T
    total[p:, p:] *= np.outer(half, half)
    return total


def _curvature(inverse: FloatMatrix, curved: FloatMatrix, rows: IntArray, columns: IntArray) -> FloatMatrix:
    """tr(W E_a B E_b) + tr(B E_a W E_b) over two for the symmetric unit matrices E of cells a and b."""
    total = np.zeros((rows.size, rows.size))
    for first, second in ((inverse, curved), (curved, inverse)):
        total += first[np.ix_(rows, rows)] * second[np.ix_(columns, columns)]
        total += first[np.ix_(columns, columns)] * second[np.ix_(rows, rows)]
        total += first[np.ix_(rows, columns)] * second[np.ix_(columns, rows)]
        total += first[np.ix_(columns, rows)] * second[np.ix_(rows, columns)]
    return total / 2.0


def moment_slopes(structure: GroupStructure, theta: FloatVector) -> FloatMatrix:
    """Derivatives of means and covariances (stacked, lower triangle) by the free parameters."""
    slopes = structure.slopes(structure.implied(theta))
    rows, columns = lower_triangle(slopes.left.shape[0], diagonal=True)
    return np.vstack([slopes.mean_slopes(structure.n_free), slopes.covariance_slopes(rows, columns, structure.n_free)])


def _unrelated_slopes(p: int) -> FloatMatrix:
    rows, columns = lower_triangle(p, diagonal=True)
    of_variances = np.eye(rows.size)[:, rows == columns]
    return np.block([[np.eye(p), np.zeros((p, p))], [np.zeros((rows.size, p)), of_variances]])
