"""Starting values from the sample moments: one component per factor."""

import numpy as np

from scoring.factor.confirmatory.parameters import Matrix, Parameter, ParameterTable
from scoring.linalg import FloatArray, FloatMatrix, FloatVector


def start_values(
    table: ParameterTable,
    covariances: list[FloatMatrix],
    means: list[FloatVector],
    thresholds: list[FloatVector] | None = None,
) -> FloatVector:
    """Starting values of the free parameters; parameters that are equal start from their average."""
    total, count = np.zeros(table.n_free), np.zeros(table.n_free)
    loadings = [component_loadings(table, covariance) for covariance in covariances]
    for q in (q for q in table.parameters if q.free >= 0):
        g = q.group - 1
        tau = None if thresholds is None else thresholds[g]
        value = q.start if q.start is not None else _start(q, loadings[g], covariances[g], means[g], tau, table)
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
    covariance: FloatMatrix,
    mean: FloatVector,
    tau: FloatVector | None,
    table: ParameterTable,
) -> float:
    if q.matrix is Matrix.TAU and tau is not None:
        return float(tau[q.row])
    if q.matrix is Matrix.THETA:
        rest = covariance[q.row, q.row] - (loadings[q.row] ** 2).max(initial=0.0)
        return float(max(rest, 0.2 * covariance[q.row, q.row])) if q.row == q.column else 0.0
    unit = _unit(q.column if q.matrix is not Matrix.PSI else q.row, loadings, table)
    if q.matrix is Matrix.LAMBDA:
        return float(loadings[q.row, q.column] / unit)
    if q.matrix is Matrix.PSI:
        return float(unit**2) if q.row == q.column else 0.0
    if q.matrix is Matrix.NU:
        return float(mean[q.row]) if table.layout.thresholds is None else 0.0
    return {Matrix.BETA: 0.5, Matrix.DELTA: 1.0}.get(q.matrix, 0.0)


def _unit(factor: int, loadings: FloatArray, table: ParameterTable) -> float:
    """The factor's standard deviation: 1, or the loading of its marker over the value that is fixed."""
    for q in table.parameters:
        fixed = q.matrix is Matrix.LAMBDA and q.column == factor and q.free < 0 and q.value != 0.0
        if fixed and any(
            v.matrix is Matrix.PSI and v.row == v.column == factor and v.free >= 0 and v.group == q.group
            for v in table.parameters
        ):
            return float(loadings[q.row, factor] / q.value) or 0.5
    return 1.0
