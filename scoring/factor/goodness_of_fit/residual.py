"""Indices of the size of residuals."""

import numpy as np

from scoring.linalg import FloatMatrix, FloatVector, lower_triangle


def srmr(
    sample: FloatMatrix,
    implied: FloatMatrix,
    sample_mean: FloatVector | None = None,
    implied_mean: FloatVector | None = None,
) -> float:
    """Standardised root mean square residual: residuals over sample standard deviations.

    Divides by p (p + 1) / 2, and by p more when means are given; for correlations the diagonal counts with zeros.

    Source: Bentler (1995), *EQS manual*; convention of lavaan.
    """
    scale = np.sqrt(np.diag(sample))
    rows, columns = lower_triangle(sample.shape[0], diagonal=True)
    squares = (((sample - implied) / np.outer(scale, scale))[rows, columns] ** 2).sum()
    count = rows.size
    if sample_mean is not None and implied_mean is not None:
        squares += (((sample_mean - implied_mean) / scale) ** 2).sum()
        count += scale.size
    return float(np.sqrt(squares / count))
