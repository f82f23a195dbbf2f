"""How much a position depends on the assumed size of method bias: the same evidence at half and double sigma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scoring.evidence.combining import combine
from scoring.evidence.pieces import METHOD_SIGMA, Evidence


@dataclass(frozen=True, kw_only=True)
class Sensitivity:
    """Mean and SE of the position with every sigma halved and doubled."""

    half_mean: float
    half_se: float
    double_mean: float
    double_se: float


def sensitivity(evidence: Sequence[Evidence], sigmas: Mapping[str, float] = METHOD_SIGMA) -> Sensitivity:
    """The position at half and at double sigma of every method; the 1.0 for assumed parameters stays."""
    half = combine(evidence, {method: sigma / 2 for method, sigma in sigmas.items()})
    double = combine(evidence, {method: sigma * 2 for method, sigma in sigmas.items()})
    return Sensitivity(half_mean=half.mean, half_se=half.se, double_mean=double.mean, double_se=double.se)
