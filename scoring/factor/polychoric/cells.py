"""Probabilities of the cells of two-way tables under a bivariate normal, for all pairs of items at once.

All arrays lead with the pair. Thresholds are padded with +inf where an item has fewer categories, so that
the probability of a cell that does not exist is zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from scoring.factor.polychoric import bivariate
from scoring.linalg import FloatArray, FloatMatrix, FloatVector, IntArray

SMALLEST = 1e-300


@dataclass(frozen=True, kw_only=True)
class CellGrid:
    """Thresholds of both items of every pair, without the infinite ends: (n_pairs, size - 1) each."""

    first: FloatMatrix
    second: FloatMatrix

    @property
    def size(self) -> int:
        """The largest number of categories."""
        return int(self.first.shape[1]) + 1

    def chosen(self, pairs: IntArray) -> "CellGrid":
        """The grid of some of the pairs."""
        return CellGrid(first=self.first[pairs], second=self.second[pairs])


def cell_grid(thresholds: Sequence[FloatVector], pairs: tuple[IntArray, IntArray]) -> CellGrid:
    """The grid of all pairs of items."""
    largest = max(t.size for t in thresholds)
    padded = np.full((len(thresholds), largest), np.inf)
    for j, values in enumerate(thresholds):
        padded[j, : values.size] = values
    return CellGrid(first=padded[pairs[0]], second=padded[pairs[1]])


def cell_probabilities(grid: CellGrid, r: FloatVector) -> FloatArray:
    """(n_pairs, size, size) probability of each cell at correlations r."""
    below = _bordered(bivariate.probability_below(*_crossed(grid, r)))
    below[:, 1:-1, -1] = ndtr(grid.first)
    below[:, -1, 1:-1] = ndtr(grid.second)
    below[:, -1, -1] = 1.0
    return np.maximum(_second_difference(below), 0.0)


def cell_slopes(grid: CellGrid, r: FloatVector) -> FloatArray:
    """(n_pairs, size, size) derivative of each cell probability by the correlation."""
    return _second_difference(_bordered(bivariate.density(*_crossed(grid, r))))


def threshold_slopes(grid: CellGrid, r: FloatVector) -> tuple[FloatArray, FloatArray]:
    """Derivatives of cell probabilities by the upper threshold of the row, and of the column, of the cell.

    The first array is (n_pairs, size - 1, size): entry (c, b) is the change of cell (c, b) with threshold c of the
    first item; cell (c + 1, b) changes by its negative. The second is the same for the second item, (size, size - 1).
    """
    x, y, rho = _crossed(grid, r)
    root = np.sqrt(1.0 - rho * rho)
    with np.errstate(invalid="ignore"):
        given_first = np.where(np.isfinite(x), _phi(x) * ndtr((y - rho * x) / root), 0.0)
        given_second = np.where(np.isfinite(y), _phi(y) * ndtr((x - rho * y) / root), 0.0)
    n, m = r.size, grid.size
    by_first = np.zeros((n, m - 1, m + 1))
    by_first[:, :, 1:-1], by_first[:, :, -1] = given_first, _phi(grid.first)
    by_second = np.zeros((n, m + 1, m - 1))
    by_second[:, 1:-1, :], by_second[:, -1, :] = given_second, _phi(grid.second)
    return np.diff(by_first, axis=2), np.diff(by_second, axis=1)


def _crossed(grid: CellGrid, r: FloatVector) -> tuple[FloatArray, FloatArray, FloatArray]:
    shape = (r.size, grid.size - 1, grid.size - 1)
    return (
        np.broadcast_to(grid.first[:, :, None], shape),
        np.broadcast_to(grid.second[:, None, :], shape),
        np.broadcast_to(r[:, None, None], shape),
    )


def _bordered(inner: FloatArray) -> FloatArray:
    bordered = np.zeros((inner.shape[0], inner.shape[1] + 2, inner.shape[2] + 2))
    bordered[:, 1:-1, 1:-1] = inner
    return bordered


def _second_difference(values: FloatArray) -> FloatArray:
    return values[:, 1:, 1:] - values[:, :-1, 1:] - values[:, 1:, :-1] + values[:, :-1, :-1]


def _phi(x: FloatArray) -> FloatArray:
    with np.errstate(over="ignore"):
        return np.where(np.isfinite(x), np.exp(-0.5 * x * x) / np.sqrt(2.0 * np.pi), 0.0)
