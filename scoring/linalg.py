"""Matrix pieces that several statistics share: triangles as vectors, and solves that say when they cannot."""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import linalg

from scoring.errors import NotPositiveDefiniteError

FloatArray: TypeAlias = npt.NDArray[np.float64]
FloatVector: TypeAlias = npt.NDArray[np.float64]
FloatMatrix: TypeAlias = npt.NDArray[np.float64]
IntArray: TypeAlias = npt.NDArray[np.int64]
BoolArray: TypeAlias = npt.NDArray[np.bool_]


def lower_triangle(size: int, *, diagonal: bool) -> tuple[IntArray, IntArray]:
    """Rows and columns of a lower triangle, column by column as vech stacks them."""
    columns, rows = np.triu_indices(size, 0 if diagonal else 1)
    return rows.astype(np.int64), columns.astype(np.int64)


def vech(matrix: FloatMatrix) -> FloatVector:
    """The lower triangle with its diagonal, stacked by columns."""
    rows, columns = lower_triangle(matrix.shape[0], diagonal=True)
    return np.asarray(matrix[rows, columns])


def symmetric(values: FloatVector, size: int, *, diagonal: bool) -> FloatMatrix:
    """The symmetric matrix of a stacked lower triangle; ones on the diagonal when that is left out."""
    rows, columns = lower_triangle(size, diagonal=diagonal)
    matrix = np.eye(size)
    matrix[rows, columns] = values
    matrix[columns, rows] = values
    return matrix


def cholesky(matrix: FloatMatrix, *, place: str) -> FloatMatrix:
    """The lower Cholesky factor, or a named error that says which matrix has none."""
    try:
        return np.asarray(linalg.cholesky(matrix, lower=True), dtype=np.float64)
    except linalg.LinAlgError:
        smallest = float(np.linalg.eigvalsh(matrix)[0])
        raise NotPositiveDefiniteError(
            "The matrix is not positive definite.",
            place=place,
            value=smallest,
            remedy="Drop items that are sums or copies of others, or collect more rows.",
        ) from None


def inverse(matrix: FloatMatrix, *, place: str) -> FloatMatrix:
    """The inverse of a positive definite matrix."""
    factor = cholesky(matrix, place=place)
    return np.asarray(linalg.cho_solve((factor, True), np.eye(matrix.shape[0])), dtype=np.float64)


def log_determinant(matrix: FloatMatrix, *, place: str) -> float:
    """The natural logarithm of the determinant of a positive definite matrix."""
    return float(2.0 * np.log(np.diag(cholesky(matrix, place=place))).sum())


def correlation(covariance: FloatMatrix) -> FloatMatrix:
    """The correlation matrix that belongs to a covariance matrix."""
    scale = np.sqrt(np.diag(covariance))
    result: FloatMatrix = covariance / np.outer(scale, scale)
    np.fill_diagonal(result, 1.0)
    return result
