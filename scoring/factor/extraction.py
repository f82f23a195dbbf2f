"""Unrotated factor loadings of a correlation matrix: minres, maximum likelihood, principal axes.

Our own code, because factor_analyzer 0.5.1 stops early, has no gradients and takes several times as long;
`scoring.factor.exploration` can still be told to use it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import numpy as np

from scoring.errors import Note, UsageError
from scoring.linalg import FloatMatrix, FloatVector

LOWEST_UNIQUENESS = 0.005
TOLERANCE = 1e-9
MAX_ITERATIONS = 500
PRINCIPAL_AXIS_ITERATIONS = 50
PRINCIPAL_AXIS_CHANGE = 0.001


class Method(StrEnum):
    """How loadings are found."""

    MINRES = "minres"
    ML = "ml"
    PRINCIPAL_AXIS = "pa"


@dataclass(frozen=True, kw_only=True)
class Extraction:
    """Unrotated loadings (n_items, n_factors), largest factor first, with uniquenesses."""

    loadings: FloatMatrix
    uniquenesses: FloatVector
    iterations: int
    converged: bool
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Objective:
    """A discrepancy at given uniquenesses, with what Newton's method needs."""

    value: float
    gradient: FloatVector
    curvature: FloatMatrix


_Discrepancy: TypeAlias = Callable[[FloatVector, FloatMatrix, int], _Objective]


def degrees_of_freedom(p: int, factors: int) -> int:
    """Correlations minus free parameters of an unrotated model of `factors` factors."""
    return ((p - factors) ** 2 - p - factors) // 2


def extract(correlations: FloatMatrix, *, factors: int, method: Method) -> Extraction:
    """Loadings of `factors` factors.

    minres and ML: minimum over the uniquenesses within [.005, 1], by Newton's method on the eigenvalues left over.
    Principal axes: psych's rule, until the sum of communalities changes by less than .001 or 50 times.

    Raises
    ------
    UsageError : more factors than the correlations can tell apart, or fewer than one.

    Source: Jöreskog (1967), *Psychometrika* 32; Harman & Jones (1966) for minres.
    """
    p = correlations.shape[0]
    if not 1 <= factors < p or degrees_of_freedom(p, factors) < 0:
        raise UsageError(
            f"{p} items cannot carry so many factors.",
            place="--factors",
            value=factors,
            remedy="Ask for fewer factors.",
        )
    if method is Method.PRINCIPAL_AXIS:
        return _principal_axes(correlations, factors)
    objective = _least_squares if method is Method.MINRES else _likelihood
    start = np.clip(1.0 / np.diag(np.linalg.inv(correlations)), LOWEST_UNIQUENESS, 1.0)
    psi, iterations, converged = _minimise(objective, correlations, factors, start)
    loadings = _loadings_at(psi, correlations, factors, weighted=method is Method.ML)
    return Extraction(
        loadings=loadings,
        uniquenesses=1.0 - (loadings**2).sum(axis=1) if method is Method.MINRES else psi,
        iterations=iterations,
        converged=converged,
        notes=heywood_notes(psi),
    )


def heywood_notes(uniquenesses: FloatVector) -> tuple[Note, ...]:
    """A note when a uniqueness stopped at its lower bound."""
    stopped = np.flatnonzero(uniquenesses <= LOWEST_UNIQUENESS * (1 + 1e-6))
    return tuple(
        Note(code="heywood", place=f"items[{j}]", message=f"The uniqueness stopped at its bound {LOWEST_UNIQUENESS}.")
        for j in stopped
    )


def _minimise(
    objective: _Discrepancy, correlations: FloatMatrix, factors: int, start: FloatVector
) -> tuple[FloatVector, int, bool]:
    """Newton's method with an active set for the bounds: uniquenesses, iterations, whether it converged."""
    psi, at = start, objective(start, correlations, factors)
    for iteration in range(1, MAX_ITERATIONS + 1):
        free = ~(((psi <= LOWEST_UNIQUENESS) & (at.gradient > 0)) | ((psi >= 1.0) & (at.gradient < 0)))
        if not free.any() or np.abs(at.gradient[free]).max() < TOLERANCE:
            return psi, iteration, True
        step = np.zeros_like(psi)
        ridge = 1e-9 * np.trace(at.curvature) / psi.size
        curvature = at.curvature[np.ix_(free, free)] + ridge * np.eye(int(free.sum()))
        step[free] = -np.linalg.solve(curvature, at.gradient[free])
        moved = _line_search(objective, correlations, factors, psi, at, step)
        if moved is None:
            return psi, iteration, bool(np.abs(at.gradient[free]).max() < 1e-6)
        psi, at = moved
    return psi, MAX_ITERATIONS, False


def _line_search(
    objective: _Discrepancy,
    correlations: FloatMatrix,
    factors: int,
    psi: FloatVector,
    at: _Objective,
    step: FloatVector,
) -> tuple[FloatVector, _Objective] | None:
    """The first halved step that lowers the objective, or None."""
    for halving in range(30):
        trial = np.clip(psi + step * 0.5**halving, LOWEST_UNIQUENESS, 1.0)
        found = objective(trial, correlations, factors)
        if found.value < at.value + 1e-4 * float(at.gradient @ (trial - psi)) or (
            found.value <= at.value and np.abs(found.gradient).max() < np.abs(at.gradient).max()
        ):
            return trial, found
    return None


def _least_squares(psi: FloatVector, correlations: FloatMatrix, factors: int) -> _Objective:
    """Half the sum of squares of the eigenvalues that the factors leave over."""
    values, vectors = np.linalg.eigh(correlations - np.diag(psi))
    rest, left = values[: psi.size - factors], vectors[:, : psi.size - factors]
    kept, main = values[psi.size - factors :], vectors[:, psi.size - factors :]
    squares = left**2
    # Exact second derivatives: the eigenvalues left over turn with those that are kept.
    coupling = rest[:, None] / (rest[:, None] - kept[None, :])
    curvature = (left @ left.T) ** 2 + 2.0 * _crossed(left, main, coupling)
    return _Objective(value=0.5 * float(rest @ rest), gradient=-(squares @ rest), curvature=_definite(curvature))


def _likelihood(psi: FloatVector, correlations: FloatMatrix, factors: int) -> _Objective:
    """The ML discrepancy concentrated on the uniquenesses (Jöreskog 1967)."""
    scale = 1.0 / np.sqrt(psi)
    values, vectors = np.linalg.eigh(correlations * np.outer(scale, scale))
    rest, left = np.maximum(values[: psi.size - factors], 1e-12), vectors[:, : psi.size - factors]
    kept, main = values[psi.size - factors :], vectors[:, psi.size - factors :]
    gradient = ((left**2) @ (1.0 - rest)) / psi
    # Second derivatives in log psi (Clarke 1970), then in psi.
    coupling = (rest[:, None] - 1.0) * (rest[:, None] + kept[None, :]) / (rest[:, None] - kept[None, :])
    weighted = left * np.sqrt(rest)
    curvature = (left @ left.T) * (weighted @ weighted.T) + _crossed(left, main, coupling)
    in_psi = curvature / np.outer(psi, psi) - np.diag(gradient / psi)
    return _Objective(value=float((rest - 1.0 - np.log(rest)).sum()), gradient=gradient, curvature=_definite(in_psi))


def _crossed(left: FloatMatrix, main: FloatMatrix, coupling: FloatMatrix) -> FloatMatrix:
    """Sum over k, a of coupling[k, a] x left[i, k] main[i, a] x left[j, k] main[j, a]."""
    products = (left[:, :, None] * main[:, None, :]).reshape(left.shape[0], -1)
    return np.asarray((products * coupling.ravel()) @ products.T)


def _definite(curvature: FloatMatrix) -> FloatMatrix:
    """The same matrix with negative eigenvalues turned, so that Newton's step goes downhill."""
    curvature = (curvature + curvature.T) / 2.0
    values, vectors = np.linalg.eigh(curvature)
    if values[0] > 1e-6 * values[-1]:
        return curvature
    return np.asarray((vectors * np.maximum(np.abs(values), 1e-4 * np.abs(values).max())) @ vectors.T)


def _loadings_at(psi: FloatVector, correlations: FloatMatrix, factors: int, *, weighted: bool) -> FloatMatrix:
    root = np.sqrt(psi)
    if weighted:
        values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
        kept = np.maximum(values[::-1][:factors] - 1.0, 0.0)
        return np.asarray(root[:, None] * vectors[:, ::-1][:, :factors] * np.sqrt(kept))
    values, vectors = np.linalg.eigh(correlations - np.diag(psi))
    return np.asarray(vectors[:, ::-1][:, :factors] * np.sqrt(np.maximum(values[::-1][:factors], 0.0)))


def _principal_axes(correlations: FloatMatrix, factors: int) -> Extraction:
    """Eigenvectors of the matrix with communalities in its diagonal, repeated; starts from squared multiple r."""
    reduced = correlations.copy()
    communalities = 1.0 - 1.0 / np.diag(np.linalg.inv(correlations))
    total, iterations, change = float(communalities.sum()), 0, np.inf
    loadings = np.empty((correlations.shape[0], factors))
    while change > PRINCIPAL_AXIS_CHANGE and iterations < PRINCIPAL_AXIS_ITERATIONS:
        np.fill_diagonal(reduced, communalities)
        values, vectors = np.linalg.eigh(reduced)
        loadings = vectors[:, ::-1][:, :factors] * np.sqrt(np.maximum(values[::-1][:factors], 0.0))
        communalities = (loadings**2).sum(axis=1)
        change, total = abs(total - float(communalities.sum())), float(communalities.sum())
        iterations += 1
    return Extraction(
        loadings=loadings,
        uniquenesses=1.0 - communalities,
        iterations=iterations,
        converged=bool(change <= PRINCIPAL_AXIS_CHANGE),
        notes=heywood_notes(1.0 - communalities),
    )
