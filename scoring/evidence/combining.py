"""From evidence of several methods to one position: a closed-form normal posterior.

The state of a person on a dimension is (theta, b_1 .. b_M) with theta ~ N(0, 1) and one bias for each method, drawn
once: two role plays share theirs, so they can never say more than one role play of unlimited length.

Pieces of one method m combine into their precision-weighted mean with variance v_m = 1 / sum(1 / v); this mean has
variance v_m + sigma_m^2 around theta; means of different methods are independent given theta. Everything below
follows from that in scalars.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scoring.congruence.fit import Positions
from scoring.definitions.standing import Basis
from scoring.errors import NoDataError
from scoring.evidence.pieces import METHOD_SIGMA, Evidence, bias_variance, unshrink
from scoring.linalg import FloatVector


@dataclass(frozen=True, kw_only=True)
class MethodShare:
    """What one method contributes to a position.

    y, v : its pieces as one, with their error variance. weight : share of this y in the mean.
    bias, bias_se : the posterior of the method's bias for this person.
    """

    method: str
    y: float
    v: float
    weight: float
    bias: float
    bias_se: float
    basis: Basis


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a person stands on a dimension: mean and SE of theta, with the methods behind it."""

    mean: float
    se: float
    methods: tuple[MethodShare, ...]
    basis: Basis
    eligible: bool


def combine(evidence: Sequence[Evidence], sigmas: Mapping[str, float] = METHOD_SIGMA) -> Position:
    """The position of one person on one dimension from all given evidence.

    Basis is `data` when at least one method is; the position is eligible when every piece is.

    Raises
    ------
    NoDataError : no evidence. The prior alone is no position.

    Source: conjugate normal updating (Gelman et al. 2013, eq. 2.12); see docs/scoring/evidence.md.
    """
    if not evidence:
        raise NoDataError(
            "There is no evidence to combine.", place="evidence", remedy="Report the dimension as not assessed."
        )
    pooled = [_pooled(method, evidence, sigmas) for method in dict.fromkeys(piece.method for piece in evidence)]
    precisions = [1.0 / (v + bias) for _, _, v, bias, _ in pooled]
    total = 1.0 + sum(precisions)
    mean = sum(p * y for p, (_, y, _, _, _) in zip(precisions, pooled, strict=True)) / total
    shares = tuple(
        _share(method, y, v, bias, basis, mean, 1.0 / total, p / total)
        for p, (method, y, v, bias, basis) in zip(precisions, pooled, strict=True)
    )
    return Position(
        mean=mean,
        se=total**-0.5,
        methods=shares,
        basis=Basis.DATA if any(share.basis is Basis.DATA for share in shares) else Basis.ASSUMED,
        eligible=all(piece.eligible for piece in evidence),
    )


def _pooled(
    method: str, evidence: Sequence[Evidence], sigmas: Mapping[str, float]
) -> tuple[str, float, float, float, Basis]:
    pieces = [piece for piece in evidence if piece.method == method]
    precision = sum(1.0 / piece.v for piece in pieces)
    y = sum(piece.y / piece.v for piece in pieces) / precision
    basis = Basis.DATA if all(piece.basis is Basis.DATA for piece in pieces) else Basis.ASSUMED
    return method, y, 1.0 / precision, bias_variance(method, basis, sigmas), basis


def _share(
    method: str, y: float, v: float, bias: float, basis: Basis, mean: float, variance: float, weight: float
) -> MethodShare:
    # Given theta, b ~ N(k (y - theta), k v) with k = bias / (bias + v); then average over theta's posterior.
    k = bias / (bias + v) if bias else 0.0
    bias_se = (k * v + k * k * variance) ** 0.5
    return MethodShare(method=method, y=y, v=v, weight=weight, bias=k * (y - mean), bias_se=bias_se, basis=basis)


def combine_one_method(
    mean: FloatVector, se: FloatVector, *, method: str, basis: Basis, sigmas: Mapping[str, float] = METHOD_SIGMA
) -> tuple[FloatVector, FloatVector]:
    """Positions of many people from the EAPs of one method: un-shrunk, method bias added, shrunk again.

    Parameters
    ----------
    mean, se : posterior means and SDs of `score`; NaN (not scored) stays NaN.

    Returns
    -------
    (mean, se) of the positions, equal to `combine` of the one piece for every person.
    """
    y, v = unshrink(mean, se)
    precision = 1.0 / (v + bias_variance(method, basis, sigmas))
    total = 1.0 + precision
    return precision * y / total, 1.0 / np.sqrt(total)


def with_method_bias(positions: Positions, *, method: str, sigmas: Mapping[str, float] = METHOD_SIGMA) -> Positions:
    """Scores of one method as positions: its bias added, for each person by the basis of their evidence."""
    (data_mean, data_se), (assumed_mean, assumed_se) = (
        combine_one_method(positions.mean, positions.se, method=method, basis=basis, sigmas=sigmas)
        for basis in (Basis.DATA, Basis.ASSUMED)
    )
    return replace(
        positions,
        mean=np.where(positions.on_data, data_mean, assumed_mean),
        se=np.where(positions.on_data, data_se, assumed_se),
    )


@dataclass(frozen=True, kw_only=True)
class PositionForFit:
    """Two readings of the same evidence: the one that is judged, and the one from everything there is.

    `judged` rests on eligible evidence alone where there is any; else it equals `everything` and is not eligible.
    """

    judged: Position
    everything: Position


def position_for_fit(evidence: Sequence[Evidence], sigmas: Mapping[str, float] = METHOD_SIGMA) -> PositionForFit:
    """The position that enters fit, with the one from all evidence, provisional included, beside it.

    Raises
    ------
    NoDataError : no evidence.
    """
    everything = combine(evidence, sigmas)
    passed = [piece for piece in evidence if piece.eligible]
    return PositionForFit(judged=combine(passed, sigmas) if passed else everything, everything=everything)
