"""Ideal-person workshop: signatories, advocates and customers answer a scale as the ideal colleague would."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.congruence.verdicts import largest_probability
from scoring.errors import NoDataError
from scoring.linalg import FloatVector

SMALLEST_HALF_WIDTH = 1.0
JUDGES_AT_LEAST = 8
CUSTOMERS_AT_LEAST = 3
CUSTOMER_GROUP = "customer"


@dataclass(frozen=True, kw_only=True)
class GroupOfJudges:
    """Where one group places the ideal colleague."""

    group: str
    n: int
    median: float
    mean: float
    sd: float | None


@dataclass(frozen=True, kw_only=True)
class ProposedBand:
    """A proposal for the signatories, never more.

    centre : mean of the medians of the groups, so that no group wins by numbers. half_width : at least 1.0.
    sd, mean_se : spread between judges, and the part of it that is measurement. p_max : see `largest_probability`.
    largest_gap : between neighbouring judges when sorted. enough : 8 judges, 3 of them customers.
    """

    centre: float
    half_width: float
    groups: tuple[GroupOfJudges, ...]
    sd: float
    mean_se: float
    largest_gap: float
    p_max: float
    enough: bool


def ideal_person_band(
    positions: FloatVector, errors: FloatVector, groups: Sequence[str], *, planned_se: float
) -> ProposedBand:
    """The band that judges' answers propose for one style.

    Parameters
    ----------
    positions, errors : theta and its SE of each judge's answers. groups : each judge's group; `customer` counts.
    planned_se : the SE that the planned evidence will give a candidate.

    `half_width = max(1, sqrt(max(0, SD^2 - mean SE^2)))`.
    """
    if len(positions) < 2:
        raise NoDataError("A workshop needs judges.", place="answers", value=len(positions), remedy="Invite 8 or more.")
    found = tuple(_group(name, positions, groups) for name in dict.fromkeys(groups))
    spread = float(positions.std(ddof=1))
    error = float((errors**2).mean())
    half_width = max(SMALLEST_HALF_WIDTH, math.sqrt(max(0.0, spread**2 - error)))
    customers = sum(group == CUSTOMER_GROUP for group in groups)
    return ProposedBand(
        centre=sum(group.median for group in found) / len(found),
        half_width=half_width,
        groups=found,
        sd=spread,
        mean_se=float(errors.mean()),
        largest_gap=float(np.diff(np.sort(positions)).max()),
        p_max=largest_probability(half_width, planned_se),
        enough=len(positions) >= JUDGES_AT_LEAST and customers >= CUSTOMERS_AT_LEAST,
    )


def _group(name: str, positions: FloatVector, groups: Sequence[str]) -> GroupOfJudges:
    own = positions[np.array([group == name for group in groups])]
    return GroupOfJudges(
        group=name,
        n=len(own),
        median=float(np.median(own)),
        mean=float(own.mean()),
        sd=float(own.std(ddof=1)) if len(own) > 1 else None,
    )
