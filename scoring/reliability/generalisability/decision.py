"""G study and D study: how dependable a grade is, and whether one more rater or one more block would help more."""

from dataclasses import dataclass

import numpy as np
from scipy import special

from scoring.linalg import FloatMatrix, FloatVector
from scoring.reliability.generalisability.estimation import VarianceDraws

MOST_RATERS, MOST_BLOCKS = 4, 6


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """Harmonic means over persons of their different raters, blocks and ratings."""

    raters: float
    blocks: float
    ratings: float


@dataclass(frozen=True, kw_only=True)
class Dependability:
    """G of differences between persons, phi of levels; g_lower is one-sided and NaN without a posterior."""

    g: float
    phi: float
    g_lower: float
    g_lower_confidence: float


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What G and phi would be with so many raters in each of so many blocks."""

    raters: int
    blocks: int
    g: float
    phi: float


def generalisability(variances: FloatMatrix, coverage: Coverage) -> tuple[FloatVector, FloatVector]:
    """G and phi for each row of variances (person, rater, person x block, residual).

    Blocks are fixed, so how hard they are is no error. Source: Cronbach et al. (1972); Brennan (2001), eq. 4.19, 4.20.
    """
    person, rater, cell, residual = (np.asarray(column) for column in variances.T)
    relative = cell / coverage.blocks + residual / coverage.ratings
    absolute = relative + rater / coverage.raters
    with np.errstate(invalid="ignore"):
        return np.asarray(person / (person + relative)), np.asarray(person / (person + absolute))


def dependability(draws: VarianceDraws, coverage: Coverage, *, confidence: float) -> Dependability:
    """Posterior mean of G and phi with a lower bound of G (normal on the logit); at the estimate for REML."""
    g, phi = generalisability(draws.variances, coverage)
    lower = np.nan
    if draws.weights.size > 1:
        logit = special.logit(g)
        middle = float(draws.mean(logit))
        spread = float(np.sqrt(draws.mean((logit - middle) ** 2)))
        lower = float(special.expit(middle - float(special.ndtri(confidence)) * spread))
    return Dependability(
        g=float(draws.mean(g)), phi=float(draws.mean(phi)), g_lower=lower, g_lower_confidence=confidence
    )


def decision_study(draws: VarianceDraws, *, raters: int, blocks: int) -> tuple[Plan, ...]:
    """Plans with up to two more raters and blocks than given, when every rater rates every block."""
    plans = []
    for r in range(1, max(MOST_RATERS, raters + 2) + 1):
        for b in range(1, max(MOST_BLOCKS, blocks + 2) + 1):
            g, phi = generalisability(draws.variances, Coverage(raters=r, blocks=b, ratings=r * b))
            plans.append(Plan(raters=r, blocks=b, g=float(draws.mean(g)), phi=float(draws.mean(phi))))
    return tuple(plans)
