"""From answers to a calibrated graded response model with its card, scale by scale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.definitions.standing import OriginCounts
from scoring.errors import NotACategoryError, Note, NotIdentifiedError
from scoring.factor.confirmatory import Confirmation, Estimator, Identification, Model, confirm, parse_model
from scoring.factor.confirmatory.confirm import report, table_of
from scoring.factor.confirmatory.estimation import fit
from scoring.factor.confirmatory.samples import sample_from_tables
from scoring.factor.tables import TwoWayTables, sum_of_tables, tables_of
from scoring.irt.calibration import GradedCalibration, calibrate_graded
from scoring.irt.curves import GradedItem, item_from_factor
from scoring.irt.trait_correlation import trait_correlations
from scoring.linalg import FloatMatrix
from scoring.models.calibrated import (
    calibrated_model,
    calibrated_scale,
    information_curve,
    scale_estimates,
    standard_errors,
)
from scoring.models.layout import ScaleLayout, category_codes
from scoring.models.protocol import ScoringModel
from scoring.responses import MissingRule, ResponseTable

METHOD_FACTOR = "acquiescence"


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """A model from data. card : what is known about it (see `scoring.models.files`). converged : of all scales."""

    model: ScoringModel
    estimates: tuple[dict[str, Any], ...]
    information: tuple[list[float], ...]
    loglik: float | None
    converged: bool
    notes: tuple[Note, ...]


def estimate_by_mml(
    layouts: Sequence[ScaleLayout],
    answers: Mapping[str, FloatMatrix],
    origin: OriginCounts,
    *,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,  # noqa: ARG005 -- the port's names
) -> Estimated:
    """Calibrates every scale by MML (logit link) and the correlations between traits pair by pair.

    answers : by scale (people, items of the scale) as answered, NaN for missing; the same people in every scale.
    """
    codes = [category_codes(layout, answers[layout.name]) for layout in layouts]
    found: list[GradedCalibration] = []
    for layout, part in zip(layouts, codes, strict=True):
        progress("calibrate", len(found), len(layouts))
        found.append(calibrate_graded(part, tuple(item.categories for item in layout.items)))
    scales = [calibrated_scale(layout, f.items, f.link) for layout, f in zip(layouts, found, strict=True)]
    correlations = (
        trait_correlations([f.items for f in found], [f.link for f in found], codes)
        if len(found) > 1
        else np.ones((1, 1))
    )
    return Estimated(
        model=calibrated_model(scales, correlations, origin),
        estimates=tuple(
            {**scale_estimates(s), **standard_errors(f), "n": f.n} for s, f in zip(scales, found, strict=True)
        ),
        information=tuple(information_curve(scale) for scale in scales),
        loglik=sum(f.loglik for f in found),
        converged=all(f.converged for f in found),
        notes=tuple(note for f in found for note in f.notes),
    )


def keyed_table(
    layouts: Sequence[ScaleLayout], answers: Mapping[str, FloatMatrix], *, first_row: int = 1
) -> ResponseTable:
    """Category codes of all scales as one table of answers, missing as NaN; turned items are named as such."""
    columns = []
    for layout in layouts:
        coded = category_codes(layout, answers[layout.name], first_row=first_row)
        for item, codes in zip(layout.items, coded, strict=True):
            columns.append(np.where(codes == item.categories, np.nan, codes.astype(np.float64)))
    values = np.stack(columns, axis=1)
    return ResponseTable(
        items=tuple(name for layout in layouts for name in layout.item_names),
        values=values,
        rows=np.arange(first_row, first_row + len(values), dtype=np.int64),
        reversed=tuple(name for layout in layouts for name in layout.reverse),
    )


def plain_model(layouts: Sequence[ScaleLayout]) -> Model:
    """The factor model in which every item measures its scale and factors correlate."""
    return parse_model("\n".join(f"{layout.name} =~ {' + '.join(layout.item_names)}" for layout in layouts))


def is_balanced(layouts: Sequence[ScaleLayout]) -> bool:
    """Whether every scale has three items of each key, so that a method factor can be told from the trait."""
    return all(min(len(layout.reverse), len(layout.items) - len(layout.reverse)) >= 3 for layout in layouts)


def estimate_by_wlsmv(
    layouts: Sequence[ScaleLayout], answers: Mapping[str, FloatMatrix], origin: OriginCounts
) -> Estimated:
    """Calibrates all scales in one ordinal factor model (probit link), complete rows only.

    Balanced scales get a method factor (loading +1 as answered, variance free), which scoring integrates out.
    """
    table = keyed_table(layouts, answers)
    method = METHOD_FACTOR if is_balanced(layouts) else None
    found = confirm(
        table, plain_model(layouts), estimator=Estimator.WLSMV, missing=MissingRule.LISTWISE, method_factor=method
    )
    return _estimated(found, layouts, origin)


def counts_of_blocks(layouts: Sequence[ScaleLayout], blocks: Iterable[ResponseTable]) -> TwoWayTables:
    """Two-way counts of all items over blocks of answers as given, of which one is held at a time.

    Raises
    ------
    NotACategoryError : an answer that is none of its item's, with the row it has in the source.
    """
    categories = tuple(tuple(float(c) for c in range(item.categories)) for one in layouts for item in one.items)
    return sum_of_tables(tables_of(_keyed_block(layouts, block), categories=categories) for block in blocks)


def _keyed_block(layouts: Sequence[ScaleLayout], block: ResponseTable) -> ResponseTable:
    answers = {layout.name: block.select(layout.item_names).values for layout in layouts}
    return keyed_table(layouts, answers, first_row=int(block.rows[0]))


def estimate_by_dwls(layouts: Sequence[ScaleLayout], counts: TwoWayTables, origin: OriginCounts) -> Estimated:
    """Calibrates all scales in one ordinal factor model (probit link) from two-way counts alone, missing pair by pair.

    Costs the same for a hundred people and for a million. Standard errors are those of DWLS without the robust
    correction, which would need a second pass over the answers; a method factor is not fitted.

    Raises
    ------
    NotACategoryError : a category that nobody chose.
    """
    _refuse_empty_categories(layouts, counts)
    model = plain_model(layouts)
    sample = sample_from_tables(counts)
    fitted = fit(sample, table_of(model, sample, identification=Identification.VARIANCE), Estimator.DWLS)
    return _estimated(report(fitted, model), layouts, origin)


def _refuse_empty_categories(layouts: Sequence[ScaleLayout], counts: TwoWayTables) -> None:
    items = [item for layout in layouts for item in layout.items]
    for item, margin in zip(items, counts.margins, strict=True):
        if (margin == 0).any():
            keyed = item.category_of.index(int(np.flatnonzero(margin == 0)[0]))
            raise NotACategoryError(
                "Nobody chose this category, so its threshold cannot be estimated.",
                place=f"item {item.name}",
                value=item.highest - keyed if item.reversed else item.lowest + keyed,
                remedy="Collect more answers, or correct --min and --max.",
            )


def _estimated(found: Confirmation, layouts: Sequence[ScaleLayout], origin: OriginCounts) -> Estimated:
    """The scoring model of a fitted ordinal factor model."""
    spread = _method_loading(found)
    scales = [calibrated_scale(layout, _items_of(found, layout, spread), "probit") for layout in layouts]
    errors = {p.rhs: p.se for p in found.parameters if p.op == "=~" and p.lhs != METHOD_FACTOR}
    return Estimated(
        model=calibrated_model(scales, trait_correlations_of(found, [layout.name for layout in layouts]), origin),
        estimates=tuple(
            {
                **scale_estimates(s),
                "loadings_se": [errors[i] for i in s.layout.item_names],
                "n": found.fitted.sample.n,
            }
            for s in scales
        ),
        information=tuple(information_curve(scale) for scale in scales),
        loglik=None,
        converged=found.converged,
        notes=(*found.notes, *found.improper),
    )


def _items_of(found: Confirmation, layout: ScaleLayout, spread: float) -> tuple[GradedItem, ...]:
    loading = {p.rhs: p.estimate for p in found.parameters if p.op == "=~" and p.lhs == layout.name}
    thresholds: dict[str, list[float]] = {}
    for p in found.parameters:
        if p.op == "|":
            thresholds.setdefault(p.lhs, []).append(p.estimate)
    items = []
    for item in layout.items:
        if loading[item.name] ** 2 + spread**2 >= 1.0:
            raise NotIdentifiedError(
                "The item is the trait itself (a Heywood case), so it cannot be scored.",
                place=f"item {item.name}",
                value=loading[item.name],
                remedy="Drop it, or one of the items it repeats.",
            )
        sign = -1.0 if item.reversed else 1.0
        items.append(item_from_factor(loading[item.name], tuple(thresholds[item.name]), "probit", sign * spread))
    return tuple(items)


def _method_loading(found: Confirmation) -> float:
    variances = [p.estimate for p in found.parameters if p.op == "~~" and p.lhs == p.rhs == METHOD_FACTOR]
    return float(np.sqrt(max(variances[0], 0.0))) if variances else 0.0


def trait_correlations_of(found: Confirmation, names: Sequence[str]) -> FloatMatrix:
    """Correlations between the factors of a fitted model, in the order of the names."""
    place = {name: number for number, name in enumerate(names)}
    matrix = np.eye(len(names))
    for p in found.parameters:
        if p.op == "~~" and p.lhs in place and p.rhs in place and p.lhs != p.rhs:
            matrix[place[p.lhs], place[p.rhs]] = matrix[place[p.rhs], place[p.lhs]] = p.standardized
    return matrix
