"""From slopes to theta: norms of a sample, reliability of slopes, evidence without a prior."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri, stdtrit

from scoring.definitions.standing import Basis
from scoring.errors import OutOfRangeError, TooFewPersonsError, ZeroVarianceError
from scoring.judgement.regression import Slope
from scoring.linalg import FloatVector

NORM_SAMPLE_AT_LEAST = 200
INTERVAL_TAIL = 0.95
LARGEST_VARIANCE = 1e6
"""An error variance beyond this says nothing either way; it keeps the posterior narrower than the prior."""


@dataclass(frozen=True, kw_only=True)
class SlopeNorm:
    """Mean and SD of a slope among takers, and its reliability; assumed before 200 real takers."""

    mean: float
    sd: float
    reliability: float
    basis: Basis
    n: int


ASSUMED_NORM = SlopeNorm(mean=0.0, sd=0.25, reliability=0.50, basis=Basis.ASSUMED, n=0)
"""Of a slope on a pole, before anybody has been measured: as many lean to one pole as to the other."""

ASSUMED_QUALITY_NORM = SlopeNorm(mean=2.0, sd=0.50, reliability=0.50, basis=Basis.ASSUMED, n=0)
"""Of a slope on quality. Its mean cannot be 0: people of whom quality explains nothing are unscorable. Ratings that
follow the key alone reach about 3, those that are just scorable about 1; see docs/decisions/0080."""


def slope_evidence(slope: float, norm: SlopeNorm = ASSUMED_NORM) -> tuple[float, float]:
    """Evidence y with error variance v: `y = (beta - mean) / (sd sqrt(rel))`, `v = (1 - rel) / rel`.

    With that scaling the true slopes have variance 1, as theta has.
    """
    if not (norm.sd > 0 and 0 < norm.reliability < 1):
        raise OutOfRangeError(
            "A norm has a spread, and a reliability between 0 and 1.",
            place="norm",
            value=[norm.sd, norm.reliability],
            remedy="Use the assumed norm until the sample is large enough.",
        )
    y = (slope - norm.mean) / (norm.sd * norm.reliability**0.5)
    return y, (1.0 - norm.reliability) / norm.reliability


def person_evidence(slope: Slope, norm: SlopeNorm) -> tuple[float, float]:
    """Evidence y with error variance v of one person's slope.

    While the norm is assumed, v is at least what the person's own ratings say: the jackknife SE, widened so that a
    normal interval of 90 % is as wide as that of t(S - 1). With a norm sample the error is the sample's, pooled.

    Raises
    ------
    OutOfRangeError : a slope that was not scored.
    """
    if slope.estimate is None or slope.se is None:
        raise OutOfRangeError(
            "A slope that was not scored is no evidence.", place=slope.dimension, value=None, remedy="Leave it out."
        )
    y, v = slope_evidence(slope.estimate, norm)
    if norm.basis is Basis.ASSUMED:
        widened = slope.se * float(stdtrit(slope.df, INTERVAL_TAIL) / ndtri(INTERVAL_TAIL))
        v = max(v, widened**2 / (norm.sd**2 * norm.reliability))
    return y, min(v, LARGEST_VARIANCE)


def slope_norm(slopes: FloatVector, errors: FloatVector) -> SlopeNorm:
    """The norm of a sample: reliability is one minus the mean jackknife variance over the variance of slopes.

    Raises
    ------
    TooFewPersonsError : under 200 takers. ZeroVarianceError : slopes that do not vary beyond their errors.
    """
    if len(slopes) < NORM_SAMPLE_AT_LEAST:
        raise TooFewPersonsError(
            f"Norms need {NORM_SAMPLE_AT_LEAST} takers.",
            place="norm",
            value=len(slopes),
            remedy="Use the assumed norm.",
        )
    variance, error = float(slopes.var(ddof=1)), float((errors**2).mean())
    if error >= variance:
        raise ZeroVarianceError(
            "The slopes vary no more than their errors.", place="norm", value=variance, remedy="Add scenarios."
        )
    return SlopeNorm(
        mean=float(slopes.mean()),
        sd=variance**0.5,
        reliability=1.0 - error / variance,
        basis=Basis.DATA,
        n=len(slopes),
    )


def split_reliability(first: FloatVector, second: FloatVector) -> float:
    """Reliability of the whole from slopes of two halves of the scenarios, stepped up by Spearman-Brown.

    Takers without a slope in either half (NaN) are left out.

    Source: Spearman 1910; Brown 1910.
    """
    both = ~(np.isnan(first) | np.isnan(second))
    if both.sum() < 3:
        raise TooFewPersonsError("Halves need three takers.", place="split", value=int(both.sum()), remedy="Wait.")
    if first[both].std() == 0 or second[both].std() == 0:
        raise ZeroVarianceError("The slopes of a half do not vary.", place="split", value=0.0, remedy="Add scenarios.")
    r = float(np.corrcoef(first[both], second[both])[0, 1])
    return 2.0 * r / (1.0 + r)


def alternating(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Scenarios in two halves, every other one."""
    return tuple(names[::2]), tuple(names[1::2])
