"""Tests of a restricted against a freer model, with the correction the estimator needs."""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import block_diag, null_space
from scipy.special import chdtrc

from scoring.factor.confirmatory.estimation import Estimator, Fitted, pseudo_inverse
from scoring.factor.confirmatory.full_information import moment_slopes
from scoring.factor.confirmatory.least_squares import LeastSquaresDiscrepancy
from scoring.factor.confirmatory.normal import NormalDiscrepancy
from scoring.factor.confirmatory.robust import moment_weight
from scoring.factor.confirmatory.samples import ContinuousSample, OrdinalSample
from scoring.linalg import FloatMatrix, lower_triangle


@dataclass(frozen=True, kw_only=True)
class DifferenceTest:
    """Chi-square difference; p is None when the models have the same degrees of freedom."""

    chisq: float
    df: int
    p: float | None
    method: str


def difference_test(free: Fitted, restricted: Fitted) -> DifferenceTest:
    """Tests `restricted`, which is nested in `free`, against it.

    ML: plain difference. MLR, MLM: Satorra & Bentler (2001), as lavaan does, or Satorra (2000) where the former is not
    positive. WLSMV, ULS: Satorra (2000), mean and variance adjusted.
    """
    df = restricted.naive.df - free.naive.df
    plain = restricted.naive.chisq - free.naive.chisq
    if df == 0:
        return DifferenceTest(chisq=max(plain, 0.0), df=0, p=None, method="none")
    if restricted.estimator in (Estimator.ULS, Estimator.WLSMV):
        return _test(_ordinal_satorra_2000(free, restricted, plain), df, "satorra-2000")
    if restricted.scaled is None or free.scaled is None:
        return _test(plain, df, "plain")
    factor = restricted.naive.df * restricted.scaled.scaling_factor - free.naive.df * free.scaled.scaling_factor
    if factor > 0:
        return _test(plain * df / factor, df, "satorra-bentler-2001")
    return _test(_continuous_satorra_2000(free, restricted, plain), df, "satorra-2000")


def _test(chisq: float, df: int, method: str) -> DifferenceTest:
    return DifferenceTest(chisq=chisq, df=df, p=float(chdtrc(df, max(chisq, 0.0))), method=method)


def satorra_2000(
    plain: float, free_slopes: FloatMatrix, restricted_slopes: FloatMatrix, weight: FloatMatrix, gamma: FloatMatrix
) -> float:
    """The difference with the mean and the variance of a chi-square variable.

    D1, D0: derivatives of the statistics under both models; the restrictions A span what D0 lacks of D1. With
    P = (D1' V D1)^-1 and U = V D1 P A' (A P A')^-1 A P D1' V, the difference is scaled by the traces of U Gamma and
    of its square.

    Source: Satorra (2000), in Heijmans et al. (eds.), 233-247; mean and variance: Asparouhov & Muthén (2006).
    """
    projected = np.linalg.lstsq(free_slopes, restricted_slopes, rcond=None)[0]
    restrictions = null_space(projected.T).T
    df = restrictions.shape[0]
    inverse = pseudo_inverse(free_slopes.T @ weight @ free_slopes)
    reach = inverse @ restrictions.T
    core = reach @ np.linalg.solve(restrictions @ reach, reach.T)
    side = weight @ free_slopes
    product = (side.T @ gamma @ side) @ core
    trace, square = float(np.trace(product)), float(np.sum(product * product.T))
    factor = float(np.sqrt(df / square))
    return float(plain * factor + df - factor * trace)


def _ordinal_satorra_2000(free: Fitted, restricted: Fitted, plain: float) -> float:
    sample = free.sample
    if not isinstance(sample, OrdinalSample):
        return float("nan")
    weighted = free.estimator is not Estimator.ULS
    weights, blocks = [], []
    for moments in sample.moments:
        share = moments.n / sample.n
        variances = np.concatenate([moments.threshold_variances, moments.correlation_variances])
        weights.append(share / variances if weighted else np.full(variances.size, share))
        blocks.append(np.diag(variances) if moments.covariance is None else moments.covariance / share)
    weight = np.diag(np.concatenate(weights))
    return satorra_2000(plain, _ordinal_slopes(free), _ordinal_slopes(restricted), weight, block_diag(*blocks))


def _ordinal_slopes(fitted: Fitted) -> FloatMatrix:
    """Derivatives of thresholds and correlations of all groups; exact thresholds are parameters of their own."""
    discrepancy = fitted.discrepancy
    if not isinstance(discrepancy, LeastSquaresDiscrepancy):
        return np.empty((0, 0))
    slopes = [discrepancy.slopes(s.implied(fitted.theta), s) for s in fitted.structures]
    if discrepancy.thresholds:
        return np.vstack(slopes)
    rows = []
    for group, block in enumerate(slopes):
        n_tau = discrepancy.moments[group].thresholds.size
        own = np.zeros((n_tau + block.shape[0], n_tau * len(slopes) + block.shape[1]))
        own[:n_tau, group * n_tau : (group + 1) * n_tau] = np.eye(n_tau)
        own[n_tau:, n_tau * len(slopes) :] = block
        rows.append(own)
    return np.vstack(rows)


def _continuous_satorra_2000(free: Fitted, restricted: Fitted, plain: float) -> float:
    sample = free.sample
    if not isinstance(sample, ContinuousSample) or not isinstance(free.discrepancy, NormalDiscrepancy):
        return float("nan")
    weights, blocks = [], []
    for values, moments, structure in zip(sample.values, sample.moments, free.structures, strict=True):
        share = moments.n / sample.n
        deviations = values - moments.mean
        rows, columns = lower_triangle(moments.mean.size, diagonal=True)
        products = deviations[:, rows] * deviations[:, columns] - moments.covariance[rows, columns]
        stacked = np.hstack([deviations, products])
        blocks.append(stacked.T @ stacked / moments.n / share)
        weights.append(share * moment_weight(structure.implied(free.theta).sigma))
    slopes = [np.vstack([moment_slopes(s, f.theta) for s in f.structures]) for f in (free, restricted)]
    return satorra_2000(plain, slopes[0], slopes[1], block_diag(*weights), block_diag(*blocks))
