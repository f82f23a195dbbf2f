"""Reliability of the sum of ordinal items as it is used: categorical omega with its standard error.

Everything follows from thresholds and polychoric correlations, so that it can be computed from two-way tables.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.factor.extraction import LOWEST_UNIQUENESS, Method, extract
from scoring.factor.polychoric import InfluenceTables, Polychorics
from scoring.factor.polychoric.bivariate import density, probability_below
from scoring.factor.tables import Codes
from scoring.linalg import FloatMatrix, FloatVector, lower_triangle

LARGEST_CORRELATION = 0.999999


@dataclass(frozen=True, kw_only=True)
class CategoricalOmega:
    """Omega of the sum of keyed answers; se is NaN when the one-factor solution stops at a boundary."""

    omega: float
    se: float
    loadings: FloatVector


@dataclass(frozen=True, kw_only=True)
class _Steps:
    """All thresholds in one line: where they lie, whose they are, and how much the answer rises there."""

    tau: FloatVector
    item: np.ndarray
    rise: FloatVector


def categorical_omega(polychorics: Polychorics, gram: FloatMatrix | None = None) -> CategoricalOmega:
    """Share of the variance of the sum that one common factor accounts for.

    The numerator is the variance of the sum that loadings of one factor (minres) imply; the denominator its variance
    as polychorics and thresholds imply it, so that misfit counts against reliability.

    Parameters
    ----------
    gram : sampling covariance of thresholds and polychorics as `InfluenceTables.gram` gives it; without it no
    standard error.

    Source: Green & Yang (2009), eq. 21, with observed correlations in the denominator (Flora 2020); standard error by
    the delta method.
    """
    steps, R = _steps_of(polychorics), polychorics.matrix
    loadings = _one_factor(R)
    true, total = _variance(steps, np.outer(loadings, loadings)), _variance(steps, R, of_items=True)
    omega = true / total
    se = np.nan
    if gram is not None and np.abs(loadings).max() < np.sqrt(1.0 - LOWEST_UNIQUENESS):
        slope = (_slope_of_true(steps, R, loadings) - omega * _slope_of_total(steps, R)) / total
        se = float(np.sqrt(slope @ gram @ slope))
    return CategoricalOmega(omega=omega, se=se, loadings=loadings)


def gram_of(influence: InfluenceTables, codes: Codes) -> FloatMatrix:
    """Sampling covariance of thresholds and correlations, from the answers of the persons behind them."""
    return influence.gram(codes)


def reliability_interval(estimate: float, se: float, confidence: float) -> tuple[float, float]:
    """Two-sided interval on the logit scale, which keeps it below 1; NaN without a standard error or outside 0 to 1.

    Source: Kelley & Pornprasertmanit (2016) on transformed intervals of omega.
    """
    if not (0.0 < estimate < 1.0 and np.isfinite(se)):
        return np.nan, np.nan
    reach = float(special.ndtri(0.5 + confidence / 2.0)) * se / (estimate * (1.0 - estimate))
    middle = float(special.logit(estimate))
    return float(special.expit(middle - reach)), float(special.expit(middle + reach))


def reliability_lower_bound(estimate: float, se: float, confidence: float) -> float:
    """One-sided lower bound on the logit scale."""
    return reliability_interval(estimate, se, 2.0 * confidence - 1.0)[0]


def _one_factor(R: FloatMatrix) -> FloatVector:
    loadings = extract(R, factors=1, method=Method.MINRES).loadings[:, 0]
    return np.asarray(-loadings if loadings.sum() < 0 else loadings)


def _steps_of(polychorics: Polychorics) -> _Steps:
    counts = [t.size for t in polychorics.thresholds]
    return _Steps(
        tau=np.concatenate(polychorics.thresholds),
        item=np.repeat(np.arange(len(counts)), counts),
        rise=np.concatenate([np.diff(categories) for categories in polychorics.categories]),
    )


def _pairs(steps: _Steps, R: FloatMatrix) -> FloatMatrix:
    """(t, t) correlation of the variables behind every two thresholds."""
    return np.asarray(np.clip(R[np.ix_(steps.item, steps.item)], -LARGEST_CORRELATION, LARGEST_CORRELATION))


def _variance(steps: _Steps, R: FloatMatrix, *, of_items: bool = False) -> float:
    """Variance of the sum; an item's own steps have the correlation on the diagonal, or are the item itself."""
    tau, rise = steps.tau, steps.rise
    together = probability_below(tau[:, None], tau[None, :], _pairs(steps, R))
    if of_items:
        own = steps.item[:, None] == steps.item[None, :]
        together = np.where(own, special.ndtr(np.minimum(tau[:, None], tau[None, :])), together)
    below = special.ndtr(tau)
    return float(rise @ (together - np.outer(below, below)) @ rise)


def _slope_in_thresholds(steps: _Steps, R: FloatMatrix, *, of_items: bool = False) -> FloatVector:
    """Derivative of `_variance` by each threshold."""
    tau, r = steps.tau, _pairs(steps, R)
    given = special.ndtr((tau[None, :] - r * tau[:, None]) / np.sqrt(1.0 - r**2))
    if of_items:
        own = steps.item[:, None] == steps.item[None, :]
        # Half at the threshold itself: min(F, F') has that derivative by each of its equal arguments.
        above = np.where(tau[None, :] == tau[:, None], 0.5, (tau[None, :] > tau[:, None]).astype(np.float64))
        given = np.where(own, above, given)
    normal = np.exp(-0.5 * tau**2) / np.sqrt(2.0 * np.pi)
    return np.asarray(2.0 * steps.rise * normal * ((given - special.ndtr(tau)[None, :]) @ steps.rise))


def _slope_in_correlations(steps: _Steps, R: FloatMatrix) -> FloatMatrix:
    """(p, p) derivative of the covariance of two items by their correlation."""
    tau, p = steps.tau, R.shape[0]
    heights = density(tau[:, None], tau[None, :], _pairs(steps, R)) * np.outer(steps.rise, steps.rise)
    starts = np.searchsorted(steps.item, np.arange(p))
    return np.asarray(np.add.reduceat(np.add.reduceat(heights, starts, axis=0), starts, axis=1))


def _slope_of_total(steps: _Steps, R: FloatMatrix) -> FloatVector:
    rows, columns = lower_triangle(R.shape[0], diagonal=False)
    by_correlation = 2.0 * _slope_in_correlations(steps, R)[rows, columns]
    return np.concatenate([_slope_in_thresholds(steps, R, of_items=True), by_correlation])


def _slope_of_true(steps: _Steps, R: FloatMatrix, loadings: FloatVector) -> FloatVector:
    implied = np.outer(loadings, loadings)
    by_loading = 2.0 * _slope_in_correlations(steps, implied) @ loadings
    return np.concatenate([_slope_in_thresholds(steps, implied), by_loading @ _loadings_by_correlations(R, loadings)])


def _loadings_by_correlations(R: FloatMatrix, loadings: FloatVector) -> FloatMatrix:
    """(p, pairs) derivative of minres loadings, from the equations they solve: sum_k (l_j l_k - r_jk) l_k = 0."""
    p = loadings.size
    jacobian = 2.0 * np.outer(loadings, loadings) - R
    np.fill_diagonal(jacobian, float(loadings @ loadings) - loadings**2)
    rows, columns = lower_triangle(p, diagonal=False)
    right, pairs = np.zeros((p, rows.size)), np.arange(rows.size)
    right[rows, pairs] = loadings[columns]
    right[columns, pairs] = loadings[rows]
    return np.asarray(np.linalg.solve(jacobian, right))
