import numpy as np
import pytest

from scoring.errors import NotPositiveDefiniteError
from scoring.linalg import correlation, inverse, log_determinant, lower_triangle, symmetric, vech

MATRIX = np.array([[2.0, 0.5, 0.1], [0.5, 1.0, 0.2], [0.1, 0.2, 3.0]])


def test_a_triangle_is_stacked_by_columns_and_comes_back() -> None:
    assert vech(MATRIX).tolist() == [2.0, 0.5, 0.1, 1.0, 0.2, 3.0]
    np.testing.assert_array_equal(symmetric(vech(MATRIX), 3, diagonal=True), MATRIX)
    assert [list(a) for a in lower_triangle(3, diagonal=False)] == [[1, 2, 2], [0, 0, 1]]


def test_inverse_and_determinant_are_numpys() -> None:
    np.testing.assert_allclose(inverse(MATRIX, place="m") @ MATRIX, np.eye(3), atol=1e-14)
    assert log_determinant(MATRIX, place="m") == pytest.approx(np.log(np.linalg.det(MATRIX)))


def test_correlations_have_a_unit_diagonal() -> None:
    assert np.diag(correlation(MATRIX)).tolist() == [1.0, 1.0, 1.0]
    assert correlation(MATRIX)[0, 1] == pytest.approx(0.5 / np.sqrt(2))


def test_a_singular_matrix_is_named_with_its_smallest_eigenvalue() -> None:
    with pytest.raises(NotPositiveDefiniteError) as caught:
        inverse(np.ones((2, 2)), place="covariances")

    assert caught.value.place == "covariances"
    assert caught.value.value == pytest.approx(0.0, abs=1e-12)
