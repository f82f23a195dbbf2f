"""What the items look like one by one, before any model."""

from dataclasses import dataclass

import numpy as np

from scoring.errors import Note
from scoring.linalg import FloatMatrix, FloatVector, IntArray
from scoring.responses.table import ResponseTable


@dataclass(frozen=True, kw_only=True)
class ItemDescription:
    """Statistics of each item over the persons who answered it; arrays in the order of the items.

    category_counts : for each item, pairs (answer, how often), in the order of the answers.
    item_rest : correlation of each item with the sum of the others, from pairwise covariances; NaN if undefined.
    """

    mean: FloatVector
    sd: FloatVector
    n_valid: IntArray
    n_missing: IntArray
    category_counts: tuple[tuple[tuple[float, int], ...], ...]
    item_rest: FloatVector
    notes: tuple[Note, ...]


def describe_items(table: ResponseTable) -> ItemDescription:
    """Mean, standard deviation, counts and item-rest correlation of each item.

    Missing answers are left out item by item, and pair by pair in the covariances.
    """
    answered = table.answered
    n_valid = answered.sum(axis=0).astype(np.int64)
    covariance = pairwise_covariance(table.values)
    filled = np.where(answered, table.values, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.sum(axis=0) / n_valid
    return ItemDescription(
        mean=mean,
        sd=np.sqrt(np.diag(covariance)),
        n_valid=n_valid,
        n_missing=(table.n_rows - n_valid).astype(np.int64),
        category_counts=tuple(_counts(table.values[:, j]) for j in range(len(table.items))),
        item_rest=item_rest_correlations(covariance),
        notes=_notes(table, n_valid, covariance),
    )


def pairwise_covariance(values: FloatMatrix) -> FloatMatrix:
    """Covariances, each from the persons who answered both items, with divisor n - 1 and the pair's own means.

    NaN where fewer than two persons answered both.
    """
    answered = ~np.isnan(values)
    valid = answered.astype(np.float64)
    # Centring first keeps the difference of large sums exact enough; the pair's own means are restored below.
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(answered, values, 0.0).sum(axis=0) / valid.sum(axis=0)
        centred = np.where(answered, values - centre, 0.0)
        n = valid.T @ valid
        sums = centred.T @ valid
        covariance = (centred.T @ centred - sums * sums.T / n) / (n - 1.0)
    return np.where(n >= 2, covariance, np.nan)


def pairwise_correlation(values: FloatMatrix) -> FloatMatrix:
    """Product-moment correlations, each with means and variances of the persons who answered both items.

    NaN where a pair has fewer than two persons or does not vary.
    """
    answered = ~np.isnan(values)
    valid = answered.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(answered, values, 0.0).sum(axis=0) / valid.sum(axis=0)
        centred = np.where(answered, values - centre, 0.0)
        n = valid.T @ valid
        sums = centred.T @ valid
        squares = (centred**2).T @ valid - sums**2 / n
        result = (centred.T @ centred - sums * sums.T / n) / np.sqrt(squares * squares.T)
    np.fill_diagonal(result, 1.0)
    return np.asarray(np.clip(result, -1.0, 1.0))


def item_rest_correlations(covariance: FloatMatrix) -> FloatVector:
    """Correlation of each item with the sum of the other items, from their covariance matrix."""
    variance = np.diag(covariance)
    with_total = covariance.sum(axis=0)
    rest_variance = covariance.sum() - 2.0 * with_total + variance
    with np.errstate(invalid="ignore", divide="ignore"):
        rest = (with_total - variance) / np.sqrt(variance * rest_variance)
    return np.where(np.isfinite(rest), rest, np.nan)


def _counts(column: FloatVector) -> tuple[tuple[float, int], ...]:
    values, counts = np.unique(column[~np.isnan(column)], return_counts=True)
    return tuple((float(v), int(c)) for v, c in zip(values, counts, strict=True))


def _notes(table: ResponseTable, n_valid: IntArray, covariance: FloatMatrix) -> tuple[Note, ...]:
    notes = [
        Note(code="no_answers", place=item, message="Nobody answered this item.")
        for item, n in zip(table.items, n_valid, strict=True)
        if n == 0
    ]
    notes += [
        Note(code="zero_variance", place=item, message="Everybody gave the same answer.")
        for item, n, variance in zip(table.items, n_valid, np.diag(covariance), strict=True)
        if n > 1 and variance == 0
    ]
    return tuple(notes)
