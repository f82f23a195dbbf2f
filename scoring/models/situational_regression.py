"""The model of a situational test: a key, and norms that turn slopes on pole and quality into positions.

The regression itself is `scoring.judgement.regression`. Here its slopes become posterior means and SDs under the prior
N(0, 1), as every other model gives them, so that what is done with positions need not know where they come from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from scoring.canonical import canonical_hash
from scoring.definitions.standing import Basis, NotScored, OriginCounts, Status
from scoring.errors import OutOfRangeError, UnsuitableModelError, UsageError
from scoring.judgement.keys import JudgementKey, key_as_document, key_from_document
from scoring.judgement.norms import ASSUMED_NORM, ASSUMED_QUALITY_NORM, SlopeNorm, person_evidence
from scoring.judgement.regression import JudgementScores, score_ratings
from scoring.linalg import FloatMatrix, IntArray
from scoring.models.protocol import Document, ScaleScores, ScoreTable

KIND = "situational_regression"


@dataclass(frozen=True, kw_only=True)
class SituationalModel:
    """A key with the norm of every dimension: of the slope on the pole for styles, on quality for standards."""

    key: JudgementKey
    norms: Mapping[str, SlopeNorm]
    origin: OriginCounts = field(default_factory=OriginCounts)
    status: Mapping[str, Status] = field(default_factory=dict, compare=False)

    kind = KIND
    methods = ("jackknife",)

    @property
    def items(self) -> tuple[str, ...]:
        """Options in the order in which `score` expects the columns."""
        return tuple(option.name for option in self.key.options)

    @property
    def keys(self) -> tuple[tuple[str, ...], int | None, int | None]:
        """No option is turned; the lowest and highest rating."""
        return (), int(self.key.lowest), int(self.key.highest)

    @property
    def scale_names(self) -> tuple[str, ...]:
        """Dimensions: the scenarios of each are its unit."""
        return self.key.dimensions

    @property
    def factor_correlations(self) -> tuple[tuple[float, ...], ...]:
        """Dimensions are scored by themselves and taken as uncorrelated."""
        return tuple(tuple(float(i == j) for j in self.scale_names) for i in self.scale_names)

    @property
    def basis(self) -> Basis:
        """`data` as soon as one norm is of a sample."""
        found = {norm.basis for norm in self.norms.values()}
        return Basis.DATA if Basis.DATA in found else Basis.ASSUMED

    @property
    def statuses(self) -> Mapping[str, Status]:
        """Ladder status of the scenarios of every dimension."""
        return {name: self.status.get(name, Status.DRAFT) for name in self.scale_names}

    def with_status(self, statuses: Mapping[str, Status]) -> SituationalModel:
        """The same model, same hash, with the ladder status of the named dimensions as given."""
        return replace(self, status={**self.status, **statuses})

    @cached_property
    def model_hash(self) -> str:
        """SHA-256 of the canonical JSON of everything that decides a score; ladder status does not."""
        return canonical_hash(self.as_document())

    def score(self, answers: FloatMatrix, *, method: str = "jackknife") -> ScoreTable:
        """Positions of the people in the rows of `answers`: ratings of options, NaN where an option is not rated.

        `n_answered` counts scenarios with two rated options or more. A dimension with under four of them is not
        scored; nobody is who rates everything alike, or of whose ratings the key explains under 10 %.

        Raises
        ------
        UnsuitableModelError : another number of columns than options. OutOfRangeError : a rating outside the scale.
        """
        if method not in self.methods:
            raise UsageError("Unknown method.", place="method", value=method, remedy=f"One of {self.methods}.")
        self._require_ratings(answers)
        found = [score_ratings(self.key, ratings) for ratings in answers]
        answered = ~np.isnan(answers)
        scales = tuple(self._scale(name, found, answered) for name in self.scale_names)
        return ScoreTable(scales=scales, method=method, model_hash=self.model_hash)

    def as_document(self) -> dict[str, Any]:
        """The model as JSON-ready values, without hash and status."""
        return {
            "format": 1,
            "kind": self.kind,
            "origin": {"real": self.origin.real, "simulated": self.origin.simulated},
            "key": key_as_document(self.key),
            "norms": {name: {**vars(norm), "basis": str(norm.basis)} for name, norm in self.norms.items()},
        }

    def _require_ratings(self, answers: FloatMatrix) -> None:
        if answers.ndim != 2 or answers.shape[1] != len(self.items):
            raise UnsuitableModelError(
                f"The model has {len(self.items)} options.",
                place="answers",
                value=list(answers.shape),
                remedy="Give one column per option, in the model's order.",
            )
        outside = (answers < self.key.lowest) | (answers > self.key.highest)
        if outside.any():
            row, column = (int(place[0]) for place in outside.nonzero())
            raise OutOfRangeError(
                f"A rating lies outside {self.key.lowest:g} to {self.key.highest:g}.",
                place=f"row {row + 1}, option {self.items[column]}",
                value=float(answers[row, column]),
                remedy="Correct the rating, or the scale of the key.",
            )

    def _scale(self, name: str, found: list[JudgementScores], answered: np.ndarray) -> ScaleScores:
        positions = [self._position(name, scores) for scores in found]
        reasons = tuple(reason for _, _, reason in positions)
        counts, scenarios = self._scenario_counts(name, answered)
        return ScaleScores(
            scale=name,
            mean=np.array([mean for mean, _, _ in positions], dtype=np.float64),
            se=np.array([se for _, se, _ in positions], dtype=np.float64),
            n_answered=counts,
            scored=np.array([reason is None for reason in reasons], dtype=np.bool_),
            n_items=scenarios,
            basis=self.norms[name].basis,
            status=self.statuses[name],
            reasons=reasons,
        )

    def _position(self, name: str, scores: JudgementScores) -> tuple[float, float, NotScored | None]:
        if scores.unscorable is not None:
            return np.nan, np.nan, scores.unscorable
        slopes = scores.positions if name in self.key.styles else scores.quality
        slope = next(slope for slope in slopes if slope.dimension == name)
        if slope.estimate is None:
            return np.nan, np.nan, NotScored.TOO_FEW_SCENARIOS
        y, v = person_evidence(slope, self.norms[name])
        return y / (1.0 + v), float(np.sqrt(v / (1.0 + v))), None

    def _scenario_counts(self, name: str, answered: np.ndarray) -> tuple[IntArray, int]:
        """How many scenarios of a dimension each person answered, and how many there are."""
        mine = [number for number, scenario in enumerate(self.key.scenarios) if name in scenario.dimensions]
        counts = np.zeros(len(answered), dtype=np.int64)
        for number in mine:
            counts += answered[:, self.key.scenario_of == number].sum(axis=1) >= 2
        return counts, len(mine)


def assumed_situational_model(key: JudgementKey) -> SituationalModel:
    """The model of a situational test that nobody has answered yet."""
    norms = {
        dimension: ASSUMED_NORM if dimension in key.styles else ASSUMED_QUALITY_NORM for dimension in key.dimensions
    }
    return SituationalModel(key=key, norms=norms)


def model_from_document(document: Document) -> SituationalModel:
    """The model that `as_document` wrote."""
    return SituationalModel(
        key=key_from_document(document["key"]),
        norms={name: SlopeNorm(**{**norm, "basis": Basis(norm["basis"])}) for name, norm in document["norms"].items()},
        origin=OriginCounts(real=int(document["origin"]["real"]), simulated=int(document["origin"]["simulated"])),
    )
