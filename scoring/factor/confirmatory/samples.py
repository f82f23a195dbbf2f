"""What a model is fitted to: moments of each group, from complete, incomplete or ordinal answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.errors import NoDataError, Note, TooFewPersonsError
from scoring.factor.confirmatory.full_information import (
    Pattern,
    patterns_of,
    unrelated_moments,
    unrestricted_moments,
    unrestricted_value,
)
from scoring.factor.confirmatory.least_squares import OrdinalMoments
from scoring.factor.confirmatory.normal import GroupMoments, moments_of
from scoring.factor.correlations import require_positive_definite
from scoring.factor.polychoric import InfluenceTables, Polychorics, influence_tables, polychoric_correlations
from scoring.factor.polychoric.influence import correlation_variances, threshold_variances
from scoring.factor.tables import TwoWayTables, category_codes, observed_categories, two_way_tables
from scoring.linalg import FloatMatrix, correlation
from scoring.responses import MissingRule, ResponseTable


@dataclass(frozen=True)
class ContinuousSample:
    """Complete rows of each group."""

    values: tuple[FloatMatrix, ...]

    @cached_property
    def moments(self) -> tuple[GroupMoments, ...]:
        """Means and covariances of each group."""
        return tuple(moments_of(v) for v in self.values)

    @property
    def n(self) -> int:
        """Persons of all groups."""
        return sum(v.shape[0] for v in self.values)


@dataclass(frozen=True)
class IncompleteSample:
    """Patterns of incomplete rows of each group, and what the unrestricted model makes of them."""

    patterns: tuple[tuple[Pattern, ...], ...]

    @cached_property
    def free(self) -> tuple[tuple[GroupMoments, int, bool], ...]:
        """EM moments of each group, with iterations and convergence."""
        found = tuple(unrestricted_moments(group) for group in self.patterns)
        for moments, _, _ in found:
            require_positive_definite(correlation(moments.covariance))
        return found

    @property
    def moments(self) -> tuple[GroupMoments, ...]:
        """EM moments of each group."""
        return tuple(found[0] for found in self.free)

    @cached_property
    def free_value(self) -> float:
        """Minus the log-likelihood of the unrestricted model."""
        return sum(unrestricted_value(q, m) for q, m in zip(self.patterns, self.moments, strict=True))

    @cached_property
    def unrelated_value(self) -> float:
        """Minus the log-likelihood of the model of unrelated items."""
        return sum(unrestricted_value(q, unrelated_moments(q)) for q in self.patterns)

    @property
    def n(self) -> int:
        """Rows with at least one value."""
        return sum(q.n for group in self.patterns for q in group)


@dataclass(frozen=True)
class OrdinalSample:
    """Thresholds and polychoric correlations of each group."""

    moments: tuple[OrdinalMoments, ...]
    categories: tuple[tuple[float, ...], ...]
    notes: tuple[Note, ...] = ()

    @property
    def n(self) -> int:
        """Persons of all groups."""
        return sum(m.n for m in self.moments)

    @property
    def thresholds_per_item(self) -> tuple[int, ...]:
        """One less than the categories of each item."""
        return tuple(len(c) - 1 for c in self.categories)


def continuous_sample(groups: Sequence[ResponseTable]) -> ContinuousSample:
    """Complete rows of each group.

    Raises
    ------
    TooFewPersonsError : a group with no more complete rows than items.
    ZeroVarianceError, NoDataError : an item without variation or answers in some group.
    """
    complete = [group.complete() for group in groups]
    for group in complete:
        _require_rows(group, "complete rows")
        group.require_answers()
    return ContinuousSample(values=tuple(group.values for group in complete))


def incomplete_sample(groups: Sequence[ResponseTable]) -> IncompleteSample:
    """Patterns of rows with at least one answer, group by group."""
    kept = [group.non_empty() for group in groups]
    for group in kept:
        _require_rows(group, "rows with answers")
        group.require_answers()
        together = group.answered.astype(np.int64)
        if (together.T @ together == 0).any():
            raise NoDataError(
                "Two items were never answered by the same person.",
                place="items",
                remedy="Leave one of them out; their covariance cannot be estimated.",
            )
    return IncompleteSample(patterns=tuple(patterns_of(group.values) for group in kept))


def ordinal_sample(
    groups: Sequence[ResponseTable],
    *,
    missing: MissingRule,
    full: bool,
    categories: tuple[tuple[float, ...], ...] | None = None,
    clustered: bool = False,
) -> OrdinalSample:
    """Thresholds and polychorics of each group, with their full sampling covariance when `full`.

    categories : the same for all groups; every one must occur in every group. Default: those of the first group's data.
    clustered : the `groups` of the tables are clusters of persons who are not independent of each other.
    """
    kept = [group.under(missing) for group in groups]
    for group in kept:
        _require_rows(group, "rows")
        group.require_answers()
    known = observed_categories(kept[0]) if categories is None else categories
    found: list[OrdinalMoments] = []
    notes: list[Note] = []
    for group in kept:
        moments, its_notes = _ordinal_moments(group, known, full=full, clustered=clustered)
        found.append(moments)
        notes.extend(its_notes)
    return OrdinalSample(moments=tuple(found), categories=known, notes=tuple(notes))


def _ordinal_moments(
    group: ResponseTable, categories: tuple[tuple[float, ...], ...], *, full: bool, clustered: bool
) -> tuple[OrdinalMoments, tuple[Note, ...]]:
    codes = category_codes(group, categories)
    tables = two_way_tables(codes, items=group.items, categories=categories)
    found = polychoric_correlations(tables)
    influence = influence_tables(found, tables)
    gram = None
    if full:
        gram = influence.cluster_gram(codes, group.groups or ()) if clustered else influence.gram(codes)
    return moments_from_tables(tables, found, influence, gram=gram), found.notes


def moments_from_tables(
    tables: TwoWayTables, polychorics: Polychorics, influence: InfluenceTables, *, gram: FloatMatrix | None = None
) -> OrdinalMoments:
    """What ordinal estimators need, from counts alone; the robust test also needs the cross product of influences.

    Both the counts and the cross product may be sums over batches, machines or years.
    """
    n = tables.n_rows
    return OrdinalMoments(
        n=n,
        matrix=polychorics.matrix,
        thresholds=polychorics.stacked_thresholds,
        correlations=polychorics.stacked_correlations,
        threshold_variances=n * threshold_variances(influence, tables),
        correlation_variances=n * correlation_variances(influence, tables),
        covariance=None if gram is None else n * gram,
    )


def sample_from_tables(tables: TwoWayTables, *, gram: FloatMatrix | None = None) -> OrdinalSample:
    """An ordinal sample from counts alone, for DWLS; with the cross product of influences also for WLSMV and ULS."""
    found = polychoric_correlations(tables)
    moments = moments_from_tables(tables, found, influence_tables(found, tables), gram=gram)
    return OrdinalSample(moments=(moments,), categories=tables.categories, notes=found.notes)


def _require_rows(group: ResponseTable, what: str) -> None:
    if group.n_rows <= len(group.items):
        raise TooFewPersonsError(
            f"There are {group.n_rows} {what} for {len(group.items)} items.",
            place="rows" if not group.groups else f"group {group.groups[0]}" if group.n_rows else "group",
            value=group.n_rows,
            remedy=f"More than {len(group.items)} are needed.",
        )
