"""Naive, scaled and robust indices of a fitted model, from its statistic and that of unrelated items."""

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from scoring.factor.confirmatory.casewise import free_model_trace
from scoring.factor.confirmatory.estimation import Estimator, Fitted, TestOfFit, scaled_and_shifted
from scoring.factor.confirmatory.least_squares import OrdinalMoments
from scoring.factor.confirmatory.normal import GroupMoments
from scoring.factor.confirmatory.robust import RobustTests, robust_tests
from scoring.factor.confirmatory.samples import IncompleteSample, OrdinalSample
from scoring.factor.goodness_of_fit import cfi, rmsea, rmsea_interval, srmr, tli
from scoring.linalg import FloatMatrix


@dataclass(frozen=True, kw_only=True)
class IndexSet:
    """One statistic with the indices that follow from it."""

    chisq: float
    df: int
    pvalue: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_lower: float
    rmsea_upper: float


@dataclass(frozen=True, kw_only=True)
class ScaledSet(IndexSet):
    """Indices of a scaled statistic, which is naive / scaling_factor + shift."""

    scaling_factor: float
    shift: float


@dataclass(frozen=True, kw_only=True)
class RobustSet:
    """Indices whose population value does not depend on the distribution of the answers."""

    cfi: float
    tli: float
    rmsea: float
    rmsea_lower: float
    rmsea_upper: float


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The model of unrelated items."""

    chisq: float
    df: int
    pvalue: float
    scaled: TestOfFit | None


@dataclass(frozen=True, kw_only=True)
class FitIndices:
    """All indices of a fitted model. `scaled` and `robust` are None where the estimator has none."""

    naive: IndexSet
    srmr: float
    scaled: ScaledSet | None
    robust: RobustSet | None
    baseline: Baseline


def fit_indices(fitted: Fitted) -> FitIndices:
    """Indices of a fitted model; the saturated, the unrelated and the fitted model share the sample."""
    null, null_scaled = baseline_tests(fitted)
    scaled = None
    if fitted.scaled is not None and null_scaled is not None:
        body = _indices(fitted.scaled, null_scaled, fitted)
        scaled = ScaledSet(**vars(body), scaling_factor=fitted.scaled.scaling_factor, shift=fitted.scaled.shift)
    return FitIndices(
        naive=_indices(fitted.naive, null, fitted),
        srmr=overall_srmr(fitted),
        scaled=scaled,
        robust=_robust(fitted, null, null_scaled),
        baseline=Baseline(chisq=null.chisq, df=null.df, pvalue=float(chdtrc(null.df, null.chisq)), scaled=null_scaled),
    )


def _indices(test: TestOfFit, null: TestOfFit, fitted: Fitted) -> IndexSet:
    n, groups = fitted.effective_n, fitted.groups
    lower, upper = _interval(test, n, groups)
    return IndexSet(
        chisq=test.chisq,
        df=test.df,
        pvalue=float(chdtrc(test.df, test.chisq)) if test.df else 1.0,
        cfi=cfi(test.chisq, test.df, null.chisq, null.df),
        tli=tli(test.chisq, test.df, null.chisq, null.df),
        rmsea=rmsea(test.chisq, test.df, n, groups=groups),
        rmsea_lower=lower,
        rmsea_upper=upper,
    )


def _interval(test: TestOfFit, n: int, groups: int) -> tuple[float, float]:
    """For a statistic that was only divided: the undivided one, its degrees of freedom multiplied (lavaan)."""
    if test.scaling_factor == 1.0 or test.shift:
        return rmsea_interval(test.chisq, test.df, n, groups=groups)
    factor = test.scaling_factor
    return rmsea_interval(test.chisq * factor, test.df * factor, n, groups=groups)


def _robust(fitted: Fitted, null: TestOfFit, null_scaled: TestOfFit | None) -> RobustSet | None:
    if fitted.estimator in (Estimator.MLR, Estimator.MLM) and fitted.scaled and null_scaled:
        return _robust_set(
            RobustTests(
                chisq=fitted.naive.chisq,
                factor=fitted.scaled.scaling_factor,
                null_chisq=null.chisq,
                null_factor=null_scaled.scaling_factor,
            ),
            fitted,
            null.df,
        )
    found = robust_tests(fitted)
    return None if found is None else _robust_set(found, fitted, null.df)


def _robust_set(tests: RobustTests, fitted: Fitted, null_df: int) -> RobustSet:
    df, n, groups, c = fitted.naive.df, fitted.effective_n, fitted.groups, tests.factor
    lower, upper = rmsea_interval(tests.chisq / c, df, n, groups=groups, c=c) if c > 0 else (0.0, 0.0)
    return RobustSet(
        cfi=cfi(tests.chisq, df, tests.null_chisq, null_df, c=c, null_c=tests.null_factor),
        tli=tli(tests.chisq, df, tests.null_chisq, null_df, c=c, null_c=tests.null_factor),
        rmsea=rmsea(tests.chisq, df, n, groups=groups, c=c),
        rmsea_lower=lower,
        rmsea_upper=upper,
    )


def baseline_tests(fitted: Fitted) -> tuple[TestOfFit, TestOfFit | None]:
    """Naive and scaled statistic of unrelated items; means, variances and thresholds are free."""
    p = len(fitted.table.layout.items)
    df = fitted.groups * p * (p - 1) // 2
    sample = fitted.sample
    if isinstance(sample, OrdinalSample):
        return _ordinal_baseline(fitted, sample.moments, df)
    if isinstance(sample, IncompleteSample):
        return TestOfFit(chisq=2.0 * (sample.unrelated_value - sample.free_value), df=df), None
    naive = TestOfFit(chisq=sum(m.n * _independence(m) for m in sample.moments), df=df)
    if fitted.scaled is None:
        return naive, None
    trace = sum(_baseline_trace(values, m) for values, m in zip(sample.values, sample.moments, strict=True))
    if fitted.estimator is Estimator.MLM:
        trace = sum(_baseline_weighted(values, m) for values, m in zip(sample.values, sample.moments, strict=True))
    factor = trace / df
    return naive, TestOfFit(chisq=naive.chisq / factor, df=df, scaling_factor=factor)


def _independence(moments: GroupMoments) -> float:
    return float(np.log(np.diag(moments.covariance)).sum()) - moments.log_determinant


def _baseline_trace(values: FloatMatrix, moments: GroupMoments) -> float:
    """Yuan-Bentler: unrestricted trace less that of the variances."""
    deviations = values - moments.mean
    variance = np.diag(moments.covariance)
    of_variances = (((deviations**2 - variance) ** 2).mean(axis=0) / (2.0 * variance**2)).sum()
    return free_model_trace(deviations, moments, means=False) - float(of_variances)


def _baseline_weighted(values: FloatMatrix, moments: GroupMoments) -> float:
    """Satorra-Bentler: variances of all products of two items over the product of their variances."""
    deviations = values - moments.mean
    variance = np.diag(moments.covariance)
    fourth = (deviations**2).T @ (deviations**2) / moments.n - moments.covariance**2
    relative = fourth / np.outer(variance, variance)
    return float(np.triu(relative, 1).sum())


def _ordinal_baseline(
    fitted: Fitted, moments: tuple[OrdinalMoments, ...], df: int
) -> tuple[TestOfFit, TestOfFit | None]:
    weighted = fitted.estimator is not Estimator.ULS
    weights = [1.0 / m.correlation_variances if weighted else np.ones(m.correlations.size) for m in moments]
    chisq = sum((m.n - 1) * float(w @ m.correlations**2) for m, w in zip(moments, weights, strict=True))
    naive = TestOfFit(chisq=chisq, df=df)
    if fitted.scaled is None:
        return naive, None
    trace = square = 0.0
    for m, w in zip(moments, weights, strict=True):
        if m.covariance is None:
            return naive, None
        gamma = m.covariance[m.thresholds.size :, m.thresholds.size :]
        trace += float(w @ np.diag(gamma))
        square += float((np.outer(w, w) * gamma**2).sum())
    return naive, scaled_and_shifted(naive, trace, square)


def overall_srmr(fitted: Fitted) -> float:
    """SRMR over groups, each with its share of the persons; thresholds do not count."""
    total = 0.0
    for group, structure in enumerate(fitted.structures):
        implied, moments = structure.implied(fitted.theta), fitted.sample.moments[group]
        if isinstance(moments, OrdinalMoments):
            correlations = np.outer(implied.delta, implied.delta) * implied.sigma
            np.fill_diagonal(correlations, 1.0)
            value = srmr(moments.matrix, correlations)
        elif fitted.table.layout.means:
            value = srmr(moments.covariance, implied.sigma, moments.mean, implied.mu)
        else:
            value = srmr(moments.covariance, implied.sigma)
        total += moments.n / fitted.sample.n * value
    return total
