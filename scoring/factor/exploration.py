"""Exploratory factor analysis: extraction, rotation, and how well the factors reproduce the correlations."""

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import chi2

from scoring.errors import Note, TooFewPersonsError
from scoring.factor.extraction import Extraction, Method, degrees_of_freedom, extract, heywood_notes
from scoring.factor.rotation import Rotated, Rotation, rotate
from scoring.linalg import FloatMatrix, FloatVector, log_determinant


class Library(StrEnum):
    """Whose code extracts and rotates."""

    OWN = "own"
    FACTOR_ANALYZER = "factor_analyzer"


@dataclass(frozen=True, kw_only=True)
class ExplorationFit:
    """How well the factors reproduce the correlations; chisq is Bartlett-corrected."""

    chisq: float
    df: int
    pvalue: float
    rmsea: float
    tli: float
    rmsr: float


@dataclass(frozen=True, kw_only=True)
class Exploration:
    """An exploratory solution; factors in the order of their sums of squares, each with a positive sum of loadings.

    loadings : (n_items, n_factors) pattern; communalities take the factor correlations into account.
    """

    loadings: FloatMatrix
    communalities: FloatVector
    uniquenesses: FloatVector
    factor_correlations: FloatMatrix
    fit: ExplorationFit
    iterations: int
    converged: bool
    notes: tuple[Note, ...]


def explore(
    correlations: FloatMatrix,
    *,
    n: int,
    factors: int,
    method: Method = Method.MINRES,
    rotation: Rotation = Rotation.OBLIMIN,
    library: Library = Library.OWN,
) -> Exploration:
    """Factors of a correlation matrix of n persons.

    Raises
    ------
    UsageError : more factors than the items can carry.
    TooFewPersonsError : no more persons than items.
    """
    p = correlations.shape[0]
    if n <= p:
        raise TooFewPersonsError(
            "Factor analysis needs more persons than items.", place="n", value=n, remedy=f"Collect more than {p} rows."
        )
    if library is Library.FACTOR_ANALYZER:
        extraction, rotated = _by_factor_analyzer(correlations, factors, method, rotation)
    else:
        extraction = extract(correlations, factors=factors, method=method)
        rotated = rotate(extraction.loadings, rotation)
    loadings, phi = _ordered(rotated.loadings, rotated.factor_correlations)
    # The communality of an oblique solution counts the overlap of its factors: diag(L Phi L').
    communalities = ((loadings @ phi) * loadings).sum(axis=1)
    return Exploration(
        loadings=loadings,
        communalities=communalities,
        uniquenesses=1.0 - communalities,
        factor_correlations=phi,
        fit=exploration_fit(correlations, loadings @ phi @ loadings.T, n=n, factors=factors),
        iterations=extraction.iterations,
        converged=extraction.converged and rotated.converged,
        notes=extraction.notes,
    )


def exploration_fit(correlations: FloatMatrix, common: FloatMatrix, *, n: int, factors: int) -> ExplorationFit:
    """Likelihood-ratio test with Bartlett's correction, and the indices that follow from it.

    common : the part of the correlations that the factors reproduce, (n_items, n_items).

    Source: Bartlett (1951); Tucker & Lewis (1973); Steiger & Lind (1980).
    """
    p = correlations.shape[0]
    df = degrees_of_freedom(p, factors)
    implied = common.copy()
    np.fill_diagonal(implied, 1.0)
    objective = _discrepancy(correlations, implied)
    null = -log_determinant(correlations, place="correlations")
    # psych's conventions: one Bartlett factor for model and null, n beside n - 1 in the RMSEA.
    bartlett = n - 1 - (2 * p + 5) / 6 - 2 * factors / 3
    chisq = max(0.0, objective * bartlett)
    per_null = null * bartlett / (p * (p - 1) // 2)
    residual = correlations - implied
    return ExplorationFit(
        chisq=chisq,
        df=df,
        pvalue=float(chi2.sf(chisq, df)) if df else float("nan"),
        rmsea=float(np.sqrt(max(0.0, chisq / (df * n) - 1.0 / (n - 1)))) if df else float("nan"),
        tli=(per_null - chisq / df) / (per_null - 1.0) if df else float("nan"),
        rmsr=float(np.sqrt((residual**2).sum() / (p * (p - 1)))),
    )


def _discrepancy(correlations: FloatMatrix, implied: FloatMatrix) -> float:
    trace = float(np.trace(np.linalg.solve(implied, correlations)))
    sign, log_implied = np.linalg.slogdet(implied)
    if sign <= 0:
        return float("nan")
    log_sample = log_determinant(correlations, place="correlations")
    return float(log_implied - log_sample + trace - correlations.shape[0])


def _ordered(loadings: FloatMatrix, phi: FloatMatrix) -> tuple[FloatMatrix, FloatMatrix]:
    """Factors by sum of squares of their loadings, each turned so that its loadings sum to a positive number."""
    order = np.argsort(-(loadings**2).sum(axis=0), kind="stable")
    loadings = loadings[:, order]
    sign = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    return loadings * sign, phi[np.ix_(order, order)] * np.outer(sign, sign)


def _by_factor_analyzer(
    correlations: FloatMatrix, factors: int, method: Method, rotation: Rotation
) -> tuple[Extraction, Rotated]:
    """The same from factor_analyzer. Its own communalities are not used: they ignore the factor correlations."""
    from factor_analyzer import FactorAnalyzer, Rotator  # slow import: pandas and scikit-learn

    names = {Method.MINRES: "minres", Method.ML: "ml", Method.PRINCIPAL_AXIS: "principal"}
    analyzer = FactorAnalyzer(factors, rotation=None, method=names[method], is_corr_matrix=True)
    with warnings.catch_warnings():
        # factor_analyzer 0.5.1 calls scikit-learn by a name that is going to be removed.
        warnings.simplefilter("ignore", FutureWarning)
        analyzer.fit(correlations)
    loadings, phi = np.asarray(analyzer.loadings_, dtype=np.float64), np.eye(factors)
    if rotation is not Rotation.NONE and factors > 1:
        # Its Rotator on its own: FactorAnalyzer sorts rotated factors but not their correlations.
        rotator = Rotator(method=rotation.value)
        loadings = np.asarray(rotator.fit_transform(loadings), dtype=np.float64)
        phi = phi if rotator.phi_ is None else np.asarray(rotator.phi_, dtype=np.float64)
    uniquenesses = 1.0 - ((loadings @ phi) * loadings).sum(axis=1)
    return (
        Extraction(
            loadings=loadings,
            uniquenesses=uniquenesses,
            iterations=0,
            converged=True,
            notes=heywood_notes(uniquenesses),
        ),
        Rotated(loadings=loadings, factor_correlations=phi, iterations=0, converged=True),
    )
