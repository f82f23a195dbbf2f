"""Starting values from the sample moments: one component per factor."""

import numpy as np

from scoring.factor.confirmatory.parameters import Matrix, Parameter, ParameterTable
from scoring.linalg import FloatMatrix, FloatVector


def start_values(
    table: ParameterTable,
    covariances: list[FloatMatrix],
    means: list[FloatVector],
    thresholds: list[FloatVector] | None = None,
) -> FloatVector:
    """Starting values of the free parameters; parameters that are equal start from their average."""
    total, count = np.zeros(table.n_free), np.zeros(table.n_free)
    loadings = [component_loadings(table, covariance) for covariance in covariances]
    units = [_units(table, g, loading) for g, loading in enumerate(loadings)]
    for q in (q for q in table.parameters if q.free >= 0):
        g = q.group - 1
        tau = None if thresholds is None else thresholds[g]
        value = q.start
        if value is None:
            value = _start(q, loadings[g], units[g], covariances[g], means[g], tau)
        total[q.free] += value
        count[q.free] += 1
    return total / np.maximum(count, 1.0)


def component_loadings(table: ParameterTable, covariance: FloatMatrix) -> FloatMatrix:
    """(items, factors) first component of the items of each factor, shrunk, in the units of the items.

    An item that already belongs to an earlier factor starts from zero.
    """
    layout = table.layout
    found = np.zeros((len(layout.items), len(layout.factors)))
    scale = np.sqrt(np.diag(covariance))
    taken: set[int] = set()
    for k in range(len(layout.factors)):
        rows = [q.row for q in table.parameters if q.group == 1 and q.matrix is Matrix.LAMBDA and q.column == k]
        fresh = [r for r in rows if r not in taken]
        taken.update(rows)
        if not fresh:
            continue
        block = covariance[np.ix_(fresh, fresh)] / np.outer(scale[fresh], scale[fresh])
        values, vectors = np.linalg.eigh(block)
        first = vectors[:, -1] * np.sqrt(max(values[-1] - 0.5, 0.25))
        # A sure start: same sign as the sum, and no residual variance near zero.
        first = np.clip(first * (1.0 if first.sum() >= 0 else -1.0), -0.9, 0.9)
        found[fresh, k] = first * scale[fresh]
    return found


def _start(
    q: Parameter,
    loadings: FloatMatrix,
    units: FloatVector,
    covariance: FloatMatrix,
    mean: FloatVector,
    tau: FloatVector | None,
) -> float:
    match q.matrix:
        case Matrix.LAMBDA:
            return float(loadings[q.row, q.column] / units[q.column])
        case Matrix.PSI:
            return float(units[q.row] ** 2) if q.row == q.column else 0.0
        case Matrix.THETA:
            rest = covariance[q.row, q.row] - float((loadings[q.row] ** 2).max(initial=0.0))
            return float(max(rest, 0.2 * covariance[q.row, q.row])) if q.row == q.column else 0.0
        case Matrix.NU:
            return float(mean[q.row])
        case Matrix.TAU if tau is not None:
            return float(tau[q.row])
    return {Matrix.BETA: 0.5, Matrix.DELTA: 1.0}.get(q.matrix, 0.0)


def _units(table: ParameterTable, group: int, loadings: FloatMatrix) -> FloatVector:
    """Standard deviations of the factors: 1, or the loading of the marker over the value it is fixed to."""
    here = [q for q in table.parameters if q.group == group + 1]
    free = {q.row for q in here if q.matrix is Matrix.PSI and q.row == q.column and q.free >= 0}
    units = np.ones(loadings.shape[1])
    for q in here:
        if q.matrix is Matrix.LAMBDA and q.free < 0 and q.value != 0.0 and q.column in free:
            units[q.column] = float(loadings[q.row, q.column] / q.value) or 0.5
    return units
