"""From continuous answers to a linear factor model with its card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scoring.definitions.standing import OriginCounts
from scoring.factor.confirmatory import Estimator, confirm, parse_model
from scoring.factor.confirmatory.estimates import ParameterEstimate
from scoring.models.estimation import Estimated, trait_correlations_of
from scoring.models.linear_factor import LinearFactorModel, LinearItem
from scoring.responses import MissingRule, ResponseTable

Rows = Mapping[tuple[str, str, str], ParameterEstimate]


def estimate_by_ml(scales: Mapping[str, tuple[str, ...]], table: ResponseTable, origin: OriginCounts) -> Estimated:
    """Calibrates continuous items in one factor model by maximum likelihood, complete rows only.

    table : keyed answers; its minimum and maximum are recorded for turned items.
    """
    text = "\n".join(f"{name} =~ {' + '.join(items)}" for name, items in scales.items())
    found = confirm(table, parse_model(text), estimator=Estimator.ML, missing=MissingRule.LISTWISE)
    complete = table.complete()
    rows = {(p.lhs, p.op, p.rhs): p for p in found.parameters}
    correlations = trait_correlations_of(found, tuple(scales))
    model = LinearFactorModel(
        scale_names=tuple(scales),
        linear_items=tuple(_item(i, name, rows, complete) for name, members in scales.items() for i in members),
        factor_correlations=tuple(tuple(float(r) for r in row) for row in correlations),
        origin=origin,
    )
    return Estimated(
        model=model,
        estimates=tuple(_estimates(name, members, rows, complete) for name, members in scales.items()),
        information=(),
        loglik=None,
        converged=found.converged,
        notes=(*found.notes, *found.improper),
    )


def _item(item: str, scale: str, rows: Rows, complete: ResponseTable) -> LinearItem:
    return LinearItem(
        name=item,
        scale=scale,
        mean=float(complete.column(item).mean()),
        loading=rows[scale, "=~", item].estimate,
        residual=rows[item, "~~", item].estimate,
        reversed=item in complete.reversed,
        lowest=complete.minimum,
        highest=complete.maximum,
    )


def _estimates(name: str, members: tuple[str, ...], rows: Rows, complete: ResponseTable) -> dict[str, Any]:
    return {
        "name": name,
        "items": list(members),
        "reverse": [item for item in members if item in complete.reversed],
        "link": "identity",
        "basis": "data",
        "loadings": [rows[name, "=~", item].estimate for item in members],
        "loadings_se": [rows[name, "=~", item].se for item in members],
        "residuals": [rows[item, "~~", item].estimate for item in members],
        "n": complete.n_rows,
    }
