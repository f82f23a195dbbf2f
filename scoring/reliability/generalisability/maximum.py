"""Top of a smooth function of a few variables that is cheap for many points at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.linalg import FloatMatrix, FloatVector

Batch = Callable[[FloatMatrix], FloatVector]

MAX_STEPS = 100
STEP = 2e-3
LARGEST_MOVE = 1.5


@dataclass(frozen=True, kw_only=True)
class Top:
    """Where the function is highest, its value and curvature (negative Hessian) there."""

    at: FloatVector
    value: float
    curvature: FloatMatrix
    converged: bool


def maximise(function: Batch, start: FloatVector) -> Top:
    """Newton's method with differences, damped until the value rises.

    function : values (K,) at points (K, d).
    """
    at, value = start.copy(), float(function(start[None])[0])
    damping = 0.0
    for _ in range(MAX_STEPS):
        gradient, curvature = _derivatives(function, at, value)
        move = _move(gradient, curvature, damping)
        if float(gradient @ move) < 1e-13 and damping == 0.0:
            return Top(at=at, value=value, curvature=curvature, converged=True)
        better = float(function((at + move)[None])[0])
        if better >= value - 1e-12 * abs(value):
            at, value = at + move, better
            damping = damping / 10.0 if damping > 1e-6 else 0.0
        else:
            damping = max(10.0 * damping, 1e-3)
            if damping > 1e8:
                break
    return Top(at=at, value=value, curvature=_derivatives(function, at, value)[1], converged=False)


def _move(gradient: FloatVector, curvature: FloatMatrix, damping: float) -> FloatVector:
    values, vectors = np.linalg.eigh(curvature)
    # A direction that curves the wrong way is walked uphill as if it curved the right way.
    steep = np.maximum(np.abs(values), 1e-9) + damping
    move = np.asarray(vectors @ ((vectors.T @ gradient) / steep))
    return np.asarray(move * min(1.0, LARGEST_MOVE / max(float(np.abs(move).max()), 1e-300)))


def _derivatives(function: Batch, at: FloatVector, value: float) -> tuple[FloatVector, FloatMatrix]:
    """Fourth-order central differences for the slope, second-order for the curvature, in one batch."""
    d = at.size
    unit = STEP * np.eye(d)
    pairs = [(i, j) for i in range(d) for j in range(i)]
    points = [*(at + k * unit[i] for i in range(d) for k in (-2, -1, 1, 2))]
    points += [at + a * unit[i] + b * unit[j] for i, j in pairs for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
    f = function(np.array(points))
    ends = f[: 4 * d].reshape(d, 4)
    gradient = (ends[:, 0] - 8.0 * ends[:, 1] + 8.0 * ends[:, 2] - ends[:, 3]) / (12.0 * STEP)
    hessian = np.diag((ends[:, 1] - 2.0 * value + ends[:, 2]) / STEP**2)
    for (i, j), (pp, pm, mp, mm) in zip(pairs, f[4 * d :].reshape(-1, 4), strict=True):
        hessian[i, j] = hessian[j, i] = (pp - pm - mp + mm) / (4.0 * STEP**2)
    return gradient, -hessian
