"""How each person moves the thresholds and polychoric correlations: the base of every robust test.

The estimators solve stacked equations (margins, then pairwise scores); the influence of a person is the
contribution to the estimates of first order, so that an estimate minus its target is the sum of influences, and
the sampling covariance is their cross product. Influences depend only on the answer, or the pair of answers:
they are small tables, and cross products add up over chunks of persons.

Source: Muthén (1984), *Psychometrika* 49; Muthén, du Toit & Spisic (1997); outer products of scores stand for
the information of the second step, as lavaan has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.linalg import blas
from scipy.special import ndtr

from scoring.errors import UnsuitableGroupsError
from scoring.executors import Executor, SerialExecutor
from scoring.factor.polychoric.cells import (
    SMALLEST,
    cell_grid,
    cell_probabilities,
    cell_slopes,
    threshold_slopes,
)
from scoring.factor.polychoric.estimation import Polychorics
from scoring.factor.tables import Codes, TwoWayTables, padded_pairs
from scoring.linalg import FloatArray, FloatMatrix, FloatVector, IntArray, lower_triangle

CHUNK = 16_384


@dataclass(frozen=True, kw_only=True)
class InfluenceTables:
    """Influence of an answer on every estimate; sums over persons, so of order 1 / n.

    of_thresholds  : for each item (categories + 1, thresholds); the last row, for a missing answer, is zero
    of_correlations: (n_pairs, size + 1, size + 1); the last row and column are for missing answers
    """

    sizes: IntArray
    of_thresholds: tuple[FloatMatrix, ...]
    of_correlations: FloatArray

    @property
    def n_thresholds(self) -> int:
        """Thresholds of all items."""
        return int((self.sizes - 1).sum())

    def of_persons(self, codes: Codes) -> FloatMatrix:
        """(n_statistics, n_persons) influences: thresholds item by item, then correlations column by column."""
        missing = codes < 0
        size = self.of_correlations.shape[1]
        by_item = np.where(missing, size - 1, codes).astype(np.int64).T
        rows, columns = lower_triangle(codes.shape[1], diagonal=False)
        result = np.empty((self.n_thresholds + rows.size, codes.shape[0]))
        at = 0
        for j, table in enumerate(self.of_thresholds):
            code = np.where(missing[:, j], table.shape[0] - 1, codes[:, j])
            result[at : at + table.shape[1]] = table[code].T
            at += table.shape[1]
        flat = self.of_correlations.reshape(rows.size, -1)
        shifted = by_item * size
        for pair in range(rows.size):
            np.take(flat[pair], shifted[rows[pair]] + by_item[columns[pair]], out=result[at + pair])
        return result

    def gram(self, codes: Codes, *, executor: Executor | None = None) -> FloatMatrix:
        """(n_statistics, n_statistics) cross product of influences: the sampling covariance of all estimates.

        Chunks of persons are added in their order, so the result does not depend on where they ran.
        """
        chunks = [codes[start : start + CHUNK] for start in range(0, codes.shape[0], CHUNK)]
        size = self.n_thresholds + self.of_correlations.shape[0]
        total = np.zeros((size, size))
        for part in (executor or SerialExecutor()).map(partial(_upper_triangle, self), chunks):
            total += part
        return np.asarray(np.triu(total) + np.triu(total, 1).T)

    def cluster_gram(self, codes: Codes, clusters: Sequence[str]) -> FloatMatrix:
        """The same when persons of a cluster answer alike: influences are summed within clusters first.

        Scaled by C / (C - 1) for C clusters.

        Source: Asparouhov (2005), *Structural Equation Modeling* 12.

        Raises
        ------
        UnsuitableGroupsError : fewer than two clusters.
        """
        labels, member = np.unique(np.asarray(clusters), return_inverse=True)
        if labels.size < 2:
            raise UnsuitableGroupsError(
                "Robust errors need two clusters at least.",
                place="clusters",
                value=int(labels.size),
                remedy="Name the column of the clusters, or leave the option out.",
            )
        sums = np.zeros((self.n_thresholds + self.of_correlations.shape[0], labels.size))
        for start in range(0, codes.shape[0], CHUNK):
            influences = self.of_persons(codes[start : start + CHUNK])
            np.add.at(sums.T, member[start : start + CHUNK], influences.T)
        return np.asarray(sums @ sums.T * (labels.size / (labels.size - 1.0)))


def _upper_triangle(influence: InfluenceTables, codes: Codes) -> FloatMatrix:
    # syrk on the transpose, which is Fortran-ordered: one triangle, half the work.
    return np.asarray(blas.dsyrk(1.0, influence.of_persons(codes).T, trans=1))


def influence_tables(polychorics: Polychorics, tables: TwoWayTables) -> InfluenceTables:
    """Influence tables at the estimates, from two-way counts alone.

    Correlations: h(a, b) = (s(a, b) - u(a) - v(b)) / A22, with s the score of the pair, A22 the sum of its squares, and
    u, v what the answer does through the estimated thresholds of both items.
    """
    pairs = lower_triangle(len(tables.items), diagonal=False)
    by_threshold = tuple(_threshold_influence(tables, j, t) for j, t in enumerate(polychorics.thresholds))
    grid = cell_grid(polychorics.thresholds, pairs)
    # A pair nobody answered has no estimate: it has no influence either.
    r = np.nan_to_num(polychorics.matrix[pairs])
    counts = padded_pairs(tables, pairs, 0.0)
    probabilities = np.maximum(cell_probabilities(grid, r), SMALLEST)
    score = np.where(counts > 0, cell_slopes(grid, r) / probabilities, 0.0)
    information = np.maximum((counts * score**2).sum(axis=(1, 2)), SMALLEST)
    first, second = _cross_information(counts * score / probabilities, threshold_slopes(grid, r))
    largest = grid.size
    padded = np.zeros((len(tables.items), largest + 1, largest - 1))
    for j, table in enumerate(by_threshold):
        padded[j, : table.shape[0] - 1, : table.shape[1]] = table[:-1]
    u = np.einsum("pac,pc->pa", padded[pairs[0]], first)
    v = np.einsum("pbc,pc->pb", padded[pairs[1]], second)
    influence = np.zeros((r.size, largest + 1, largest + 1))
    influence[:, :-1, :-1] = score
    influence -= u[:, :, None] + v[:, None, :]
    return InfluenceTables(
        sizes=tables.sizes,
        of_thresholds=by_threshold,
        of_correlations=influence / information[:, None, None],
    )


def _threshold_influence(tables: TwoWayTables, item: int, thresholds: FloatVector) -> FloatMatrix:
    """(categories + 1, thresholds): (1[a <= c] - F_c) / (n phi(tau_c)); zero for a missing answer."""
    size = thresholds.size + 1
    below = (np.arange(size)[:, None] <= np.arange(size - 1)[None, :]).astype(np.float64)
    density = np.exp(-0.5 * thresholds**2) / np.sqrt(2.0 * np.pi)
    influence = (below - ndtr(thresholds)) / (density * tables.margin(item).sum())
    return np.vstack([influence, np.zeros(size - 1)])


def _cross_information(weight: FloatArray, slopes: tuple[FloatArray, FloatArray]) -> tuple[FloatMatrix, FloatMatrix]:
    """Sum over persons of (score of the correlation) x (score of each threshold), for both items of each pair.

    weight: counts x correlation score / cell probability.
    """
    by_first, by_second = slopes
    first = ((weight[:, :-1, :] - weight[:, 1:, :]) * by_first).sum(axis=2)
    second = ((weight[:, :, :-1] - weight[:, :, 1:]) * by_second).sum(axis=1)
    return first, second


def correlation_variances(influence: InfluenceTables, tables: TwoWayTables) -> FloatVector:
    """Sampling variance of each correlation, from two-way counts alone: the diagonal of the cross product."""
    pairs = lower_triangle(len(tables.items), diagonal=False)
    size = influence.of_correlations.shape[1] - 1
    counts = np.zeros_like(influence.of_correlations)
    counts[:, :-1, :-1] = padded_pairs(tables, pairs, 0.0)
    margins = np.zeros((len(tables.items), size))
    for j, categories in enumerate(tables.categories):
        margins[j, : len(categories)] = tables.margin(j)
    counts[:, :-1, -1] = margins[pairs[0]] - counts[:, :-1, :-1].sum(axis=2)
    counts[:, -1, :-1] = margins[pairs[1]] - counts[:, :-1, :-1].sum(axis=1)
    return np.asarray((counts * influence.of_correlations**2).sum(axis=(1, 2)))


def threshold_variances(influence: InfluenceTables, tables: TwoWayTables) -> FloatVector:
    """Sampling variance of each threshold, item by item."""
    return np.concatenate(
        [tables.margin(j) @ table[:-1] ** 2 for j, table in enumerate(influence.of_thresholds)]
    ).astype(np.float64)


def standard_errors(polychorics: Polychorics, tables: TwoWayTables) -> FloatMatrix:
    """(n_items, n_items) standard errors of the correlations, uncertainty of the thresholds included; zero diagonal."""
    influence = influence_tables(polychorics, tables)
    rows, columns = lower_triangle(len(tables.items), diagonal=False)
    errors = np.zeros_like(polychorics.matrix)
    values = np.sqrt(correlation_variances(influence, tables))
    errors[rows, columns] = errors[columns, rows] = np.where(
        np.isnan(polychorics.matrix[rows, columns]), np.nan, values
    )
    return errors
