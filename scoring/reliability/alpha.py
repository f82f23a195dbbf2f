"""Coefficient alpha from a covariance matrix, with its standard error and Feldt's interval."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from scoring.errors import NoDataError, TooFewItemsError, TooFewPersonsError, ZeroVarianceError
from scoring.linalg import FloatMatrix, FloatVector, correlation


@dataclass(frozen=True, kw_only=True)
class AlphaEstimate:
    """Alpha of a sum score with its uncertainty.

    alpha_if_dropped : alpha of the other items, item by item; NaN where only one other item is left.
    mean_r : mean correlation between items.
    """

    alpha: float
    se: float
    ci_lower: float
    ci_upper: float
    confidence: float
    n: int
    alpha_if_dropped: FloatVector
    mean_r: float


def alpha_of(covariance: FloatMatrix) -> float:
    """Alpha from a covariance matrix: k / (k - 1) (1 - trace / sum). Source: Cronbach (1951), eq. 2."""
    k = covariance.shape[0]
    return float((1.0 - np.trace(covariance) / covariance.sum()) * k / (k - 1.0))


def alpha_standard_error(covariance: FloatMatrix, n: int) -> float:
    """Normal-theory standard error of alpha. Source: van Zyl, Neudecker & Nel (2000), eq. 21."""
    # C: covariances (k, k); s: their sum
    C, k = covariance, covariance.shape[0]
    s, trace = C.sum(), np.trace(C)
    inner = s * (np.trace(C @ C) + trace**2) - 2.0 * trace * (C @ C).sum()
    return float(np.sqrt(max(2.0 * k**2 / ((k - 1.0) ** 2 * s**3) * inner, 0.0) / n))


def feldt_interval(alpha: float, n: int, k: int, confidence: float) -> tuple[float, float]:
    """Exact interval of alpha for n persons and k items under compound symmetry and normality.

    Source: Feldt (1965); Feldt, Woodruff & Salih (1987), eq. 3.
    """
    tail = (1.0 - confidence) / 2.0
    df = (n - 1, (n - 1) * (k - 1))
    lower = 1.0 - (1.0 - alpha) * stats.f.ppf(1.0 - tail, *df)
    upper = 1.0 - (1.0 - alpha) * stats.f.ppf(tail, *df)
    return float(lower), float(upper)


def coefficient_alpha(covariance: FloatMatrix, *, n: int, confidence: float = 0.95) -> AlphaEstimate:
    """Internal consistency of a sum score.

    Alpha equals reliability only when items are tau-equivalent and errors uncorrelated; otherwise prefer omega.

    Parameters
    ----------
    covariance : (k, k) of the keyed items; may come from pairs of answers.
    n : persons behind it.
    confidence : of the interval, between 0 and 1.

    Raises
    ------
    TooFewItemsError : fewer than two items.
    TooFewPersonsError : fewer than two persons.
    NoDataError : two items that nobody answered both.
    ZeroVarianceError : an item, or the sum score, does not vary.

    Source: Cronbach (1951); standard error van Zyl, Neudecker & Nel (2000); interval Feldt (1965).
    """
    _require_usable(covariance, n)
    k, R = covariance.shape[0], correlation(covariance)
    alpha = alpha_of(covariance)
    lower, upper = feldt_interval(alpha, n, k, confidence)
    return AlphaEstimate(
        alpha=alpha,
        se=alpha_standard_error(covariance, n),
        ci_lower=lower,
        ci_upper=upper,
        confidence=confidence,
        n=n,
        alpha_if_dropped=_alpha_if_dropped(covariance),
        mean_r=float((R.sum() - k) / (k * (k - 1.0))),
    )


def _alpha_if_dropped(covariance: FloatMatrix) -> FloatVector:
    k, variance = covariance.shape[0], np.diag(covariance)
    if k == 2:
        return np.full(2, np.nan)
    total = covariance.sum() - 2.0 * covariance.sum(axis=0) + variance
    with np.errstate(invalid="ignore", divide="ignore"):
        left = (1.0 - (variance.sum() - variance) / total) * (k - 1.0) / (k - 2.0)
    return np.where(np.isfinite(left), left, np.nan)


def _require_usable(covariance: FloatMatrix, n: int) -> None:
    if covariance.shape[0] < 2:
        raise TooFewItemsError(
            "Alpha needs at least two items.", place="items", value=covariance.shape[0], remedy="Name more items."
        )
    if n < 2:
        raise TooFewPersonsError(
            "Alpha needs at least two persons.", place="persons", value=n, remedy="Collect more answers."
        )
    if np.isnan(covariance).any():
        pair = tuple(int(i) for i in np.argwhere(np.isnan(covariance))[0])
        raise NoDataError(
            "Too few persons answered both of two items.",
            place=f"items {pair[0] + 1} and {pair[1] + 1}",
            remedy="Leave one of them out.",
        )
    if (np.diag(covariance) <= 0).any():
        place = int(np.argmax(np.diag(covariance) <= 0))
        raise ZeroVarianceError(
            "Everybody gave the same answer.", place=f"item {place + 1}", remedy="Leave the item out."
        )
    # Two items that cancel each other leave a sum without variance, but for rounding.
    if covariance.sum() <= 1e-12 * np.trace(covariance):
        raise ZeroVarianceError(
            "The sum of the items does not vary.", place="sum score", remedy="Check which items must be reversed."
        )
