"""Fisher scoring with damping: the same loop for every estimator."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.linalg import lapack

from scoring.linalg import FloatMatrix, FloatVector

MAX_ITERATIONS = 500
DECREMENT = 1e-12  # expected further decrease of the discrepancy
SINGULAR = 1e-10


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Half the discrepancy, its gradient, and the expected information (of one observation)."""

    value: float
    gradient: FloatVector
    information: FloatMatrix


class Discrepancy(Protocol):
    """What is minimised. The value is infinite where the model is impossible (Sigma not positive definite)."""

    def evaluate(self, theta: FloatVector) -> Evaluation:
        """Value, gradient and information at theta."""


@dataclass(frozen=True, kw_only=True)
class Optimum:
    """Where the search ended, and why."""

    theta: FloatVector
    value: float
    iterations: int
    converged: bool
    reason: str = ""


def minimise(discrepancy: Discrepancy, start: FloatVector) -> Optimum:
    """The minimum of a discrepancy by Fisher scoring; steps that do not improve are damped (Levenberg)."""
    theta, at, damping = start, discrepancy.evaluate(start), 0.0
    before: FloatVector | None = None
    if not np.isfinite(at.value):
        return Optimum(theta=theta, value=at.value, iterations=0, converged=False, reason="no admissible start")
    for iteration in range(1, MAX_ITERATIONS + 1):
        step = _step(at, damping)
        decrease = -float(at.gradient @ step)
        if 0.0 <= decrease < DECREMENT and damping == 0.0:
            return Optimum(theta=theta + step, value=at.value - decrease / 2.0, iterations=iteration, converged=True)
        reach = _extrapolation(step, before)
        step, decrease, before = reach * step, reach * decrease, None if reach > 1.0 else step
        trial = discrepancy.evaluate(theta + step)
        if np.isfinite(trial.value) and trial.value <= at.value - 1e-4 * decrease:
            theta, at, damping = theta + step, trial, damping / 10.0 if damping > 1e-4 else 0.0
            continue
        if decrease < 1e-11 and abs(trial.value - at.value) < 1e-12 * max(1.0, abs(at.value)):
            # The arithmetic cannot tell the two apart any more.
            return Optimum(theta=theta, value=at.value, iterations=iteration, converged=True)
        if reach > 1.0:
            continue  # too far: the plain step is tried next, because `before` is forgotten
        damping = max(10.0 * damping, 1e-3)
        if damping > 1e8:
            reason = "no step improves the fit"
            return Optimum(theta=theta, value=at.value, iterations=iteration, converged=False, reason=reason)
    reason = f"no convergence in {MAX_ITERATIONS} iterations"
    return Optimum(theta=theta, value=at.value, iterations=MAX_ITERATIONS, converged=False, reason=reason)


def _extrapolation(step: FloatVector, before: FloatVector | None) -> float:
    """How far to go along a step: 1, or further where steps shrink by a constant share (Aitken 1926).

    Fisher scoring converges linearly where the model misfits; this jumps to where the geometric series would end.
    """
    if before is None:
        return 1.0
    share = float(step @ before) / float(before @ before)
    alike = float(step @ before) / float(np.linalg.norm(step) * np.linalg.norm(before) + 1e-300)
    return 1.0 / (1.0 - share) if 0.1 < share < 0.8 and alike > 0.9 else 1.0


def _step(at: Evaluation, damping: float) -> FloatVector:
    diagonal = np.maximum(np.diag(at.information), 1e-8)
    damped = at.information.copy()
    np.fill_diagonal(damped, np.diag(damped) + (damping + 1e-12) * diagonal)
    _, step, failed = lapack.dposv(damped, -at.gradient, lower=1)
    return np.asarray(-at.gradient / diagonal / (1.0 + damping) if failed else step)


def weakest_direction(information: FloatMatrix) -> tuple[float, int]:
    """Smallest eigenvalue of the information in correlation form, and the parameter it concerns most."""
    scale = 1.0 / np.sqrt(np.maximum(np.diag(information), 1e-300))
    values, vectors = np.linalg.eigh(information * np.outer(scale, scale))
    return float(values[0]), int(np.argmax(np.abs(vectors[:, 0])))
