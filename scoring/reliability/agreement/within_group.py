"""Agreement inside one group: rwg, rwg(j), average deviations, and the gap that a split leaves."""

from enum import StrEnum

import numpy as np

from scoring.errors import OutOfRangeError
from scoring.linalg import FloatMatrix, FloatVector

# Variance of a slightly skewed answer distribution by number of answer options: LeBreton & Senter (2008), table 2.
SLIGHT_SKEW_VARIANCE = {5: 1.34, 6: 1.85, 7: 2.90, 8: 3.47, 9: 5.66, 10: 6.30, 11: 7.31}


class Centre(StrEnum):
    """From where deviations are taken."""

    MEAN = "mean"
    MEDIAN = "median"


def uniform_null_variance(categories: int) -> float:
    """Variance of answers spread evenly over the options: (A^2 - 1) / 12. Source: James, Demaree & Wolf (1984), eq. 2.

    Raises
    ------
    OutOfRangeError : fewer than two answer options.
    """
    if categories < 2:
        raise OutOfRangeError(
            "An answer scale has at least two options.", place="categories", value=categories, remedy="Give 5 or 6."
        )
    return (categories**2 - 1) / 12.0


def slight_skew_null_variance(categories: int) -> float:
    """Variance of slightly skewed answers; NaN where the source gives none (fewer than 5 or more than 11 options)."""
    return SLIGHT_SKEW_VARIANCE.get(categories, float("nan"))


def item_variances(answers: FloatMatrix) -> FloatVector:
    """(n_items,) variances with divisor n - 1 over the members who answered; NaN under two of them."""
    answered = ~np.isnan(answers)
    n = answered.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(answered, answers, 0.0).sum(axis=0) / n
        squares = (np.where(answered, answers - mean, 0.0) ** 2).sum(axis=0)
        return np.where(n >= 2, squares / (n - 1.0), np.nan)


def rwg(variance: FloatVector | float, null_variance: float) -> FloatVector:
    """Agreement on single items: 1 - variance / null variance; variance above the null gives 0.

    Source: James, Demaree & Wolf (1984), eq. 3.
    """
    return np.asarray(np.maximum(1.0 - np.asarray(variance, dtype=np.float64) / null_variance, 0.0))


def rwg_j(variances: FloatVector, null_variance: float) -> float:
    """Agreement on a scale of J parallel items, from their mean variance; variance above the null gives 0.

    Source: James, Demaree & Wolf (1984), eq. 7. NaN when an item has no variance to be known.
    """
    single = 1.0 - float(np.mean(variances)) / null_variance
    if np.isnan(single):
        return float("nan")
    if single <= 0.0:
        return 0.0
    return len(variances) * single / (len(variances) * single + 1.0 - single)


def average_deviations(answers: FloatMatrix, centre: Centre) -> FloatVector:
    """(n_items,) mean absolute deviation from the group's mean or median; NaN under two members.

    Source: Burke, Finkelstein & Dusig (1999), eq. 1; Burke & Dunlap (2002).
    """
    return np.array([_average_deviation(column[~np.isnan(column)], centre) for column in answers.T])


def _average_deviation(answers: FloatVector, centre: Centre) -> float:
    if answers.size < 2:
        return float("nan")
    middle = answers.mean() if centre is Centre.MEAN else np.median(answers)
    return float(np.abs(answers - middle).mean())


def largest_gap(means: FloatVector) -> float:
    """Largest step between neighbours when respondents' means are put in order; NaN under two respondents.

    A split of four against one leaves a wide gap even where rwg(j) is high.
    """
    return float(np.diff(np.sort(means)).max()) if means.size > 1 else float("nan")
