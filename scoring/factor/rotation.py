"""Rotations of factor loadings, taken to their exact optimum (other programs stop at a change of 1e-5)."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from scoring.linalg import FloatMatrix

TOLERANCE = 1e-7
MAX_ITERATIONS = 5_000
PROMAX_POWER = 4


class Rotation(StrEnum):
    """Orthogonal (varimax) or oblique (promax, oblimin)."""

    NONE = "none"
    VARIMAX = "varimax"
    PROMAX = "promax"
    OBLIMIN = "oblimin"


@dataclass(frozen=True, kw_only=True)
class Rotated:
    """Pattern loadings (n_items, n_factors) and the correlations of the factors."""

    loadings: FloatMatrix
    factor_correlations: FloatMatrix
    iterations: int
    converged: bool


def rotate(loadings: FloatMatrix, rotation: Rotation) -> Rotated:
    """The loadings in simple structure. One factor is left as it is."""
    if rotation is Rotation.NONE or loadings.shape[1] == 1:
        identity = np.eye(loadings.shape[1])
        return Rotated(loadings=loadings, factor_correlations=identity, iterations=0, converged=True)
    if rotation is Rotation.VARIMAX:
        return varimax(loadings)
    return promax(loadings) if rotation is Rotation.PROMAX else oblimin(loadings)


def varimax(loadings: FloatMatrix) -> Rotated:
    """Kaiser's varimax on loadings normalised to unit communality.

    Source: Kaiser (1958), *Psychometrika* 23; the iteration by singular values is Horst's (1965).
    """
    length = _lengths(loadings)
    turned, iterations, converged = _varimax_matrix(loadings / length)
    identity = np.eye(loadings.shape[1])
    return Rotated(loadings=loadings @ turned, factor_correlations=identity, iterations=iterations, converged=converged)


def promax(loadings: FloatMatrix, power: int = PROMAX_POWER) -> Rotated:
    """Hendrickson & White's promax: least squares towards powered varimax loadings, all on normalised loadings.

    Source: Hendrickson & White (1964), *British Journal of Statistical Psychology* 17.
    """
    length = _lengths(loadings)
    turned, iterations, converged = _varimax_matrix(loadings / length)
    simple = (loadings / length) @ turned
    target = simple * np.abs(simple) ** (power - 1)
    transform = np.linalg.lstsq(simple, target, rcond=None)[0]
    transform = transform * np.sqrt(np.diag(np.linalg.inv(transform.T @ transform)))
    inverse = np.linalg.inv(turned @ transform)
    return Rotated(
        loadings=length * (simple @ transform),
        factor_correlations=inverse @ inverse.T,
        iterations=iterations,
        converged=converged,
    )


def oblimin(loadings: FloatMatrix) -> Rotated:
    """Direct quartimin (oblimin with gamma 0) of unnormalised loadings by gradient projection.

    Source: Jennrich (2002), *Psychometrika* 67; Bernaards & Jennrich (2005).
    """
    transform = np.eye(loadings.shape[1])
    pattern, value, slope = _quartimin(loadings, transform)
    step = 1.0
    for iteration in range(1, MAX_ITERATIONS + 1):
        projected = slope - transform * (transform * slope).sum(axis=0)
        length = float(np.sqrt((projected**2).sum()))
        if length < TOLERANCE:
            return Rotated(
                loadings=pattern, factor_correlations=transform.T @ transform, iterations=iteration, converged=True
            )
        step *= 2.0
        for _ in range(30):
            trial = transform - step * projected
            trial /= np.sqrt((trial**2).sum(axis=0))
            pattern, new_value, new_slope = _quartimin(loadings, trial)
            if value - new_value > 0.5 * length**2 * step:
                break
            step /= 2.0
        if new_value >= value and length < 1e-5:  # the arithmetic allows no further progress
            pattern = _quartimin(loadings, transform)[0]
            return Rotated(
                loadings=pattern, factor_correlations=transform.T @ transform, iterations=iteration, converged=True
            )
        transform, value, slope = trial, new_value, new_slope
    return Rotated(
        loadings=pattern, factor_correlations=transform.T @ transform, iterations=MAX_ITERATIONS, converged=False
    )


def _quartimin(loadings: FloatMatrix, transform: FloatMatrix) -> tuple[FloatMatrix, float, FloatMatrix]:
    """Pattern, criterion, and its derivative by the transform."""
    inverse = np.linalg.inv(transform)
    pattern = loadings @ inverse.T
    squares = pattern * pattern
    others = squares.sum(axis=1, keepdims=True) - squares
    derivative = pattern * others
    return pattern, 0.25 * float((squares * others).sum()), -(pattern.T @ derivative @ inverse).T


def _varimax_matrix(loadings: FloatMatrix) -> tuple[FloatMatrix, int, bool]:
    turned, before = np.eye(loadings.shape[1]), 0.0
    for iteration in range(1, MAX_ITERATIONS + 1):
        rotated = loadings @ turned
        gradient = loadings.T @ (rotated**3 - rotated * (rotated**2).mean(axis=0))
        left, values, right = np.linalg.svd(gradient)
        turned, total = left @ right, float(values.sum())
        if abs(total - before) < 1e-14 * total and iteration > 5:
            return turned, iteration, True
        before = total
    return turned, MAX_ITERATIONS, False


def _lengths(loadings: FloatMatrix) -> FloatMatrix:
    """Square roots of communalities as a column; one for an item that loads on nothing."""
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    return np.asarray(np.where(length > 0, length, 1.0))
