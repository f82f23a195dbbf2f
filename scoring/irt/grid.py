"""Grids over what is not known of a person: nodes of theta with their prior weights.

A grid may hold more than theta. Uncertain loadings (cold start) and the method factor (acquiescence) are further
directions that are summed over, so every posterior below is a weighted sum over one list of points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.linalg import FloatArray

DEFAULT_NODES = 61
NODE_LIMIT = 6.0


@dataclass(frozen=True)
class LatentGrid:
    """Points and prior weights (sum 1); `xi` is the method factor, in its own standard deviations."""

    theta: FloatArray
    xi: FloatArray
    weight: FloatArray


def normal_nodes(nodes: int = DEFAULT_NODES) -> tuple[FloatArray, FloatArray]:
    """Equally spaced nodes on [-6, 6] and standard normal weights that sum to one."""
    theta = np.linspace(-NODE_LIMIT, NODE_LIMIT, nodes)
    density = np.exp(-0.5 * theta * theta)
    return theta, density / density.sum()


def theta_grid(nodes: int = DEFAULT_NODES) -> LatentGrid:
    """Grid over theta alone."""
    theta, weight = normal_nodes(nodes)
    return LatentGrid(theta, np.zeros(nodes), weight)


def theta_and_method_grid(nodes: int = DEFAULT_NODES, method_nodes: int = 15) -> LatentGrid:
    """Grid over theta and an uncorrelated method factor, both standard normal."""
    theta, weight = normal_nodes(nodes)
    xi = np.linspace(-4.0, 4.0, method_nodes)
    xi_weight = np.exp(-0.5 * xi * xi)
    xi_weight /= xi_weight.sum()
    return LatentGrid(
        np.repeat(theta, method_nodes), np.tile(xi, nodes), (weight[:, None] * xi_weight[None, :]).ravel()
    )
