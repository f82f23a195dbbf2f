"""The continuous common factor model: regression (Thurstone) and Bartlett scores with their standard errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from scoring.canonical import canonical_hash
from scoring.definitions.standing import Basis, OriginCounts, Status
from scoring.errors import NotIdentifiedError, UnsuitableModelError, UsageError
from scoring.linalg import FloatMatrix, FloatVector, inverse
from scoring.models.layout import ANSWERED_SHARE
from scoring.models.protocol import Document, ScaleScores, ScoreTable, blank_where

KIND = "linear_factor"


@dataclass(frozen=True, kw_only=True)
class LinearItem:
    """One continuous item as answered; a reversed one is turned first (`lowest + highest - answer`)."""

    name: str
    scale: str
    mean: float
    loading: float
    residual: float
    reversed: bool = False
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, kw_only=True)
class LinearFactorModel:
    """Items with loadings on one factor each, factors of variance 1 with their correlations."""

    scale_names: tuple[str, ...]
    linear_items: tuple[LinearItem, ...]
    factor_correlations: tuple[tuple[float, ...], ...]
    origin: OriginCounts = field(default_factory=OriginCounts)
    status: Mapping[str, Status] = field(default_factory=dict, compare=False)

    kind = KIND
    methods = ("regression", "bartlett")

    @property
    def items(self) -> tuple[str, ...]:
        """Items in the order in which `score` expects the columns."""
        return tuple(item.name for item in self.linear_items)

    @property
    def keys(self) -> tuple[tuple[str, ...], int | None, int | None]:
        """Turned items, and the lowest and highest answer where all items share them."""
        turned = tuple(item.name for item in self.linear_items if item.reversed)
        low, high = ({getattr(i, name) for i in self.linear_items} for name in ("lowest", "highest"))
        lowest, highest = (found.pop() if len(found) == 1 else None for found in (low, high))
        return turned, None if lowest is None else int(lowest), None if highest is None else int(highest)

    @property
    def basis(self) -> Basis:
        """Always `data`: loadings of continuous items are estimated, never assumed."""
        return Basis.DATA

    @property
    def statuses(self) -> Mapping[str, Status]:
        """Ladder status of every scale."""
        return {name: self.status.get(name, Status.DRAFT) for name in self.scale_names}

    def with_status(self, statuses: Mapping[str, Status]) -> LinearFactorModel:
        """The same model, same hash, with the ladder status of the named scales as given."""
        return replace(self, status={**self.status, **statuses})

    @cached_property
    def model_hash(self) -> str:
        """SHA-256 of the canonical JSON of everything that decides a score."""
        return canonical_hash(self.as_document())

    def score(self, answers: FloatMatrix, *, method: str = "regression") -> ScoreTable:
        """Factor scores of the people in the rows of `answers`, NaN for missing.

        A missing answer leaves the weights, which are then those of the answered items. `regression` shrinks towards
        the mean and borrows from correlated factors; `bartlett` does neither. Under 80 % of a scale answered, a
        person is not scored on it.

        Source: Thurstone 1935; Bartlett 1937; standard errors Lawley & Maxwell 1971, ch. 8.
        """
        if method not in self.methods:
            raise UsageError("Unknown method.", place="method", value=method, remedy=f"One of {self.methods}.")
        if answers.ndim != 2 or answers.shape[1] != len(self.items):
            raise UnsuitableModelError(
                f"The model has {len(self.items)} items.",
                place="answers",
                value=list(answers.shape),
                remedy="Give one column per item, in the model's order.",
            )
        mean, se = self._positions(self._centred(answers), method)
        answered = ~np.isnan(answers)
        scales = tuple(self._scale(d, mean[d], se[d], answered) for d in range(len(self.scale_names)))
        return ScoreTable(scales=scales, method=method, model_hash=self.model_hash)

    def as_document(self) -> dict[str, Any]:
        """The model as JSON-ready values, without hash and status."""
        return {
            "format": 1,
            "kind": self.kind,
            "origin": {"real": self.origin.real, "simulated": self.origin.simulated},
            "scales": list(self.scale_names),
            "factor_correlations": [list(row) for row in self.factor_correlations],
            "items": [vars(item) for item in self.linear_items],
        }

    def _centred(self, answers: FloatMatrix) -> FloatMatrix:
        centred = np.empty_like(answers)
        for column, item in enumerate(self.linear_items):
            raw = answers[:, column]
            keyed = (item.lowest or 0.0) + (item.highest or 0.0) - raw if item.reversed else raw
            centred[:, column] = keyed - item.mean
        return centred

    def _positions(self, centred: FloatMatrix, method: str) -> tuple[FloatMatrix, FloatMatrix]:
        """Scores and SEs (scales, people), pattern of missing answers by pattern; no sum over people, no BLAS."""
        scales, people = len(self.scale_names), len(centred)
        mean, se = np.full((scales, people), np.nan), np.full((scales, people), np.nan)
        answered = ~np.isnan(centred)
        patterns, which = np.unique(answered, axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            rows = np.flatnonzero(which.reshape(-1) == number)
            if not pattern.any():
                continue
            weights, errors, informed = self._weights(pattern, method)
            for d in np.flatnonzero(informed):
                total = np.zeros(len(rows))
                for weight, column in zip(weights[:, d], np.flatnonzero(pattern), strict=True):
                    total += weight * centred[rows, column]
                mean[d, rows], se[d, rows] = total, errors[d]
        return mean, se

    def _weights(self, pattern: np.ndarray, method: str) -> tuple[FloatMatrix, FloatVector, np.ndarray]:
        kept = [item for item, flag in zip(self.linear_items, pattern, strict=True) if flag]
        loadings = np.array([[i.loading * (i.scale == name) for name in self.scale_names] for i in kept])
        residual = np.array([item.residual for item in kept])
        informed = (loadings != 0).any(axis=0)
        if method == "regression":
            weights, errors = regression_weights(loadings, np.array(self.factor_correlations), residual)
            return weights, errors, np.ones(len(self.scale_names), dtype=bool)
        weights, errors = bartlett_weights(loadings[:, informed], residual)
        full, full_errors = np.zeros(loadings.shape), np.full(loadings.shape[1], np.nan)
        full[:, informed], full_errors[informed] = weights, errors
        return full, full_errors, informed

    def _scale(self, d: int, mean: FloatVector, se: FloatVector, answered: np.ndarray) -> ScaleScores:
        name = self.scale_names[d]
        own = np.array([item.scale == name for item in self.linear_items])
        counts = answered[:, own].sum(axis=1, dtype=np.int64)
        share, of = ANSWERED_SHARE
        scored = np.asarray(counts * of >= share * int(own.sum()))
        return ScaleScores(
            scale=name,
            mean=blank_where(mean, scored),
            se=blank_where(se, scored),
            n_answered=counts,
            scored=scored,
            n_items=int(own.sum()),
            basis=Basis.DATA,
            status=self.statuses[name],
        )


def regression_weights(
    loadings: FloatMatrix, factor_correlations: FloatMatrix, residuals: FloatVector
) -> tuple[FloatMatrix, FloatVector]:
    """Weights (items, factors) of regression scores with their SEs: `Sigma^-1 Lambda Phi`.

    residuals : residual variances of the items, above zero.
    """
    sigma = loadings @ factor_correlations @ loadings.T + np.diag(residuals)
    weights = inverse(sigma, place="implied covariances") @ loadings @ factor_correlations
    left = np.diag(factor_correlations - factor_correlations @ loadings.T @ weights)
    return weights, np.sqrt(np.maximum(left, 0.0))


def bartlett_weights(loadings: FloatMatrix, residuals: FloatVector) -> tuple[FloatMatrix, FloatVector]:
    """Weights (items, factors) of Bartlett scores with their SEs: `Theta^-1 Lambda (Lambda' Theta^-1 Lambda)^-1`.

    Raises
    ------
    NotIdentifiedError : a residual variance of zero or less.
    """
    if (residuals <= 0).any():
        raise NotIdentifiedError(
            "Bartlett scores need residual variances above zero.",
            place="residuals",
            value=float(residuals.min()),
            remedy="Drop the item, or use regression scores.",
        )
    scaled = loadings / residuals[:, None]
    covariance = inverse(loadings.T @ scaled, place="information of the factors")
    return scaled @ covariance, np.sqrt(np.diag(covariance))


def model_from_document(document: Document) -> LinearFactorModel:
    """The model that `as_document` wrote."""
    return LinearFactorModel(
        scale_names=tuple(document["scales"]),
        linear_items=tuple(LinearItem(**item) for item in document["items"]),
        factor_correlations=tuple(tuple(float(r) for r in row) for row in document["factor_correlations"]),
        origin=OriginCounts(real=int(document["origin"]["real"]), simulated=int(document["origin"]["simulated"])),
    )
