"""One piece of evidence about a person on one dimension, on the scale of theta and free of the prior."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scoring.definitions.standing import Basis, Status
from scoring.errors import OutOfRangeError
from scoring.linalg import FloatVector

METHOD_SIGMA: Mapping[str, float] = MappingProxyType(
    {"questionnaire": 0.5, "situational": 0.5, "role_play": 0.4, "immersion": 0.3, "supplier": 0.5}
)
"""Standard deviation of the bias of each method (all figures in units of theta), until data allow an estimate."""

ASSUMED_LOCATION_SIGMA = 1.0
"""Uncertainty of the location of parameters that nobody has been measured with; added in quadrature."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`y = theta + bias of the method + error`, error variance `v`, without any prior in it."""

    method: str
    y: float
    v: float
    basis: Basis
    status: Status

    def __post_init__(self) -> None:
        """Refuses figures that cannot be evidence."""
        if not math.isfinite(self.y):
            raise OutOfRangeError("Evidence must be finite.", place=self.method, value=str(self.y), remedy="Leave out.")
        if not 0 < self.v < math.inf:
            raise OutOfRangeError(
                "An error variance is finite and above zero.",
                place=self.method,
                value=str(self.v),
                remedy="Leave it out.",
            )

    @property
    def eligible(self) -> bool:
        """Whether it may enter an overall figure: measured on data, by a unit that has passed its gates."""
        return self.basis is Basis.DATA and self.status.eligible


def unshrink(mean: FloatVector, se: FloatVector) -> tuple[FloatVector, FloatVector]:
    """Evidence y and its error variance v from posterior means and SDs under the prior N(0, 1).

    `y = m / (1 - s^2)`, `v = s^2 / (1 - s^2)`: dividing the prior out of a normal posterior. NaN stays NaN.

    Raises
    ------
    OutOfRangeError : a posterior SD of 1 or more, which holds no evidence.
    """
    if (se >= 1.0).any():
        raise OutOfRangeError(
            "A posterior as wide as the prior holds no evidence.",
            place="se",
            value=float(se[se >= 1.0][0]),
            remedy="Leave the person out: the scale was not answered.",
        )
    left = 1.0 - se * se
    return mean / left, se * se / left


def bias_variance(method: str, basis: Basis, sigmas: Mapping[str, float] = METHOD_SIGMA) -> float:
    """Variance of a method's bias: sigma squared, plus 1 while its parameters are assumed.

    Raises
    ------
    OutOfRangeError : a method without a sigma.
    """
    if method not in sigmas:
        raise OutOfRangeError(
            "No sigma is given for this method.", place="method", value=method, remedy=f"One of {sorted(sigmas)}."
        )
    location = ASSUMED_LOCATION_SIGMA**2 if basis is Basis.ASSUMED else 0.0
    return sigmas[method] ** 2 + location
