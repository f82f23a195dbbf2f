"""From a grade or a mark to evidence for fit, on the metric where persons have mean 0 and variance 1."""

from dataclasses import dataclass

import numpy as np

from scoring.errors import OutOfRangeError
from scoring.linalg import FloatVector

# Of a skill graded 1 to 5 before a pack has its own norms.
ASSUMED_MEAN, ASSUMED_SD = 3.0, 0.5
MIN_NORM_SAMPLE = 100
# A location that nobody has measured adds that much to the method's bias, in quadrature.
ASSUMED_EXTRA_SD = 1.0


@dataclass(frozen=True, kw_only=True)
class GradeNorms:
    """Mean and standard deviation of severity-adjusted grades of a pack; assumed before 100 persons."""

    mean: float
    sd: float
    n: int
    assumed: bool


@dataclass(frozen=True, kw_only=True)
class RatedPosition:
    """Evidence y with error variance v; method_extra_sd adds to the method's bias in quadrature."""

    y: float
    v: float
    method_extra_sd: float


def grade_norms(grades: FloatVector) -> GradeNorms:
    """Norms of a pack from its grades, or the assumed ones."""
    known = grades[~np.isnan(grades)]
    if known.size < MIN_NORM_SAMPLE or known.std(ddof=1) == 0:
        return GradeNorms(mean=ASSUMED_MEAN, sd=ASSUMED_SD, n=known.size, assumed=True)
    return GradeNorms(mean=float(known.mean()), sd=float(known.std(ddof=1)), n=known.size, assumed=False)


def skill_position(grade: float, grade_se: float, norms: GradeNorms) -> RatedPosition:
    """y = (grade - mean) / sd and v = (grade_se / sd)^2. The grade is the severity-adjusted mean, never shrunken.

    Raises
    ------
    OutOfRangeError : grade or standard error is not a number.
    """
    _require_numbers(grade, grade_se)
    extra = ASSUMED_EXTRA_SD if norms.assumed else 0.0
    return RatedPosition(y=(grade - norms.mean) / norms.sd, v=(grade_se / norms.sd) ** 2, method_extra_sd=extra)


def style_position(mark: float, mark_se: float, *, assumed: bool) -> RatedPosition:
    """The A-B mark as it is: its line from -2 to 2 is the line of positions. Raises as `skill_position`."""
    _require_numbers(mark, mark_se)
    return RatedPosition(y=mark, v=mark_se**2, method_extra_sd=ASSUMED_EXTRA_SD if assumed else 0.0)


def _require_numbers(value: float, se: float) -> None:
    if not (np.isfinite(value) and np.isfinite(se) and se >= 0.0):
        raise OutOfRangeError(
            "Evidence needs a value and its standard error.",
            place="grade",
            value=[value, se],
            remedy="A person without ratings is not assessed.",
        )
