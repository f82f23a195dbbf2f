"""How many factors or components: Horn's parallel analysis and Velicer's minimum average partial."""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np

from scoring.errors import NoDataError, TooFewPersonsError
from scoring.executors import Executor, SerialExecutor, spawn_generators
from scoring.factor.polychoric import polychoric_correlations
from scoring.factor.tables import Codes, TwoWayTables, two_way_tables
from scoring.linalg import FloatArray, FloatMatrix, FloatVector

SWEEPS = 60


class Reference(StrEnum):
    """Where the eigenvalues of unrelated items come from.

    WISHART draws the covariance matrix of normal answers directly; ANSWERS draws the answers first. Both have the
    same distribution. CATEGORIES draws answers with the margins of the items and correlates them polychorically.
    """

    WISHART = "wishart"
    ANSWERS = "answers"
    CATEGORIES = "categories"


@dataclass(frozen=True, kw_only=True)
class ParallelAnalysis:
    """Eigenvalues of the data beside those of unrelated items.

    eigenvalues, reference : of the correlation matrix, and the chosen percentile over replications
    factor_eigenvalues, factor_reference : the same for the matrix with communalities of one factor in its diagonal
    components, factors : leading eigenvalues above their reference
    map : mean squared partial correlation after 1, 2, ... components
    """

    factors: int
    components: int
    eigenvalues: FloatVector
    reference: FloatVector
    factor_eigenvalues: FloatVector
    factor_reference: FloatVector
    map: FloatVector


def parallel_analysis(
    correlations: FloatMatrix,
    *,
    n: int,
    replications: int,
    percentile: float,
    seed: int,
    reference: Reference = Reference.WISHART,
    tables: TwoWayTables | None = None,
    executor: Executor | None = None,
) -> ParallelAnalysis:
    """Compares the eigenvalues of `correlations` with those of as many unrelated items and persons.

    Parameters
    ----------
    n : persons behind the correlations.
    tables : counts of the items, needed for the reference CATEGORIES.

    Raises
    ------
    TooFewPersonsError : no more persons than items, so that reference matrices would be singular.

    Source: Horn (1965), *Psychometrika* 30; percentile instead of mean: Glorfeld (1995).
    """
    p = correlations.shape[0]
    if n <= p:
        raise TooFewPersonsError(
            "Parallel analysis needs more persons than items.",
            place="n",
            value=n,
            remedy=f"Collect more than {p} rows.",
        )
    margins = None if tables is None else tuple(tables.margin(j) / tables.margin(j).sum() for j in range(p))
    draw = partial(_reference_matrix, n=n, p=p, reference=reference, margins=margins)
    matrices = np.array((executor or SerialExecutor()).map(draw, spawn_generators(seed, replications)))
    observed = np.asarray(np.linalg.eigvalsh(correlations)[::-1], dtype=np.float64)
    observed_factors = _reduced_eigenvalues(correlations[None])[0]
    simulated = np.percentile(np.linalg.eigvalsh(matrices)[:, ::-1], percentile, axis=0)
    simulated_factors = np.percentile(_reduced_eigenvalues(matrices), percentile, axis=0)
    return ParallelAnalysis(
        factors=_leading(observed_factors, simulated_factors),
        components=_leading(observed, simulated),
        eigenvalues=observed,
        reference=simulated,
        factor_eigenvalues=observed_factors,
        factor_reference=simulated_factors,
        map=average_partials(correlations),
    )


def average_partials(correlations: FloatMatrix) -> FloatVector:
    """Mean squared partial correlation after removing 1, 2, ... p - 1 principal components.

    Source: Velicer (1976), *Psychometrika* 41.
    """
    p = correlations.shape[0]
    values, vectors = np.linalg.eigh(correlations)
    loadings = vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0.0))
    result = np.empty(p - 1)
    for removed in range(1, p):
        rest = correlations - loadings[:, :removed] @ loadings[:, :removed].T
        scale = np.sqrt(np.maximum(np.diag(rest), 0.0))
        with np.errstate(invalid="ignore", divide="ignore"):
            partials = rest / np.outer(scale, scale)
        result[removed - 1] = ((partials**2).sum() - p) / (p * (p - 1))
    return result


def _reference_matrix(
    rng: np.random.Generator, *, n: int, p: int, reference: Reference, margins: tuple[FloatVector, ...] | None
) -> FloatMatrix:
    if reference is Reference.CATEGORIES:
        return _category_correlations(rng, n, margins)
    if reference is Reference.ANSWERS:
        # Single precision: its rounding is a thousandth of the sampling error of an eigenvalue.
        answers = rng.standard_normal((n, p), dtype=np.float32)
        total = answers.sum(axis=0, dtype=np.float64)
        scatter = (answers.T @ answers).astype(np.float64) - np.outer(total, total) / n
    else:
        # Bartlett (1933): a lower triangle of normals with chi variables on its diagonal.
        factor = np.tril(rng.standard_normal((p, p)), -1)
        np.fill_diagonal(factor, np.sqrt(rng.chisquare(n - 1 - np.arange(p))))
        scatter = factor @ factor.T
    scale = np.sqrt(np.diag(scatter))
    return np.asarray(scatter / np.outer(scale, scale))


def _category_correlations(rng: np.random.Generator, n: int, margins: tuple[FloatVector, ...] | None) -> FloatMatrix:
    if margins is None:
        raise NoDataError("Margins are needed.", place="tables", remedy="Give the two-way tables of the items.")
    uniform = rng.random((n, len(margins)))
    codes = np.column_stack(
        [np.searchsorted(np.cumsum(share)[:-1], uniform[:, j], side="right") for j, share in enumerate(margins)]
    ).astype(np.int8)
    names = tuple(str(j) for j in range(len(margins)))
    kept, codes = _without_empty(codes, margins)
    return polychoric_correlations(two_way_tables(codes, items=names, categories=kept)).matrix


def _without_empty(codes: Codes, margins: tuple[FloatVector, ...]) -> tuple[tuple[tuple[float, ...], ...], Codes]:
    """Codes renumbered so that no category of a small simulated sample is empty."""
    kept = []
    for j in range(len(margins)):
        seen, codes[:, j] = np.unique(codes[:, j], return_inverse=True)
        kept.append(tuple(float(value) for value in seen))
    return tuple(kept), codes


def _reduced_eigenvalues(matrices: FloatArray) -> FloatArray:
    """Eigenvalues, largest first, after one-factor communalities replace the unit diagonals: (n_matrices, p)."""
    reduced = matrices.copy()
    p = matrices.shape[1]
    loadings = _one_factor(matrices)
    reduced[:, np.arange(p), np.arange(p)] = loadings**2
    return np.asarray(np.linalg.eigvalsh(reduced)[:, ::-1], dtype=np.float64)


def _one_factor(matrices: FloatArray) -> FloatMatrix:
    """Loadings of one minres factor for many matrices at once, one item after the other (Comrey 1962)."""
    p = matrices.shape[1]
    values, vectors = np.linalg.eigh(matrices)
    loadings = vectors[:, :, -1] * np.sqrt(np.maximum(values[:, -1:] - 1.0, 0.05))
    by_item = np.ascontiguousarray(np.moveaxis(matrices, 1, 0))
    for _ in range(SWEEPS):
        squares = (loadings**2).sum(axis=1)
        largest_change = 0.0
        for i in range(p):
            own = loadings[:, i].copy()
            product = (by_item[i] * loadings).sum(axis=1) - own
            updated = np.clip(product / np.maximum(squares - own**2, 1e-12), -0.9975, 0.9975)
            squares += updated**2 - own**2
            loadings[:, i] = updated
            largest_change = max(largest_change, float(np.abs(updated - own).max()))
        if largest_change < 1e-5:  # far below the sampling error of the reference
            break
    return np.asarray(loadings)


def _leading(observed: FloatVector, reference: FloatVector) -> int:
    """How many eigenvalues from the first on exceed their reference."""
    below = np.flatnonzero(observed <= reference)
    return int(below[0]) if below.size else observed.size
