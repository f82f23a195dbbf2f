"""What every scoring model can do, and the table of scores it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from scoring.definitions.standing import Basis, NotScored, Status
from scoring.linalg import BoolArray, FloatMatrix, FloatVector, IntArray

Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class ScaleScores:
    """Scores of all people on one scale, one entry per person in the order of the answers.

    mean, se : position and its standard error; NaN exactly where `scored` is false.
    n_answered : items answered, of a situational test scenarios. scored : whether enough was answered to say anything.
    reasons : why somebody is not scored, None who is; empty where it is always that under 80 % was answered.
    """

    scale: str
    mean: FloatVector
    se: FloatVector
    n_answered: IntArray
    scored: BoolArray
    n_items: int
    basis: Basis
    status: Status
    reasons: tuple[NotScored | None, ...] = ()

    def reason(self, person: int) -> NotScored | None:
        """Why the person in this row has no position; None when there is one."""
        if self.scored[person]:
            return None
        return self.reasons[person] if self.reasons else NotScored.TOO_FEW_ANSWERED


@dataclass(frozen=True, kw_only=True)
class ScoreTable:
    """Scores on every scale of a model, with the model's hash: no score leaves without them."""

    scales: tuple[ScaleScores, ...]
    method: str
    model_hash: str

    def scale(self, name: str) -> ScaleScores:
        """The scores on one scale."""
        return next(scores for scores in self.scales if scores.scale == name)


class ScoringModel(Protocol):
    """A scoring model: immutable, hashed, able to score people one by one or by the million."""

    @property
    def kind(self) -> str:
        """Name in the registry."""

    @property
    def items(self) -> tuple[str, ...]:
        """Items in the order in which `score` expects the columns of answers."""

    @property
    def keys(self) -> tuple[tuple[str, ...], int | None, int | None]:
        """Turned items, and the lowest and highest answer where all items share them."""

    @property
    def scale_names(self) -> tuple[str, ...]:
        """Names of the scales, in the order of the scores."""

    @property
    def factor_correlations(self) -> tuple[tuple[float, ...], ...]:
        """Correlations between the traits, in the order of the scales."""

    @property
    def basis(self) -> Basis:
        """`data` as soon as one scale rests on data."""

    @property
    def statuses(self) -> Mapping[str, Status]:
        """Ladder status of every scale."""

    @property
    def model_hash(self) -> str:
        """SHA-256 of the canonical JSON of everything that decides a score."""

    @property
    def methods(self) -> tuple[str, ...]:
        """Ways in which this kind of model scores, the default first."""

    def score(self, answers: FloatMatrix, *, method: str = ...) -> ScoreTable:
        """Scores of the people whose answers stand in the rows, columns as `items`."""

    def with_status(self, statuses: Mapping[str, Status]) -> ScoringModel:
        """The same model, same hash, with the ladder status of the named scales as given."""

    def as_document(self) -> dict[str, Any]:
        """The model as JSON-ready values, without its hash."""


def blank_where(values: FloatVector, scored: BoolArray) -> FloatVector:
    """The values with NaN for people who are not scored."""
    return np.where(scored, values, np.nan)
