"""Root mean square error of approximation with its interval."""

import math

from scipy.optimize import brentq
from scipy.special import chdtr, chndtr


def rmsea(chi_square: float, df: float, n: float, *, groups: int = 1, c: float = 1.0) -> float:
    """Root mean square error of approximation; 0 for a saturated model.

    n : persons of all groups together (one less per group for ordinal estimators). c : scaling factor of a robust test,
    for the robust RMSEA.

    Source: Steiger (1990); several groups: Steiger (1998); robust: Li & Bentler (2006).
    """
    if df == 0:
        return 0.0
    return math.sqrt(max(chi_square / (n * df) - c / n, 0.0) * groups)


def rmsea_interval(
    chi_square: float, df: float, n: float, *, groups: int = 1, confidence: float = 0.9, c: float = 1.0
) -> tuple[float, float]:
    """Ends of the confidence interval of the RMSEA, from the noncentral chi-square distribution.

    chi_square : must follow that distribution (for the robust RMSEA the scaled one, with its factor c).
    """
    if df == 0:
        return 0.0, 0.0
    tail = (1.0 - confidence) / 2.0
    return tuple(  # type: ignore[return-value]
        math.sqrt(c * _noncentrality(chi_square, df, share) / (n * df) * groups) for share in (1.0 - tail, tail)
    )


def _noncentrality(chi_square: float, df: float, share: float) -> float:
    """The noncentrality at which `share` of the distribution lies below the statistic; 0 when there is none.

    A shifted statistic falls below zero when a model fits better than chance allows: no distribution reaches there.
    """
    if chi_square <= 0 or chdtr(df, chi_square) < share:
        return 0.0
    upper = max(chi_square, 1.0) * 2.0 + 100.0
    while chndtr(chi_square, df, upper) > share:
        upper *= 2.0
    return float(brentq(lambda x: chndtr(chi_square, df, x) - share, 0.0, upper, xtol=1e-10, rtol=1e-14))
