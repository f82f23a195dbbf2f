"""Derivatives of category probabilities in an item's slope and cuts, for calibration and linking."""

from __future__ import annotations

import numpy as np
from scipy.special import expit, ndtr

from scoring.irt.curves import SMALLEST_PROBABILITY, GradedItem, Link
from scoring.linalg import FloatArray, FloatVector


def probabilities_and_slopes(item: GradedItem, theta: FloatVector, link: Link) -> tuple[FloatArray, FloatArray]:
    """Category probabilities (categories, nodes) and their derivatives (parameters, categories, nodes).

    Parameters are the slope and then the cuts; `P(x >= c) = F(slope theta - cut_c)`.
    """
    eta = item.slope * theta - np.asarray(item.cuts)[:, None]
    edge = np.zeros((1, len(theta)))
    if link == "logit":
        curve, other = expit(eta), expit(-eta)
        density = curve * other
    else:
        curve, other = ndtr(eta), ndtr(-eta)
        density = np.exp(-0.5 * eta * eta) / np.sqrt(2.0 * np.pi)
    above = np.vstack([edge + 1.0, curve, edge])
    below = np.vstack([edge, other, edge + 1.0])
    probability = np.where(above[:-1] < 0.5, above[:-1] - above[1:], below[1:] - below[:-1])
    padded = np.vstack([edge, density, edge])
    slopes = np.zeros((item.categories, item.categories, len(theta)))
    slopes[0] = theta * (padded[:-1] - padded[1:])
    for cut in range(1, item.categories):
        slopes[cut, cut] = -padded[cut]
        slopes[cut, cut - 1] = padded[cut]
    return np.maximum(probability, SMALLEST_PROBABILITY), slopes
