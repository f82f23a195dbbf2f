"""Standard setting by the extended Angoff method: from judges' expected answers to a cut on theta."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from scoring.errors import OutOfRangeError, TooFewPersonsError
from scoring.irt.curves import GradedItem, Link, expected_category
from scoring.linalg import FloatMatrix, FloatVector

JUDGES_AT_LEAST = 8
ROUNDS_AT_LEAST = 2
THETA_LIMIT = 6.0
CONSEQUENCE_STEPS = (-2.0, -1.0, 0.0, 1.0, 2.0)


@dataclass(frozen=True, kw_only=True)
class CutOfRound:
    """The cut that one round proposes: mean over judges, SE over judges, spread."""

    round: int
    n: int
    cut: float
    se: float
    sd: float
    judges: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Consequence:
    """What a cut would mean: share of people above it, in the calibration population and among scored people."""

    cut: float
    share_above: float
    share_of_scored: float | None


def theta_of_expected_sum(items: Sequence[GradedItem], expected_sum: float, link: Link) -> float:
    """Theta at which the test characteristic curve reaches a sum of keyed categories (from 0).

    Raises
    ------
    OutOfRangeError : a sum that no theta within +-6 expects: the judge called for perfection, or for nothing.
    """

    def missing(theta: float) -> float:
        at = np.array([theta])
        return sum(float(expected_category(item, at, link)[0]) for item in items) - expected_sum

    low, high = missing(-THETA_LIMIT), missing(THETA_LIMIT)
    if not low < 0 < high:
        raise OutOfRangeError(
            "No position expects this sum of answers.",
            place="standard setting",
            value=expected_sum,
            remedy=f"Expected answers must sum to between {low + expected_sum:.2f} and {high + expected_sum:.2f}.",
        )
    return float(brentq(missing, -THETA_LIMIT, THETA_LIMIT, xtol=1e-12))


def cut_of_round(items: Sequence[GradedItem], link: Link, expected: FloatMatrix, round_number: int) -> CutOfRound:
    """The cut of one round from (judges, items) expected keyed categories, from 0, decimals allowed.

    Source: Hambleton & Plake 1995 (extended Angoff); SE over judges Cizek & Bunch 2007, ch. 6.
    """
    if len(expected) < 2:
        raise TooFewPersonsError(
            "A cut needs judges.", place=f"round {round_number}", value=len(expected), remedy="Invite 8 or more."
        )
    judges = np.array([theta_of_expected_sum(items, float(row.sum()), link) for row in expected])
    spread = float(judges.std(ddof=1))
    return CutOfRound(
        round=round_number,
        n=len(judges),
        cut=float(judges.mean()),
        se=spread / float(np.sqrt(len(judges))),
        sd=spread,
        judges=tuple(float(judge) for judge in judges),
    )


def consequences(cut: float, se: float, scored: FloatVector | None = None) -> tuple[Consequence, ...]:
    """Shares above the cut and above one and two SEs to either side.

    scored : positions of real people, NaN left out; None when there are none.
    """
    found = None if scored is None else scored[~np.isnan(scored)]
    return tuple(
        Consequence(
            cut=cut + step * se,
            share_above=float(ndtr(-(cut + step * se))),
            share_of_scored=None if found is None or not len(found) else float((found >= cut + step * se).mean()),
        )
        for step in CONSEQUENCE_STEPS
    )
