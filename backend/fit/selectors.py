"""Reading evidence for fit, and how people stand."""

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from backend.campaigns.models import Campaign
from backend.campaigns.policies import visible_campaigns
from backend.cultures.enums import VersionStatus
from backend.cultures.models import DefinitionVersion, DimensionTarget
from backend.cultures.selectors import engine_targets
from backend.fit.models import Decision, DimensionFit, EvidenceOpening, FitAssessment
from backend.fit.policies import visible_assessments, visible_decisions, visible_dimension_fits
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.promises.models import Promise
from backend.scores.models import ScaleScore
from backend.sittings.models import Invitation, Sitting
from backend.sittings.policies import visible_sittings
from scoring.congruence.count import count_distribution
from scoring.congruence.definition import Target
from scoring.congruence.ranking import probability_ahead


@dataclass(frozen=True)
class ScoredScale:
    """One current score as fit needs it."""

    sitting_id: uuid.UUID
    dimension: str
    method: str
    mean: float | None
    se: float | None
    basis: str
    status: str
    n_answered: int
    n_items: int


@dataclass(frozen=True)
class PinnedDefinition:
    """A signed definition version with its targets on the engine's scale."""

    version_id: uuid.UUID
    targets: tuple[Target, ...]


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


def pinned_definition(campaign_id: uuid.UUID) -> PinnedDefinition | None:
    """The signed definition that a campaign is pinned to; None for a campaign that has none."""
    version_id = Campaign.objects.values_list("definition_version_id", flat=True).get(pk=campaign_id)
    return signed_definition(version_id) if version_id else None


def signed_definition(version_id: uuid.UUID) -> PinnedDefinition | None:
    """A signed version's targets; None where it is not signed."""
    if not DefinitionVersion.objects.filter(pk=version_id, status=VersionStatus.SIGNED).exists():
        return None
    return PinnedDefinition(version_id, engine_targets(version_id))


def scored_sittings(campaign_id: uuid.UUID) -> list[uuid.UUID]:
    """Sittings of a campaign that have current scores, by id."""
    rows = ScaleScore.objects.filter(sitting__campaign_id=campaign_id, superseded=False)
    return sorted(set(rows.values_list("sitting_id", flat=True)))


def campaign_of(sitting_id: uuid.UUID) -> uuid.UUID:
    return Sitting.objects.values_list("campaign_id", flat=True).get(pk=sitting_id)


def evidence_of(sitting_ids: Iterable[uuid.UUID]) -> dict[str, list[ScoredScale]]:
    """Current scores by dimension."""
    rows = ScaleScore.objects.filter(sitting_id__in=list(sitting_ids), superseded=False).values_list(
        "sitting_id", "dimension", "method", "mean", "se", "basis", "status", "n_answered", "n_items"
    )
    found: dict[str, list[ScoredScale]] = defaultdict(list)
    for row in rows.order_by("sitting_id", "dimension", "method", "unit"):
        found[row[1]].append(ScoredScale(*row))
    return found


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


def with_unknown(rows: QuerySet[Sitting], dimension: str) -> QuerySet[Sitting]:
    """Only candidates of whom it cannot be told whether they are on culture on this dimension."""
    known = DimensionFit.objects.filter(
        assessment__sitting=OuterRef("pk"),
        assessment__superseded=False,
        dimension=dimension,
        verdict__in=["on", "off"],
    )
    return rows.filter(~Exists(known))


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
    )


def candidate(actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> CandidateView:
    """One candidate of a campaign."""
    rows = list(candidates(actor, campaign_id).filter(invitation__candidate_id=candidate_id))
    if not rows:
        raise NotFoundError
    return candidate_views(actor, rows)[0]


def decisions_about(actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> QuerySet[Decision]:
    """Every decision about a candidate in a campaign, newest first, with who took it."""
    return (
        visible_decisions(actor)
        .filter(campaign_id=campaign_id, candidate_id=candidate_id)
        .annotate(decider=F("decided_by__name"))
        .order_by("-created_at", "-id")
    )


def last_opening(
    campaign_id: uuid.UUID, candidate_id: uuid.UUID, membership_id: uuid.UUID, assessment_id: uuid.UUID | None
) -> EvidenceOpening | None:
    """When this member last had this candidate's evidence, as it is now, before them."""
    return (
        EvidenceOpening.objects.filter(campaign_id=campaign_id, candidate_id=candidate_id, membership_id=membership_id)
        .filter(Q(assessment_id=assessment_id))
        .order_by("-created_at")
        .first()
    )


def invitation_exists(campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> bool:
    return Invitation.objects.filter(campaign_id=campaign_id, candidate_id=candidate_id, revoked_at=None).exists()


@dataclass(frozen=True)
class DimensionDifference:
    """How far two people stand apart on one dimension, in theta, with the error of the difference."""

    dimension: str
    difference: float | None
    se: float | None
    lower: float | None
    upper: float | None
    provisional: bool


@dataclass(frozen=True)
class PairComparison:
    """Two people beside each other. `delta` and `apart` only where both have eligible evidence on the same."""

    first_id: uuid.UUID
    second_id: uuid.UUID
    differences: tuple[DimensionDifference, ...]
    delta: float | None
    apart: bool | None
    reason: str


INTERVAL_Z = 1.6448536269514722
APART_FROM = 0.80
NOT_COMPARABLE = "They cannot be ordered: there is no eligible evidence on the same dimensions for both."


def compare(views: Sequence[CandidateView]) -> list[PairComparison]:
    """Every pair of the given people, in their order."""
    return [_pair(first, second) for index, first in enumerate(views) for second in views[index + 1 :]]


def _pair(first: CandidateView, second: CandidateView) -> PairComparison:
    theirs = {view.dimension: view for view in second.dimensions}
    both = [(view, theirs[view.dimension]) for view in first.dimensions if view.dimension in theirs]
    delta = _delta(first, second)
    return PairComparison(
        first_id=first.candidate_id,
        second_id=second.candidate_id,
        differences=tuple(_difference(one, other) for one, other in both),
        delta=delta,
        apart=None if delta is None else max(delta, 1 - delta) >= APART_FROM,
        reason=NOT_COMPARABLE if delta is None else "",
    )


def _difference(one: DimensionView, other: DimensionView) -> DimensionDifference:
    provisional = one.provisional or other.provisional
    if one.mean is None or other.mean is None or one.se is None or other.se is None:
        return DimensionDifference(one.dimension, None, None, None, None, provisional)
    difference, se = one.mean - other.mean, math.hypot(one.se, other.se)
    half = INTERVAL_Z * se
    return DimensionDifference(one.dimension, difference, se, difference - half, difference + half, provisional)


def _delta(first: CandidateView, second: CandidateView) -> float | None:
    mine, theirs = _counted(first), _counted(second)
    if not mine or mine.keys() != theirs.keys():
        return None
    counts = count_distribution(np.array([[mine[name], theirs[name]] for name in sorted(mine)]))
    return float(probability_ahead(counts[:, 0], counts[:, [1]])[0])


def _counted(view: CandidateView) -> dict[str, float]:
    return {fit.dimension: fit.probability for fit in view.dimensions if fit.eligible and fit.probability is not None}


_SORTS = {"submitted": "submitted_at", "status": "status", "name": "invitation__candidate__name"}


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


def dimensions_of_sitting(sitting_id: uuid.UUID) -> tuple[DimensionView, ...]:
    """The current dimensions of one sitting, for its own taker's report and for the decider's alike."""
    assessment = FitAssessment.objects.filter(sitting_id=sitting_id, superseded=False).first()
    if assessment is None:
        return ()
    return dimension_views(assessment, _words({assessment.definition_version_id}))


def open_promises_to(candidate_id: uuid.UUID, campaign_id: uuid.UUID) -> list[uuid.UUID]:
    """Promises to a candidate in a campaign that are neither kept nor released."""
    rows = Promise.objects.filter(to_id=candidate_id, cause_id=campaign_id, kept_at=None, released_at=None)
    return list(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class AnswerLetter:
    """What the mail with a decision says."""

    organisation: str
    campaign: str
    campaign_id: uuid.UUID
    candidate_id: uuid.UUID
    candidate: str
    outcome: str
    words: str
    decider: str
    contact: str


def answer_letter(decision_id: uuid.UUID) -> AnswerLetter:
    """The parts of the letter that answers a candidate."""
    row = Decision.objects.select_related("organisation", "campaign", "candidate", "decided_by").get(pk=decision_id)
    return AnswerLetter(
        organisation=row.organisation.name,
        campaign=row.campaign.title,
        campaign_id=row.campaign_id,
        candidate_id=row.candidate_id,
        candidate=row.candidate.name,
        outcome=row.outcome,
        words=row.words_to_candidate,
        decider=row.decided_by.name,
        contact=row.campaign.contact_email or row.decided_by.email,
    )


def is_assessed(sitting_id: uuid.UUID) -> bool:
    """Whether a sitting's report can be read: by its taker and by the employer from the same moment on."""
    return FitAssessment.objects.filter(sitting_id=sitting_id, superseded=False).exists()


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
    scales = {
        (score.sitting_id, score.dimension): score
        for scores in evidence_of(scored_sittings(campaign_id)).values()
        for score in scores
    }
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
    )


def dimensions_of_participant(campaign_id: uuid.UUID, code: str) -> tuple[DimensionView, ...]:
    """The dimensions of one imported person."""
    sitting = Sitting.objects.filter(campaign_id=campaign_id, participant__code=code).first()
    return dimensions_of_sitting(sitting.pk) if sitting else ()
