"""Cumulative logit model on counts: equal predictors share a row, so that cost does not grow with persons."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.linalg import FloatMatrix, FloatVector

MAX_ITERATIONS = 60
TOLERANCE = 1e-11


@dataclass(frozen=True, kw_only=True)
class ProportionalOddsFit:
    """logit P(y <= c) = thresholds_c - predictors . slopes, with the maximum of the log-likelihood."""

    thresholds: FloatVector
    slopes: FloatVector
    loglik: float
    converged: bool


def null_loglik(counts: FloatMatrix) -> float:
    """Log-likelihood of thresholds alone: each answer has its marginal share."""
    margin = counts.sum(axis=0)
    return float(special.xlogy(margin, margin / margin.sum()).sum())


def fit_proportional_odds(
    counts: FloatMatrix, predictors: FloatMatrix, *, start: ProportionalOddsFit | None = None
) -> ProportionalOddsFit:
    """Maximum likelihood by Fisher scoring with step halving.

    Parameters
    ----------
    counts : (n_rows, n_categories) answers in each category, every category used at least once.
    predictors : (n_rows, n_predictors), centred and scaled to about 1.
    start : a fit with the first of these predictors.

    Returns
    -------
    ProportionalOddsFit : `converged` is False when the likelihood has no maximum (groups or scores that separate the
    answers completely), or 60 steps do not reach it.

    Source: McCullagh (1980), sections 2 and 5.
    """
    # theta: thresholds, then slopes
    n_thresholds = counts.shape[1] - 1
    theta = _start(counts, predictors, start)
    loglik = _loglik(theta, counts, predictors)
    for _ in range(MAX_ITERATIONS):
        score, information = _derivatives(theta, counts, predictors)
        try:
            step = np.asarray(np.linalg.solve(information, score), dtype=np.float64)
        except np.linalg.LinAlgError:
            break
        decrement = float(score @ step)
        if decrement < TOLERANCE:
            return ProportionalOddsFit(
                thresholds=theta[:n_thresholds], slopes=theta[n_thresholds:], loglik=loglik, converged=True
            )
        theta, better = _halved(theta, step, loglik, counts, predictors)
        if not better > loglik - 1e-9:
            break
        loglik = better
    return ProportionalOddsFit(
        thresholds=theta[:n_thresholds], slopes=theta[n_thresholds:], loglik=loglik, converged=False
    )


def _start(counts: FloatMatrix, predictors: FloatMatrix, start: ProportionalOddsFit | None) -> FloatVector:
    n_thresholds, n_slopes = counts.shape[1] - 1, predictors.shape[1]
    if start is not None and start.converged:
        return np.concatenate([start.thresholds, start.slopes, np.zeros(n_slopes - start.slopes.size)])
    margin = counts.sum(axis=0)
    below = np.cumsum(margin)[:-1] / margin.sum()
    return np.concatenate([special.logit(below), np.zeros(n_slopes)])[: n_thresholds + n_slopes]


def _halved(
    theta: FloatVector, step: FloatVector, loglik: float, counts: FloatMatrix, predictors: FloatMatrix
) -> tuple[FloatVector, float]:
    size = 1.0
    for _ in range(30):
        tried = theta + size * step
        value = _loglik(tried, counts, predictors)
        if value >= loglik - 1e-12 * abs(loglik):
            return tried, value
        size /= 2.0
    return theta, -np.inf


def _cumulative(theta: FloatVector, counts: FloatMatrix, predictors: FloatMatrix) -> FloatMatrix:
    n_thresholds = counts.shape[1] - 1
    return np.asarray(theta[:n_thresholds] - (predictors @ theta[n_thresholds:])[:, None])


def _probabilities(u: FloatMatrix) -> FloatMatrix:
    # Differences are taken on the side of zero where both terms are small, so that nothing cancels.
    low = np.concatenate([np.full((u.shape[0], 1), -np.inf), u], axis=1)
    high = np.concatenate([u, np.full((u.shape[0], 1), np.inf)], axis=1)
    swap = low > 0
    left, right = np.where(swap, -high, low), np.where(swap, -low, high)
    return np.asarray(special.expit(right) - special.expit(left))


def _loglik(theta: FloatVector, counts: FloatMatrix, predictors: FloatMatrix) -> float:
    thresholds = theta[: counts.shape[1] - 1]
    if np.any(np.diff(thresholds) <= 0.0):
        return -np.inf
    p = _probabilities(_cumulative(theta, counts, predictors))
    return float(special.xlogy(counts, np.maximum(p, 1e-300)).sum())


def _derivatives(theta: FloatVector, counts: FloatMatrix, predictors: FloatMatrix) -> tuple[FloatVector, FloatMatrix]:
    """Score and expected information."""
    # u: cumulative logits (rows, thresholds); f: their density; p: category probabilities; n: persons of a row
    u = _cumulative(theta, counts, predictors)
    p = np.maximum(_probabilities(u), 1e-300)
    f = special.expit(u) * special.expit(-u)
    n = counts.sum(axis=1)
    by_category = counts / p
    s = f * (by_category[:, :-1] - by_category[:, 1:])
    score = np.concatenate([s.sum(axis=0), -(s.sum(axis=1) @ predictors)])
    diagonal = n[:, None] * f**2 * (1.0 / p[:, :-1] + 1.0 / p[:, 1:])
    beside = -n[:, None] * f[:, :-1] * f[:, 1:] / p[:, 1:-1]
    rows = diagonal.copy()
    rows[:, :-1] += beside
    rows[:, 1:] += beside
    k = f.shape[1]
    information = np.zeros((theta.size, theta.size))
    information[np.arange(k), np.arange(k)] = diagonal.sum(axis=0)
    information[np.arange(k - 1), np.arange(1, k)] = information[np.arange(1, k), np.arange(k - 1)] = beside.sum(axis=0)
    information[:k, k:] = -(rows.T @ predictors)
    information[k:, :k] = information[:k, k:].T
    information[k:, k:] = predictors.T @ (rows.sum(axis=1)[:, None] * predictors)
    return score, information
