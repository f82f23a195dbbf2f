"""Thresholds from margins and polychoric correlations by pairwise maximum likelihood, all pairs at once.

Source: Olsson (1979), *Psychometrika* 44, the two-step estimator.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from scoring.errors import Note, TooFewItemsError, ZeroVarianceError
from scoring.factor.polychoric.cells import SMALLEST, CellGrid, cell_grid, cell_probabilities, cell_slopes
from scoring.factor.tables import TwoWayTables, cumulative_shares, padded_pairs
from scoring.linalg import BoolArray, FloatArray, FloatMatrix, FloatVector, IntArray, lower_triangle, symmetric

BOUNDARY = 0.99999
TOLERANCE = 1e-11
MAX_ITERATIONS = 100
LARGEST_STEP = 0.7  # in Fisher's z


@dataclass(frozen=True, kw_only=True)
class Polychorics:
    """Polychoric correlations with the thresholds they rest on.

    matrix     : (n_items, n_items) correlations
    thresholds : for each item, its thresholds in order
    pair_n     : (n_items, n_items) persons behind each correlation
    n          : rows with at least one answer
    notes      : pairs at the boundary, pairs nobody answered together
    """

    items: tuple[str, ...]
    categories: tuple[tuple[float, ...], ...]
    matrix: FloatMatrix
    thresholds: tuple[FloatVector, ...]
    pair_n: IntArray
    n: int
    iterations: int
    converged: bool
    notes: tuple[Note, ...]

    @property
    def stacked_thresholds(self) -> FloatVector:
        """All thresholds in one vector, item by item."""
        return np.concatenate(self.thresholds)

    @property
    def stacked_correlations(self) -> FloatVector:
        """The lower triangle without its diagonal, column by column."""
        rows, columns = lower_triangle(len(self.items), diagonal=False)
        return np.asarray(self.matrix[rows, columns])


def item_thresholds(tables: TwoWayTables) -> tuple[FloatVector, ...]:
    """The normal quantiles of the cumulative shares of answers, from everybody who answered the item.

    Raises
    ------
    ZeroVarianceError : fewer than two categories were chosen.
    """
    found = []
    for j, item in enumerate(tables.items):
        margin = tables.margin(j)
        if np.count_nonzero(margin) < 2 or margin.size != np.count_nonzero(margin):
            raise ZeroVarianceError(
                "Each category of an item needs an answer, and there must be two categories.",
                place=item,
                value=[int(count) for count in margin],
                remedy="Leave the item out, or merge its empty categories.",
            )
        found.append(np.asarray(ndtri(cumulative_shares(margin)), dtype=np.float64))
    return tuple(found)


def polychoric_correlations(tables: TwoWayTables, *, correct: float = 0.0) -> Polychorics:
    """Polychoric correlations of all pairs of items, given thresholds from the margins.

    Fisher scoring in Fisher's z for all pairs together; missing answers leave the pair. A pair whose likelihood
    rises towards a perfect correlation stops at +-0.99999 and is named in the notes.

    Parameters
    ----------
    tables : two-way counts of at least two items.
    correct : is added to every empty cell of a two-way table.

    Raises
    ------
    TooFewItemsError : fewer than two items.
    ZeroVarianceError : an item with fewer than two categories, or with an empty one.
    """
    if len(tables.items) < 2:
        raise TooFewItemsError(
            "A correlation needs two items.", place="items", value=len(tables.items), remedy="Name another item."
        )
    thresholds = item_thresholds(tables)
    pairs = lower_triangle(len(tables.items), diagonal=False)
    counts = padded_pairs(tables, pairs, correct)
    r, iterations, converged = _maximise(cell_grid(thresholds, pairs), counts)
    pair_n = symmetric(padded_pairs(tables, pairs, 0.0).sum(axis=(1, 2)), len(tables.items), diagonal=False)
    np.fill_diagonal(pair_n, [tables.margin(j).sum() for j in range(len(tables.items))])
    return Polychorics(
        items=tables.items,
        categories=tables.categories,
        matrix=symmetric(r, len(tables.items), diagonal=False),
        thresholds=thresholds,
        pair_n=np.rint(pair_n).astype(np.int64),
        n=tables.n_rows,
        iterations=iterations,
        converged=bool(converged.all()),
        notes=_notes(tables.items, pairs, r, counts, converged),
    )


def _maximise(grid: CellGrid, counts: FloatArray) -> tuple[FloatVector, int, BoolArray]:
    """Correlations, iterations of the slowest pair, and which pairs converged."""
    limit = np.arctanh(BOUNDARY)
    z = np.clip(np.arctanh(0.95 * _pearson(counts)), -limit, limit)
    active = np.flatnonzero(counts.sum(axis=(1, 2)) > 0)
    done = np.ones(z.size, dtype=np.bool_)
    done[active] = False
    r: FloatVector = np.where(done, np.nan, np.tanh(z))
    iterations = 0
    while active.size and iterations < MAX_ITERATIONS:
        iterations += 1
        step = _scoring_step(grid.chosen(active), counts[active], np.tanh(z[active]))
        moved = np.clip(z[active] + np.clip(step, -LARGEST_STEP, LARGEST_STEP), -limit, limit)
        finished = np.abs(moved - z[active]) < TOLERANCE
        z[active] = moved
        r[active] = np.tanh(moved)
        done[active[finished]] = True
        active = active[~finished]
    return r, iterations, done


def _scoring_step(grid: CellGrid, counts: FloatArray, r: FloatVector) -> FloatVector:
    """Score over expected information, in Fisher's z. An empty cell adds nothing to the score."""
    slopes = cell_slopes(grid, r)
    probabilities = np.maximum(cell_probabilities(grid, r), SMALLEST)
    ratio = np.where(probabilities > 1e-200, slopes / probabilities, 0.0)
    score = (counts * ratio).sum(axis=(1, 2))
    information = counts.sum(axis=(1, 2)) * (slopes * ratio).sum(axis=(1, 2))
    jacobian = 1.0 - r * r
    return np.asarray(score / np.maximum(information * jacobian, SMALLEST))


def _pearson(counts: FloatArray) -> FloatVector:
    """Product-moment correlations of category numbers, as a start."""
    scores = np.arange(counts.shape[1], dtype=np.float64)
    n = np.maximum(counts.sum(axis=(1, 2)), 1.0)
    rows, columns = counts.sum(axis=2), counts.sum(axis=1)
    mean_row, mean_column = rows @ scores / n, columns @ scores / n
    covariance = np.einsum("pab,a,b->p", counts, scores, scores) / n - mean_row * mean_column
    variance = (rows @ scores**2 / n - mean_row**2) * (columns @ scores**2 / n - mean_column**2)
    return np.asarray(covariance / np.sqrt(np.maximum(variance, 1e-12)))


def _notes(
    items: tuple[str, ...], pairs: tuple[IntArray, IntArray], r: FloatVector, counts: FloatArray, done: BoolArray
) -> tuple[Note, ...]:
    notes = []
    for first, second, value, n, finished in zip(*pairs, r, counts.sum(axis=(1, 2)), done, strict=True):
        place = f"{items[second]}, {items[first]}"
        if n == 0:
            notes.append(Note(code="no_pairs", place=place, message="Nobody answered both items."))
        elif abs(value) >= BOUNDARY - 1e-9:
            notes.append(Note(code="boundary", place=place, message="The correlation stopped at its limit."))
        elif not finished:
            notes.append(Note(code="not_converged", place=place, message=f"No convergence in {MAX_ITERATIONS} steps."))
    return tuple(notes)
