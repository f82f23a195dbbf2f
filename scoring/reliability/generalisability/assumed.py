"""The grade of one person in one block, before a pool is large enough to estimate anything from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.errors import NoDataError
from scoring.linalg import FloatVector
from scoring.reliability.generalisability.estimation import VariancePriors


@dataclass(frozen=True, kw_only=True)
class AssumedGrade:
    """Mean of the raters' marks with its standard error, on the scale of the marks. One rater is one view."""

    grade: float
    se: float
    n_raters: int

    @property
    def one_view(self) -> bool:
        """Whether a single rater stands behind it."""
        return self.n_raters == 1


def assumed_grade(marks: Sequence[float] | FloatVector, priors: VariancePriors | None = None) -> AssumedGrade:
    """The mean mark of R raters in one block, with the error that the assumed variances give.

    `se^2 = rater / R + person x block + residual / R` with the prior medians in place of estimates; severities are
    unknown and taken as 0. Not shrunken: the prior enters where evidence is combined.

    Parameters
    ----------
    marks : (R,) one mark a rater, "not seen" left out.

    Raises
    ------
    NoDataError : nobody has seen it.

    Source: Brennan (2001), eq. 4.20, for one block and R raters.
    """
    given = np.asarray(marks, dtype=np.float64)
    if given.size == 0:
        raise NoDataError("Nobody has marked this.", place="marks", remedy="Report it as not assessed.")
    _, rater, cell, residual = (priors or VariancePriors()).medians
    variance = cell + (rater + residual) / given.size
    return AssumedGrade(grade=float(given.mean()), se=float(np.sqrt(variance)), n_raters=int(given.size))
