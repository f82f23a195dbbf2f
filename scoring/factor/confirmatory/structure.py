"""What the parameters imply: covariances, means, thresholds, and how each parameter changes them.

Sigma = Lambda C Lambda' + Theta, C = A Psi A', A = (I - B)^-1; mu = nu + Lambda A alpha.
Every parameter changes Sigma by s (u v' + v u') for two vectors u and v, so that derivatives of a whole model are two
matrices (items, parameters). Everything here also works with complex numbers: `observed` information is found by
complex steps.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np

from scoring.factor.confirmatory.parameters import Matrix, Parameter, ParameterTable, Scaling
from scoring.linalg import FloatArray, FloatMatrix, FloatVector, IntArray

CHANGES_MOMENTS = (Matrix.LAMBDA, Matrix.BETA, Matrix.PSI, Matrix.THETA, Matrix.NU, Matrix.ALPHA)


@dataclass(frozen=True)
class Positions:
    """Where entries of one matrix stand: rows, columns, and the number of the free parameter of each."""

    rows: IntArray
    columns: IntArray
    free: IntArray


@dataclass(frozen=True, kw_only=True)
class Implied:
    """Model matrices of one group at some parameter values, and what they imply."""

    loadings: FloatMatrix
    factor_covariances: FloatMatrix
    sigma: FloatMatrix
    mu: FloatVector
    tau: FloatVector
    delta: FloatVector
    paths: FloatMatrix  # A
    factor_means: FloatVector  # A alpha


@dataclass(frozen=True, kw_only=True)
class Slopes:
    """Derivatives by the free parameters of one group.

    With u = left[:, e] and v = right[:, e]: d Sigma by parameter free[e] = scale[e] (u v' + v u'), d mu = means[:, e].
    Entries with the same number add up.
    """

    left: FloatMatrix
    right: FloatMatrix
    scale: FloatVector
    means: FloatMatrix
    free: IntArray
    distinct: bool

    def gradient(self, weight: FloatMatrix, push: FloatVector, n_free: int) -> FloatVector:
        """Sum over entries of 1/2 tr(weight dSigma) + push' dmu, by parameter."""
        by_entry = self.scale * (self.left * (weight @ self.right)).sum(axis=0) + push @ self.means
        return self._gathered(by_entry, n_free)

    def information(self, inverse: FloatMatrix, n_free: int) -> FloatMatrix:
        """1/2 tr(W dSigma_i W dSigma_j) + dmu_i' W dmu_j, by pairs of parameters."""
        left, right = inverse @ self.left, inverse @ self.right
        cross = self.left.T @ right
        by_entry = (self.left.T @ left) * (self.right.T @ right) + cross * cross.T
        by_entry = np.outer(self.scale, self.scale) * by_entry + self.means.T @ inverse @ self.means
        return self._gathered(self._gathered(by_entry, n_free).T, n_free)

    def cross_information(self, other: "Slopes", inverse: FloatMatrix) -> FloatMatrix:
        """1/2 tr(W dSigma_i W dSigma_j) + dmu_i' W dmu_j for entries i of this and j of the other, not added up."""
        left, right = inverse @ other.left, inverse @ other.right
        product = (self.left.T @ left) * (self.right.T @ right) + (self.left.T @ right) * (self.right.T @ left)
        return np.outer(self.scale, other.scale) * product + self.means.T @ inverse @ other.means

    def own_information(self, inverse: FloatMatrix) -> FloatVector:
        """1/2 tr(W dSigma W dSigma) + dmu' W dmu of each entry."""
        left, right = inverse @ self.left, inverse @ self.right
        squares = (self.left * left).sum(axis=0) * (self.right * right).sum(axis=0)
        squares += (self.left * right).sum(axis=0) ** 2
        return np.asarray(self.scale**2 * squares + (self.means * (inverse @ self.means)).sum(axis=0))

    def covariance_slopes(self, rows: IntArray, columns: IntArray, n_free: int) -> FloatMatrix:
        """(number of cells, n_free) derivatives of chosen cells of Sigma."""
        by_entry = self.scale * (self.left[rows] * self.right[columns] + self.right[rows] * self.left[columns])
        return self._gathered(by_entry.T, n_free).T

    def mean_slopes(self, n_free: int) -> FloatMatrix:
        """(items, n_free) derivatives of mu."""
        return self._gathered(self.means.T, n_free).T

    def _gathered(self, by_entry: FloatArray, n_free: int) -> FloatArray:
        """Rows of entries added up by the number of their free parameter."""
        result = np.zeros((n_free, *by_entry.shape[1:]), dtype=by_entry.dtype)
        if self.distinct:
            result[self.free] = by_entry
        else:
            np.add.at(result, self.free, by_entry)
        return result


class GroupStructure:
    """The model matrices of one group: fixed values and the places of free parameters."""

    def __init__(self, table: ParameterTable, group: int) -> None:
        """Sorts the parameters of the group (1, 2, ...) by matrix."""
        layout = table.layout
        p, m = len(layout.items), len(layout.factors)
        n_tau = sum(layout.thresholds or ())
        self.table = table
        self.n_free = table.n_free
        self.ordinal_theta = layout.thresholds is not None and layout.scaling is Scaling.THETA
        self._fixed: dict[Matrix, FloatMatrix] = {
            Matrix.LAMBDA: np.zeros((p, m)),
            Matrix.BETA: np.zeros((m, m)),
            Matrix.PSI: np.zeros((m, m)),
            Matrix.THETA: np.zeros((p, p)),
            Matrix.NU: np.zeros((p, 1)),
            Matrix.ALPHA: np.zeros((m, 1)),
            Matrix.TAU: np.zeros((n_tau, 1)),
            Matrix.DELTA: np.ones((p, 1)),
        }
        self.parameters = [q for q in table.parameters if q.group == group]
        self.positions: dict[Matrix, Positions] = {}
        for matrix, fixed in self._fixed.items():
            here = [q for q in self.parameters if q.matrix is matrix]
            for q in here:
                fixed[q.row, q.column] = q.value
                if matrix in (Matrix.PSI, Matrix.THETA):
                    fixed[q.column, q.row] = q.value
            self.positions[matrix] = _positions([q for q in here if q.free >= 0])
        used = np.concatenate([self.positions[which].free for which in CHANGES_MOMENTS])
        self.distinct = np.unique(used).size == used.size
        self.item_of_threshold = np.repeat(np.arange(p), layout.thresholds or np.zeros(p, dtype=int)).astype(np.int64)

    @cached_property
    def has_paths(self) -> bool:
        """Whether factors measure factors."""
        return bool(self.positions[Matrix.BETA].free.size or self._fixed[Matrix.BETA].any())

    def matrix(self, which: Matrix, theta: FloatVector) -> FloatMatrix:
        """One model matrix at the parameter values `theta`."""
        at = self.positions[which]
        filled = self._fixed[which].astype(theta.dtype)
        filled[at.rows, at.columns] = theta[at.free]
        if which in (Matrix.PSI, Matrix.THETA):
            filled[at.columns, at.rows] = theta[at.free]
        return np.asarray(filled)

    def implied(self, theta: FloatVector) -> Implied:
        """What the model says at the parameter values `theta`."""
        loadings, psi = self.matrix(Matrix.LAMBDA, theta), self.matrix(Matrix.PSI, theta)
        alpha = self.matrix(Matrix.ALPHA, theta)[:, 0]
        paths: FloatMatrix = np.eye(psi.shape[0])
        if self.has_paths:
            paths = inverse_of(paths - self.matrix(Matrix.BETA, theta))
            psi, alpha = paths @ psi @ paths.T, paths @ alpha
        sigma = loadings @ psi @ loadings.T + self.matrix(Matrix.THETA, theta)
        delta = self.matrix(Matrix.DELTA, theta)[:, 0]
        if self.ordinal_theta:
            delta = 1.0 / np.sqrt(np.diag(sigma))
        return Implied(
            loadings=loadings,
            factor_covariances=psi,
            sigma=sigma,
            mu=self.matrix(Matrix.NU, theta)[:, 0] + loadings @ alpha,
            tau=self.matrix(Matrix.TAU, theta)[:, 0],
            delta=delta,
            paths=paths,
            factor_means=alpha,
        )

    def slopes(self, implied: Implied) -> Slopes:
        """Derivatives by the free parameters that change Sigma or mu."""
        return slopes_at(implied, self.positions, distinct=self.distinct)

    def extra_slopes(self, implied: Implied, extra: list[tuple[Matrix, int, int]]) -> Slopes:
        """Derivatives by entries that are fixed in the model: (matrix, row, column), numbered from 0."""
        ordered = {
            matrix: _numbered([(r, c, i) for i, (which, r, c) in enumerate(extra) if which is matrix])
            for matrix in CHANGES_MOMENTS
        }
        return slopes_at(implied, ordered, distinct=True)


def inverse_of(matrix: FloatMatrix) -> FloatMatrix:
    """The inverse of a real or complex matrix, keeping its type."""
    return cast(FloatMatrix, np.linalg.inv(matrix))


def slopes_at(implied: Implied, positions: dict[Matrix, Positions], *, distinct: bool) -> Slopes:
    """Derivatives of Sigma and mu by the entries at `positions`."""
    p = implied.loadings.shape[0]
    through = implied.loadings @ implied.paths  # how a change in a factor reaches the items
    common = implied.loadings @ implied.factor_covariances
    lam, beta, psi, theta, nu, alpha = (positions[which] for which in CHANGES_MOMENTS)
    unit = np.eye(p)
    none = np.zeros((p, nu.free.size + alpha.free.size))
    off = [np.ones(lam.free.size + beta.free.size)]
    off += [np.where(at.rows == at.columns, 0.5, 1.0) for at in (psi, theta)]
    means = [unit[:, lam.rows] * implied.factor_means[lam.columns]]
    means += [through[:, beta.rows] * implied.factor_means[beta.columns]]
    means += [np.zeros((p, psi.free.size + theta.free.size)), unit[:, nu.rows], through[:, alpha.rows]]
    return Slopes(
        left=np.hstack([unit[:, lam.rows], through[:, beta.rows], through[:, psi.rows], unit[:, theta.rows], none]),
        right=np.hstack(
            [common[:, lam.columns], common[:, beta.columns], through[:, psi.columns], unit[:, theta.columns], none]
        ),
        scale=np.concatenate([*off, np.zeros(none.shape[1])]),
        means=np.hstack(means),
        free=np.concatenate([at.free for at in (lam, beta, psi, theta, nu, alpha)]),
        distinct=distinct,
    )


def _positions(parameters: list[Parameter]) -> Positions:
    return _numbered([(q.row, q.column, q.free) for q in parameters])


def _numbered(places: list[tuple[int, int, int]]) -> Positions:
    table = np.array(places, dtype=np.int64).reshape(-1, 3)
    return Positions(rows=table[:, 0], columns=table[:, 1], free=table[:, 2])
