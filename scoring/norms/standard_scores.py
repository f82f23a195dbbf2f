"""Standard scores from a mean and a standard deviation: z, T, sten, stanine; linear, rounded half up."""

import numpy as np

from scoring.linalg import FloatVector, IntArray


def z_scores(raw: FloatVector, mean: float, sd: float) -> FloatVector:
    """Distance from the mean in standard deviations."""
    return np.asarray((raw - mean) / sd)


def t_scores(z: FloatVector) -> FloatVector:
    """Mean 50, standard deviation 10. Source: McCall (1922), linear form."""
    return np.asarray(50.0 + 10.0 * z)


def stens(z: FloatVector) -> IntArray:
    """1 to 10, mean 5.5, standard deviation 2. Source: Canfield (1951)."""
    return _whole(5.5 + 2.0 * z, 10)


def stanines(z: FloatVector) -> IntArray:
    """1 to 9, mean 5, standard deviation 2, bands half a standard deviation wide."""
    return _whole(5.0 + 2.0 * z, 9)


def _whole(values: FloatVector, highest: int) -> IntArray:
    # Half up, not half to even, so that equal distances above and below a band edge are treated alike.
    return np.clip(np.floor(values + 0.5), 1, highest).astype(np.int64)
