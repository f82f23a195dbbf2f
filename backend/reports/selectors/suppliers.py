"""Gathers what the summary of a bidder is about."""

import uuid

from backend.accounts.models import Organisation
from backend.cultures.models import DefinitionVersion
from backend.kernel.audit import GENESIS
from backend.kernel.models import AuditHead
from backend.kernel.tenancy import Actor
from backend.reports.errors import ReportNotReadyError
from backend.reports.kinds.supplier import BidderLevel, GradedEvidence, SupplierContext
from backend.tenders.enums import BidOutcome, EvidenceGrade
from backend.tenders.models import Bid
from backend.tenders.selectors.results import AssessedBid, EvidenceView, LevelView, assessed, assessed_bid


def supplier_context(actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> SupplierContext:
    """What the summary says, for those to whom results are open."""
    return _context(assessed_bid(actor, tender_id, bid_id))


def bidder_context(bid_id: uuid.UUID) -> SupplierContext:
    """What the summary says to the bidder itself, from the decision on."""
    (whole,) = assessed(list(Bid.objects.select_related("supplier", "contact").filter(pk=bid_id)))
    if not whole.decisions:
        raise ReportNotReadyError
    return _context(whole)


def _context(whole: AssessedBid) -> SupplierContext:
    bid = Bid.objects.select_related("tender__campaign").get(pk=whole.bidder.id)
    tender, campaign = bid.tender, bid.tender.campaign
    if not whole.levels or tender.deadline_at is None or campaign.definition_version_id is None:
        raise ReportNotReadyError
    version = DefinitionVersion.objects.select_related("definition").get(pk=campaign.definition_version_id)
    newest = whole.decisions[0] if whole.decisions else None
    head = AuditHead.objects.first()
    return SupplierContext(
        supplier=whole.bidder.supplier,
        organisation=Organisation.objects.get().name,
        tender=campaign.title,
        assessed_on=whole.levels[0].assessed_at.date(),
        language="en",
        simulated=any(level.simulated for level in whole.levels),
        definition=f"{version.definition.name} version {version.number}",
        criteria_hash=tender.criteria_hash,
        audit_head=head.hash if head else GENESIS,
        deadline=f"{tender.deadline_at:%d %B %Y, %H:%M} UTC",
        seed=f"{bid.draw_seed}:{bid.draw_attempt}" if bid.drawn_at else "",
        levels=tuple(_level(level) for level in whole.levels),
        evidence=tuple(_evidence(file) for file in whole.evidence),
        outcome=str(BidOutcome(newest.outcome).label) if newest else "",
        strengths=newest.strengths if newest else "",
        reason=newest.reason if newest else "",
        decided_by=f"{newest.decided_by} on {newest.created_at:%d %B %Y}" if newest else "",
        contested=tuple((each.words, each.answer or "not answered yet") for each in whole.contests),
    )


def _level(level: LevelView) -> BidderLevel:
    band = None
    if level.band_lower is not None and level.band_upper is not None:
        band = (level.band_lower, level.band_upper)
    return BidderLevel(
        name=level.name,
        left=level.pole_b_name,
        right=level.pole_a_name,
        weight=level.weight,
        categories=level.categories,
        band=band,
        n=level.n,
        needed=level.needed,
        drawn=level.drawn,
        population=level.population,
        mean=level.mean,
        se=level.se,
        lower=level.lower,
        upper=level.upper,
        agrees=level.agrees,
        rwgj=level.rwgj,
        rwgj_least=level.rwgj_least,
        ad_mean=level.ad_mean,
        ad_most=level.ad_most,
        largest_gap=level.largest_gap,
        gap_most=level.gap_most,
        respondent_means=level.respondent_means,
        provisional=level.provisional,
    )


def _evidence(file: EvidenceView) -> GradedEvidence:
    return GradedEvidence(
        title=file.title,
        criterion=file.criterion,
        grade=str(EvidenceGrade(file.grade).label),
        valid_until=file.valid_until,
        expired=file.expired,
    )
