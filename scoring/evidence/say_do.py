"""What somebody says against what somebody does: the gap between told and observed evidence on one dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scoring.definitions.standing import Basis
from scoring.evidence.pieces import METHOD_SIGMA, Evidence, bias_variance, unshrink

OBSERVED_METHODS = frozenset({"role_play", "immersion"})
"""Methods in which somebody else saw the behaviour; all others are what the person says."""

WORD_FROM = 1.6448536269514722
"""A gap gets a word only beyond a two-sided 90 % interval of no gap."""


@dataclass(frozen=True, kw_only=True)
class SayDo:
    """The gap in standard errors, positive when the person says more (nearer pole A, higher) than was seen.

    difference, se : in units of theta. word : `says_more`, `does_more`, or None below 1.645.
    """

    difference: float
    se: float
    z: float
    word: str | None


@dataclass(frozen=True, kw_only=True)
class SaidPosition:
    """Where a person stands by what they say, in theta: before anybody saw them."""

    mean: float
    se: float


def position_before_seen(alone: Mapping[str, tuple[float, float]]) -> SaidPosition | None:
    """The position without what was seen; None unless there is evidence of both sorts.

    Parameters
    ----------
    alone : by method, mean and SE of the position if that method were all there is. Each is freed of the prior, which
        then enters once, so that the result equals `combine` of the pieces that are said.
    """
    said = [pair for method, pair in alone.items() if method not in OBSERVED_METHODS]
    if not said or len(said) == len(alone):
        return None
    mean, se = np.array(said, dtype=np.float64).T
    y, v = unshrink(mean, se)
    total = 1.0 + sum(1.0 / v)
    return SaidPosition(mean=float(sum(y / v) / total), se=float(total**-0.5))


def say_do(evidence: Sequence[Evidence], sigmas: Mapping[str, float] = METHOD_SIGMA) -> SayDo | None:
    """The say-do gap of one person on one dimension; None unless there is evidence of both sorts.

    `(y_said - y_seen) / sqrt(v_said + v_seen)`, each side the precision-weighted mean of its methods with the
    variance of their biases included. No prior enters: a difference of two estimates is not shrunk.
    """
    said = [piece for piece in evidence if piece.method not in OBSERVED_METHODS]
    seen = [piece for piece in evidence if piece.method in OBSERVED_METHODS]
    if not said or not seen:
        return None
    (y_said, v_said), (y_seen, v_seen) = _side(said, sigmas), _side(seen, sigmas)
    difference, se = y_said - y_seen, (v_said + v_seen) ** 0.5
    z = difference / se
    word = None if abs(z) < WORD_FROM else ("says_more" if z > 0 else "does_more")
    return SayDo(difference=difference, se=se, z=z, word=word)


def _side(pieces: Sequence[Evidence], sigmas: Mapping[str, float]) -> tuple[float, float]:
    total, weighted = 0.0, 0.0
    for method in dict.fromkeys(piece.method for piece in pieces):
        own = [piece for piece in pieces if piece.method == method]
        precision = sum(1.0 / piece.v for piece in own)
        y = sum(piece.y / piece.v for piece in own) / precision
        basis = Basis.DATA if all(piece.basis is Basis.DATA for piece in own) else Basis.ASSUMED
        weight = 1.0 / (1.0 / precision + bias_variance(method, basis, sigmas))
        total += weight
        weighted += weight * y
    return weighted / total, 1.0 / total
