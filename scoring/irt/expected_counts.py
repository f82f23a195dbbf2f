"""The expectation step: which answers, at which theta, a calibration would see if it could see theta.

Answers are first gathered into different patterns with their counts, so that the cost follows the patterns, not the
people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.irt.patterns import CodeArray
from scoring.linalg import FloatArray, FloatMatrix, FloatVector


@dataclass(frozen=True)
class Patterns:
    """Different answer patterns.

    indicators : (patterns, sum of categories) 1 where the pattern has the category of an item; missing has none.
    codes : (patterns, items). count : people with each pattern.
    """

    indicators: FloatMatrix
    codes: CodeArray
    count: FloatVector


@dataclass(frozen=True)
class Expectation:
    """Log-likelihood, posterior over nodes (patterns, nodes), and expected counts (sum of categories, nodes)."""

    loglik: float
    posterior: FloatMatrix
    counts: FloatMatrix


def gather_patterns(codes: CodeArray, categories: tuple[int, ...]) -> Patterns:
    """The different patterns among people; codes (items, people), the number of categories for missing."""
    key = np.zeros(codes.shape[1], dtype=np.int64)
    for row, count in zip(codes, categories, strict=True):
        key = key * (count + 1) + row
        if key.size and key.max() > 2**55:  # keep the key inside 64 bits: rename what occurs
            key = np.unique(key, return_inverse=True)[1]
    _, first, count_of = np.unique(key, return_index=True, return_counts=True)
    found = codes[:, first].T
    indicators = np.zeros((len(found), sum(categories)))
    start = 0
    for item, width in enumerate(categories):
        rows = np.flatnonzero(found[:, item] < width)
        indicators[rows, start + found[rows, item]] = 1.0
        start += width
    return Patterns(indicators, found, count_of.astype(np.float64))


def expect(patterns: Patterns, log_probability: FloatMatrix, log_weight: FloatArray) -> Expectation:
    """Posterior of every pattern and expected counts, given log probabilities (sum of categories, nodes).

    Source: Bock & Aitkin 1981, eq. 9 to 12.
    """
    joint = patterns.indicators @ log_probability + log_weight
    largest = joint.max(axis=1, keepdims=True)
    posterior = np.exp(joint - largest)
    total = posterior.sum(axis=1, keepdims=True)
    posterior /= total
    loglik = float(patterns.count @ (np.log(total) + largest)[:, 0])
    return Expectation(loglik, posterior, patterns.indicators.T @ (posterior * patterns.count[:, None]))
