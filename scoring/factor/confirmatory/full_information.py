"""Maximum likelihood from incomplete rows (FIML): every row counts with the items it has.

Rows with the same items form a pattern with its own mean and covariance; patterns are sufficient.

Source: Arbuckle (1996); EM for the unrestricted moments: Little & Rubin (2002), section 11.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg
from scipy.linalg import lapack

from scoring.factor.confirmatory.normal import GroupMoments, complex_step_hessian
from scoring.factor.confirmatory.optimiser import Evaluation
from scoring.factor.confirmatory.structure import GroupStructure, Implied, Slopes, inverse_of
from scoring.linalg import FloatMatrix, FloatVector, IntArray

EM_ITERATIONS = 1_000
EM_TOLERANCE = 1e-9
RARE = 0.01  # patterns rarer than this enter the scoring step as if complete; gradients are always exact
LOG_TWO_PI = float(np.log(2.0 * np.pi))


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """Rows that have the same items: which, how many, their mean and covariance (divisor n)."""

    items: IntArray
    n: int
    mean: FloatVector
    covariance: FloatMatrix


def patterns_of(values: FloatMatrix) -> tuple[Pattern, ...]:
    """The patterns of rows with at least one value."""
    answered = ~np.isnan(values)
    keys, member = np.unique(answered, axis=0, return_inverse=True)
    found = []
    for index, key in enumerate(keys):
        items = np.flatnonzero(key)
        rows = values[member == index][:, items]
        if items.size:
            centred = rows - rows.mean(axis=0)
            covariance = centred.T @ centred / rows.shape[0]
            found.append(Pattern(items=items, n=rows.shape[0], mean=rows.mean(axis=0), covariance=covariance))
    return tuple(found)


class IncompleteDiscrepancy:
    """Minus the log-likelihood of one row, averaged over all rows of all groups."""

    def __init__(self, structures: Sequence[GroupStructure], patterns: Sequence[Sequence[Pattern]]) -> None:
        """One list of patterns for each group."""
        self.structures, self.patterns = list(structures), [tuple(group) for group in patterns]
        self.n_free = structures[0].n_free
        self.total = sum(pattern.n for group in patterns for pattern in group)
        self.constant = 0.5 * LOG_TWO_PI * sum(q.n * q.items.size for group in patterns for q in group) / self.total

    def evaluate(self, theta: FloatVector) -> Evaluation:
        """Value, gradient and expected information; an infinite value where Sigma is not positive definite."""
        value, gradient = self.constant, np.zeros(self.n_free)
        information = np.zeros((self.n_free, self.n_free))
        for structure, group in zip(self.structures, self.patterns, strict=True):
            implied = structure.implied(theta)
            half_log = 0.0
            for pattern in group:
                factor, failed = lapack.dpotrf(implied.sigma[np.ix_(pattern.items, pattern.items)], lower=1)
                if failed:
                    return Evaluation(value=float("inf"), gradient=gradient, information=information)
                half_log += pattern.n / self.total * float(np.log(np.diag(factor)).sum())
            slopes = structure.slopes(implied)
            weight, push, spread = self._pulls(group, implied.sigma, implied.mu)
            value += half_log + 0.5 * spread
            gradient += slopes.gradient(weight, push, self.n_free)
            information += self._information(slopes, group, implied.sigma, rare=RARE)
        return Evaluation(value=value, gradient=gradient, information=information)

    def gradient(self, theta: FloatVector) -> FloatVector:
        """Derivative of the value; also for complex theta."""
        total = np.zeros(self.n_free, dtype=theta.dtype)
        for structure, group in zip(self.structures, self.patterns, strict=True):
            implied = structure.implied(theta)
            weight, push, _ = self._pulls(group, implied.sigma, implied.mu)
            total += structure.slopes(implied).gradient(weight, push, self.n_free)
        return np.asarray(total)

    def information(self, theta: FloatVector) -> FloatMatrix:
        """Expected information of one row, given the patterns."""
        total = np.zeros((self.n_free, self.n_free))
        for structure, group in zip(self.structures, self.patterns, strict=True):
            implied = structure.implied(theta)
            total += self._information(structure.slopes(implied), group, implied.sigma, rare=0.0)
        return total

    def observed_information(self, theta: FloatVector) -> FloatMatrix:
        """Second derivatives of the value."""
        return complex_step_hessian(self, theta)

    def pulls(self, group: int, implied: Implied) -> tuple[FloatMatrix, FloatVector, float]:
        """What pulls at Sigma and mu of a group, and the mean of tr(T W)."""
        return self._pulls(self.patterns[group], implied.sigma, implied.mu)

    def weighted_inverses(self, group: int, implied: Implied) -> list[tuple[float, FloatMatrix]]:
        """Share and inverse of Sigma of each pattern, zero where items are missing."""
        found = []
        for q in self.patterns[group]:
            inverse = np.zeros_like(implied.sigma)
            inverse[np.ix_(q.items, q.items)] = inverse_of(implied.sigma[np.ix_(q.items, q.items)])
            found.append((q.n / self.total, inverse))
        return found

    def _pulls(
        self, group: Sequence[Pattern], sigma: FloatMatrix, mu: FloatVector
    ) -> tuple[FloatMatrix, FloatVector, float]:
        """Sums over patterns of W - W T W, of -W (m - mu), and of tr(T W), each in its rows and columns."""
        weight, push, spread = np.zeros_like(sigma), np.zeros_like(mu), 0.0
        for q in group:
            share, at = q.n / self.total, np.ix_(q.items, q.items)
            inverse = inverse_of(sigma[at])
            gap = q.mean - mu[q.items]
            pull = inverse @ gap
            weight[at] += share * (inverse - inverse @ q.covariance @ inverse - np.outer(pull, pull))
            push[q.items] -= share * pull
            spread += share * float((np.sum(inverse * q.covariance) + pull @ gap).real)
        return weight, push, spread

    def _information(self, slopes: Slopes, group: Sequence[Pattern], sigma: FloatMatrix, *, rare: float) -> FloatMatrix:
        total, complete = np.zeros((self.n_free, self.n_free)), 0.0
        for q in group:
            share = q.n / self.total
            if q.items.size == sigma.shape[0] or share < rare:
                complete += share
                continue
            inverse = np.zeros_like(sigma)
            inverse[np.ix_(q.items, q.items)] = inverse_of(sigma[np.ix_(q.items, q.items)])
            total += share * slopes.information(inverse, self.n_free)
        return total + complete * slopes.information(inverse_of(sigma), self.n_free) if complete else total


def unrestricted_moments(patterns: Sequence[Pattern]) -> tuple[GroupMoments, int, bool]:
    """ML means and covariances of incomplete rows by EM: moments, iterations, whether it converged."""
    p = 1 + max(int(q.items.max()) for q in patterns)
    n = sum(q.n for q in patterns)
    mu, sigma = _available_moments(patterns, p)
    for iteration in range(1, EM_ITERATIONS + 1):
        total, second = np.zeros(p), np.zeros((p, p))
        for q in patterns:
            filled, spread = _expected(q, mu, sigma)
            total += q.n * filled
            second += q.n * (spread + np.outer(filled, filled))
        new_mu = total / n
        new_sigma = second / n - np.outer(new_mu, new_mu)
        scale = np.sqrt(np.diag(new_sigma))
        change = max(
            float(np.abs((new_sigma - sigma) / np.outer(scale, scale)).max()),
            float(np.abs((new_mu - mu) / scale).max()),
        )
        mu, sigma = new_mu, new_sigma
        if change < EM_TOLERANCE:
            return GroupMoments(n=n, mean=mu, covariance=sigma), iteration, True
    return GroupMoments(n=n, mean=mu, covariance=sigma), EM_ITERATIONS, False


def unrestricted_value(patterns: Sequence[Pattern], moments: GroupMoments) -> float:
    """Minus the log-likelihood of all rows of a group at given moments."""
    total = 0.0
    for q in patterns:
        sigma = moments.covariance[np.ix_(q.items, q.items)]
        factor = linalg.cholesky(sigma, lower=True)
        gap = q.mean - moments.mean[q.items]
        inverse = inverse_of(sigma)
        spread = float(np.sum(inverse * q.covariance) + gap @ inverse @ gap)
        total += 0.5 * q.n * (q.items.size * LOG_TWO_PI + 2.0 * float(np.log(np.diag(factor)).sum()) + spread)
    return total


def _available_moments(patterns: Sequence[Pattern], p: int) -> tuple[FloatVector, FloatMatrix]:
    """Means and variances of each item from whoever has it, as a start; also the ML moments of unrelated items."""
    count, total, square = np.zeros(p), np.zeros(p), np.zeros(p)
    for q in patterns:
        count[q.items] += q.n
        total[q.items] += q.n * q.mean
        square[q.items] += q.n * (np.diag(q.covariance) + q.mean**2)
    mean = total / count
    return mean, np.diag(square / count - mean**2)


def unrelated_moments(patterns: Sequence[Pattern]) -> GroupMoments:
    """ML moments of a group when all covariances are zero."""
    mean, covariance = _available_moments(patterns, 1 + max(int(q.items.max()) for q in patterns))
    return GroupMoments(n=sum(q.n for q in patterns), mean=mean, covariance=covariance)


def _expected(q: Pattern, mu: FloatVector, sigma: FloatMatrix) -> tuple[FloatVector, FloatMatrix]:
    """Mean over the rows of a pattern of the filled-in row, and of its spread about that mean."""
    p = mu.size
    if q.items.size == p:
        return q.mean, q.covariance
    missing = np.setdiff1d(np.arange(p), q.items)
    regression = np.linalg.solve(sigma[np.ix_(q.items, q.items)], sigma[np.ix_(q.items, missing)]).T
    filled = np.empty(p)
    filled[q.items] = q.mean
    filled[missing] = mu[missing] + regression @ (q.mean - mu[q.items])
    fill = np.zeros((p, q.items.size))
    fill[q.items, np.arange(q.items.size)] = 1.0
    fill[missing] = regression
    spread = fill @ q.covariance @ fill.T
    spread[np.ix_(missing, missing)] += sigma[np.ix_(missing, missing)] - regression @ sigma[np.ix_(q.items, missing)]
    return filled, spread
