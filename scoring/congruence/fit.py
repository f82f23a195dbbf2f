"""Fit of people to a culture definition: for each dimension a probability and a word, overall a count with interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.congruence.count import CountInterval, count_interval
from scoring.congruence.definition import Target, require_unique
from scoring.congruence.policy import DEFAULT_FIT_POLICY, FitPolicy
from scoring.congruence.verdicts import (
    NoVerdict,
    Verdict,
    is_judged,
    missing_word,
    probability_on_culture,
)
from scoring.definitions.standing import Basis, Status
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray

INTERVAL_Z = 1.6448536269514722
"""Half-width of a 90 % interval in standard errors."""

NOTHING_ELIGIBLE = (
    "No overall figure: none of the dimensions has evidence that has passed the gates of its kind "
    "(structure confirmed or in use)."
)
NOTHING_TO_JUDGE = "No overall figure: no dimension with eligible evidence has a band or a cut to judge by."


@dataclass(frozen=True, kw_only=True)
class Positions:
    """Positions of all people on one dimension.

    mean, se : NaN where there is none. assessed : whether there is any evidence at all; False gives `not_assessed`.
    Where `assessed` is true and `mean` is NaN the scale was answered too thinly: `not_scored`.
    on_data : whether at least one method behind the position is of basis data; without it no word is given.
    eligible : whether all evidence behind the position has passed its gates, so that it may enter the count.
    """

    dimension: str
    mean: FloatVector
    se: FloatVector
    assessed: BoolArray
    on_data: BoolArray
    eligible: BoolArray


def positions_of(dimension: str, mean: FloatVector, se: FloatVector, *, basis: Basis, status: Status) -> Positions:
    """Positions of people who all have evidence of one basis and status; NaN is a scale answered too thinly."""
    everybody = np.ones(len(mean), dtype=np.bool_)
    on_data = basis is Basis.DATA
    return Positions(
        dimension=dimension, mean=mean, se=se, assessed=everybody, on_data=everybody & on_data,
        eligible=everybody & (on_data and status.eligible),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class DimensionFit:
    """Fit of all people on one dimension; one entry per person in every array.

    lower, upper : 90 % interval of the position. probability : NaN where nothing can be judged.
    verdicts : None where no word may be given; reasons then says why.
    """

    target: Target
    mean: FloatVector
    se: FloatVector
    lower: FloatVector
    upper: FloatVector
    probability: FloatVector
    verdicts: tuple[Verdict | None, ...]
    reasons: tuple[NoVerdict | None, ...]
    on_data: BoolArray
    eligible: BoolArray


@dataclass(frozen=True, kw_only=True)
class OverallFit:
    """How many dimensions people are on culture on, from eligible evidence alone.

    counted : (dimensions of the definition, people) which of them enter. assessed : how many; of : how many could.
    count, points : unweighted and weighted, with intervals; meaningful only where `assessed` is above 0.
    possible_points : sum of the weights that entered. reasons : the sentence why there is no figure, else None.
    """

    counted: BoolArray
    probabilities: FloatMatrix
    assessed: IntArray
    of: int
    count: CountInterval
    points: CountInterval
    possible_points: IntArray
    reasons: tuple[str | None, ...]


@dataclass(frozen=True, kw_only=True)
class FitTable:
    """Fit of all people: dimension by dimension in the order of the definition, and overall."""

    dimensions: tuple[DimensionFit, ...]
    overall: OverallFit


def assess_fit(
    targets: Sequence[Target], positions: Mapping[str, Positions], people: int, policy: FitPolicy = DEFAULT_FIT_POLICY
) -> FitTable:
    """Fit of `people` persons to a definition.

    Parameters
    ----------
    targets : the definition's dimensions. positions : by dimension; a dimension without any is not assessed.

    Returns
    -------
    FitTable : words and probabilities by dimension; the count only from eligible evidence with a band or cut,
        styles and standards alike, traits never.
    """
    require_unique(targets)
    dimensions = tuple(_dimension_fit(t, positions.get(t.name), people, policy) for t in targets)
    return FitTable(dimensions=dimensions, overall=_overall(dimensions, people, policy))


def _dimension_fit(target: Target, found: Positions | None, people: int, policy: FitPolicy) -> DimensionFit:
    if found is None:
        found = _nothing(target.name, people)
    probability = probability_on_culture(target, found.mean, found.se)
    verdicts, reasons = _words(target, found, probability, policy)
    half = INTERVAL_Z * found.se
    return DimensionFit(
        target=target,
        mean=found.mean,
        se=found.se,
        lower=found.mean - half,
        upper=found.mean + half,
        probability=probability,
        verdicts=verdicts,
        reasons=reasons,
        on_data=found.on_data,
        eligible=found.eligible,
    )


def _nothing(dimension: str, people: int) -> Positions:
    nan, nobody = np.full(people, np.nan), np.zeros(people, dtype=np.bool_)
    return Positions(dimension=dimension, mean=nan, se=nan, assessed=nobody, on_data=nobody, eligible=nobody)


def _words(
    target: Target, found: Positions, probability: FloatVector, policy: FitPolicy
) -> tuple[tuple[Verdict | None, ...], tuple[NoVerdict | None, ...]]:
    scored = ~np.isnan(found.mean)
    verdicts = np.full(len(probability), None, dtype=object)
    reasons = np.full(len(probability), None, dtype=object)
    verdicts[~found.assessed] = Verdict.NOT_ASSESSED
    for is_scored in (False, True):
        for on_data in (False, True):
            here = found.assessed & (scored == is_scored) & (found.on_data == on_data)
            reason = missing_word(target, scored=is_scored, on_data=on_data)
            reasons[here] = reason
            if reason is None:
                certain = here & (found.se <= policy.largest_se)
                verdicts[here] = Verdict.CANNOT_TELL
                verdicts[certain & (probability >= policy.on_from)] = Verdict.ON
                verdicts[certain & (probability <= policy.off_to)] = Verdict.OFF
    return tuple(verdicts.tolist()), tuple(reasons.tolist())


def _overall(dimensions: tuple[DimensionFit, ...], people: int, policy: FitPolicy) -> OverallFit:
    judged = np.array([is_judged(d.target) for d in dimensions], dtype=np.bool_).reshape(len(dimensions), 1)
    eligible = judged & np.array([d.eligible for d in dimensions]).reshape(len(dimensions), people)
    stacked = np.array([d.probability for d in dimensions]).reshape(len(dimensions), people)
    counted = eligible & ~np.isnan(stacked)
    probabilities = np.where(counted, stacked, 0.0)
    weights = [dimension.target.weight for dimension in dimensions]
    assessed = counted.sum(axis=0, dtype=np.int64)
    return OverallFit(
        counted=counted,
        probabilities=probabilities,
        assessed=assessed,
        of=int(judged.sum()),
        count=count_interval(probabilities, tail=policy.tail),
        points=count_interval(probabilities, tail=policy.tail, weights=weights),
        possible_points=np.asarray(np.asarray(weights, dtype=np.int64) @ counted, dtype=np.int64),
        reasons=_sentences(assessed, eligible.any(axis=0)),
    )


def _sentences(assessed: IntArray, any_eligible: BoolArray) -> tuple[str | None, ...]:
    sentences = (NOTHING_ELIGIBLE, NOTHING_TO_JUDGE)
    return tuple(None if n else sentences[e] for n, e in zip(assessed.tolist(), any_eligible.tolist(), strict=True))
