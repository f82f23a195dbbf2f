"""Which people can be told apart by what they are on culture on, and the bands that follow. No finer order exists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.congruence.count import count_distribution
from scoring.congruence.fit import OverallFit
from scoring.congruence.policy import DEFAULT_FIT_POLICY, FitPolicy
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray


@dataclass(frozen=True, kw_only=True)
class RankBands:
    """Bands of people who cannot be told apart from the first of their band.

    band : 1, 2, ... by person; 0 for people without any assessed dimension. order : people from the first band down,
    inside a band in a seeded shuffle. Neighbours across two bands may still be indistinguishable.
    """

    band: IntArray
    order: IntArray


def probability_ahead(first: FloatVector, others: FloatMatrix) -> FloatVector:
    """`delta = P(N_a > N_b) + P(N_a = N_b) / 2` of one count distribution (values) against others (values, people)."""
    below = np.zeros(others.shape[1])
    delta = np.zeros(others.shape[1])
    for mine, theirs in zip(first, others, strict=True):
        delta += mine * (below + 0.5 * theirs)
        below += theirs
    return delta


def are_apart(first: FloatVector, second: FloatVector, policy: FitPolicy = DEFAULT_FIT_POLICY) -> bool:
    """Whether two people, assessed on the same dimensions, can be told apart in either direction."""
    delta = float(probability_ahead(first, second[:, None])[0])
    return max(delta, 1.0 - delta) >= policy.apart_from


def rank_bands(overall: OverallFit, *, rng: np.random.Generator, policy: FitPolicy = DEFAULT_FIT_POLICY) -> RankBands:
    """Bands by expected count: the first person and everybody not apart from them; the first left opens the next.

    People assessed on other dimensions than the first are never apart from them, so they stay in the band.
    """
    points = count_distribution(overall.probabilities)
    shuffled = rng.permutation(overall.counted.shape[1])
    shuffled = shuffled[overall.assessed[shuffled] > 0]
    waiting = shuffled[np.argsort(-overall.count.expected[shuffled], kind="stable")]
    band = np.zeros(overall.counted.shape[1], dtype=np.int64)
    number = 0
    while len(waiting):
        number += 1
        stays = ~_apart_from_first(overall.counted, points, waiting, policy)
        band[waiting[stays]] = number
        waiting = waiting[~stays]
    order = shuffled[np.argsort(band[shuffled], kind="stable")]
    return RankBands(band=band, order=order)


def _apart_from_first(counted: BoolArray, points: FloatMatrix, people: IntArray, policy: FitPolicy) -> BoolArray:
    first = people[0]
    same = (counted[:, people] == counted[:, [first]]).all(axis=0)
    delta = probability_ahead(points[:, first], points[:, people])
    apart = np.asarray(same & (delta >= policy.apart_from))
    apart[0] = False
    return apart
