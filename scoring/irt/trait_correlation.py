"""Correlation between two traits whose scales are calibrated already: maximum likelihood over both thetas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import optimize

from scoring.irt.curves import GradedItem, Link, category_probabilities
from scoring.irt.grid import normal_nodes
from scoring.irt.patterns import CodeArray
from scoring.linalg import FloatMatrix, FloatVector

LARGEST_CORRELATION = 0.97
PEOPLE_AT_MOST = 50_000
NODES = 61


def trait_correlations(
    items: Sequence[tuple[GradedItem, ...]], links: Sequence[Link], codes: Sequence[CodeArray]
) -> FloatMatrix:
    """Correlations between traits, pair by pair, item parameters held fixed; within +-.97.

    codes : by trait (items, people); the number of categories stands for a missing answer. Above 50,000 people every
    k-th is taken, which leaves standard errors under .01.
    """
    step = max(1, -(-codes[0].shape[1] // PEOPLE_AT_MOST))
    theta, weight = normal_nodes(NODES)
    likelihoods = [
        likelihood_over_nodes(own, link, part[:, ::step], theta)
        for own, link, part in zip(items, links, codes, strict=True)
    ]
    found = np.eye(len(items))
    for i in range(len(items)):
        for j in range(i):
            found[i, j] = found[j, i] = _correlation(likelihoods[i], likelihoods[j], theta, weight)
    return found


def likelihood_over_nodes(
    items: tuple[GradedItem, ...], link: Link, codes: CodeArray, theta: FloatVector
) -> FloatMatrix:
    """Likelihood of each person's answers at each node (people, nodes), scaled to a largest value of 1."""
    logs = np.zeros((codes.shape[1], len(theta)))
    for item, row in zip(items, codes, strict=True):
        table = np.log(category_probabilities(item, theta, link))
        logs += np.vstack([table, np.zeros(len(theta))])[row]
    return np.asarray(np.exp(logs - logs.max(axis=1, keepdims=True)))


def _correlation(first: FloatMatrix, second: FloatMatrix, theta: FloatVector, weight: FloatVector) -> float:
    def loss(angle: float) -> float:
        rho = float(np.tanh(angle))
        spread = np.sqrt(1.0 - rho * rho)
        # density of the second theta given the first, normalised on the nodes
        given = np.exp(-0.5 * ((theta[None, :] - rho * theta[:, None]) / spread) ** 2)
        given /= given.sum(axis=1, keepdims=True)
        joint = np.einsum("ij,ij->i", first @ (weight[:, None] * given), second)
        return -float(np.log(np.maximum(joint, 1e-300)).mean())

    edge = float(np.arctanh(LARGEST_CORRELATION))
    found = optimize.minimize_scalar(loss, bounds=(-edge, edge), method="bounded", options={"xatol": 1e-6})
    return float(np.tanh(found.x))
