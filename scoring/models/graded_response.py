"""The graded response model of one or more scales, each item on one scale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from scoring.canonical import canonical_hash
from scoring.definitions.standing import Basis, OriginCounts, Status
from scoring.errors import UnsuitableModelError, UsageError
from scoring.irt.curves import GradedItem, Link, category_probabilities
from scoring.irt.grid import DEFAULT_NODES, LatentGrid, theta_and_method_grid, theta_grid
from scoring.irt.patterns import PatternTables, pattern_tables
from scoring.irt.posterior import posterior_of
from scoring.linalg import FloatMatrix
from scoring.models.layout import ScaleLayout, answered_counts, category_codes, enough_answered
from scoring.models.protocol import ScaleScores, ScoreTable, blank_where

KIND = "graded_response"


@dataclass(frozen=True, kw_only=True)
class ParameterSet:
    """One possible set of item parameters of a scale, with the probability that it is the right one."""

    weight: float
    items: tuple[GradedItem, ...]


@dataclass(frozen=True, kw_only=True)
class GradedScale:
    """A scale: its layout and its item parameters.

    `parameter_sets` has one entry after calibration. With assumed parameters it has several, and the answers of a
    person are scored with all of them, weighted (one loading for the whole scale, not known which).
    """

    layout: ScaleLayout
    link: Link
    parameter_sets: tuple[ParameterSet, ...]
    basis: Basis
    status: Status = field(default=Status.DRAFT, compare=False)

    @property
    def name(self) -> str:
        """Name of the scale."""
        return self.layout.name

    @property
    def has_method_factor(self) -> bool:
        """Whether acquiescence is part of the model and integrated out when a person is scored."""
        return any(item.method_slope for parameters in self.parameter_sets for item in parameters.items)


@dataclass(frozen=True, kw_only=True)
class GradedResponseModel:
    """Scales with graded items and the correlations between their traits.

    factor_correlations : rows of the trait correlation matrix, in the order of the scales; used by `map` only.
    """

    scales: tuple[GradedScale, ...]
    factor_correlations: tuple[tuple[float, ...], ...]
    nodes: int = DEFAULT_NODES
    origin: OriginCounts = field(default_factory=OriginCounts)

    kind = KIND
    methods = ("eap", "map")

    @property
    def items(self) -> tuple[str, ...]:
        """Items in the order in which `score` expects the columns."""
        return tuple(name for scale in self.scales for name in scale.layout.item_names)

    @property
    def keys(self) -> tuple[tuple[str, ...], int | None, int | None]:
        """Turned items, and the lowest and highest answer where all items share them."""
        items = [item for scale in self.scales for item in scale.layout.items]
        low, high = {item.lowest for item in items}, {item.highest for item in items}
        turned = tuple(item.name for item in items if item.reversed)
        return turned, low.pop() if len(low) == 1 else None, high.pop() if len(high) == 1 else None

    @property
    def scale_names(self) -> tuple[str, ...]:
        """Names of the scales."""
        return tuple(scale.name for scale in self.scales)

    @property
    def basis(self) -> Basis:
        """`data` as soon as one scale rests on data."""
        return Basis.DATA if any(scale.basis is Basis.DATA for scale in self.scales) else Basis.ASSUMED

    @property
    def statuses(self) -> Mapping[str, Status]:
        """Ladder status of every scale."""
        return {scale.name: scale.status for scale in self.scales}

    @cached_property
    def model_hash(self) -> str:
        """SHA-256 of the canonical JSON of everything that decides a score; ladder status does not."""
        return canonical_hash(self.as_document())

    def score(self, answers: FloatMatrix, *, method: str = "eap") -> ScoreTable:
        """Scores of the people in the rows of `answers`.

        Parameters
        ----------
        answers : (people, items) as answered, columns in the order of `items`; NaN is missing.
        method : `eap` scores each scale by itself; `map` uses the correlations between traits.

        Returns
        -------
        ScoreTable : theta (standard normal in the calibration population) with its standard error. A person with
            under 80 % of a scale answered is not scored on it by `eap`; `map` borrows from the other scales.

        Raises
        ------
        UnsuitableModelError : another number of columns than items. NotACategoryError : an impossible answer.
        """
        _require_columns(self.items, answers)
        if method == "map":
            from scoring.models.correlated import map_scores  # avoids a circle: it takes this class

            return map_scores(self, answers)
        if method != "eap":
            raise UsageError("Unknown method.", place="method", value=method, remedy=f"One of {self.methods}.")
        columns = self._columns()
        scales = tuple(eap_scores(s, answers[:, columns[s.name]], self.nodes) for s in self.scales)
        return ScoreTable(scales=scales, method=method, model_hash=self.model_hash)

    def with_status(self, statuses: Mapping[str, Status]) -> GradedResponseModel:
        """The same model, same hash, with the ladder status of the named scales as given."""
        scales = tuple(replace(scale, status=statuses.get(scale.name, scale.status)) for scale in self.scales)
        return replace(self, scales=scales)

    def as_document(self) -> dict[str, Any]:
        """The model as JSON-ready values, without hash and status."""
        return {
            "format": 1,
            "kind": self.kind,
            "nodes": self.nodes,
            "origin": {"real": self.origin.real, "simulated": self.origin.simulated},
            "factor_correlations": [list(row) for row in self.factor_correlations],
            "scales": [scale_document(scale) for scale in self.scales],
        }

    def _columns(self) -> dict[str, list[int]]:
        place = {name: column for column, name in enumerate(self.items)}
        return {scale.name: [place[name] for name in scale.layout.item_names] for scale in self.scales}


def eap_scores(scale: GradedScale, answers: FloatMatrix, nodes: int) -> ScaleScores:
    """Posterior means and SDs of all people on one scale."""
    codes = category_codes(scale.layout, answers)
    counts = answered_counts(scale.layout, codes)
    scored = enough_answered(scale.layout, counts)
    posterior = posterior_of(tables_of(scale, nodes), codes)
    return ScaleScores(
        scale=scale.name,
        mean=blank_where(posterior.mean, scored),
        se=blank_where(posterior.sd, scored),
        n_answered=counts,
        scored=scored,
        n_items=len(scale.layout.items),
        basis=scale.basis,
        status=scale.status,
    )


@lru_cache(maxsize=256)
def tables_of(scale: GradedScale, nodes: int) -> PatternTables:
    """Likelihood tables of a scale: grids of all its parameter sets laid one after the other."""
    base = theta_and_method_grid(nodes) if scale.has_method_factor else theta_grid(nodes)
    parts = [_probabilities(parameters, scale.link, base) for parameters in scale.parameter_sets]
    items = tuple(np.hstack([part[i] for part in parts]) for i in range(len(scale.layout.items)))
    theta = np.concatenate([base.theta for _ in scale.parameter_sets])
    weight = np.concatenate([parameters.weight * base.weight for parameters in scale.parameter_sets])
    return pattern_tables(items, theta, weight)


def _probabilities(parameters: ParameterSet, link: Link, grid: LatentGrid) -> list[FloatMatrix]:
    return [category_probabilities(item, grid.theta, link, grid.xi) for item in parameters.items]


def scale_document(scale: GradedScale) -> dict[str, Any]:
    """One scale as JSON-ready values: everything that decides a score."""
    return {
        "name": scale.name,
        "link": scale.link,
        "basis": str(scale.basis),
        "items": [
            {
                "name": item.name,
                "min": item.lowest,
                "max": item.highest,
                "reversed": item.reversed,
                "category_of": list(item.category_of),
            }
            for item in scale.layout.items
        ],
        "parameter_sets": [
            {
                "weight": parameters.weight,
                "slopes": [item.slope for item in parameters.items],
                "cuts": [list(item.cuts) for item in parameters.items],
                "method_slopes": [item.method_slope for item in parameters.items],
            }
            for parameters in scale.parameter_sets
        ],
    }


def _require_columns(items: tuple[str, ...], answers: FloatMatrix) -> None:
    if answers.ndim != 2 or answers.shape[1] != len(items):
        raise UnsuitableModelError(
            f"The model has {len(items)} items.",
            place="answers",
            value=list(answers.shape),
            remedy="Give one row per person and one column per item, in the model's order.",
        )
