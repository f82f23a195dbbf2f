"""What is known about one scale: items, loadings, residuals, reliability, information, norms."""

from typing import Any

import numpy as np

from backend.calibration.study.material import Material
from scoring.errors import ScoringError
from scoring.factor.confirmatory import Confirmation, Estimator, confirm, parse_model
from scoring.ladder.confirmation import Z_95
from scoring.linalg import FloatVector
from scoring.models.estimation import Estimated
from scoring.models.graded_response import GradedResponseModel
from scoring.models.layout import ScaleLayout
from scoring.norms.tables import norm_group, norm_table
from scoring.reliability.alpha import coefficient_alpha
from scoring.responses import MissingRule, ResponseTable
from scoring.responses.description import describe_items, pairwise_covariance

LARGEST_INDICES = 10


def scale_figures(
    material: Material, layout: ScaleLayout, by_mml: Estimated, by_wlsmv: Estimated | None
) -> dict[str, Any]:
    """Figures of one scale, both parts and both methods."""
    table = material.table.select(layout.item_names)
    at = [estimate["name"] for estimate in by_mml.estimates].index(layout.name)
    return {
        "scale": layout.name,
        "items": list(layout.item_names),
        "n": table.n_rows,
        "estimates": by_mml.estimates[at],
        "joint_estimates": None if by_wlsmv is None else by_wlsmv.estimates[at],
        "information": by_mml.information[at],
        "description": _description(table),
        "alpha": _alpha(table),
        "confirmation": _confirmation(table.where(~material.calibrates), layout.name),
    }


def _description(table: ResponseTable) -> dict[str, Any]:
    found = describe_items(table)
    return {
        "mean": numbers(found.mean),
        "sd": numbers(found.sd),
        "n_valid": found.n_valid.tolist(),
        "n_missing": found.n_missing.tolist(),
        "category_counts": [[[float(value), int(n)] for value, n in counts] for counts in found.category_counts],
        "item_rest": numbers(found.item_rest),
    }


def _alpha(table: ResponseTable) -> dict[str, Any] | None:
    complete = table.complete()
    try:
        found = coefficient_alpha(pairwise_covariance(complete.values), n=complete.n_rows)
    except ScoringError:
        return None
    return {
        "alpha": found.alpha,
        "ci_lower": found.ci_lower,
        "ci_upper": found.ci_upper,
        "n": found.n,
        "alpha_if_dropped": numbers(found.alpha_if_dropped),
    }


def _confirmation(part: ResponseTable, scale: str) -> dict[str, Any] | None:
    """The one-factor model of the confirming part: loadings with error, indices, residuals, what would help it."""
    try:
        model = parse_model(f"{scale} =~ {' + '.join(part.items)}")
        found = confirm(part, model, estimator=Estimator.WLSMV, missing=MissingRule.LISTWISE)
    except ScoringError:
        return None
    return {
        "n": found.fitted.sample.n,
        "converged": found.converged,
        "fit": _fit(found),
        "loadings": [
            {
                "item": p.rhs,
                "loading": p.standardized,
                "se": p.se,
                "lower": p.estimate - Z_95 * p.se,
                "upper": p.estimate + Z_95 * p.se,
            }
            for p in found.parameters
            if p.op == "=~"
        ],
        "residuals": [numbers(row) for row in found.residuals[0]],
        "modification_indices": [
            {"lhs": m.lhs, "op": m.op, "rhs": m.rhs, "mi": number(m.mi), "sepc": number(m.sepc)}
            for m in found.modification_indices[:LARGEST_INDICES]
        ],
        "notes": [note.as_dict() for note in (*found.notes, *found.improper)],
    }


def _fit(found: Confirmation) -> dict[str, Any]:
    chosen = found.indices.scaled or found.indices.naive
    names = ("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "rmsea_lower", "rmsea_upper")
    return {**{name: number(float(getattr(chosen, name))) for name in names}, "srmr": number(found.indices.srmr)}


def norms_of(material: Material, layout: ScaleLayout, by_mml: Estimated) -> dict[str, Any] | None:
    """How the positions of everybody in the sample are spread, on T in whole points; None where nobody is scored."""
    if not isinstance(by_mml.model, GradedResponseModel):
        return None
    model = by_mml.model
    columns = [material.answers[name] for name in model.scale_names]
    scores = model.score(np.hstack(columns)).scale(layout.name)
    return norms_of_positions(scores.mean[scores.scored], scores.se[scores.scored])


def norms_of_positions(theta: FloatVector, se: FloatVector) -> dict[str, Any] | None:
    """The norms of these positions with their errors, on T in whole points; None where they make no group."""
    try:
        group = norm_group(np.round(50.0 + 10.0 * theta))
    except ScoringError:
        return None
    return {
        "n": group.n,
        "mean": group.mean,
        "sd": group.sd,
        "provisional": group.provisional,
        "marginal_reliability": 1.0 - float((se**2).mean()),
        "table": [vars(entry) for entry in norm_table(group)],
    }


def number(value: float) -> float | None:
    """A figure as JSON holds it: what is no finite number is null."""
    return float(value) if np.isfinite(value) else None


def numbers(values: Any) -> list[float | None]:
    """A row of figures as JSON holds it."""
    return [number(float(value)) for value in values]
