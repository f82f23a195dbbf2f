"""Marginal maximum likelihood for one scale of graded items (MML): a few EM steps, then quasi-Newton to the optimum.

Theta is standard normal. The gradient of the marginal likelihood is that of the expectation step (Fisher's identity),
and the cross-products of the patterns' scores give the first curvature and the standard errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize, special

from scoring.errors import Note, NotIdentifiedError, TooFewItemsError, TooFewPersonsError
from scoring.irt.curves import GradedItem, Link
from scoring.irt.expected_counts import Patterns, expect, gather_patterns
from scoring.irt.grid import DEFAULT_NODES, normal_nodes
from scoring.irt.item_derivatives import probabilities_and_slopes
from scoring.irt.patterns import CodeArray
from scoring.linalg import FloatArray, FloatMatrix, FloatVector

EM_STEPS = 8
SCORING_STEPS = 2
POLISHING_STEPS = 12
GRADIENT_PER_PERSON = 1e-9
STEEPEST = 12.0
"""A slope beyond this is a Heywood case: the item has become theta itself."""


@dataclass(frozen=True, kw_only=True)
class GradedCalibration:
    """Estimates of one scale.

    covariance : of all parameters in the order item by item, slope then cuts (inverse cross-products of scores).
    converged : False with the largest gradient per person still above 1e-7; the figures are then not the optimum.
    """

    items: tuple[GradedItem, ...]
    link: Link
    loglik: float
    covariance: FloatMatrix
    n: int
    iterations: int
    converged: bool
    notes: tuple[Note, ...]


def calibrate_graded(
    codes: CodeArray, categories: tuple[int, ...], *, link: Link = "logit", nodes: int = DEFAULT_NODES
) -> GradedCalibration:
    """Slopes and cuts of one scale by marginal maximum likelihood over N(0, 1).

    Parameters
    ----------
    codes : (items, people), categories from 0; the number of categories stands for a missing answer, which leaves
        the likelihood (missing at random). Every category must occur.

    Raises
    ------
    TooFewItemsError : fewer than three items, with which slopes are not identified.
    TooFewPersonsError : fewer people than parameters. NotIdentifiedError : the scores are linearly dependent.

    Source: Samejima 1969; Bock & Aitkin 1981, eq. 9 to 14; standard errors Louis 1982.
    """
    _require_enough(codes, categories)
    patterns = gather_patterns(codes, categories)
    theta, weight = normal_nodes(nodes)
    problem = _Problem(patterns, categories, link, theta, np.log(weight))
    start = problem.em(_starting_values(codes, categories))
    return _quasi_newton(problem, start, people=int(patterns.count.sum()))


def _require_enough(codes: CodeArray, categories: tuple[int, ...]) -> None:
    if len(categories) < 3:
        raise TooFewItemsError(
            "Slopes need at least three items.", place="items", value=len(categories), remedy="Add items."
        )
    people = int((codes < np.asarray(categories)[:, None]).any(axis=0).sum())
    if people < sum(categories):
        raise TooFewPersonsError(
            f"There are {sum(categories)} parameters and {people} people.",
            place="data",
            value=people,
            remedy="Collect more answers, or merge categories.",
        )


def _starting_values(codes: CodeArray, categories: tuple[int, ...]) -> FloatVector:
    """Slopes of 1.2 with the sign of the item-rest correlation; cuts from the margins."""
    answered = codes < np.asarray(categories)[:, None]
    centred = np.zeros(codes.shape)
    for row, (code, valid) in enumerate(zip(codes, answered, strict=True)):
        values = code[valid] - code[valid].mean()
        centred[row, valid] = values / (values.std() or 1.0)
    total = centred.sum(axis=0)
    parts = []
    for row, width in enumerate(categories):
        sign = 1.0 if centred[row] @ (total - centred[row]) >= 0 else -1.0
        share = np.bincount(codes[row][answered[row]], minlength=width)[:width].astype(float)
        at_least = 1.0 - np.cumsum(share)[:-1] / share.sum()
        parts.append(np.concatenate([[1.2 * sign], -1.25 * special.logit(at_least)]))
    return np.concatenate(parts)


@dataclass(frozen=True)
class _Problem:
    """The marginal likelihood as a function of one vector: per item the slope, then the cuts."""

    patterns: Patterns
    categories: tuple[int, ...]
    link: Link
    theta: FloatVector
    log_weight: FloatVector

    def items(self, vector: FloatVector) -> tuple[GradedItem, ...]:
        parts = np.split(vector, np.cumsum(self.categories)[:-1])
        return tuple(GradedItem(float(p[0]), tuple(float(c) for c in p[1:])) for p in parts)

    def em(self, vector: FloatVector) -> FloatVector:
        """A few EM steps, each with Fisher scoring of every item on the expected counts."""
        for _ in range(EM_STEPS):
            curves = [probabilities_and_slopes(item, self.theta, self.link) for item in self.items(vector)]
            log_probability = np.log(np.vstack([p for p, _ in curves]))
            counts = expect(self.patterns, log_probability, self.log_weight).counts
            vector = np.concatenate(
                [self._scored(item, part) for item, part in zip(self.items(vector), self._split(counts), strict=True)]
            )
        return vector

    def value_and_gradient(self, vector: FloatVector) -> tuple[float, FloatVector]:
        """Minus log-likelihood per person with its gradient; infinite where cuts are out of order."""
        people = self.patterns.count.sum()
        if not self._ordered(vector):
            return np.inf, np.zeros_like(vector)
        curves = [probabilities_and_slopes(item, self.theta, self.link) for item in self.items(vector)]
        log_probability = np.log(np.vstack([p for p, _ in curves]))
        found = expect(self.patterns, log_probability, self.log_weight)
        gradient = np.concatenate(
            [np.einsum("kg,pkg->p", r / p, d) for r, (p, d) in zip(self._split(found.counts), curves, strict=True)]
        )
        return -found.loglik / people, -gradient / people

    def scores(self, vector: FloatVector) -> FloatMatrix:
        """Score of every pattern (patterns, parameters): its part of the gradient, for one person."""
        curves = [probabilities_and_slopes(item, self.theta, self.link) for item in self.items(vector)]
        log_probability = np.log(np.vstack([p for p, _ in curves]))
        posterior = expect(self.patterns, log_probability, self.log_weight).posterior
        columns = []
        for row, (probability, slopes) in enumerate(curves):
            width = len(probability)
            code = self.patterns.codes[:, row]
            for slope in slopes:
                by_category = np.hstack([posterior @ (slope / probability).T, np.zeros((len(code), 1))])
                columns.append(by_category[np.arange(len(code)), np.minimum(code, width)])
        return np.stack(columns, axis=1)

    def _split(self, counts: FloatMatrix) -> list[FloatMatrix]:
        return np.split(counts, np.cumsum(self.categories)[:-1])

    def _ordered(self, vector: FloatVector) -> bool:
        return all(np.all(np.diff(p[1:]) > 0) for p in np.split(vector, np.cumsum(self.categories)[:-1]))

    def _scored(self, item: GradedItem, counts: FloatMatrix) -> FloatVector:
        vector = np.array([item.slope, *item.cuts])
        for _ in range(SCORING_STEPS):
            probability, slopes = probabilities_and_slopes(
                GradedItem(float(vector[0]), tuple(vector[1:])), self.theta, self.link
            )
            gradient = np.einsum("kg,pkg->p", counts / probability, slopes)
            weight = counts.sum(axis=0) / probability
            information = np.einsum("kg,pkg,qkg->pq", weight, slopes, slopes, optimize=True)
            step = linalg.solve(information + 1e-8 * np.eye(len(vector)), gradient, assume_a="pos")
            while not np.all(np.diff(vector[1:] + step[1:]) > 0):
                step = 0.5 * step
            vector = vector + step
        return vector


def _quasi_newton(problem: _Problem, start: FloatVector, *, people: int) -> GradedCalibration:
    """BFGS in coordinates in which the cross-products of scores are the identity."""
    root = _root_of_covariance(problem, start)

    def objective(z: FloatVector) -> tuple[float, FloatVector]:
        value, gradient = problem.value_and_gradient(start + root @ z)
        return value, root.T @ gradient

    found = optimize.minimize(
        objective,
        np.zeros_like(start),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": 500, "ftol": 0.0, "gtol": GRADIENT_PER_PERSON, "maxcor": 40},
    )
    vector = _polished(problem, start + root @ found.x, root)
    value, gradient = problem.value_and_gradient(vector)
    items = problem.items(vector)
    covariance = _root_of_covariance(problem, vector)
    return GradedCalibration(
        items=items,
        link=problem.link,
        loglik=-value * people,
        covariance=covariance @ covariance.T / people,
        n=people,
        iterations=EM_STEPS + int(found.nit),
        converged=bool(np.abs(gradient).max() < 1e-7),
        notes=_boundaries(items),
    )


def _polished(problem: _Problem, vector: FloatVector, root: FloatMatrix) -> FloatVector:
    """A few scoring steps by the gradient alone: line searches end where likelihoods no longer differ in a double."""
    gradient = problem.value_and_gradient(vector)[1]
    for _ in range(POLISHING_STEPS):
        moved = vector - root @ (root.T @ gradient)
        there = problem.value_and_gradient(moved)[1]
        if np.abs(there).max() >= np.abs(gradient).max():
            break
        vector, gradient = moved, there
    return vector


def _root_of_covariance(problem: _Problem, vector: FloatVector) -> FloatMatrix:
    """A root of the inverse of the mean cross-product of scores."""
    scores = problem.scores(vector)
    information: FloatArray = (scores * problem.patterns.count[:, None]).T @ scores / problem.patterns.count.sum()
    try:
        factor = linalg.cholesky(information, lower=True)
    except linalg.LinAlgError:
        raise NotIdentifiedError(
            "The data cannot tell the item parameters apart.",
            place="calibrate",
            value=float(np.linalg.eigvalsh(information)[0]),
            remedy="Collect more answers, drop duplicate items, or merge rare categories.",
        ) from None
    return np.asarray(linalg.solve_triangular(factor, np.eye(len(vector)), lower=True).T)


def _boundaries(items: tuple[GradedItem, ...]) -> tuple[Note, ...]:
    return tuple(
        Note(
            code="boundary",
            place=f"item {position + 1}",
            message=f"The slope {item.slope:.2f} is so steep that the item is theta itself (a Heywood case).",
        )
        for position, item in enumerate(items)
        if abs(item.slope) > STEEPEST
    )
