"""Omega total and hierarchical from a Schmid-Leiman transformation of an oblique exploratory solution."""

from dataclasses import dataclass

import numpy as np

from scoring.errors import Note
from scoring.factor.exploration import Exploration
from scoring.factor.extraction import Method, extract
from scoring.linalg import FloatMatrix, FloatVector

# With fewer group factors their correlations do not determine the loadings on the general factor.
MIN_GROUP_FACTORS = 3


@dataclass(frozen=True, kw_only=True)
class SchmidLeiman:
    """Orthogonal loadings on a general factor and on group factors.

    general : (p,), turned so that it sums to a positive number. group : (p, m). uniquenesses : (p,).
    """

    general: FloatVector
    group: FloatMatrix
    uniquenesses: FloatVector
    notes: tuple[Note, ...]


@dataclass(frozen=True, kw_only=True)
class OmegaEstimate:
    """Share of the variance of the standardised sum due to all factors, and to the general one."""

    omega_total: float
    omega_hierarchical: float
    structure: SchmidLeiman


def omega_total(correlations: FloatMatrix, uniquenesses: FloatVector) -> float:
    """1 - sum of uniquenesses / variance of the sum. Source: McDonald (1999), eq. 6.20."""
    return float(1.0 - uniquenesses.sum() / correlations.sum())


def omega_hierarchical(correlations: FloatMatrix, general: FloatVector) -> float:
    """(sum of general loadings)^2 / variance of the sum. Source: Zinbarg et al. (2005), eq. 7."""
    return float(general.sum() ** 2 / correlations.sum())


def omega(correlations: FloatMatrix, solution: Exploration) -> OmegaEstimate:
    """Omega of the sum of standardised, keyed items, from an oblique solution of their correlations.

    Omega hierarchical needs three group factors; with two it assumes that both load equally on the general factor,
    with one there is no hierarchy. A note says so.
    """
    structure = schmid_leiman(solution.loadings, solution.factor_correlations, solution.uniquenesses)
    return OmegaEstimate(
        omega_total=omega_total(correlations, structure.uniquenesses),
        omega_hierarchical=omega_hierarchical(correlations, structure.general),
        structure=structure,
    )


def schmid_leiman(pattern: FloatMatrix, factor_correlations: FloatMatrix, uniquenesses: FloatVector) -> SchmidLeiman:
    """Splits correlated factors into a general factor and what is left of each.

    Source: Schmid & Leiman (1957), eq. 8 to 12.
    """
    higher, notes = _higher_order(factor_correlations)
    general = pattern @ higher
    group = pattern * np.sqrt(np.maximum(1.0 - higher**2, 0.0))
    sign = -1.0 if general.sum() < 0 else 1.0
    return SchmidLeiman(general=sign * general, group=group, uniquenesses=uniquenesses, notes=notes)


def _higher_order(factor_correlations: FloatMatrix) -> tuple[FloatVector, tuple[Note, ...]]:
    """(m,) loadings of the factors on the general factor."""
    m = factor_correlations.shape[0]
    if m >= MIN_GROUP_FACTORS:
        found = extract(factor_correlations, factors=1, method=Method.MINRES)
        notes = tuple(Note(code=n.code, place="factor_correlations", message=n.message) for n in found.notes)
        return found.loadings[:, 0], notes
    if m == 1:
        message = "With one factor omega hierarchical is omega total without group factors."
        return np.ones(1), (Note(code="one_factor", place="omega_hierarchical", message=message),)
    r = float(factor_correlations[0, 1])
    if r < 0:
        message = "The two factors correlate negatively: no general factor, omega hierarchical is not defined."
        return np.full(2, np.nan), (Note(code="no_general_factor", place="omega_hierarchical", message=message),)
    message = "With two group factors both are assumed to load equally on the general factor."
    return np.full(2, np.sqrt(r)), (Note(code="two_group_factors", place="omega_hierarchical", message=message),)
