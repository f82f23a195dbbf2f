"""How the candidates of a campaign stand, for lists, for one page, and for a taker's own report."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from backend.campaigns.policies import visible_campaigns
from backend.cultures.models import DimensionTarget
from backend.fit.models import DimensionFit, FitAssessment
from backend.fit.policies import visible_assessments, visible_decisions, visible_dimension_fits
from backend.fit.selectors.evidence import MethodEvidence
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.sittings.models import Sitting
from backend.sittings.policies import visible_sittings
from scoring.evidence.say_do import SaidPosition, position_before_seen
from scoring.evidence.sensitivity import Sensitivity


@dataclass(frozen=True)
class SayDoView:
    """How far what somebody says lies from what was seen, in theta; the word only beyond a 90 % interval."""

    difference: float
    se: float
    word: str


@dataclass(frozen=True)
class DimensionView:
    """One dimension of one person for the screen: the words of the definition and the figures of fit."""

    dimension: str
    name: str
    kind: str
    pole_a: str
    pole_b: str
    weight: int
    band_lower: float | None
    band_upper: float | None
    cut: float | None
    mean: float | None
    se: float | None
    lower: float | None
    upper: float | None
    probability: float | None
    verdict: str | None
    reason: str | None
    basis: str
    status: str
    eligible: bool
    provisional: bool
    methods: tuple[str, ...]
    n_answered: int
    n_items: int
    evidence: tuple[MethodEvidence, ...]
    everything_mean: float | None
    everything_se: float | None
    sensitivity: Sensitivity | None
    say_do: SayDoView | None
    before_seen: SaidPosition | None


@dataclass(frozen=True)
class CandidateView:
    """One candidate of a campaign as those who decide see them."""

    candidate_id: uuid.UUID
    name: str
    email: str
    sitting_id: uuid.UUID
    sitting_status: str
    origin: str
    submitted_at: datetime | None
    assessment_id: uuid.UUID | None
    assessed_at: datetime | None
    expected_count: float | None
    count_lower: int | None
    count_upper: int | None
    assessed: int
    of: int
    reason: str
    decision: str
    decided_at: datetime | None
    dimensions: tuple[DimensionView, ...] = field(default=())


_SORTS = {"submitted": "submitted_at", "status": "status", "name": "invitation__candidate__name"}


def candidates(actor: Actor, campaign_id: uuid.UUID) -> QuerySet[Sitting]:
    """Invited candidates of a campaign with what is known of each, in one query and two for the dimensions."""
    assessments = visible_assessments(actor).filter(sitting=OuterRef("pk"), superseded=False)
    decisions = visible_decisions(actor).filter(
        campaign_id=OuterRef("campaign_id"), candidate_id=OuterRef("invitation__candidate_id")
    )
    return (
        visible_sittings(actor)
        .filter(campaign_id=campaign_id, invitation__isnull=False, invitation__revoked_at=None)
        .select_related("invitation__candidate")
        .annotate(
            assessment_id=Subquery(assessments.values("pk")[:1]),
            expected_count=Subquery(assessments.values("expected_count")[:1]),
            decision=Subquery(decisions.order_by("-created_at").values("outcome")[:1]),
            decided_at=Subquery(decisions.order_by("-created_at").values("created_at")[:1]),
        )
    )


def candidates_page(actor: Actor, campaign_id: uuid.UUID, query: Mapping[str, Any]) -> QuerySet[Sitting]:
    """Candidates narrowed and sorted as the reader chose; raises `NotFoundError` for a campaign not visible."""
    if not visible_campaigns(actor).filter(pk=campaign_id).exists():
        raise NotFoundError
    rows = candidates(actor, campaign_id)
    if query["status"]:
        rows = rows.filter(status=query["status"])
    if query["decision"]:
        wanted = Q(decision=None) if query["decision"] == "none" else Q(decision=query["decision"])
        rows = rows.filter(wanted)
    if query["search"]:
        person = "invitation__candidate__"
        rows = rows.filter(
            Q(**{f"{person}name__icontains": query["search"]}) | Q(**{f"{person}email__icontains": query["search"]})
        )
    if query["unknown"]:
        rows = with_unknown(rows, query["unknown"])
    descending = query["sort"].startswith("-")
    column = F(_SORTS[query["sort"].lstrip("-")])
    return rows.order_by(column.desc(nulls_last=True) if descending else column.asc(nulls_last=True), "pk")


def with_unknown(rows: QuerySet[Sitting], dimension: str) -> QuerySet[Sitting]:
    """Only candidates of whom it cannot be told whether they are on culture on this dimension."""
    known = DimensionFit.objects.filter(
        assessment__sitting=OuterRef("pk"),
        assessment__superseded=False,
        dimension=dimension,
        verdict__in=["on", "off"],
    )
    return rows.filter(~Exists(known))


def candidate(actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> CandidateView:
    """One candidate of a campaign."""
    rows = list(candidates(actor, campaign_id).filter(invitation__candidate_id=candidate_id))
    if not rows:
        raise NotFoundError
    return candidate_views(actor, rows)[0]


def candidate_views(actor: Actor, rows: Sequence[Sitting]) -> list[CandidateView]:
    """Views of a page of candidates: three queries however many there are."""
    identifiers = [row.assessment_id for row in rows if row.assessment_id]  # type: ignore[attr-defined]  # annotated
    fits = visible_dimension_fits(actor).filter(assessment_id__in=identifiers).order_by("assessment_id", "position")
    assessments = {
        assessment.pk: assessment
        for assessment in visible_assessments(actor)
        .filter(pk__in=identifiers)
        .prefetch_related(Prefetch("dimensions", queryset=fits))
    }
    words = _words({assessment.definition_version_id for assessment in assessments.values()})
    return [_candidate_view(row, assessments, words) for row in rows]


def _words(version_ids: set[uuid.UUID]) -> dict[tuple[uuid.UUID, str], DimensionTarget]:
    rows = DimensionTarget.objects.filter(version_id__in=version_ids)
    return {(row.version_id, row.code): row for row in rows}


def _candidate_view(row: Any, assessments: dict[uuid.UUID, FitAssessment], words: Any) -> CandidateView:
    assessment = assessments.get(row.assessment_id)
    person = row.invitation.candidate
    return CandidateView(
        candidate_id=person.pk,
        name=person.name,
        email=person.email,
        sitting_id=row.pk,
        sitting_status=row.status,
        origin=row.origin,
        submitted_at=row.submitted_at,
        assessment_id=row.assessment_id,
        assessed_at=assessment.created_at if assessment else None,
        expected_count=assessment.expected_count if assessment else None,
        count_lower=assessment.count_lower if assessment else None,
        count_upper=assessment.count_upper if assessment else None,
        assessed=assessment.assessed if assessment else 0,
        of=assessment.of if assessment else 0,
        reason=assessment.reason if assessment else "",
        decision=row.decision or "",
        decided_at=row.decided_at,
        dimensions=dimension_views(assessment, words) if assessment else (),
    )


def dimension_views(
    assessment: FitAssessment, words: dict[tuple[uuid.UUID, str], DimensionTarget]
) -> tuple[DimensionView, ...]:
    """The dimensions of an assessment with the words of its definition."""
    return tuple(
        _dimension_view(fit, words[(assessment.definition_version_id, fit.dimension)])
        for fit in assessment.dimensions.all()
    )


def _dimension_view(fit: DimensionFit, target: DimensionTarget) -> DimensionView:
    return DimensionView(
        dimension=fit.dimension,
        name=target.name,
        kind=fit.kind,
        pole_a=target.pole_a_name,
        pole_b=target.pole_b_name,
        weight=fit.weight,
        band_lower=fit.band_lower,
        band_upper=fit.band_upper,
        cut=fit.cut,
        mean=fit.mean,
        se=fit.se,
        lower=fit.lower,
        upper=fit.upper,
        probability=fit.probability,
        verdict=fit.verdict or None,
        reason=fit.reason or None,
        basis=fit.basis,
        status=fit.status,
        eligible=fit.eligible,
        provisional=not fit.eligible,
        methods=tuple(fit.methods),
        n_answered=fit.n_answered,
        n_items=fit.n_items,
        evidence=tuple(MethodEvidence(**entry) for entry in fit.evidence),
        everything_mean=fit.everything_mean,
        everything_se=fit.everything_se,
        sensitivity=_sensitivity(fit),
        say_do=_say_do(fit),
        before_seen=_before_seen(fit),
    )


def _sensitivity(fit: DimensionFit) -> Sensitivity | None:
    half_mean, half_se = fit.half_bias_mean, fit.half_bias_se
    double_mean, double_se = fit.double_bias_mean, fit.double_bias_se
    if half_mean is None or half_se is None or double_mean is None or double_se is None:
        return None
    return Sensitivity(half_mean=half_mean, half_se=half_se, double_mean=double_mean, double_se=double_se)


def _say_do(fit: DimensionFit) -> SayDoView | None:
    if fit.say_do_difference is None or fit.say_do_se is None:
        return None
    return SayDoView(fit.say_do_difference, fit.say_do_se, fit.say_do_word)


def _before_seen(fit: DimensionFit) -> SaidPosition | None:
    """What the judged position was before ratings narrowed it; None where they did not."""
    judged = {one["method"]: (one["mean"], one["se"]) for one in fit.evidence if one["weight"]}
    return position_before_seen(judged)


def dimensions_of_sitting(sitting_id: uuid.UUID) -> tuple[DimensionView, ...]:
    """The current dimensions of one sitting, for its own taker's report and for the decider's alike."""
    assessment = FitAssessment.objects.filter(sitting_id=sitting_id, superseded=False).first()
    if assessment is None:
        return ()
    return dimension_views(assessment, _words({assessment.definition_version_id}))


def dimensions_of_participant(campaign_id: uuid.UUID, code: str) -> tuple[DimensionView, ...]:
    """The dimensions of one imported person."""
    sitting = Sitting.objects.filter(campaign_id=campaign_id, participant__code=code).first()
    return dimensions_of_sitting(sitting.pk) if sitting else ()
