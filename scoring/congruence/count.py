"""How many dimensions somebody is on culture on: the Poisson-binomial distribution and its weighted form.

Arrays are (values, people): every operation is element by element over people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.linalg import FloatMatrix, FloatVector, IntArray

CHUNK = 8192


@dataclass(frozen=True, kw_only=True)
class CountInterval:
    """Expected value with the interval: lower is the smallest k with P(N <= k) >= tail, upper with >= 1 - tail."""

    expected: FloatVector
    lower: IntArray
    upper: IntArray


def count_distribution(probabilities: FloatMatrix, weights: Sequence[int] | None = None) -> FloatMatrix:
    """Distribution of the (weighted) number of dimensions on culture, shape (total weight + 1, people).

    Parameters
    ----------
    probabilities : (dimensions, people); 0 for a dimension that does not count.
    weights : whole numbers, 1 each by default.

    Source: Barlow & Heidtmann 1984 (recursion over the dimensions), the same recursion on the lattice of points.
    """
    steps = [1] * len(probabilities) if weights is None else list(weights)
    points = np.zeros((sum(steps) + 1, probabilities.shape[1]))
    points[0] = 1.0
    reached = 0
    for step, p in zip(steps, probabilities, strict=True):
        won = points[: reached + 1] * p
        points[: reached + 1] -= won
        points[step : reached + step + 1] += won
        reached += step
    return points


def count_interval(probabilities: FloatMatrix, *, tail: float, weights: Sequence[int] | None = None) -> CountInterval:
    """Expected (weighted) count with its interval, for people with (dimensions, people) probabilities."""
    people = probabilities.shape[1]
    lower, upper = np.empty(people, dtype=np.int64), np.empty(people, dtype=np.int64)
    for start in range(0, people, CHUNK):
        part = slice(start, start + CHUNK)
        lower[part], upper[part] = _quantiles(count_distribution(probabilities[:, part], weights), tail)
    steps = [1] * len(probabilities) if weights is None else weights
    expected = np.zeros(people)
    for step, p in zip(steps, probabilities, strict=True):
        expected += step * p
    return CountInterval(expected=expected, lower=lower, upper=upper)


def _quantiles(points: FloatMatrix, tail: float) -> tuple[IntArray, IntArray]:
    # the sum of up to 41 doubles may miss 1 - tail by a few ulps when it is met exactly
    slack = 1e-12
    running = np.zeros(points.shape[1])
    lower = np.zeros(points.shape[1], dtype=np.int64)
    upper = np.zeros(points.shape[1], dtype=np.int64)
    for row in points:
        running += row
        lower += running < tail - slack
        upper += running < 1.0 - tail - slack
    return lower, upper
