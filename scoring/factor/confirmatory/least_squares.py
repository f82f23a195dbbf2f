"""Least squares on thresholds and polychoric correlations: ULS, DWLS, and WLSMV with its robust corrections.

Half the discrepancy is 1/2 sum over groups of share x (s - sigma)' W (s - sigma) with a diagonal W: one (ULS) or the
inverse of the sampling variances (DWLS). Implied are the correlations delta_i delta_j Sigma_ij and the thresholds
delta_i (tau_c - mu_i).

Source: Muthén (1984); Muthén, du Toit & Spisic (1997); Wu & Estabrook (2016) for several groups.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.factor.confirmatory.optimiser import Evaluation
from scoring.factor.confirmatory.parameters import Matrix
from scoring.factor.confirmatory.structure import GroupStructure, Implied
from scoring.linalg import FloatMatrix, FloatVector, lower_triangle


@dataclass(frozen=True, kw_only=True)
class OrdinalMoments:
    """Thresholds and polychoric correlations of a group, stacked, with their sampling variances times n.

    covariance : (n_statistics, n_statistics) full sampling covariance times n (Gamma); None when only DWLS is wanted.
    """

    n: int
    matrix: FloatMatrix
    thresholds: FloatVector
    correlations: FloatVector
    threshold_variances: FloatVector
    correlation_variances: FloatVector
    covariance: FloatMatrix | None


class LeastSquaresDiscrepancy:
    """Half the weighted squared distance of sample and implied statistics, over all groups."""

    def __init__(
        self,
        structures: Sequence[GroupStructure],
        moments: Sequence[OrdinalMoments],
        *,
        thresholds: bool,
        weighted: bool,
    ) -> None:
        """`thresholds` False: thresholds are free and exact in every group, and leave the statistics."""
        self.structures, self.moments, self.thresholds = list(structures), list(moments), thresholds
        self.n_free = structures[0].n_free
        total = sum(m.n for m in moments)
        self.shares = [m.n / total for m in moments]
        self.cells = lower_triangle(moments[0].matrix.shape[0], diagonal=False)
        self.samples = [self._stacked(m.thresholds, m.correlations) for m in moments]
        self.weights = [
            1.0 / self._stacked(m.threshold_variances, m.correlation_variances) if weighted else np.ones(s.size)
            for m, s in zip(moments, self.samples, strict=True)
        ]

    def evaluate(self, theta: FloatVector) -> Evaluation:
        """Value, gradient and Gauss-Newton information; infinite where a scale is impossible."""
        value, gradient = 0.0, np.zeros(self.n_free)
        information = np.zeros((self.n_free, self.n_free))
        for structure, sample, weight, share in self._groups():
            implied = structure.implied(theta)
            if not np.all(np.isfinite(implied.delta)):
                return Evaluation(value=float("inf"), gradient=gradient, information=information)
            gap = sample - self.statistics(implied, structure)
            slopes = self.slopes(implied, structure)
            value += 0.5 * share * float(weight @ gap**2)
            gradient -= share * (slopes.T @ (weight * gap))
            information += share * (slopes.T @ (weight[:, None] * slopes))
        return Evaluation(value=value, gradient=gradient, information=information)

    def statistics(self, implied: Implied, structure: GroupStructure) -> FloatVector:
        """Implied thresholds (if they count) and correlations."""
        rows, columns = self.cells
        correlations = implied.delta[rows] * implied.delta[columns] * implied.sigma[rows, columns]
        item = structure.item_of_threshold
        return self._stacked(implied.delta[item] * (implied.tau - implied.mu[item]), correlations)

    def slopes(self, implied: Implied, structure: GroupStructure) -> FloatMatrix:
        """(n_statistics, n_free) derivatives of the implied statistics."""
        rows, columns = self.cells
        at = structure.slopes(implied)
        delta, sigma = implied.delta, implied.sigma
        by_delta = self._scale_slopes(implied, structure)
        by_correlation = (delta[rows] * delta[columns])[:, None] * at.covariance_slopes(rows, columns, self.n_free)
        cell = sigma[rows, columns][:, None]
        by_correlation += cell * (delta[columns][:, None] * by_delta[rows] + delta[rows][:, None] * by_delta[columns])
        if not self.thresholds:
            return by_correlation
        item, tau = structure.item_of_threshold, structure.positions[Matrix.TAU]
        by_threshold = (implied.tau - implied.mu[item])[:, None] * by_delta[item]
        by_threshold -= delta[item][:, None] * at.mean_slopes(self.n_free)[item]
        np.add.at(by_threshold, (tau.rows, tau.free), delta[item[tau.rows]])
        return np.vstack([by_threshold, by_correlation])

    def stacked_slopes(self, theta: FloatVector) -> FloatMatrix:
        """Derivatives of the statistics of all groups, one below the other."""
        return np.vstack([self.slopes(structure.implied(theta), structure) for structure in self.structures])

    def stacked_weights(self) -> FloatVector:
        """Weights of the statistics of all groups, times the share of the group."""
        return np.concatenate([share * weight for share, weight in zip(self.shares, self.weights, strict=True)])

    def stacked_covariance(self) -> FloatMatrix:
        """Sampling covariance times N of the statistics of all groups."""
        size = sum(s.size for s in self.samples)
        gamma, at = np.zeros((size, size)), 0
        for moments, share, sample in zip(self.moments, self.shares, self.samples, strict=True):
            if moments.covariance is None:
                return np.diag(1.0 / self.stacked_weights())
            start = 0 if self.thresholds else moments.thresholds.size
            gamma[at : at + sample.size, at : at + sample.size] = moments.covariance[start:, start:] / share
            at += sample.size
        return gamma

    def _scale_slopes(self, implied: Implied, structure: GroupStructure) -> FloatMatrix:
        """(items, n_free) derivatives of the scales."""
        p = implied.delta.size
        by_delta = np.zeros((p, self.n_free))
        if structure.ordinal_theta:
            every = np.arange(p)
            variances = structure.slopes(implied).covariance_slopes(every, every, self.n_free)
            return -0.5 * implied.delta[:, None] ** 3 * variances
        at = structure.positions[Matrix.DELTA]
        np.add.at(by_delta, (at.rows, at.free), 1.0)
        return by_delta

    def _stacked(self, thresholds: FloatVector, correlations: FloatVector) -> FloatVector:
        return np.concatenate([thresholds, correlations]) if self.thresholds else correlations

    def _groups(self) -> Iterator[tuple[GroupStructure, FloatVector, FloatVector, float]]:
        return zip(self.structures, self.samples, self.weights, self.shares, strict=True)


@dataclass(frozen=True, kw_only=True)
class Corrections:
    """What the robust test needs: traces of U Gamma and of its square, and the sandwich covariance times N."""

    trace: float
    trace_of_square: float
    sandwich: FloatMatrix


def corrections(discrepancy: LeastSquaresDiscrepancy, theta: FloatVector) -> Corrections:
    """Traces and sandwich with the full sampling covariance.

    U = V - V D (D' V D)^-1 D' V; the estimates vary by (D' V D)^-1 D' V Gamma V D (D' V D)^-1 / N.

    Source: Satorra & Bentler (1994); Asparouhov & Muthén (2010).
    """
    slopes, weights = discrepancy.stacked_slopes(theta), discrepancy.stacked_weights()
    gamma = discrepancy.stacked_covariance()
    weighted = weights[:, None] * slopes
    bread = np.linalg.pinv(slopes.T @ weighted, hermitian=True)
    influence = weighted @ bread
    filtered = gamma * weights - (gamma @ influence) @ weighted.T
    return Corrections(
        trace=float(np.trace(filtered)),
        trace_of_square=float(np.sum(filtered * filtered.T)),
        sandwich=influence.T @ gamma @ influence,
    )
