"""How much a scale tells about a person at each theta."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.irt.curves import GradedItem, Link
from scoring.irt.item_derivatives import probabilities_and_slopes
from scoring.linalg import FloatVector


def item_information(item: GradedItem, theta: FloatVector, link: Link) -> FloatVector:
    """Fisher information of one item about theta: `sum over categories of P'^2 / P`.

    Source: Samejima 1969, eq. 6-5.
    """
    probability, slopes = probabilities_and_slopes(item, theta, link)
    # d eta / d theta = slope and d eta / d cut = -1, so moving theta is moving all cuts together
    in_theta = -item.slope * slopes[1:].sum(axis=0)
    return np.asarray((in_theta * in_theta / probability).sum(axis=0))


def scale_information(items: Sequence[GradedItem], theta: FloatVector, link: Link) -> FloatVector:
    """Information of a scale: the sum over its items. The SE of a maximum-likelihood position is its inverse root."""
    total = np.zeros(len(theta))
    for item in items:
        total += item_information(item, theta, link)
    return total
