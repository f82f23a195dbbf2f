"""Where a person stands, from graded answers: posterior mean and standard deviation by quadrature.

No BLAS and no reduction across people: every operation is element by element over people, sums run over grid points
in a fixed order. A person's figures are therefore bit-equal alone, in any batch, chunk or number of threads.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scoring.irt.patterns import CodeArray, PatternTables, pattern_numbers
from scoring.linalg import FloatArray

CHUNK = 16384
"""People per pass: buffers of this length stay in the second-level cache."""

SMALLEST_TOTAL = 1e-280
"""Below this a sum of likelihoods has lost digits and is taken again in logarithms."""


@dataclass(frozen=True)
class Posterior:
    """Posterior mean and standard deviation of theta, one entry per person."""

    mean: FloatArray
    sd: FloatArray


def posterior_of(tables: PatternTables, codes: CodeArray) -> Posterior:
    """Expected a posteriori position (EAP) and posterior SD of each person.

    Parameters
    ----------
    tables : likelihoods of the scale's items over the grid.
    codes : (items, people) category from 0, or the number of categories for a missing answer, which then leaves
        the likelihood. With no answer at all the prior comes back.

    Source: Bock & Mislevy 1982, eq. 6 and 7.
    """
    people = codes.shape[1]
    mean, sd = np.empty(people), np.empty(people)
    for start in range(0, people, CHUNK):
        part = slice(start, min(start + CHUNK, people))
        mean[part], sd[part] = _moments(tables, codes[:, part])
    return Posterior(mean, sd)


def _moments(tables: PatternTables, codes: CodeArray) -> tuple[FloatArray, FloatArray]:
    numbers = pattern_numbers(tables, codes)
    people = codes.shape[1]
    s0, s1, s2 = np.zeros(people), np.zeros(people), np.zeros(people)
    value, factor = np.empty(people), np.empty(people)
    for point, (theta, weight) in enumerate(zip(tables.theta, tables.weight, strict=True)):
        value.fill(weight)
        for table, number in zip(tables.tables, numbers, strict=True):
            # mode="clip" lets numpy write straight into the buffer; the numbers are in range by construction
            np.take(table.likelihood[point], number, out=factor, mode="clip")
            np.multiply(value, factor, out=value)
        np.add(s0, value, out=s0)
        np.multiply(value, theta, out=value)
        np.add(s1, value, out=s1)
        np.multiply(value, theta, out=value)
        np.add(s2, value, out=s2)
    lost = s0 < SMALLEST_TOTAL
    if lost.any():
        at = np.flatnonzero(lost)
        s0[at], s1[at], s2[at] = _sums_by_logarithms(tables, tuple(number[at] for number in numbers))
    mean = s1 / s0
    return mean, np.sqrt(np.maximum(s2 / s0 - mean * mean, 0.0))


def _sums_by_logarithms(tables: PatternTables, numbers: tuple[CodeArray, ...]) -> tuple[FloatArray, ...]:
    """The three sums for people whose answers contradict each other so much that plain products underflow."""
    people = len(numbers[0])
    logs = np.empty((len(tables.theta), people))
    for point, weight in enumerate(tables.weight):
        total = np.full(people, math.log(weight))
        for table, number in zip(tables.tables, numbers, strict=True):
            # one logarithm and exponential at a time: numpy's vector versions may round by position in the batch
            total += np.array([math.log(v) for v in table.likelihood[point][number]])
        logs[point] = total
    logs -= logs.max(axis=0)
    s0, s1, s2 = np.zeros(people), np.zeros(people), np.zeros(people)
    for theta, row in zip(tables.theta, logs, strict=True):
        value = np.array([math.exp(v) for v in row])
        s0 += value
        s1 += value * theta
        s2 += value * theta * theta
    return s0, s1, s2
