"""People beside one another: differences with their error, and an order only where the evidence allows one."""

import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backend.fit.selectors.candidates import CandidateView, DimensionView
from scoring.congruence.count import count_distribution
from scoring.congruence.fit import INTERVAL_Z
from scoring.congruence.policy import DEFAULT_FIT_POLICY
from scoring.congruence.ranking import probability_ahead


@dataclass(frozen=True)
class DimensionDifference:
    """How far two people stand apart on one dimension, in theta, with the error of the difference."""

    dimension: str
    difference: float | None
    se: float | None
    lower: float | None
    upper: float | None
    provisional: bool


@dataclass(frozen=True)
class PairComparison:
    """Two people beside each other. `delta` and `apart` only where both have eligible evidence on the same."""

    first_id: uuid.UUID
    second_id: uuid.UUID
    differences: tuple[DimensionDifference, ...]
    delta: float | None
    apart: bool | None
    reason: str


NOT_COMPARABLE = "They cannot be ordered: there is no eligible evidence on the same dimensions for both."


def compare(views: Sequence[CandidateView]) -> list[PairComparison]:
    """Every pair of the given people, in their order."""
    return [_pair(first, second) for index, first in enumerate(views) for second in views[index + 1 :]]


def _pair(first: CandidateView, second: CandidateView) -> PairComparison:
    theirs = {view.dimension: view for view in second.dimensions}
    both = [(view, theirs[view.dimension]) for view in first.dimensions if view.dimension in theirs]
    delta = _delta(first, second)
    return PairComparison(
        first_id=first.candidate_id,
        second_id=second.candidate_id,
        differences=tuple(_difference(one, other) for one, other in both),
        delta=delta,
        apart=None if delta is None else max(delta, 1 - delta) >= DEFAULT_FIT_POLICY.apart_from,
        reason=NOT_COMPARABLE if delta is None else "",
    )


def _difference(one: DimensionView, other: DimensionView) -> DimensionDifference:
    provisional = one.provisional or other.provisional
    if one.mean is None or other.mean is None or one.se is None or other.se is None:
        return DimensionDifference(one.dimension, None, None, None, None, provisional)
    difference, se = one.mean - other.mean, math.hypot(one.se, other.se)
    half = INTERVAL_Z * se
    return DimensionDifference(one.dimension, difference, se, difference - half, difference + half, provisional)


def _delta(first: CandidateView, second: CandidateView) -> float | None:
    mine, theirs = _counted(first), _counted(second)
    if not mine or mine.keys() != theirs.keys():
        return None
    counts = count_distribution(np.array([[mine[name], theirs[name]] for name in sorted(mine)]))
    return float(probability_ahead(counts[:, 0], counts[:, [1]])[0])


def _counted(view: CandidateView) -> dict[str, float]:
    return {fit.dimension: fit.probability for fit in view.dimensions if fit.eligible and fit.probability is not None}
