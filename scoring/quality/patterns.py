"""Signs of careless answering that need the answers alone: runs, little variation, gaps, odd combinations."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.errors import Note
from scoring.linalg import FloatMatrix, FloatVector, IntArray


@dataclass(frozen=True, kw_only=True)
class Distances:
    """Squared Mahalanobis distances and their chi-square p values; NaN on rows with a missing answer."""

    squared: FloatVector
    p: FloatVector
    notes: tuple[Note, ...] = ()


def longest_runs(answers: FloatMatrix) -> IntArray:
    """(n,) length of the longest run of equal consecutive answers, as answered; a missing answer breaks a run.

    0 when there is no answer. Source: Johnson (2005); Curran (2016).
    """
    longest = np.zeros(answers.shape[0], dtype=np.int64)
    run = np.zeros_like(longest)
    before = np.full(answers.shape[0], np.nan)
    for column in answers.T:
        run = np.where(np.isnan(column), 0, np.where(column == before, run + 1, 1))
        longest = np.maximum(longest, run)
        before = column
    return longest


def response_variability(answers: FloatMatrix) -> FloatVector:
    """(n,) standard deviation of a person's answers as answered, divisor n - 1; NaN under two answers.

    Source: Dunn, Heggestad, Shanock & Theilgard (2018).
    """
    answered = ~np.isnan(answers)
    n = answered.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(answered, answers, 0.0).sum(axis=1) / n
        squares = (np.where(answered, answers - mean[:, None], 0.0) ** 2).sum(axis=1)
        return np.where(n >= 2, np.sqrt(squares / (n - 1.0)), np.nan)


def missing_shares(answers: FloatMatrix) -> FloatVector:
    """(n,) share of items without an answer."""
    return np.asarray(np.isnan(answers).mean(axis=1))


def mahalanobis_distances(answers: FloatMatrix) -> Distances:
    """Distance of each complete row from the centre of the complete rows, in the metric of their covariances.

    All NaN, with a note, when there are no more complete rows than items or items determine each other.

    Source: Mahalanobis (1936); chi-square reference with one degree of freedom an item.
    """
    n, k = answers.shape
    squared = np.full(n, np.nan)
    complete = ~np.isnan(answers).any(axis=1)
    rows = answers[complete]
    if rows.shape[0] <= k:
        return Distances(squared=squared, p=squared.copy(), notes=(_no_distances("too few complete rows"),))
    centred = rows - rows.mean(axis=0)
    # Orthogonal directions of the data: the covariance never has to be formed or inverted.
    left, singular, _ = np.linalg.svd(centred, full_matrices=False)
    if singular[-1] <= 1e-10 * singular[0]:
        return Distances(squared=squared, p=squared.copy(), notes=(_no_distances("items determine each other"),))
    squared[complete] = (left**2).sum(axis=1) * (rows.shape[0] - 1)
    return Distances(squared=squared, p=np.asarray(special.chdtrc(k, squared)))


def _no_distances(reason: str) -> Note:
    return Note(code="no_mahalanobis", place="mahalanobis", message=f"No distances: {reason}.")
