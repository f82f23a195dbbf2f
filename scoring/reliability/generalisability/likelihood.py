"""The rating model: restricted likelihood and what follows for persons and raters, for many variances at once.

rating = block + person + rater + person x block + residual; blocks fixed, the rest random and independent.
"""

from dataclasses import dataclass

import numpy as np

from scoring.linalg import FloatMatrix, FloatVector
from scoring.reliability.generalisability.design import RatingSums

COMPONENTS = ("person", "rater", "person_block", "residual")


@dataclass(frozen=True, kw_only=True)
class Absorbed:
    """What is left when persons and cells are swept out, for each of K sets of variances.

    W : (K, q, q) cross products of blocks, raters and ratings. log_determinant : (K,) of the swept covariance.
    inner : (K, sizes) variance of a cell's sum, a rating. person_weight : (K, patterns).
    """

    W: FloatMatrix
    log_determinant: FloatVector
    inner: FloatMatrix
    person_weight: FloatMatrix


@dataclass(frozen=True, kw_only=True)
class Solution:
    """Block means and rater effects given variances: (K, b + r) means, (K, b + r, b + r) covariances, and loglik."""

    mean: FloatMatrix
    covariance: FloatMatrix
    loglik: FloatVector


def absorb(sums: RatingSums, variances: FloatMatrix) -> Absorbed:
    """Sweeps out persons and their cells.

    variances : (K, 4) of person, rater, person x block, residual; all but the residual may be 0.

    Source: Searle, Casella & McCulloch (1992), ch. 6, with the inverse of a nested covariance by Woodbury.
    """
    person, _, cell, residual = variances.T
    inner = residual[:, None] + sums.size * cell[:, None]
    # weight: what a person's ratings tell together, by pattern; shrink: part of it that the person effect takes
    weight = (sums.size / inner) @ sums.patterns.T
    shrink = person[:, None] / (1.0 + person[:, None] * weight)
    by_size = cell[:, None] / (residual[:, None] * inner)
    pairs = shrink[:, :, None, None] / (inner[:, None, :, None] * inner[:, None, None, :])
    W = sums.total / residual[:, None, None]
    W = W - np.tensordot(by_size, sums.by_size, axes=1)
    W = W - np.tensordot(pairs, sums.by_pattern, axes=3)
    log_determinant = (np.log(inner) + (sums.size - 1.0) * np.log(residual)[:, None]) @ sums.cells + np.log1p(
        person[:, None] * weight
    ) @ sums.pattern_counts
    return Absorbed(W=W, log_determinant=log_determinant, inner=inner, person_weight=shrink)


def solve(sums: RatingSums, variances: FloatMatrix, absorbed: Absorbed) -> Solution:
    """Mixed-model equations of blocks and raters, and the restricted log-likelihood.

    Source: Henderson (1975); Patterson & Thompson (1971). Raters enter scaled by their standard deviation, so that a
    variance of 0 is no special case.
    """
    b, q = sums.n_blocks, sums.n_blocks + sums.n_raters
    scale = np.ones((variances.shape[0], q))
    scale[:, b:] = np.sqrt(variances[:, 1])[:, None]
    W = absorbed.W
    M = scale[:, :, None] * W[:, :q, :q] * scale[:, None, :]
    M[:, np.arange(b, q), np.arange(b, q)] += 1.0
    right = scale * W[:, :q, q]
    inverse = np.linalg.inv(M)
    effect = (inverse @ right[:, :, None])[:, :, 0]
    quadratic = W[:, q, q] - (right * effect).sum(axis=1)
    log_determinant = absorbed.log_determinant + np.linalg.slogdet(M)[1]
    loglik = -0.5 * ((sums.n - b) * np.log(2.0 * np.pi) + log_determinant + quadratic)
    return Solution(
        mean=scale * effect, covariance=scale[:, :, None] * inverse * scale[:, None, :], loglik=np.asarray(loglik)
    )


def restricted_loglik(sums: RatingSums, variances: FloatMatrix) -> FloatVector:
    """(K,) restricted log-likelihood of each row of variances."""
    return solve(sums, variances, absorb(sums, variances)).loglik


def person_effects(sums: RatingSums, absorbed: Absorbed, solution: Solution) -> tuple[FloatMatrix, FloatMatrix]:
    """(K, persons) means and variances of the person effects given each row of variances.

    The uncertainty of block means and rater effects is in the variance. Source: Henderson (1975).
    """
    shrink = absorbed.person_weight[:, sums.pattern]
    t = np.tensordot(1.0 / absorbed.inner, sums.person_sums, axes=1)
    design, rating = t[:, :, :-1], t[:, :, -1]
    mean = shrink * (rating - (design @ solution.mean[:, :, None])[:, :, 0])
    spread = ((design @ solution.covariance) * design).sum(axis=2)
    return mean, shrink + shrink**2 * spread
