"""Most probable positions on several correlated traits at once (MAP), by Newton's method for all people together.

As in `posterior`, nothing is summed over people and no BLAS is used: traits and items are looped over, people stand in
the arrays. A person stops moving when their own step is small, whatever the others do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import expit, ndtr

from scoring.errors import NotPositiveDefiniteError
from scoring.irt.curves import SMALLEST_PROBABILITY, GradedItem, Link
from scoring.irt.patterns import CodeArray
from scoring.linalg import FloatArray, FloatMatrix, FloatVector, inverse

FAR = 1e3
"""Stands for infinity at the outer edge of the outer categories: every curve is exactly 0 or 1 there."""

SMALL_STEP = 1e-10
LARGEST_STEP = 2.0
MAX_STEPS = 100
CHUNK = 4096


def correlated_map(
    items: Sequence[tuple[GradedItem, ...]], links: Sequence[Link], correlations: FloatMatrix, codes: list[CodeArray]
) -> tuple[FloatMatrix, FloatMatrix]:
    """Modes and standard errors of all traits, both (traits, people).

    Parameters
    ----------
    items, links : by trait. correlations : (traits, traits) of theta, whose variances are 1.
    codes : by trait (items, people); the number of categories stands for a missing answer.

    Returns
    -------
    mode : of the posterior; a trait without answers is drawn to what the others predict.
    sd : square roots of the diagonal of the inverse observed information, prior included; never above 1.

    Raises
    ------
    NotPositiveDefiniteError : correlations that no traits can have.

    Source: Segall 1996, eq. 8 to 12, for graded items.
    """
    prior = inverse(correlations, place="factor_correlations")
    people = codes[0].shape[1]
    mode, sd = np.empty((len(items), people)), np.empty((len(items), people))
    for start in range(0, people, CHUNK):
        part = slice(start, start + CHUNK)
        edges = [_edges(own, own_codes[:, part]) for own, own_codes in zip(items, codes, strict=True)]
        mode[:, part], sd[:, part] = _newton(items, links, prior, edges)
    return mode, sd


def _edges(items: tuple[GradedItem, ...], codes: CodeArray) -> list[tuple[FloatVector, FloatVector]]:
    """Lower and upper cut of each given answer, by item; a missing answer spans everything."""
    edges = []
    for item, row in zip(items, codes, strict=True):
        lower = np.array([-FAR, *item.cuts, -FAR])
        upper = np.array([*item.cuts, FAR, FAR])
        edges.append((lower[row], upper[row]))
    return edges


def _newton(
    items: Sequence[tuple[GradedItem, ...]],
    links: Sequence[Link],
    prior: FloatMatrix,
    edges: list[list[tuple[FloatVector, FloatVector]]],
) -> tuple[FloatMatrix, FloatMatrix]:
    theta = np.zeros((len(items), len(edges[0][0][0])))
    moving = np.arange(theta.shape[1])
    own_edges = edges
    for _ in range(MAX_STEPS):
        gradient, matrix = _system(items, links, prior, own_edges, theta[:, moving])
        step = _solve(_cholesky(matrix), gradient)
        largest = np.abs(step).max(axis=0)
        theta[:, moving] += step * np.minimum(1.0, LARGEST_STEP / np.maximum(largest, LARGEST_STEP))
        still = largest > SMALL_STEP
        if not still.any():
            break
        if not still.all():
            moving = moving[still]
            own_edges = [[(low[still], high[still]) for low, high in trait] for trait in own_edges]
    else:
        raise NotPositiveDefiniteError(
            "A mode was not found.", place="map", value=int(moving[0]), remedy="Check the model's parameters."
        )
    _, matrix = _system(items, links, prior, edges, theta)
    return theta, np.sqrt(_inverse_diagonal(_cholesky(matrix)))


def _system(
    items: Sequence[tuple[GradedItem, ...]],
    links: Sequence[Link],
    prior: FloatMatrix,
    edges: list[list[tuple[FloatVector, FloatVector]]],
    theta: FloatMatrix,
) -> tuple[FloatMatrix, FloatArray]:
    """Gradient (traits, people) and negative Hessian (traits, traits, people) of the log posterior."""
    traits, people = theta.shape
    gradient = np.zeros((traits, people))
    matrix = np.empty((traits, traits, people))
    matrix[:] = prior[:, :, None]
    for d in range(traits):
        for e in range(traits):
            gradient[d] -= prior[d, e] * theta[e]
        for item, (lower, upper) in zip(items[d], edges[d], strict=True):
            eta = item.slope * theta[d]
            first, second = (_logit_slopes if links[d] == "logit" else _probit_slopes)(eta - lower, eta - upper)
            gradient[d] += item.slope * first
            matrix[d, d] += item.slope**2 * second
    return gradient, matrix


def _logit_slopes(at_lower: FloatVector, at_upper: FloatVector) -> tuple[FloatVector, FloatVector]:
    """First and minus second derivative of log(F(at_lower) - F(at_upper)) in eta, F logistic."""
    high, low = expit(at_lower), expit(at_upper)
    return 1.0 - high - low, high * (1.0 - high) + low * (1.0 - low)


def _probit_slopes(at_lower: FloatVector, at_upper: FloatVector) -> tuple[FloatVector, FloatVector]:
    """The same for the normal ogive, taken in the tail where the difference keeps its digits."""
    swap = at_upper > 0
    high = np.where(swap, -at_upper, at_lower)
    low = np.where(swap, -at_lower, at_upper)
    probability = np.maximum(ndtr(high) - ndtr(low), SMALLEST_PROBABILITY)
    at_high, at_low = _normal_density(at_lower), _normal_density(at_upper)
    first = (at_high - at_low) / probability
    return first, (at_lower * at_high - at_upper * at_low) / probability + first * first


def _normal_density(z: FloatVector) -> FloatVector:
    return np.asarray(np.exp(-0.5 * z * z) / np.sqrt(2.0 * np.pi))


def _cholesky(matrix: FloatArray) -> FloatArray:
    """Lower factors of (traits, traits, people) matrices."""
    size = len(matrix)
    factor = np.zeros_like(matrix)
    for column in range(size):
        for row in range(column, size):
            value = matrix[row, column].copy()
            for k in range(column):
                value -= factor[row, k] * factor[column, k]
            factor[row, column] = np.sqrt(value) if row == column else value / factor[column, column]
    return factor


def _solve(factor: FloatArray, right: FloatMatrix) -> FloatMatrix:
    size = len(factor)
    solution = right.copy()
    for row in range(size):
        for k in range(row):
            solution[row] -= factor[row, k] * solution[k]
        solution[row] /= factor[row, row]
    for row in reversed(range(size)):
        for k in range(row + 1, size):
            solution[row] -= factor[k, row] * solution[k]
        solution[row] /= factor[row, row]
    return solution


def _inverse_diagonal(factor: FloatArray) -> FloatMatrix:
    """Diagonal of the inverse: squared columns of the inverse factor, summed."""
    size = len(factor)
    diagonal = np.zeros((size, factor.shape[2]))
    for column in range(size):
        unit = np.zeros((size, factor.shape[2]))
        unit[column] = 1.0
        for row in range(column, size):
            for k in range(column, row):
                unit[row] -= factor[row, k] * unit[k]
            unit[row] /= factor[row, row]
            diagonal[column] += unit[row] * unit[row]
    return diagonal
