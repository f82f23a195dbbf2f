"""From a supplier's mean on the answer scale to evidence for fit, and the shrunken mean beside it."""

from dataclasses import dataclass

import numpy as np

from scoring.errors import OutOfRangeError, TooFewPersonsError
from scoring.linalg import FloatVector

# Before a reference pool exists: middle of a six-point scale, and a spread wide enough not to flatter.
ASSUMED_MEAN, ASSUMED_SD = 3.5, 1.0
MIN_POOL = 30
# A scale whose location nobody has measured is that much more uncertain, in standard deviations.
ASSUMED_EXTRA_SD = 1.0


@dataclass(frozen=True, kw_only=True)
class ReferencePool:
    """Mean and standard deviation of the unshrunk means of the pool; `assumed` before there is one of 30 suppliers."""

    mean: float
    sd: float
    n: int
    assumed: bool


@dataclass(frozen=True, kw_only=True)
class SupplierPosition:
    """Evidence on the metric of fit: y with variance v; method_extra_sd adds to the method's bias in quadrature."""

    y: float
    v: float
    method_extra_sd: float


def reference_pool(means: FloatVector) -> ReferencePool:
    """The pool behind supplier scores: of the given means from 30 on, assumed before."""
    known = means[~np.isnan(means)]
    if known.size < MIN_POOL or known.std(ddof=1) == 0:
        return ReferencePool(mean=ASSUMED_MEAN, sd=ASSUMED_SD, n=known.size, assumed=True)
    return ReferencePool(mean=float(known.mean()), sd=float(known.std(ddof=1)), n=known.size, assumed=False)


def supplier_position(mean: float, se: float, pool: ReferencePool) -> SupplierPosition:
    """y = (mean - pool mean) / pool sd, v = (se / pool sd)^2.

    Raises
    ------
    OutOfRangeError : the mean or its standard error is not a number: one respondent is no evidence on a supplier.
    """
    if not (np.isfinite(mean) and np.isfinite(se) and se >= 0.0):
        raise OutOfRangeError(
            "A supplier's mean needs a standard error.", place="se", value=se, remedy="Ask at least two respondents."
        )
    extra = ASSUMED_EXTRA_SD if pool.assumed else 0.0
    return SupplierPosition(y=(mean - pool.mean) / pool.sd, v=(se / pool.sd) ** 2, method_extra_sd=extra)


def shrunken_mean(mean: float, icc2: float, pool: ReferencePool) -> float:
    """The mean drawn towards the reference pool by 1 - ICC(2); only ever shown beside the unshrunk one.

    Raises
    ------
    TooFewPersonsError : the pool is assumed; nothing is drawn towards an assumption or towards co-bidders.
    OutOfRangeError : ICC(2) is no share.
    """
    if pool.assumed:
        raise TooFewPersonsError(
            f"A shrunken mean needs a pool of {MIN_POOL} suppliers.",
            place="pool",
            value=pool.n,
            remedy="Show the unshrunk mean alone.",
        )
    if not 0.0 <= icc2 <= 1.0:
        raise OutOfRangeError("ICC(2) must lie in 0 to 1.", place="icc2", value=icc2, remedy="Show the mean alone.")
    return icc2 * mean + (1.0 - icc2) * pool.mean
