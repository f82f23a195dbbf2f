"""Answers simulated from known models, and answers of real people."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from scoring.linalg import FloatMatrix
from scoring.responses import ResponseTable, parse_responses

DATA = Path(__file__).parents[2] / "data"


def table_from(
    values: FloatMatrix, names: Sequence[str] | None = None, groups: Sequence[str] | None = None
) -> ResponseTable:
    items = tuple(names or (f"x{j + 1}" for j in range(values.shape[1])))
    return ResponseTable(
        items=items,
        values=np.asarray(values, dtype=np.float64),
        rows=np.arange(1, values.shape[0] + 1),
        groups=None if groups is None else tuple(groups),
    )


@pytest.fixture
def make_table() -> Callable[..., ResponseTable]:
    return table_from


@pytest.fixture(scope="session")
def bfi() -> ResponseTable:
    with (DATA / "bfi.csv").open(newline="") as handle:
        return parse_responses(handle, items="A1-O5", group="gender")


@pytest.fixture(scope="session")
def tests_of_1939() -> ResponseTable:
    with (DATA / "hs1939.csv").open(newline="") as handle:
        return parse_responses(handle, items="x1-x9", group="school")


def normal_answers(*, loadings: FloatMatrix, factor_correlations: FloatMatrix, n: int, seed: int) -> FloatMatrix:
    rng = np.random.default_rng(seed)
    root = np.linalg.cholesky(factor_correlations)
    factors = rng.standard_normal((n, root.shape[0])) @ root.T
    unique = np.sqrt(1.0 - ((loadings @ factor_correlations) * loadings).sum(axis=1))
    return factors @ loadings.T + rng.standard_normal((n, loadings.shape[0])) * unique


@pytest.fixture
def simulate() -> Callable[..., FloatMatrix]:
    """Normal answers of a factor model with unit variances: (n, items)."""
    return normal_answers


@pytest.fixture
def cut() -> Callable[..., FloatMatrix]:
    """Normal answers as categories 1, 2, ...: one more than thresholds below them."""

    def categories(answers: FloatMatrix, thresholds: Sequence[float]) -> FloatMatrix:
        return 1.0 + np.searchsorted(np.asarray(thresholds), answers).astype(np.float64)

    return categories


@pytest.fixture
def two_factors() -> tuple[FloatMatrix, FloatMatrix]:
    """Loadings (8, 2) in simple structure, and factors that correlate .4."""
    loadings = np.zeros((8, 2))
    loadings[:4, 0] = 0.8, 0.7, 0.6, 0.5
    loadings[4:, 1] = 0.75, 0.65, 0.55, 0.45
    return loadings, np.array([[1.0, 0.4], [0.4, 1.0]])
