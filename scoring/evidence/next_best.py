"""Which evidence to ask for next: the expected gain in certainty about being on culture, per minute."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from scoring.congruence.definition import Target
from scoring.congruence.verdicts import probability_within
from scoring.errors import OutOfRangeError
from scoring.linalg import FloatVector

NODES = 31
REACH = 5.0


@dataclass(frozen=True, kw_only=True)
class PlannedMethod:
    """A method that could be used: its minutes of candidate time, and for each dimension the planned variance.

    A planned variance is that of `y` around theta: error of measurement and bias of the method together.
    """

    method: str
    minutes: float
    planned_variances: Mapping[str, float]

    def __post_init__(self) -> None:
        """Refuses methods that cost nothing or know more than everything."""
        if not self.minutes > 0:
            raise OutOfRangeError("A method takes time.", place=self.method, value=self.minutes, remedy="Above zero.")
        for dimension, variance in self.planned_variances.items():
            if not variance > 0:
                raise OutOfRangeError(
                    "A planned variance must be above zero.",
                    place=f"{self.method}, {dimension}",
                    value=variance,
                    remedy="Leave the dimension out.",
                )


@dataclass(frozen=True, kw_only=True)
class EvidenceValue:
    """Expected gain of one method for one person, in bits over all dimensions it informs."""

    method: str
    bits: float
    minutes: float

    @property
    def bits_per_minute(self) -> float:
        """Gain for each minute of the candidate's time."""
        return self.bits / self.minutes


def entropy_bits(probability: FloatVector) -> FloatVector:
    """Entropy of a yes-no question, in bits."""
    p = np.clip(probability, 0.0, 1.0)
    return np.asarray(-(xlogy(p, p) + xlogy(1 - p, 1 - p)) / math.log(2.0))


def expected_probabilities(
    mean: float, se: float, region: tuple[float, float], planned_variance: float
) -> tuple[FloatVector, FloatVector]:
    """Probabilities of being on culture after the new evidence, with their weights, on 31 nodes of its outcome.

    `s'^2 = 1 / (1 / s^2 + 1 / v')`, `m' ~ N(m, s^2 - s'^2)`. Weighted by the second array they average to today's p.
    """
    later = 1.0 / (1.0 / se**2 + 1.0 / planned_variance)
    node = np.linspace(-REACH, REACH, NODES)
    weight = np.exp(-0.5 * node * node)
    spread = math.sqrt(max(se**2 - later, 0.0))
    later_means = mean + spread * node
    return probability_within(later_means, np.full(NODES, math.sqrt(later)), *region), weight / weight.sum()


def expected_gain(mean: float, se: float, region: tuple[float, float], planned_variance: float) -> float:
    """`H(p) - E H(p')` in bits: never below zero, and zero when the new evidence knows nothing.

    p is taken as the mean of p' over the nodes, so that rounding of the quadrature cannot make a gain negative.

    Source: Lindley 1956, eq. 5, for a yes-no state.
    """
    if math.isinf(planned_variance):
        return 0.0
    later, weight = expected_probabilities(mean, se, region, planned_variance)
    today = np.array([float(weight @ later)])
    return max(float(entropy_bits(today)[0]) - float(weight @ entropy_bits(later)), 0.0)


def next_best_evidence(
    positions: Mapping[str, tuple[float, float]],
    targets: Sequence[Target],
    methods: Sequence[PlannedMethod],
    used: frozenset[str] = frozenset(),
) -> tuple[EvidenceValue, ...]:
    """Methods not yet used, the most informative per minute first.

    Parameters
    ----------
    positions : (mean, se) by dimension; a dimension without any stands at the prior (0, 1).
    targets : dimensions without band or cut, and traits, add nothing.
    """
    values = []
    for method in methods:
        if method.method in used:
            continue
        bits = 0.0
        for target in targets:
            variance = method.planned_variances.get(target.name)
            if variance is not None and target.region is not None:
                bits += expected_gain(*positions.get(target.name, (0.0, 1.0)), target.region, variance)
        values.append(EvidenceValue(method=method.method, bits=bits, minutes=method.minutes))
    return tuple(sorted(values, key=lambda value: -value.bits_per_minute))
