"""Results of a tender, for those to whom they are open: side by side, and one bidder whole."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from backend.kernel.tenancy import Actor
from backend.library.enums import LadderStatus
from backend.tenders.enums import EvidenceGrade
from backend.tenders.models import Bid, BidDecision, BidderScore, Contest, Criterion, Evidence, EvidenceGrading
from backend.tenders.policies import require_open_results, visible_bids
from backend.tenders.selectors.tenders import BidderView, bidder, bidder_views, tender
from scoring.reliability.agreement.groups import AgreementPolicy
from scoring.reliability.agreement.suppliers import ASSUMED_SD

ELIGIBLE = (LadderStatus.STRUCTURE_CONFIRMED, LadderStatus.IN_USE)
EDGE = 3.0


@dataclass(frozen=True)
class LevelView:
    """One bidder on one criterion, on the answer scale. Figures are None where it is not assessed.

    `agrees` says whether the staff speak with one voice by all three rules, whose limits stand beside the figures.
    `band_lower` and `band_upper` are the signed band carried over by an assumed reference: an orientation.
    """

    criterion_id: uuid.UUID
    dimension: str
    name: str
    kind: str
    pole_a_name: str
    pole_b_name: str
    weight: int
    categories: int
    band_lower: float | None
    band_upper: float | None
    n: int
    needed: int
    drawn: int
    population: int | None
    n_items: int
    confidence: float
    mean: float | None
    se: float | None
    lower: float | None
    upper: float | None
    agrees: bool | None
    rwgj: float | None
    rwgj_skewed: float | None
    rwgj_least: float
    ad_mean: float | None
    ad_most: float
    largest_gap: float | None
    gap_most: float
    respondent_means: tuple[float, ...]
    status: str
    provisional: bool
    simulated: bool
    assessed_at: datetime


@dataclass(frozen=True)
class EvidenceView:
    """A file with its grade: claimed until somebody graded it."""

    id: uuid.UUID
    title: str
    filename: str
    media_type: str
    size: int
    criterion_id: uuid.UUID | None
    criterion: str
    grade: str
    valid_until: date | None
    expired: bool
    reason: str
    graded_by: str
    graded_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class ContestView:
    """What a bidder contests, and the answer."""

    id: uuid.UUID
    words: str
    created_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class BidDecisionView:
    """Who decided what about a bidder, and why."""

    id: uuid.UUID
    outcome: str
    reason: str
    strengths: str
    decided_by: str
    created_at: datetime


@dataclass(frozen=True)
class AssessedBid:
    """One bidder whole: levels, evidence, decisions, contests."""

    bidder: BidderView
    levels: tuple[LevelView, ...]
    evidence: tuple[EvidenceView, ...]
    decisions: tuple[BidDecisionView, ...]
    contests: tuple[ContestView, ...]


def results(actor: Actor, tender_id: uuid.UUID) -> list[AssessedBid]:
    """All bidders under the frozen criteria, in the order in which they were invited: there is no ranking.

    Raises `ResultsClosedError` where answers and results are closed to this member.
    """
    row = tender(actor, tender_id)
    require_open_results(actor, row)
    bids = visible_bids(actor).filter(tender=row).select_related("supplier", "contact").order_by("created_at", "id")
    return assessed(list(bids))


def assessed_bid(actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> AssessedBid:
    """One bidder whole, for those to whom results are open."""
    row = tender(actor, tender_id)
    bidder(actor, tender_id, bid_id)
    require_open_results(actor, row)
    return assessed([Bid.objects.select_related("supplier", "contact").get(pk=bid_id)])[0]


def assessed(bids: list[Bid]) -> list[AssessedBid]:
    """Bids with everything known of them, in a constant number of queries. Whether it is open, the caller proved."""
    scores = BidderScore.objects.filter(bid__in=bids, superseded=False).select_related("criterion")
    levels: dict[uuid.UUID, list[LevelView]] = {}
    for score in scores.order_by("criterion__position"):
        levels.setdefault(score.bid_id, []).append(level_view(score))
    files = evidence_views(Evidence.objects.filter(bid__in=bids))
    decisions = BidDecision.objects.filter(bid__in=bids).select_related("decided_by").order_by("-created_at")
    contests = Contest.objects.filter(bid__in=bids).select_related("answered_by").order_by("created_at")
    return [
        AssessedBid(
            bidder=view,
            levels=tuple(levels.get(view.id, ())),
            evidence=tuple(files.get(view.id, ())),
            decisions=tuple(decision_view(each) for each in decisions if each.bid_id == view.id),
            contests=tuple(contest_view(each) for each in contests if each.bid_id == view.id),
        )
        for view in bidder_views(bids)
    ]


def level_view(score: BidderScore) -> LevelView:
    """A stored score as it is shown, with the rules it was judged by."""
    policy, criterion = AgreementPolicy(), score.criterion
    lower, upper = band_on_answer_scale(criterion, score.categories)
    return LevelView(
        criterion_id=criterion.pk,
        dimension=criterion.dimension,
        name=criterion.name,
        kind=criterion.kind,
        pole_a_name=criterion.pole_a_name,
        pole_b_name=criterion.pole_b_name,
        weight=criterion.weight,
        categories=score.categories,
        band_lower=lower,
        band_upper=upper,
        n=score.n,
        needed=score.needed,
        drawn=score.drawn,
        population=score.population,
        n_items=score.n_items,
        confidence=score.confidence,
        mean=score.mean,
        se=score.se,
        lower=score.lower,
        upper=score.upper,
        agrees=score.agrees,
        rwgj=score.rwgj,
        rwgj_skewed=score.rwgj_skewed,
        rwgj_least=policy.min_rwgj,
        ad_mean=score.ad_mean,
        ad_most=score.categories * policy.max_deviation_share,
        largest_gap=score.largest_gap,
        gap_most=policy.max_gap,
        respondent_means=tuple(score.respondent_means),
        status=score.status,
        provisional=score.status not in ELIGIBLE,
        simulated=score.origin == "simulated",
        assessed_at=score.created_at,
    )


def band_on_answer_scale(criterion: Criterion, categories: int) -> tuple[float | None, float | None]:
    """The signed band by the assumed reference of a scale that nobody has measured: its middle, one point a unit."""
    middle = (1 + categories) / 2

    def carried(edge: float | None) -> float | None:
        if edge is None:
            return None
        return min(max(middle + ASSUMED_SD * edge, 1.0), float(categories))

    return carried(criterion.lower), carried(criterion.upper)


def evidence_views(rows: Iterable[Evidence]) -> dict[uuid.UUID, list[EvidenceView]]:
    """Files with their newest grading, by bid, oldest first."""
    files = list(Evidence.objects.filter(pk__in=[row.pk for row in rows]).select_related("criterion"))
    gradings = EvidenceGrading.objects.filter(evidence__in=files).select_related("graded_by").order_by("created_at")
    newest = {grading.evidence_id: grading for grading in gradings}
    views: dict[uuid.UUID, list[EvidenceView]] = {}
    for file in sorted(files, key=lambda each: each.created_at):
        views.setdefault(file.bid_id, []).append(_evidence_view(file, newest.get(file.pk)))
    return views


def _evidence_view(file: Evidence, grading: EvidenceGrading | None) -> EvidenceView:
    valid_until = grading.valid_until if grading else None
    return EvidenceView(
        id=file.pk,
        title=file.title,
        filename=file.filename,
        media_type=file.media_type,
        size=file.size,
        criterion_id=file.criterion_id,
        criterion=file.criterion.name if file.criterion else "",
        grade=grading.grade if grading else EvidenceGrade.CLAIMED,
        valid_until=valid_until,
        expired=valid_until is not None and valid_until < timezone.now().date(),
        reason=grading.reason if grading else "",
        graded_by=grading.graded_by.name if grading else "",
        graded_at=grading.created_at if grading else None,
        created_at=file.created_at,
    )


def decision_view(row: BidDecision) -> BidDecisionView:
    return BidDecisionView(row.pk, row.outcome, row.reason, row.strengths, row.decided_by.name, row.created_at)


def contest_view(row: Contest) -> ContestView:
    name = row.answered_by.name if row.answered_by else ""
    return ContestView(row.pk, row.words, row.created_at, row.answer, name, row.answered_at)


def is_assessed(tender_id: uuid.UUID) -> bool:
    """Whether a tender has results; whose they are and what they say is not told."""
    return BidderScore.objects.filter(bid__tender_id=tender_id).exists()
