"""The figures of a supplier scale: does its structure hold where colleagues answer alike, and do suppliers differ?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from scoring.definitions.standing import OriginCounts
from scoring.errors import Note, ScoringError
from scoring.factor.confirmatory import Confirmation, Estimator, confirm, parse_model
from scoring.ladder.confirmation import fit_figures
from scoring.ladder.other_evidence import SupplierFigures
from scoring.reliability.agreement.between_groups import between_groups
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.grouping import group_numbers, order_of_labels


def supplier_figures(
    table: ResponseTable, scales: Mapping[str, Sequence[str]], origin: OriginCounts
) -> tuple[tuple[SupplierFigures, ...], tuple[Note, ...]]:
    """Figures for every scale; what could not be computed is None, with a note why.

    Rows without a supplier, or with a missing answer on a scale, leave that scale. The factor model is estimated by
    WLSMV with influences summed within suppliers; ICC(1) and ICC(2) are those of the scale mean.

    table : keyed answers whose groups are the suppliers.
    """
    notes: list[Note] = []
    named = table.where(np.array([bool(label) for label in table.groups or ()], dtype=np.bool_))
    found = tuple(_figures(named.select(items).complete(), name, origin, notes) for name, items in scales.items())
    return found, tuple(notes)


def _figures(own: ResponseTable, name: str, origin: OriginCounts, notes: list[Note]) -> SupplierFigures:
    labels = own.groups or ()
    icc1, p, icc2 = (None if np.isnan(value) else float(value) for value in _differences(own, name, notes))
    return SupplierFigures(
        unit=name,
        origin=origin,
        suppliers=len(set(labels)),
        respondents=own.n_rows,
        cluster_robust_fit=fit_figures(_confirmed(own, name, notes)),
        icc1=icc1,
        icc1_p=p,
        icc2=icc2,
    )


def _confirmed(own: ResponseTable, name: str, notes: list[Note]) -> Confirmation | None:
    model = parse_model(f"{name} =~ {' + '.join(own.items)}")
    try:
        found = confirm(own, model, estimator=Estimator.WLSMV, missing=MissingRule.LISTWISE, clustered=True)
    except ScoringError as problem:
        notes.append(Note(code=problem.code, place=f"{name}, cluster-robust", message=problem.message))
        return None
    notes.extend(found.notes)
    return found if found.converged else None


def _differences(own: ResponseTable, name: str, notes: list[Note]) -> tuple[float, float, float]:
    """ICC(1), p of no difference between suppliers, ICC(2); NaN where they cannot be computed."""
    labels = own.groups or ()
    try:
        found = between_groups(
            own.values.mean(axis=1), group_numbers(labels, order_of_labels(labels)), place=f"{name}, scale mean"
        )
    except ScoringError as problem:
        notes.append(Note(code=problem.code, place=f"{name}, between suppliers", message=problem.message))
        return np.nan, np.nan, np.nan
    notes.extend(found.notes)
    return found.icc1, found.p, found.icc2
