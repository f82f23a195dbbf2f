"""Are assumed parameters contradicted by the first real answers? A predictive check against the assumed model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.definitions.standing import Basis
from scoring.errors import TooFewPersonsError, UnsuitableModelError
from scoring.irt.patterns import CodeArray
from scoring.linalg import FloatMatrix
from scoring.models.graded_response import GradedResponseModel, GradedScale, ParameterSet
from scoring.models.layout import category_codes

ANSWERS_AT_LEAST = 50
REPLICATIONS = 500
LEVEL = 0.05
STATISTICS = ("level", "spread", "coherence")


@dataclass(frozen=True, kw_only=True)
class Discrepancy:
    """One figure of the real sample, the range of it in samples of the assumed model, and its two-sided p."""

    statistic: str
    observed: float
    expected_lower: float
    expected_upper: float
    p: float


@dataclass(frozen=True, kw_only=True)
class PredictiveCheck:
    """What was found for one scale; contradicted when a p is below .05 divided by the number of figures."""

    scale: str
    n: int
    discrepancies: tuple[Discrepancy, ...]
    contradicted: bool


def predictive_check(
    scale: GradedScale, answers: FloatMatrix, *, rng: np.random.Generator, replications: int = REPLICATIONS
) -> PredictiveCheck:
    """Compares real answers with samples of the assumed model, same size and same pattern of missing answers.

    level : mean keyed answer as a share of the scale. spread : SD over people of their mean. coherence : variance of
    the persons' means over that of independent items, minus one, which grows with the loadings.

    Raises
    ------
    UnsuitableModelError : parameters that are not assumed. TooFewPersonsError : under 50 people with an answer.

    Source: Box 1980, eq. 2.3 (prior predictive check); Gelman et al. 2013, ch. 6.
    """
    if scale.basis is not Basis.ASSUMED:
        raise UnsuitableModelError(
            "Only assumed parameters are checked here.",
            place=scale.name,
            value=str(scale.basis),
            remedy="See gates.",
        )
    codes = category_codes(scale.layout, answers)
    categories = np.array([item.categories for item in scale.layout.items])
    codes = codes[:, (codes < categories[:, None]).any(axis=0)]
    if codes.shape[1] < ANSWERS_AT_LEAST:
        raise TooFewPersonsError(
            f"The check needs {ANSWERS_AT_LEAST} people.",
            place=scale.name,
            value=codes.shape[1],
            remedy="Wait.",
        )
    observed = _figures(codes, categories)
    drawn = np.array([_figures(_replicate(scale, codes, categories, rng), categories) for _ in range(replications)])
    found = tuple(_discrepancy(name, float(observed[k]), drawn[:, k]) for k, name in enumerate(STATISTICS))
    limit = LEVEL / len(STATISTICS)
    return PredictiveCheck(
        scale=scale.name, n=codes.shape[1], discrepancies=found, contradicted=any(d.p < limit for d in found)
    )


def _discrepancy(name: str, observed: float, drawn: np.ndarray) -> Discrepancy:
    above = (1 + int((drawn >= observed).sum())) / (1 + len(drawn))
    below = (1 + int((drawn <= observed).sum())) / (1 + len(drawn))
    lower, upper = (float(q) for q in np.quantile(drawn, [LEVEL / 2, 1 - LEVEL / 2]))
    return Discrepancy(
        statistic=name, observed=observed, expected_lower=lower, expected_upper=upper, p=min(1.0, 2 * min(above, below))
    )


def _figures(codes: CodeArray, categories: np.ndarray) -> np.ndarray:
    """The three figures, from answers as shares of their scale."""
    valid = codes < categories[:, None]
    shares = np.where(valid, codes / (categories - 1)[:, None], 0.0)
    counts = valid.sum(axis=0)
    person = shares.sum(axis=0) / counts
    spread = float(person.std(ddof=1))
    item_mean = shares.sum(axis=1) / np.maximum(valid.sum(axis=1), 1)
    residual = np.where(valid, shares - item_mean[:, None], 0.0)
    item_variance = (residual**2).sum(axis=1) / np.maximum(valid.sum(axis=1), 1)
    alone = float((valid * item_variance[:, None]).sum(axis=0).mean() / float((counts**2).mean()))
    return np.array([float(person.mean()), spread, spread**2 / alone - 1.0 if alone > 0 else 0.0])


def _replicate(scale: GradedScale, codes: CodeArray, categories: np.ndarray, rng: np.random.Generator) -> CodeArray:
    """A sample of the assumed model with the same missing answers; one parameter set for the whole sample."""
    chosen = _drawn(scale, rng)
    theta = rng.standard_normal(codes.shape[1])
    drawn = np.empty_like(codes)
    for row, item in enumerate(chosen.items):
        eta = item.slope * theta - np.asarray(item.cuts)[:, None]
        # probit: the answer is where a normal variable around theta falls among the cuts
        drawn[row] = (eta + rng.standard_normal(codes.shape[1]) >= 0).sum(axis=0)
    return np.where(codes < categories[:, None], drawn, categories[:, None])


def _drawn(scale: GradedScale, rng: np.random.Generator) -> ParameterSet:
    weights = np.array([parameters.weight for parameters in scale.parameter_sets])
    return scale.parameter_sets[int(rng.choice(len(weights), p=weights / weights.sum()))]


def checks_of(
    model: GradedResponseModel, answers: FloatMatrix, *, rng: np.random.Generator
) -> tuple[PredictiveCheck, ...]:
    """The check of every scale of an assumed model; answers (people, items) in the model's order."""
    place = {name: column for column, name in enumerate(model.items)}
    return tuple(
        predictive_check(scale, answers[:, [place[n] for n in scale.layout.item_names]], rng=rng)
        for scale in model.scales
    )
