"""Heterotrait-monotrait ratios: do two scales measure different things?"""

import numpy as np

from scoring.factor.confirmatory.syntax import Model
from scoring.linalg import FloatMatrix


def heterotrait_monotrait(correlations: FloatMatrix, groups: list[list[int]]) -> FloatMatrix:
    """Mean correlation between items of two scales over the geometric mean of those within: (scales, scales).

    Absolute correlations, so that items need not be keyed; the diagonal is 1; NaN for a scale of one item.

    correlations : of all items; groups : the positions of the items of each scale.

    Source: Henseler, Ringle & Sarstedt (2015), equation 6.
    """
    size = np.abs(correlations)
    within = [_mean_below_diagonal(size[np.ix_(g, g)]) for g in groups]
    result = np.eye(len(groups))
    for a, first in enumerate(groups):
        for b, second in enumerate(groups):
            if a != b:
                scale = within[a] * within[b]
                between = size[np.ix_(first, second)].mean()
                result[a, b] = between / np.sqrt(scale) if scale > 0 else np.nan
    return result


def scales_of(model: Model, items: tuple[str, ...]) -> tuple[list[str], list[list[int]]]:
    """Factors that are measured by items, with the positions of these; a factor of all items (method) is left out."""
    names, groups = [], []
    for factor in model.factors:
        measured = [items.index(name) for name in model.items_of(factor)]
        if measured and (len(measured) < len(items) or len(model.factors) == 1):
            names.append(factor)
            groups.append(measured)
    return names, groups


def _mean_below_diagonal(block: FloatMatrix) -> float:
    if block.shape[0] < 2:
        return float("nan")
    return float(block[np.tril_indices(block.shape[0], -1)].mean())
