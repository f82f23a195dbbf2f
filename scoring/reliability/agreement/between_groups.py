"""Whether groups differ: ICC(1) and ICC(2) from the one-way analysis of variance."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import Note, ZeroVarianceError
from scoring.linalg import FloatVector, IntArray

# Under ten groups the variance between groups has too few degrees of freedom to say anything.
MIN_GROUPS = 10


@dataclass(frozen=True, kw_only=True)
class BetweenGroups:
    """ICC(1): share of variance between groups; ICC(2): reliability of group means; NaN when not estimable.

    f, p : test of no difference between groups.
    mean_size : arithmetic mean group size, which ICC(1) uses.
    """

    icc1: float
    icc2: float
    f: float
    p: float
    n_groups: int
    mean_size: float
    notes: tuple[Note, ...] = ()


def between_groups(values: FloatVector, groups: IntArray, *, place: str, min_groups: int = MIN_GROUPS) -> BetweenGroups:
    """One-way analysis of variance of one value per person.

    Parameters
    ----------
    values : (n_persons,), NaN is left out.
    groups : (n_persons,) group numbers 0, 1, ...
    min_groups : with fewer groups both coefficients are NaN and a note says so.

    Raises
    ------
    ZeroVarianceError : all values are equal.

    Source: Bartko (1976); Bliese (2000), eq. 1 and 2, with the arithmetic mean group size.
    """
    keep = ~np.isnan(values)
    x, index = values[keep], np.unique(groups[keep], return_inverse=True)[1]
    sizes = np.bincount(index).astype(np.float64)
    k, n = sizes.size, x.size
    if k < 2 or n == k:
        return _unknown(k, n, place, min_groups)
    means = np.bincount(index, weights=x) / sizes
    grand = x.mean()
    ms_between = float(sizes @ (means - grand) ** 2) / (k - 1)
    ms_within = float(((x - means[index]) ** 2).sum()) / (n - k)
    if ms_between == 0.0 and ms_within == 0.0:
        raise ZeroVarianceError("All values are equal.", place=place, remedy="Leave the item out.")
    f = ms_between / ms_within if ms_within > 0 else np.inf
    mean_size = n / k
    few = k < min_groups
    return BetweenGroups(
        icc1=np.nan if few else (ms_between - ms_within) / (ms_between + (mean_size - 1.0) * ms_within),
        icc2=np.nan if few or ms_between == 0.0 else (ms_between - ms_within) / ms_between,
        f=f,
        p=float(special.fdtrc(k - 1, n - k, f)),
        n_groups=k,
        mean_size=mean_size,
        notes=(_not_estimable(k, min_groups, place),) if few else (),
    )


def _unknown(k: int, n: int, place: str, min_groups: int) -> BetweenGroups:
    # One group, or groups of one: agreement inside can still be looked at, differences between cannot.
    return BetweenGroups(
        icc1=np.nan,
        icc2=np.nan,
        f=np.nan,
        p=np.nan,
        n_groups=k,
        mean_size=n / k if k else np.nan,
        notes=(_not_estimable(k, max(min_groups, 2), place),),
    )


def _not_estimable(k: int, min_groups: int, place: str) -> Note:
    message = f"ICC(1) and ICC(2) are not estimable from {k} groups; {min_groups} of two or more are needed."
    return Note(code="icc_not_estimable", place=place, message=message)
