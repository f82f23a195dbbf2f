"""Maximum likelihood for complete continuous data, from means and covariances.

F = log|Sigma| + tr(T Sigma^-1) - log|S| - p with T = S + (m - mu)(m - mu)' (Jöreskog 1969), S with divisor n.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np
from scipy import linalg
from scipy.linalg import lapack

from scoring.factor.confirmatory.optimiser import Evaluation
from scoring.factor.confirmatory.structure import GroupStructure, inverse_of
from scoring.linalg import FloatMatrix, FloatVector, log_determinant


@dataclass(frozen=True, kw_only=True)
class GroupMoments:
    """Size, mean and covariance (divisor n) of a group."""

    n: int
    mean: FloatVector
    covariance: FloatMatrix

    @property
    def log_determinant(self) -> float:
        """log|S|."""
        return log_determinant(self.covariance, place="covariances")


def moments_of(values: FloatMatrix) -> GroupMoments:
    """Moments of complete rows."""
    mean = values.mean(axis=0)
    centred = values - mean
    return GroupMoments(n=values.shape[0], mean=mean, covariance=centred.T @ centred / values.shape[0])


class HasGradient(Protocol):
    """Anything with an analytic gradient that accepts complex parameters."""

    def gradient(self, theta: FloatVector) -> FloatVector:
        """The gradient at theta."""


class NormalDiscrepancy:
    """Half the ML discrepancy of all groups, each with its share of the persons."""

    def __init__(self, structures: Sequence[GroupStructure], moments: Sequence[GroupMoments], *, means: bool) -> None:
        """With `means` False only covariances are modelled: means are free and exact."""
        self.structures, self.moments, self.means = list(structures), list(moments), means
        self.n_free = structures[0].n_free
        total = sum(m.n for m in moments)
        self.shares = [m.n / total for m in moments]
        self.constants = [m.log_determinant + m.mean.size for m in moments]

    def evaluate(self, theta: FloatVector) -> Evaluation:
        """Value, gradient and expected information; an infinite value where Sigma is not positive definite."""
        value, gradient = 0.0, np.zeros(self.n_free)
        information = np.zeros((self.n_free, self.n_free))
        for structure, moments, share, constant in self._groups():
            implied = structure.implied(theta)
            factor, failed = lapack.dpotrf(implied.sigma, lower=1)
            if failed:
                return Evaluation(value=float("inf"), gradient=gradient, information=information)
            inverse = linalg.cho_solve((factor, True), np.eye(factor.shape[0]), check_finite=False)
            weight, push, spread = self._residual(inverse, moments, implied.mu)
            slopes = structure.slopes(implied)
            value += share * 0.5 * (2.0 * float(np.log(np.diag(factor)).sum()) + spread - constant)
            gradient += share * slopes.gradient(weight, push, self.n_free)
            information += share * slopes.information(inverse, self.n_free)
        return Evaluation(value=value, gradient=gradient, information=information)

    def gradient(self, theta: FloatVector) -> FloatVector:
        """Derivative of half the discrepancy; also for complex theta."""
        total = np.zeros(self.n_free, dtype=theta.dtype)
        for structure, moments, share, _ in self._groups():
            implied = structure.implied(theta)
            weight, push, _ = self._residual(inverse_of(implied.sigma), moments, implied.mu)
            total += share * structure.slopes(implied).gradient(weight, push, self.n_free)
        return np.asarray(total)

    def information(self, theta: FloatVector) -> FloatMatrix:
        """Expected information of one observation."""
        total = np.zeros((self.n_free, self.n_free))
        for structure, _, share, _ in self._groups():
            implied = structure.implied(theta)
            total += share * structure.slopes(implied).information(inverse_of(implied.sigma), self.n_free)
        return total

    def observed_information(self, theta: FloatVector) -> FloatMatrix:
        """Second derivatives of half the discrepancy."""
        return complex_step_hessian(self, theta)

    def _residual(
        self, inverse: FloatMatrix, moments: GroupMoments, mu: FloatVector
    ) -> tuple[FloatMatrix, FloatVector, float]:
        """W - W T W, -W (m - mu), and tr(T W)."""
        product = inverse @ moments.covariance @ inverse
        if not self.means:
            return inverse - product, np.zeros_like(mu), float(np.sum(inverse * moments.covariance).real)
        push = inverse @ (moments.mean - mu)
        spread = np.sum(inverse * moments.covariance) + push @ (moments.mean - mu)
        return inverse - product - np.outer(push, push), -push, float(spread.real)

    def _groups(self) -> Iterator[tuple[GroupStructure, GroupMoments, float, float]]:
        return zip(self.structures, self.moments, self.shares, self.constants, strict=True)


def complex_step_hessian(discrepancy: HasGradient, theta: FloatVector) -> FloatMatrix:
    """Derivative of an analytic gradient by complex steps: exact to rounding (Squire & Trapp 1998)."""
    step = 1e-30
    hessian = np.empty((theta.size, theta.size))
    for k in range(theta.size):
        moved = theta.astype(np.complex128)
        moved[k] += 1j * step
        hessian[:, k] = discrepancy.gradient(cast(FloatVector, moved)).imag / step
    return (hessian + hessian.T) / 2.0
