"""How well raters agree on the same person in the same block, before any model and after it."""

from dataclasses import dataclass

import numpy as np

from scoring.linalg import FloatVector
from scoring.reliability.generalisability.design import Ratings


@dataclass(frozen=True, kw_only=True)
class RaterAgreement:
    """Over pairs of raters of the same person and block; NaN without pairs.

    within_one : share of pairs at most one grade apart. exact : share equal.
    """

    n_pairs: int
    within_one: float
    exact: float


@dataclass(frozen=True, kw_only=True)
class BlockReliability:
    """Reliability of one rater and of the mean of k raters about persons in a block they all rated."""

    icc2_1: float
    icc2_k: float
    k: float


def rater_agreement(ratings: Ratings) -> RaterAgreement:
    """Shares of pairs of ratings of the same person and block that agree."""
    cell = ratings.person * len(ratings.blocks) + ratings.block
    order = np.argsort(cell, kind="stable")
    cell, rating = cell[order], ratings.rating[order]
    apart: list[FloatVector] = []
    # A cell holds few raters, so pairs are neighbours at distance 1, 2, ... in the sorted list.
    for lag in range(1, int(np.bincount(cell).max())):
        same = cell[lag:] == cell[:-lag]
        apart.append(np.abs(rating[lag:] - rating[:-lag])[same])
    gaps = np.concatenate(apart) if apart else np.empty(0)
    if gaps.size == 0:
        return RaterAgreement(n_pairs=0, within_one=np.nan, exact=np.nan)
    return RaterAgreement(
        n_pairs=gaps.size, within_one=float((gaps <= 1.0 + 1e-9).mean()), exact=float((gaps <= 1e-9).mean())
    )


def block_reliability(variances: FloatVector, *, raters_a_cell: float, separable: bool) -> BlockReliability:
    """ICC(2,1) and ICC(2,k) inside a block, from the variances of the rating model.

    What stands fast in a block is person and person x block together. NaN when the latter cannot be told from the
    residual. Source: McGraw & Wong (1996), table 4, case 2.
    """
    person, rater, cell, residual = (float(v) for v in variances)
    if not separable:
        return BlockReliability(icc2_1=np.nan, icc2_k=np.nan, k=raters_a_cell)
    true, error = person + cell, rater + residual
    return BlockReliability(icc2_1=true / (true + error), icc2_k=true / (true + error / raters_a_cell), k=raters_a_cell)
