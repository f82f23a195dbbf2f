"""Imported people as rows of a table."""

import uuid
from collections import defaultdict
from dataclasses import dataclass

from backend.fit.models import DimensionFit
from backend.fit.policies import visible_assessments, visible_dimension_fits
from backend.fit.selectors.evidence import ScoredScale, scored_scales, scored_sittings
from backend.kernel.tenancy import Actor


@dataclass(frozen=True)
class FittedRow:
    """One imported person as a row of a table."""

    code: str
    dimensions: dict[str, "FittedDimension"]
    expected_count: float | None
    count_lower: int | None
    count_upper: int | None
    reason: str


@dataclass(frozen=True)
class FittedDimension:
    """One dimension of one imported person: the scale's EAP with its SE, and the fit that follows from it."""

    mean: float | None
    se: float | None
    n_answered: int
    probability: float | None
    basis: str
    status: str
    verdict: str
    reason: str
    eligible: bool


def fitted_rows(actor: Actor, campaign_id: uuid.UUID) -> list[FittedRow]:
    """Every assessed person of an import, in the order of the file. Needs `view_results`."""
    assessments = (
        visible_assessments(actor)
        .filter(campaign_id=campaign_id, superseded=False)
        .values_list(
            "pk",
            "sitting__participant__code",
            "sitting_id",
            "expected_count",
            "count_lower",
            "count_upper",
            "reason",
        )
    )
    fits = _fits_of_campaign(actor, campaign_id)
    scales = {(score.sitting_id, score.dimension): score for score in scored_scales(scored_sittings(campaign_id))}
    rows = [
        FittedRow(
            code,
            {fit.dimension: _fitted(fit, scales.get((sitting_id, fit.dimension))) for fit in fits.get(pk, [])},
            expected,
            lower,
            upper,
            reason,
        )
        for pk, code, sitting_id, expected, lower, upper, reason in assessments
    ]
    return sorted(rows, key=lambda row: (len(row.code), row.code))


def _fits_of_campaign(actor: Actor, campaign_id: uuid.UUID) -> dict[uuid.UUID, list[DimensionFit]]:
    found: dict[uuid.UUID, list[DimensionFit]] = defaultdict(list)
    rows = visible_dimension_fits(actor).filter(assessment__campaign_id=campaign_id, assessment__superseded=False)
    for row in rows.order_by("position"):
        found[row.assessment_id].append(row)
    return found


def _fitted(fit: DimensionFit, score: ScoredScale | None) -> FittedDimension:
    return FittedDimension(
        mean=score.mean if score else None,
        se=score.se if score else None,
        n_answered=fit.n_answered,
        probability=fit.probability,
        basis=fit.basis,
        status=fit.status,
        verdict=fit.verdict,
        reason=fit.reason,
        eligible=fit.eligible,
    )
