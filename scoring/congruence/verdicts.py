"""Probability of being on culture on one dimension, and the word for it."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from scipy.special import ndtr

from scoring.congruence.definition import Kind, Target
from scoring.congruence.policy import DEFAULT_FIT_POLICY, FitPolicy
from scoring.linalg import FloatVector


class Verdict(StrEnum):
    """The word for a person on a dimension."""

    ON = "on"
    OFF = "off"
    CANNOT_TELL = "cannot_tell"
    NOT_ASSESSED = "not_assessed"


class NoVerdict(StrEnum):
    """Why there is no word although there is evidence."""

    ASSUMED_PARAMETERS = "assumed_parameters"
    NO_CUT = "no_cut"
    NOT_SCORED = "not_scored"


def probability_within(mean: FloatVector, se: FloatVector, lower: float, upper: float) -> FloatVector:
    """Probability that theta lies between two values, for normal posteriors; NaN where the position is NaN.

    Taken in the tail where it loses no digits: a band far above the person is as exact as one far below.
    """
    low, high = (lower - mean) / se, (upper - mean) / se
    swap = low > 0
    low, high = np.where(swap, -high, low), np.where(swap, -low, high)
    return np.asarray(ndtr(high) - ndtr(low))


def probability_on_culture(target: Target, mean: FloatVector, se: FloatVector) -> FloatVector:
    """Probability of being inside a style's band or above a standard's cut; NaN where there is nothing to judge by."""
    region = target.region
    return np.full(len(mean), np.nan) if region is None else probability_within(mean, se, *region)


def word_for(probability: float, se: float, policy: FitPolicy = DEFAULT_FIT_POLICY) -> Verdict:
    """The word for one probability on data-based evidence: on, off, or cannot tell yet."""
    if se > policy.largest_se:
        return Verdict.CANNOT_TELL
    if probability >= policy.on_from:
        return Verdict.ON
    return Verdict.OFF if probability <= policy.off_to else Verdict.CANNOT_TELL


def missing_word(target: Target, *, scored: bool, on_data: bool) -> NoVerdict | None:
    """Why no word may be given; None when one may.

    In this order: not scored (too few answers), no cut (nothing to judge by; traits never have), assumed parameters.
    """
    if not scored:
        return NoVerdict.NOT_SCORED
    if target.region is None:
        return NoVerdict.NO_CUT
    return None if on_data else NoVerdict.ASSUMED_PARAMETERS


def largest_probability(half_width: float, se: float) -> float:
    """`p_max = 2 Phi(h / s) - 1`: the probability of somebody exactly in the middle of a band.

    Under .90 the band should be widened or more evidence planned: it could hardly ever be confirmed.
    """
    return float(2.0 * ndtr(half_width / se) - 1.0)


def is_judged(target: Target) -> bool:
    """Whether the dimension counts at all: traits never enter an overall figure."""
    return target.kind is not Kind.TRAIT
