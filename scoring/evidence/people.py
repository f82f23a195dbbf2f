"""Positions of many people on one dimension from pieces of any number of methods: the one place where they combine.

The arithmetic is that of `combine`, done for all people at once. Whoever gathers evidence hands in pieces; what they
were made of (answers, ratings, marks) is not known here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.congruence.fit import Positions
from scoring.definitions.standing import Basis
from scoring.evidence.pieces import METHOD_SIGMA, Evidence, bias_variance
from scoring.evidence.sensitivity import Sensitivity
from scoring.linalg import BoolArray, FloatVector, IntArray


@dataclass(frozen=True, kw_only=True)
class PersonEvidence:
    """One piece of evidence about the person with this number."""

    person: int
    piece: Evidence


@dataclass(frozen=True, kw_only=True)
class MethodPositions:
    """What one method says by itself, one entry per person; NaN where a person has no piece of it.

    mean, se : the position if this method were all there is. weight : share of its evidence in the position that is
    judged, the rest being the other methods' and the prior's; 0 where that position leaves it out.
    """

    method: str
    mean: FloatVector
    se: FloatVector
    weight: FloatVector


@dataclass(frozen=True, kw_only=True)
class PeoplePositions:
    """Positions of all people on one dimension, NaN where there is no piece.

    judged : what enters fit: from eligible evidence alone where a person has any, else from everything.
    everything : mean and SE from all evidence, provisional included. half, double : the judged position at half and
    double the bias of every method.
    """

    judged: Positions
    everything_mean: FloatVector
    everything_se: FloatVector
    half: tuple[FloatVector, FloatVector]
    double: tuple[FloatVector, FloatVector]
    methods: tuple[MethodPositions, ...]

    def sensitivity(self, person: int) -> Sensitivity:
        """How the judged position of one person moves with the size of the biases."""
        (half_mean, half_se), (double_mean, double_se) = self.half, self.double
        return Sensitivity(
            half_mean=float(half_mean[person]),
            half_se=float(half_se[person]),
            double_mean=float(double_mean[person]),
            double_se=float(double_se[person]),
        )


def combine_people(
    dimension: str,
    evidence: Sequence[PersonEvidence],
    *,
    people: int,
    assessed: BoolArray,
    sigmas: Mapping[str, float] = METHOD_SIGMA,
) -> PeoplePositions:
    """The positions of `people` persons on one dimension.

    Parameters
    ----------
    assessed : for each person, whether any evidence was asked for: also where it gave no piece because too little was
        answered.
    """
    eligible = [one for one in evidence if one.piece.eligible]
    everything, passed = _combined(evidence, people, sigmas), _combined(eligible, people, sigmas)
    has_eligible = ~np.isnan(passed.mean)
    (mean, se), half, double = (
        _judged(evidence, eligible, people, {method: sigma * times for method, sigma in sigmas.items()})
        for times in (1.0, 0.5, 2.0)
    )
    return PeoplePositions(
        judged=Positions(
            dimension=dimension,
            mean=mean,
            se=se,
            assessed=assessed,
            on_data=everything.on_data,
            eligible=has_eligible,
        ),
        everything_mean=everything.mean,
        everything_se=everything.se,
        half=half,
        double=double,
        methods=tuple(
            MethodPositions(
                method=own.method,
                mean=own.y * own.precision / (1.0 + own.precision),
                se=(1.0 + own.precision) ** -0.5,
                weight=_weight(own, passed, everything, has_eligible),
            )
            for own in everything.methods
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _OneMethod:
    """Pieces of a method as one for each person: y, and its precision around theta, bias included; NaN where none."""

    method: str
    y: FloatVector
    precision: FloatVector
    on_data: BoolArray


@dataclass(frozen=True, kw_only=True)
class _Combined:
    mean: FloatVector
    se: FloatVector
    on_data: BoolArray
    total: FloatVector
    methods: tuple[_OneMethod, ...]


def _combined(evidence: Sequence[PersonEvidence], people: int, sigmas: Mapping[str, float]) -> _Combined:
    methods = tuple(
        _one_method(method, [one for one in evidence if one.piece.method == method], people, sigmas)
        for method in dict.fromkeys(one.piece.method for one in evidence)
    )
    total, weighted = np.ones(people), np.zeros(people)
    known, on_data = np.zeros(people, dtype=np.bool_), np.zeros(people, dtype=np.bool_)
    for own in methods:
        here = ~np.isnan(own.y)
        total += np.where(here, own.precision, 0.0)
        weighted += np.where(here, own.precision * own.y, 0.0)
        known |= here
        on_data |= own.on_data
    return _Combined(
        mean=np.where(known, weighted / total, np.nan),
        se=np.where(known, total**-0.5, np.nan),
        on_data=on_data,
        total=total,
        methods=methods,
    )


def _one_method(
    method: str, evidence: Sequence[PersonEvidence], people: int, sigmas: Mapping[str, float]
) -> _OneMethod:
    person: IntArray = np.array([one.person for one in evidence], dtype=np.int64)
    precision = 1.0 / np.array([one.piece.v for one in evidence])
    # bincount adds in the order of the pieces, so a person alone gets the same bits as in a crowd.
    sums = np.bincount(person, weights=precision, minlength=people)
    weighted = np.bincount(person, weights=precision * np.array([one.piece.y for one in evidence]), minlength=people)
    assumed = np.bincount(person, weights=[one.piece.basis is Basis.ASSUMED for one in evidence], minlength=people) > 0
    known = sums > 0
    safe = np.where(known, sums, 1.0)
    bias = np.where(assumed, bias_variance(method, Basis.ASSUMED, sigmas), bias_variance(method, Basis.DATA, sigmas))
    return _OneMethod(
        method=method,
        y=np.where(known, weighted / safe, np.nan),
        precision=np.where(known, 1.0 / (1.0 / safe + bias), np.nan),
        on_data=known & ~assumed,
    )


def _judged(
    evidence: Sequence[PersonEvidence], eligible: Sequence[PersonEvidence], people: int, sigmas: Mapping[str, float]
) -> tuple[FloatVector, FloatVector]:
    """Mean and SE from eligible evidence where a person has any, else from everything."""
    everything, passed = _combined(evidence, people, sigmas), _combined(eligible, people, sigmas)
    has_eligible = ~np.isnan(passed.mean)
    return (
        np.where(has_eligible, passed.mean, everything.mean),
        np.where(has_eligible, passed.se, everything.se),
    )


def _weight(own: _OneMethod, passed: _Combined, everything: _Combined, has_eligible: BoolArray) -> FloatVector:
    counted = next((method for method in passed.methods if method.method == own.method), None)
    among_passed = np.zeros(len(has_eligible)) if counted is None else np.nan_to_num(counted.precision) / passed.total
    weight = np.where(has_eligible, among_passed, own.precision / everything.total)
    return np.where(np.isnan(own.y), np.nan, weight)
