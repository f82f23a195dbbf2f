"""People as rows of a table: a pilot's imported people, a campaign's candidates."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from backend.campaigns.selectors import campaign
from backend.cultures.models import DimensionTarget
from backend.fit.models import DimensionFit
from backend.fit.policies import visible_assessments, visible_dimension_fits
from backend.fit.selectors.candidates import CandidateView, candidate_views, candidates_page
from backend.fit.selectors.evidence import ScoredScale, scored_scales, scored_sittings
from backend.kernel.tenancy import Actor

COLUMNS = ("mean", "se", "n", "probability", "basis", "status", "verdict", "reason", "eligible")
OVERALL = ("expected_count", "count_lower", "count_upper", "reason")
PEOPLE_AT_ONCE = 500


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


NOT_ASSESSED = FittedDimension(None, None, 0, None, "", "", "", "", False)


def fitted_rows(actor: Actor, campaign_id: uuid.UUID) -> list[FittedRow]:
    """Every assessed person of an import, in the order of the file. Needs `view_results`."""
    assessments = (
        visible_assessments(actor)
        .filter(campaign_id=campaign_id, superseded=False, sitting__participant__isnull=False)
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


def dimensions_of_campaign(actor: Actor, campaign_id: uuid.UUID) -> list[str]:
    """Codes of the dimensions of the definition that a campaign pins, in its order; empty where none is pinned."""
    pinned = campaign(actor, campaign_id).definition_version_id
    rows = DimensionTarget.objects.filter(version_id=pinned) if pinned else DimensionTarget.objects.none()
    return list(rows.order_by("position", "code").values_list("code", flat=True))


def fit_headings(dimensions: Sequence[str]) -> list[str]:
    """The columns of a pilot's table: the person, nine for each dimension, the count over all."""
    return ["id", *(f"{code}_{column}" for code in dimensions for column in COLUMNS), *OVERALL]


def fit_cells(row: FittedRow, dimensions: Sequence[str]) -> list[Any]:
    """One person in those columns; what was not scored stays empty."""
    cells: list[Any] = [row.code]
    for code in dimensions:
        fit = row.dimensions.get(code, NOT_ASSESSED)
        cells += [fit.mean, fit.se, fit.n_answered, fit.probability, fit.basis, fit.status, fit.verdict, fit.reason]
        cells.append(str(fit.eligible).lower())
    return [*cells, row.expected_count, row.count_lower, row.count_upper, row.reason]


def candidates_in_order(actor: Actor, campaign_id: uuid.UUID, query: Mapping[str, Any]) -> Iterator[CandidateView]:
    """Every candidate of a campaign as the reader narrowed and sorted them, some hundred at a time."""
    rows = candidates_page(actor, campaign_id, query).iterator(chunk_size=PEOPLE_AT_ONCE)
    while chunk := list(islice(rows, PEOPLE_AT_ONCE)):
        yield from candidate_views(actor, chunk)


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
