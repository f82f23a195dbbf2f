"""Theta of a new calibration is not theta of the old one: the straight line between them, from common items.

`theta_to = a theta_from + b`. Both characteristic curves of the common items are to be the same on the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from scoring.errors import TooFewItemsError, UnsuitableModelError
from scoring.irt.curves import GradedItem, Link, expected_category
from scoring.irt.grid import normal_nodes
from scoring.linalg import FloatMatrix, FloatVector

COMMON_AT_LEAST = 3


@dataclass(frozen=True, kw_only=True)
class ScaleLink:
    """`theta_to = a theta_from + b` with standard errors.

    The standard errors are a delete-one-item jackknife: how much the line depends on which items are in common.
    a_se and b_se are None with fewer than four common items.
    """

    a: float
    b: float
    a_se: float | None
    b_se: float | None
    common: int
    loss: float

    def linked(self, theta: float) -> float:
        """A position of the old calibration on the new line: what bands and cuts go through."""
        return self.a * theta + self.b


def stocking_lord(old: Sequence[GradedItem], new: Sequence[GradedItem], link: Link, *, nodes: int = 41) -> ScaleLink:
    """The line from an old to a new calibration of the same items.

    Parameters
    ----------
    old, new : the common items in the same order, both with this link.

    Raises
    ------
    TooFewItemsError : fewer than three common items.
    UnsuitableModelError : an item with another number of categories.

    Source: Stocking & Lord 1983, eq. 10; graded items Baker 1992.
    """
    if len(old) < COMMON_AT_LEAST:
        raise TooFewItemsError(
            "A link needs three common items.", place="common items", value=len(old), remedy="Keep more items."
        )
    for number, (one, other) in enumerate(zip(old, new, strict=True)):
        if one.categories != other.categories:
            raise UnsuitableModelError(
                "A common item has another number of categories.",
                place=f"common item {number + 1}",
                value=[one.categories, other.categories],
                remedy="Leave it out, or merge categories in both calibrations alike.",
            )
    line, loss = _line(old, new, link, nodes)
    a_se, b_se = _jackknife(old, new, link, nodes)
    return ScaleLink(a=float(line[0]), b=float(line[1]), a_se=a_se, b_se=b_se, common=len(old), loss=loss)


def _line(old: Sequence[GradedItem], new: Sequence[GradedItem], link: Link, nodes: int) -> tuple[FloatVector, float]:
    theta, weight = normal_nodes(nodes)
    target = sum(expected_category(item, theta, link) for item in new)

    def residuals(line: FloatVector) -> FloatMatrix:
        # new theta on the old line: theta_from = (theta_to - b) / a
        on_old = (theta - line[1]) / line[0]
        curve = sum(expected_category(item, on_old, link) for item in old)
        return np.asarray((curve - target) * np.sqrt(weight))

    found = optimize.least_squares(
        residuals, np.array([1.0, 0.0]), bounds=([0.05, -6.0], [20.0, 6.0]), xtol=1e-14, ftol=1e-14, gtol=1e-14
    )
    return np.asarray(found.x), float(2.0 * found.cost)


def _jackknife(
    old: Sequence[GradedItem], new: Sequence[GradedItem], link: Link, nodes: int
) -> tuple[float | None, float | None]:
    count = len(old)
    if count < COMMON_AT_LEAST + 1:
        return None, None
    lines = np.array(
        [_line([*old[:k], *old[k + 1 :]], [*new[:k], *new[k + 1 :]], link, nodes)[0] for k in range(count)]
    )
    spread = np.sqrt((count - 1) / count * ((lines - lines.mean(axis=0)) ** 2).sum(axis=0))
    return float(spread[0]), float(spread[1])
