"""Maximum likelihood from incomplete rows (FIML): every row counts with the items it has.

Rows with the same items form a pattern with its own mean and covariance; patterns are sufficient.

Source: Arbuckle (1996); EM for the unrestricted moments: Little & Rubin (2002), section 11.2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.factor.confirmatory.normal import GroupMoments, complex_step_hessian
from scoring.factor.confirmatory.optimiser import Evaluation
from scoring.factor.confirmatory.structure import GroupStructure, inverse_of
from scoring.linalg import FloatArray, FloatMatrix, FloatVector, IntArray, lower_triangle

EM_ITERATIONS = 1_000
EM_TOLERANCE = 1e-9
RARE = 0.01  # patterns rarer than this enter expected information as if complete; gradients and errors are exact
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


@dataclass(frozen=True, kw_only=True)
class PatternStack:
    """All patterns of a group as arrays over all items; what a pattern lacks is zero.

    share (n_patterns,) of all rows; has (n_patterns, items); mean (n_patterns, items);
    covariance (n_patterns, items, items)
    """

    share: FloatVector
    has: FloatMatrix
    mean: FloatMatrix
    covariance: FloatArray

    def inverses(self, sigma: FloatMatrix) -> FloatArray:
        """(n_patterns, items, items) inverse of the part of sigma that each pattern has."""
        filler = self._filler()
        return np.asarray(np.linalg.inv(self._parts(sigma) + filler) - filler)

    def log_determinants(self, sigma: FloatMatrix) -> FloatVector:
        """(n_patterns,) log|Sigma| of the part that each pattern has; raises LinAlgError where that is impossible."""
        roots = np.linalg.cholesky(self._parts(sigma) + self._filler())
        return np.asarray(2.0 * np.log(np.diagonal(roots, axis1=1, axis2=2)).sum(axis=1), dtype=np.float64)

    def pulls(self, inverses: FloatArray, mu: FloatVector) -> tuple[FloatMatrix, FloatVector, float]:
        """Sums over patterns of share x (W - W T W), of -share x W (m - mu), and of share x tr(T W)."""
        gap = (self.mean - mu) * self.has
        pull = (inverses @ gap[:, :, None])[:, :, 0]
        product = inverses @ self.covariance @ inverses
        weight = np.tensordot(self.share, inverses - product, axes=1) - (self.share * pull.T) @ pull
        spread = (inverses * self.covariance).sum(axis=(1, 2)) + (pull * gap).sum(axis=1)
        return weight, -(self.share @ pull), float((self.share @ spread).real)

    def _parts(self, sigma: FloatMatrix) -> FloatArray:
        return sigma * (self.has[:, :, None] * self.has[:, None, :])

    def _filler(self) -> FloatArray:
        return (1.0 - self.has)[:, :, None] * np.eye(self.has.shape[1])


def stacked(patterns: Sequence[Pattern], total: int) -> PatternStack:
    """Patterns as arrays; shares refer to `total` rows."""
    p = 1 + max(int(q.items.max()) for q in patterns)
    count = len(patterns)
    has, mean, covariance = np.zeros((count, p)), np.zeros((count, p)), np.zeros((count, p, p))
    for index, q in enumerate(patterns):
        has[index, q.items] = 1.0
        mean[index, q.items] = q.mean
        covariance[index][np.ix_(q.items, q.items)] = q.covariance
    share = np.array([q.n / total for q in patterns])
    return PatternStack(share=share, has=has, mean=mean, covariance=covariance)


class IncompleteDiscrepancy:
    """Minus the log-likelihood of one row, averaged over all rows of all groups."""

    def __init__(self, structures: Sequence[GroupStructure], patterns: Sequence[Sequence[Pattern]]) -> None:
        """One list of patterns for each group."""
        self.structures = list(structures)
        self.n_free = structures[0].n_free
        self.total = sum(pattern.n for group in patterns for pattern in group)
        self.stacks = [stacked(group, self.total) for group in patterns]
        self.constant = 0.5 * LOG_TWO_PI * sum(float(stack.share @ stack.has.sum(axis=1)) for stack in self.stacks)

    def evaluate(self, theta: FloatVector) -> Evaluation:
        """Value, gradient and expected information; an infinite value where Sigma is not positive definite."""
        value, gradient = self.constant, np.zeros(self.n_free)
        information = np.zeros((self.n_free, self.n_free))
        for structure, stack in zip(self.structures, self.stacks, strict=True):
            implied = structure.implied(theta)
            try:
                logs = stack.log_determinants(implied.sigma)
            except np.linalg.LinAlgError:
                return Evaluation(value=float("inf"), gradient=gradient, information=information)
            slopes = structure.slopes(implied)
            inverses = stack.inverses(implied.sigma)
            weight, push, spread = stack.pulls(inverses, implied.mu)
            value += 0.5 * (float(stack.share @ logs) + spread)
            gradient += slopes.gradient(weight, push, self.n_free)
            for share, inverse in frequent_inverses(stack, implied.sigma):
                information += share * slopes.information(inverse, self.n_free)
        return Evaluation(value=value, gradient=gradient, information=information)

    def gradient(self, theta: FloatVector) -> FloatVector:
        """Derivative of the value; also for complex theta."""
        total = np.zeros(self.n_free, dtype=theta.dtype)
        for structure, stack in zip(self.structures, self.stacks, strict=True):
            implied = structure.implied(theta)
            weight, push, _ = stack.pulls(stack.inverses(implied.sigma), implied.mu)
            total += structure.slopes(implied).gradient(weight, push, self.n_free)
        return np.asarray(total)

    def observed_information(self, theta: FloatVector) -> FloatMatrix:
        """Second derivatives of the value: through the moments, and of the moments themselves (by complex steps)."""
        total = np.zeros((self.n_free, self.n_free))
        pulls = []
        for structure, stack in zip(self.structures, self.stacks, strict=True):
            implied = structure.implied(theta)
            inverses = stack.inverses(implied.sigma)
            slopes = moment_slopes(structure, theta)
            total += slopes.T @ observed_weight(stack, inverses, implied.mu) @ slopes
            pulls.append(stack.pulls(inverses, implied.mu)[:2])
        return total + complex_step_hessian(_HeldPulls(self.structures, pulls), theta)


class _HeldPulls:
    """The gradient as it would be if the pulls at Sigma and mu stayed what they are."""

    def __init__(self, structures: list[GroupStructure], pulls: list[tuple[FloatMatrix, FloatVector]]) -> None:
        self.structures, self.held = structures, pulls

    def gradient(self, theta: FloatVector) -> FloatVector:
        """The gradient at theta."""
        total = np.zeros(theta.size, dtype=theta.dtype)
        for structure, (weight, push) in zip(self.structures, self.held, strict=True):
            total += structure.slopes(structure.implied(theta)).gradient(weight, push, theta.size)
        return np.asarray(total)


def frequent_inverses(stack: PatternStack, sigma: FloatMatrix) -> list[tuple[float, FloatMatrix]]:
    """Share and inverse of each pattern; rare ones are counted as complete, for expected information only."""
    complete = stack.has.all(axis=1) | (stack.share < RARE)
    found = [(float(stack.share[complete].sum()), inverse_of(sigma))] if complete.any() else []
    others = np.flatnonzero(~complete)
    if others.size:
        inverses = stack.inverses(sigma)
        found += [(float(stack.share[k]), inverses[k]) for k in others]
    return found


def moment_slopes(structure: GroupStructure, theta: FloatVector) -> FloatMatrix:
    """Derivatives of means and covariances (stacked, lower triangle) by the free parameters."""
    slopes = structure.slopes(structure.implied(theta))
    rows, columns = lower_triangle(slopes.left.shape[0], diagonal=True)
    return np.vstack([slopes.mean_slopes(structure.n_free), slopes.covariance_slopes(rows, columns, structure.n_free)])


def observed_weight(stack: PatternStack, inverses: FloatArray, mu: FloatVector) -> FloatMatrix:
    """Second derivatives of the value by unrestricted means and covariances (stacked, lower triangle).

    With T the mean of zz' of a pattern, z the deviation from mu, and B = W T W - W / 2: W for means, W z~ W across, and
    W_ik B_jl + ... for covariances, summed over patterns.
    """
    p = mu.size
    rows, columns = lower_triangle(p, diagonal=True)
    half = np.where(rows == columns, 0.5, 1.0)
    gap = (stack.mean - mu) * stack.has
    pull = (inverses @ gap[:, :, None])[:, :, 0]
    curved = inverses @ stack.covariance @ inverses + pull[:, :, None] * pull[:, None, :] - inverses / 2.0
    shared = inverses * stack.share[:, None, None]
    total = np.empty((p + rows.size, p + rows.size))
    total[:p, :p] = shared.sum(axis=0)
    across = np.tensordot(shared, pull, axes=([0], [0]))  # (i, k, l): sum of W_ik pull_l
    total[:p, p:] = (across[:, rows, columns] + across[:, columns, rows]) * half
    total[p:, :p] = total[:p, p:].T
    total[p:, p:] = _cells(shared, curved, rows, columns) * np.outer(half, half)
    return total


def expected_weight(stack: PatternStack, inverses: FloatArray) -> FloatMatrix:
    """Expected second derivatives by unrestricted means and covariances (stacked, lower triangle)."""
    p = inverses.shape[1]
    rows, columns = lower_triangle(p, diagonal=True)
    half = np.where(rows == columns, 0.5, 1.0)
    shared = inverses * stack.share[:, None, None]
    total = np.zeros((p + rows.size, p + rows.size))
    total[:p, :p] = shared.sum(axis=0)
    total[p:, p:] = _cells(shared, inverses / 2.0, rows, columns) * np.outer(half, half)
    return total


def _cells(first: FloatArray, second: FloatArray, rows: IntArray, columns: IntArray) -> FloatMatrix:
    """1/2 sum over patterns of tr(W E_a B E_b + B E_a W E_b), E the symmetric unit matrices of cells a and b."""
    p = first.shape[1]
    products = first.reshape(-1, p * p).T @ second.reshape(-1, p * p)
    products = (products + products.T) / 2.0
    straight = products[rows[:, None] * p + rows, columns[:, None] * p + columns]
    straight = straight + products[columns[:, None] * p + columns, rows[:, None] * p + rows]
    crossed = products[rows[:, None] * p + columns, columns[:, None] * p + rows]
    return np.asarray(straight + crossed + products[columns[:, None] * p + rows, rows[:, None] * p + columns])


def unrestricted_moments(patterns: Sequence[Pattern]) -> tuple[GroupMoments, int, bool]:
    """ML means and covariances of incomplete rows by EM: moments, iterations, whether it converged."""
    n = sum(q.n for q in patterns)
    stack = stacked(patterns, n)
    start = unrelated_moments(patterns)
    mu, sigma = start.mean, start.covariance
    for iteration in range(1, EM_ITERATIONS + 1):
        if np.linalg.matrix_rank(sigma, hermitian=True) < mu.size:
            return GroupMoments(n=n, mean=mu, covariance=sigma), iteration, False
        regression = sigma @ stack.inverses(sigma)
        filled = mu + (regression @ ((stack.mean - mu) * stack.has)[:, :, None])[:, :, 0]
        spread = regression @ stack.covariance @ regression.transpose(0, 2, 1) + sigma - regression @ sigma
        new_mu = stack.share @ filled
        new_sigma = np.tensordot(stack.share, spread, axes=1) + (stack.share * filled.T) @ filled
        new_sigma -= np.outer(new_mu, new_mu)
        scale = np.sqrt(np.diag(new_sigma))
        gap = np.abs((new_sigma - sigma) / np.outer(scale, scale)).max()
        change = max(float(gap), float(np.abs((new_mu - mu) / scale).max()))
        mu, sigma = new_mu, (new_sigma + new_sigma.T) / 2.0
        if change < EM_TOLERANCE:
            return GroupMoments(n=n, mean=mu, covariance=sigma), iteration, True
    return GroupMoments(n=n, mean=mu, covariance=sigma), EM_ITERATIONS, False


def unrestricted_value(patterns: Sequence[Pattern], moments: GroupMoments) -> float:
    """Minus the log-likelihood of all rows of a group at given moments."""
    stack = stacked(patterns, 1)
    spread = stack.pulls(stack.inverses(moments.covariance), moments.mean)[2]
    items = float(stack.share @ stack.has.sum(axis=1))
    return 0.5 * (items * LOG_TWO_PI + float(stack.share @ stack.log_determinants(moments.covariance)) + spread)


def unrelated_moments(patterns: Sequence[Pattern]) -> GroupMoments:
    """ML moments of a group when all covariances are zero: of each item from whoever has it."""
    stack = stacked(patterns, 1)
    count = stack.share @ stack.has
    mean = stack.share @ stack.mean / count
    squares = np.diagonal(stack.covariance, axis1=1, axis2=2) + stack.mean**2
    variance = stack.share @ squares / count - mean**2
    return GroupMoments(n=sum(q.n for q in patterns), mean=mean, covariance=np.diag(variance))
