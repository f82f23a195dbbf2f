"""Whether a scale's scores drift away from where they were when the scale was accepted: an EWMA chart.

It stands beside the norms because it asks the question that makes norms stale: do new scores still come from the
distribution behind them? A drifting scale is suspended by the ladder, which sits above this room.
"""

from dataclasses import dataclass

import numpy as np

from scoring.errors import NoDataError, Note, OutOfRangeError, ZeroVarianceError
from scoring.linalg import BoolArray, FloatVector


@dataclass(frozen=True, kw_only=True)
class DriftPolicy:
    """Weight of the newest value, width of the limits in standard deviations, and when judging begins.

    Source: Roberts (1959); Lucas & Saccucci (1990): lambda .2 and 3 sigma catch shifts of about one sigma.
    """

    weight: float = 0.2
    width: float = 3.0
    min_observations: int = 20


@dataclass(frozen=True, kw_only=True)
class DriftChart:
    """Path of one scale in order of time.

    ewma, lower, upper : (n,) smoothed values and their limits. alarm : (n,) outside the limits, False before judging
    begins. judged : whether there are enough observations.
    """

    centre: float
    sigma: float
    ewma: FloatVector
    lower: FloatVector
    upper: FloatVector
    alarm: BoolArray
    judged: bool
    notes: tuple[Note, ...]


def drift_chart(
    values: FloatVector,
    sizes: FloatVector,
    *,
    centre: float | None = None,
    sigma: float | None = None,
    place: str = "scale",
    policy: DriftPolicy | None = None,
) -> DriftChart:
    """EWMA of means of `sizes` persons each, with limits that widen until the start is forgotten.

    Parameters
    ----------
    values : (n,) in order of time, no missing values.
    sizes : (n,) persons behind each value; a value of n persons has variance sigma^2 / n.
    centre, sigma : mean and standard deviation of one person's score when the scale was accepted. Without them they
    are estimated from the first 20 values, whose alarms are then meaningless and not given.

    Raises
    ------
    NoDataError : no values.
    OutOfRangeError : a size under 1, a value that is no finite number, or sigma not above 0.
    ZeroVarianceError : sigma must be estimated and the values do not vary.

    Source: Roberts (1959); exact variance of the path from the sizes, Montgomery (2009), section 9.2.
    """
    rules = policy or DriftPolicy()
    _require_usable(values, sizes, sigma, place)
    # Before there are 20 values the path is drawn from what there is, and nothing is judged.
    centre, sigma, learnt = _baseline(values, sizes, centre, sigma, rules.min_observations, place)
    ewma, variance = np.empty(values.size), np.empty(values.size)
    at, spread = centre, 0.0
    for i, (value, size) in enumerate(zip(values, sizes, strict=True)):
        at = rules.weight * value + (1.0 - rules.weight) * at
        spread = rules.weight**2 * sigma**2 / size + (1.0 - rules.weight) ** 2 * spread
        ewma[i], variance[i] = at, spread
    reach = rules.width * np.sqrt(variance)
    first = rules.min_observations if learnt else rules.min_observations - 1
    alarm = (np.abs(ewma - centre) > reach) & (np.arange(values.size) >= first)
    judged = values.size > first
    return DriftChart(
        centre=centre,
        sigma=sigma,
        ewma=ewma,
        lower=centre - reach,
        upper=centre + reach,
        alarm=alarm,
        judged=judged,
        notes=() if judged else (_not_judged(values.size, first + 1, place),),
    )


def _baseline(
    values: FloatVector, sizes: FloatVector, centre: float | None, sigma: float | None, first: int, place: str
) -> tuple[float, float, bool]:
    learnt = centre is None or sigma is None
    x, n = values[:first], sizes[:first]
    middle = float(n @ x / n.sum()) if centre is None else centre
    if sigma is not None:
        return middle, sigma, learnt
    df = x.size - (1 if centre is None else 0)
    variance = float(n @ (x - middle) ** 2) / df if df > 0 else 0.0
    # Sums of many equal decimals leave crumbs that are not variance.
    if variance <= 1e-24 * max(middle**2, 1.0) * float(n.mean()):
        raise ZeroVarianceError(
            "The spread of one person's score cannot be learnt from values that do not vary.",
            place=place,
            value=float(x[0]),
            remedy="Give --centre and --sigma from the norms.",
        )
    return middle, float(np.sqrt(variance)), learnt


def _require_usable(values: FloatVector, sizes: FloatVector, sigma: float | None, place: str) -> None:
    if values.size == 0:
        raise NoDataError("There are no values.", place=place, remedy="Give at least one.")
    if not np.isfinite(values).all():
        raise OutOfRangeError("A value is no finite number.", place=place, remedy="Correct it or leave the row out.")
    if not np.all(sizes >= 1):
        raise OutOfRangeError(
            "A value comes from at least one person.", place=place, value=float(sizes.min()), remedy="Correct n."
        )
    if sigma is not None and not sigma > 0:
        raise OutOfRangeError("Sigma must be above 0.", place="--sigma", value=sigma, remedy="Give the norms' SD.")


def _not_judged(n: int, needed: int, place: str) -> Note:
    return Note(code="not_judged", place=place, message=f"{n} values; drift is judged from value {needed} on.")
