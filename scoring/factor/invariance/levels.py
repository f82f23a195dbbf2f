"""The levels of invariance, fitted one after the other.

Continuous items: configural, metric (loadings), scalar (and intercepts), strict (and residual variances). Ordinal items
after Wu & Estabrook (2016): configural, thresholds, loadings, intercepts, residuals. Each keeps the former equalities.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import Note, ScoringError, UnsuitableGroupsError, UsageError
from scoring.factor.confirmatory.estimates import improper_notes
from scoring.factor.confirmatory.estimation import Estimator, Fitted, Sample, fit
from scoring.factor.confirmatory.indices import FitIndices, IndexSet, fit_indices
from scoring.factor.confirmatory.parameters import Equality, Identification, Layout, ParameterTable, Scaling
from scoring.factor.confirmatory.samples import OrdinalSample, continuous_sample, incomplete_sample, ordinal_sample
from scoring.factor.confirmatory.specification import specify
from scoring.factor.confirmatory.syntax import Model
from scoring.factor.invariance.differences import DifferenceTest, difference_test
from scoring.factor.invariance.merging import MergedCategory, merge_rare_categories
from scoring.responses import MissingRule, ResponseTable


class Level(StrEnum):
    """What is equal in all groups, the former levels included."""

    CONFIGURAL = "configural"
    METRIC = "metric"
    SCALAR = "scalar"
    STRICT = "strict"
    THRESHOLDS = "thresholds"
    LOADINGS = "loadings"
    INTERCEPTS = "intercepts"
    RESIDUALS = "residuals"


CONTINUOUS_LEVELS: dict[Level, Equality] = {
    Level.CONFIGURAL: Equality(),
    Level.METRIC: Equality(loadings=True),
    Level.SCALAR: Equality(loadings=True, intercepts=True),
    Level.STRICT: Equality(loadings=True, intercepts=True, residuals=True),
}
ORDINAL_LEVELS: dict[Level, Equality] = {
    Level.CONFIGURAL: Equality(),
    Level.THRESHOLDS: Equality(thresholds=True),
    Level.LOADINGS: Equality(thresholds=True, loadings=True),
    Level.INTERCEPTS: Equality(thresholds=True, loadings=True, intercepts=True),
    Level.RESIDUALS: Equality(thresholds=True, loadings=True, intercepts=True, residuals=True),
}


@dataclass(frozen=True, kw_only=True)
class InvarianceLevel:
    """One level; differences to the level before are None at the first.

    delta_cfi, delta_rmsea : of the scaled indices where the estimator has them, else of the naive ones.
    """

    level: Level
    fitted: Fitted
    indices: FitIndices
    difference: DifferenceTest | None
    delta_cfi: float | None
    delta_rmsea: float | None

    @property
    def free(self) -> int:
        """Free parameters, exact thresholds included."""
        layout = self.fitted.table.layout
        exact = layout.groups * sum(layout.thresholds or ()) if layout.exact_thresholds else 0
        return self.fitted.table.n_free + exact


@dataclass(frozen=True, kw_only=True)
class InvarianceResult:
    """All levels with the groups they compare, in order of appearance in the data."""

    groups: tuple[tuple[str, int], ...]
    levels: tuple[InvarianceLevel, ...]
    merged: tuple[MergedCategory, ...]
    notes: tuple[Note, ...]

    @property
    def converged(self) -> bool:
        """Whether every level converged."""
        return all(level.fitted.optimum.converged for level in self.levels)


def measurement_invariance(
    table: ResponseTable,
    model: Model,
    *,
    estimator: Estimator,
    identification: Identification = Identification.VARIANCE,
    missing: MissingRule = MissingRule.LISTWISE,
    levels: Sequence[Level] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> InvarianceResult:
    """Fits the levels of invariance to the groups of a table; rows without a group are left out.

    Raises
    ------
    UnsuitableGroupsError : fewer than two groups, or a group too small or without variation; with its name.
    """
    if len(model.factors) != len({f for f in model.factors if model.items_of(f)}):
        raise UsageError(
            "Invariance needs factors that are measured by items.",
            place="model",
            remedy="Leave out factors of factors.",
        )
    labels, groups = split_groups(table.select(model.observed), missing, estimator)
    merged: tuple[MergedCategory, ...] = ()
    categories = None
    if estimator.ordinal:
        groups, categories, merged = merge_rare_categories(groups)
    sample = _sample(groups, labels, estimator, missing, categories)
    plan = ORDINAL_LEVELS if estimator.ordinal else CONTINUOUS_LEVELS
    wanted = [level for level in plan if levels is None or level in levels]
    found: list[InvarianceLevel] = []
    for step, level in enumerate(wanted):
        if progress is not None:
            progress(f"level {level.value}", step, len(wanted))
        parameters = parameters_at(model, sample, level, plan[level], identification)
        found.append(_level(level, fit(sample, parameters, estimator), found[-1] if found else None))
    sizes = [moments.n for moments in sample.moments]
    return InvarianceResult(
        groups=tuple(zip(labels, sizes, strict=True)), levels=tuple(found), merged=merged, notes=_notes(found, merged)
    )


def split_groups(
    table: ResponseTable, missing: MissingRule, estimator: Estimator
) -> tuple[list[str], list[ResponseTable]]:
    """Labels and tables of the groups, in order of appearance among the rows that count.

    Raises
    ------
    UnsuitableGroupsError : fewer than two groups, or no more rows than items in one of them.
    """
    complete = missing is MissingRule.LISTWISE and estimator is not Estimator.FIML
    used = table.complete() if complete else table.non_empty()
    labels = [label for label in dict.fromkeys(used.groups or ()) if label]
    if len(labels) < 2:
        raise UnsuitableGroupsError(
            "Invariance compares two groups at least.", place="--group", value=labels, remedy="Name another column."
        )
    groups = [used.of_group(label) for label in labels]
    for label, group in zip(labels, groups, strict=True):
        if group.n_rows <= len(group.items):
            raise UnsuitableGroupsError(
                f"The group has too few rows for {len(group.items)} items.",
                place=f"group {label}",
                value=group.n_rows,
                remedy="Leave the group out, or collect more answers.",
            )
    return labels, groups


def _sample(
    groups: Sequence[ResponseTable],
    labels: Sequence[str],
    estimator: Estimator,
    missing: MissingRule,
    categories: tuple[tuple[float, ...], ...] | None,
) -> Sample:
    for label, group in zip(labels, groups, strict=True):
        try:
            group.require_answers()
        except ScoringError as problem:
            raise UnsuitableGroupsError(
                problem.message, place=f"group {label}, {problem.place}", value=problem.value, remedy=problem.remedy
            ) from None
    if estimator.ordinal:
        return ordinal_sample(groups, missing=missing, full=estimator is not Estimator.DWLS, categories=categories)
    return incomplete_sample(groups) if estimator is Estimator.FIML else continuous_sample(groups)


def parameters_at(
    model: Model, sample: Sample, level: Level, equality: Equality, identification: Identification
) -> ParameterTable:
    """The parameter table of a level."""
    ordinal = isinstance(sample, OrdinalSample)
    layout = Layout(
        items=model.observed,
        factors=model.factors,
        groups=len(sample.moments),
        thresholds=sample.thresholds_per_item if isinstance(sample, OrdinalSample) else None,
        means=not (ordinal and level is Level.CONFIGURAL),
        exact_thresholds=ordinal and level is Level.CONFIGURAL,
        scaling=Scaling.THETA if ordinal and level is Level.RESIDUALS else Scaling.DELTA,
    )
    return specify(model, layout, identification=identification, equality=equality)


def _level(level: Level, fitted: Fitted, before: InvarianceLevel | None) -> InvarianceLevel:
    indices = fit_indices(fitted)
    if before is None:
        return InvarianceLevel(
            level=level, fitted=fitted, indices=indices, difference=None, delta_cfi=None, delta_rmsea=None
        )
    now, then = _deciding(indices), _deciding(before.indices)
    return InvarianceLevel(
        level=level,
        fitted=fitted,
        indices=indices,
        difference=difference_test(before.fitted, fitted),
        delta_cfi=now.cfi - then.cfi,
        delta_rmsea=now.rmsea - then.rmsea,
    )


def _deciding(indices: FitIndices) -> IndexSet:
    return indices.naive if indices.scaled is None else indices.scaled


def _notes(levels: Sequence[InvarianceLevel], merged: Sequence[MergedCategory]) -> tuple[Note, ...]:
    notes = [
        Note(
            code="merged_category",
            place=entry.item,
            message=f"Answer {entry.category:g} counts as {entry.into:g}: it is too rare in a group.",
        )
        for entry in merged
    ]
    for level in levels:
        if level.difference is not None and level.difference.df == 0:
            message = "The data cannot test this level: it has as many parameters as the one before."
            notes.append(Note(code="untestable", place=level.level.value, message=message))
        if not level.fitted.optimum.converged:
            notes.append(Note(code="not_converged", place=level.level.value, message=level.fitted.optimum.reason))
        notes += [
            Note(code=note.code, place=f"{level.level.value}, {note.place}", message=note.message)
            for note in improper_notes(level.fitted)
        ]
    return tuple(notes)
