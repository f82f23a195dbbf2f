"""The six intraclass correlations of Shrout and Fleiss: how far raters would put targets in the same place.

Works on a complete table of targets by raters; unbalanced designs belong in `generalisability`.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import special

from scoring.errors import NoDataError, TooFewItemsError, TooFewPersonsError, ZeroVarianceError
from scoring.linalg import FloatMatrix


class IntraclassForm(StrEnum):
    """One-way (1), random raters (2), fixed raters (3); of one rater, or of the mean of all (k)."""

    ICC1 = "ICC1"
    ICC2 = "ICC2"
    ICC3 = "ICC3"
    ICC1K = "ICC1k"
    ICC2K = "ICC2k"
    ICC3K = "ICC3k"


@dataclass(frozen=True, kw_only=True)
class IntraclassCorrelation:
    """One form with the test against zero and its interval."""

    form: IntraclassForm
    icc: float
    f: float
    df1: int
    df2: int
    p: float
    lower: float
    upper: float


@dataclass(frozen=True, kw_only=True)
class MeanSquares:
    """Mean squares of a table of n targets by k raters: between and within targets, between raters, and the rest."""

    n: int
    k: int
    between: float
    within: float
    raters: float
    error: float


def mean_squares(ratings: FloatMatrix) -> MeanSquares:
    """The two-way analysis of variance of a complete table.

    Parameters
    ----------
    ratings : (n_targets, n_raters), no missing values.

    Raises
    ------
    TooFewItemsError, TooFewPersonsError : fewer than two raters or targets.
    NoDataError : a rating is missing.
    """
    n, k = ratings.shape
    if k < 2:
        raise TooFewItemsError("At least two raters are needed.", place="raters", value=k, remedy="Name more columns.")
    if n < 2:
        raise TooFewPersonsError(
            "At least two complete targets are needed.", place="targets", value=n, remedy="Collect more ratings."
        )
    centred = ratings - ratings.mean()
    total = float(np.vdot(centred, centred))
    if np.isnan(total):
        raise NoDataError("A rating is missing.", place="ratings", remedy="Use complete rows only.")
    # Products with ones: five times faster than sum(axis) on tall tables.
    targets, raters = centred @ np.ones(k), np.ones(n) @ centred
    between, judges = float(targets @ targets) / k, float(raters @ raters) / n
    return MeanSquares(
        n=n,
        k=k,
        between=between / (n - 1),
        within=_left_over(total, between) / (n * (k - 1)),
        raters=judges / (k - 1),
        error=_left_over(total, between + judges) / ((n - 1) * (k - 1)),
    )


def _left_over(total: float, taken: float) -> float:
    # What rounding leaves of a perfect agreement is no disagreement.
    left = total - taken
    return left if left > 1e-13 * total else 0.0


def intraclass_correlations(ratings: FloatMatrix, *, confidence: float = 0.95) -> tuple[IntraclassCorrelation, ...]:
    """All six forms, in the order of `IntraclassForm`.

    Parameters
    ----------
    ratings : (n_targets, n_raters), no missing values.

    Raises
    ------
    TooFewItemsError, TooFewPersonsError, NoDataError : see `mean_squares`.
    ZeroVarianceError : all ratings are equal.

    Source: Shrout & Fleiss (1979); McGraw & Wong (1996), tables 4 and 7. With perfect agreement F is infinite.
    """
    ms = mean_squares(ratings)
    if ms.between == 0.0 and ms.within == 0.0:
        raise ZeroVarianceError("All ratings are equal.", place="ratings", remedy="Use targets that differ.")
    tail = (1.0 - confidence) / 2.0
    single = (_one_way(ms, tail), _random_raters(ms, tail), _fixed_raters(ms, tail))
    return (*single, *(_mean_of_raters(form, ms.k) for form in single))


def _one_way(ms: MeanSquares, tail: float) -> IntraclassCorrelation:
    icc = (ms.between - ms.within) / (ms.between + (ms.k - 1) * ms.within)
    return _with_exact_interval(IntraclassForm.ICC1, icc, ms, ms.within, ms.n * (ms.k - 1), tail)


def _fixed_raters(ms: MeanSquares, tail: float) -> IntraclassCorrelation:
    denominator = ms.between + (ms.k - 1) * ms.error
    icc = (ms.between - ms.error) / denominator if denominator else np.nan
    return _with_exact_interval(IntraclassForm.ICC3, icc, ms, ms.error, (ms.n - 1) * (ms.k - 1), tail)


def _with_exact_interval(
    form: IntraclassForm, icc: float, ms: MeanSquares, error: float, df2: int, tail: float
) -> IntraclassCorrelation:
    df1 = ms.n - 1
    f = _ratio(ms.between, error)
    low, high = f / special.fdtri(df1, df2, 1.0 - tail), f * special.fdtri(df2, df1, 1.0 - tail)
    lower, upper = (1.0 if np.isinf(x) else (x - 1.0) / (x + ms.k - 1.0) for x in (low, high))
    p = float(special.fdtrc(df1, df2, f))
    return IntraclassCorrelation(
        form=form, icc=float(icc), f=f, df1=df1, df2=df2, p=p, lower=float(lower), upper=float(upper)
    )


def _random_raters(ms: MeanSquares, tail: float) -> IntraclassCorrelation:
    """ICC(2,1) with the interval by Satterthwaite. Source: McGraw & Wong (1996), table 7; Shrout & Fleiss (1979)."""
    n, k = ms.n, ms.k
    denominator = ms.between + (k - 1) * ms.error + k * (ms.raters - ms.error) / n
    icc = (ms.between - ms.error) / denominator if denominator else np.nan
    df1, df2 = n - 1, (n - 1) * (k - 1)
    f = _ratio(ms.between, ms.error)
    # nu: approximate degrees of freedom; written with mean squares so that no error mean square of zero divides.
    rater_part = k * icc * ms.raters
    rest = (n * (1.0 + (k - 1) * icc) - k * icc) * ms.error
    weight = (n - 1) * rater_part**2 + rest**2
    nu = (k - 1) * (n - 1) * (rater_part + rest) ** 2 / weight if weight else 1.0
    above, below = special.fdtri(n - 1, nu, 1.0 - tail), special.fdtri(nu, n - 1, 1.0 - tail)
    spread = k * ms.raters + (k * n - k - n) * ms.error
    lower = n * (ms.between - above * ms.error) / (above * spread + n * ms.between)
    upper = n * (below * ms.between - ms.error) / (spread + n * below * ms.between)
    return IntraclassCorrelation(
        form=IntraclassForm.ICC2,
        icc=float(icc),
        f=f,
        df1=df1,
        df2=df2,
        p=float(special.fdtrc(df1, df2, f)),
        lower=float(lower),
        upper=float(upper),
    )


def _mean_of_raters(single: IntraclassCorrelation, k: int) -> IntraclassCorrelation:
    return IntraclassCorrelation(
        form=IntraclassForm(f"{single.form.value}k"),
        icc=_stepped_up(single.icc, k),
        f=single.f,
        df1=single.df1,
        df2=single.df2,
        p=single.p,
        lower=_stepped_up(single.lower, k),
        upper=_stepped_up(single.upper, k),
    )


def _stepped_up(icc: float, k: int) -> float:
    """Reliability of the mean of k raters (Spearman-Brown)."""
    denominator = 1.0 + (k - 1) * icc
    if np.isnan(denominator):
        return np.nan
    return k * icc / denominator if denominator > 0 else -np.inf


def _ratio(between: float, error: float) -> float:
    return between / error if error > 0 else np.inf
