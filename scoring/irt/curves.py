"""Curves of the graded response model: how probable each category is along the latent scale.

Knows items and grids, nothing of people, files or scales' names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import expit, ndtr

from scoring.linalg import FloatArray

Link = Literal["probit", "logit"]

LOGIT_PER_PROBIT = 1.702
"""Slope of the logistic curve that stays within .01 of the normal one (Haley 1952)."""

SMALLEST_PROBABILITY = 1e-30
"""A category is never impossible: keeps a likelihood above zero, changes no figure above 1e-29."""


@dataclass(frozen=True)
class GradedItem:
    """One item: `P(x >= c) = F(slope theta + method_slope xi - cuts[c-1])`, F by the link.

    `cuts` ascend; there is one fewer than categories. `method_slope` carries acquiescence
    (xi, one per person, uncorrelated with theta) and is 0 for scales without a method factor.
    """

    slope: float
    cuts: tuple[float, ...]
    method_slope: float = 0.0

    @property
    def categories(self) -> int:
        """How many categories the item has."""
        return len(self.cuts) + 1

    @property
    def difficulties(self) -> tuple[float, ...]:
        """Theta at which each category and those above it become as probable as those below."""
        return tuple(cut / self.slope for cut in self.cuts)


def item_from_factor(
    loading: float, thresholds: tuple[float, ...], link: Link, method_loading: float = 0.0
) -> GradedItem:
    """The item in slope form from its loading and thresholds (delta parameterisation, latent variances 1).

    Source: Takane & de Leeuw 1987, eq. 13 to 16; the logit slope is 1.702 times the probit slope.
    """
    residual = float(np.sqrt(1.0 - loading**2 - method_loading**2))
    scale = (LOGIT_PER_PROBIT if link == "logit" else 1.0) / residual
    return GradedItem(scale * loading, tuple(scale * t for t in thresholds), scale * method_loading)


def cumulative_probabilities(
    item: GradedItem, theta: FloatArray, link: Link, xi: FloatArray | float = 0.0
) -> FloatArray:
    """`P(x >= c)` for c = 0 .. categories, shape (categories + 1, len(theta)); the first row is 1, the last 0."""
    eta = item.slope * theta + item.method_slope * xi - np.asarray(item.cuts)[:, None]
    inner = expit(eta) if link == "logit" else ndtr(eta)
    return np.vstack([np.ones_like(theta), inner, np.zeros_like(theta)])


def category_probabilities(item: GradedItem, theta: FloatArray, link: Link, xi: FloatArray | float = 0.0) -> FloatArray:
    """Probability of each category, shape (categories, len(theta)).

    Differences are taken on the side of the curve where they lose no digits, so that the outermost
    categories stay accurate far from the item.
    """
    eta = item.slope * theta + item.method_slope * xi - np.asarray(item.cuts)[:, None]
    curve = expit if link == "logit" else ndtr
    above = np.vstack([np.ones_like(theta), curve(eta), np.zeros_like(theta)])
    below = np.vstack([np.zeros_like(theta), curve(-eta), np.ones_like(theta)])
    upper_half = above[:-1] < 0.5
    probability = np.where(upper_half, above[:-1] - above[1:], below[1:] - below[:-1])
    return np.asarray(np.maximum(probability, SMALLEST_PROBABILITY))


def expected_category(item: GradedItem, theta: FloatArray, link: Link) -> FloatArray:
    """Expected answer at theta, counted from 0: the item characteristic curve."""
    return np.asarray(cumulative_probabilities(item, theta, link)[1:-1].sum(axis=0))
