"""Tenders with their criteria, evaluators, clarifications and bidders: everything that is not sealed."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, QuerySet

from backend.campaigns.models import CampaignInstrument
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.people.models import Respondent
from backend.people.selectors import staff_list
from backend.sittings.enums import SittingStatus
from backend.sittings.models import Sitting
from backend.tenders.enums import BidStage, Closed
from backend.tenders.models import Bid, BidDecision, Clarification, Criterion, Evaluator, Tender
from backend.tenders.policies import visible_bids, visible_clarifications, visible_tenders, why_closed


@dataclass(frozen=True)
class BidderView:
    """One bidder, as far as it may be seen before the deadline: who, and how far."""

    id: uuid.UUID
    tender_id: uuid.UUID
    supplier_id: uuid.UUID
    supplier: str
    contact_id: uuid.UUID
    contact_name: str
    contact_email: str
    stage: str
    outcome: str
    staff_count: int | None
    drawn: int
    answered: int
    drawn_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class DrawnLine:
    """One line of a staff list without name or address."""

    id: uuid.UUID
    number: int
    level: str
    customer_facing: bool
    place: int | None


@dataclass(frozen=True)
class DrawView:
    """A random draw: the list it was made from, the seed and the attempt that made it, and who was drawn."""

    staff_count: int
    staff_hash: str
    seed: str
    attempt: int
    drawn_at: datetime
    lines: tuple[DrawnLine, ...]


def tenders(actor: Actor) -> QuerySet[Tender]:
    """Tenders with their campaigns and criteria, newest first, in two queries."""
    rows = visible_tenders(actor).select_related("campaign").annotate(bidders=Count("bids", distinct=True))
    return rows.prefetch_related(Prefetch("criteria", Criterion.objects.order_by("position"))).order_by(
        "-created_at", "id"
    )


def tender(actor: Actor, tender_id: uuid.UUID) -> Tender:
    """One tender, or `NotFoundError`."""
    row = tenders(actor).filter(pk=tender_id).first()
    if row is None:
        raise NotFoundError
    return row


def instruments_of(campaign_id: uuid.UUID) -> list[dict[str, object]]:
    """The questionnaires of a tender: id, code, version."""
    rows = CampaignInstrument.objects.filter(campaign_id=campaign_id).select_related("instrument_version")
    return [
        {
            "instrument_version_id": row.instrument_version_id,
            "code": row.instrument_version.code,
            "version": row.instrument_version.version,
        }
        for row in rows.defer("instrument_version__document").order_by("position")
    ]


def why_closed_to(actor: Actor, row: Tender) -> Closed | None:
    """Why results are closed to this member; None where they are open."""
    return why_closed(actor, row)


def evaluators(actor: Actor, tender_id: uuid.UUID) -> QuerySet[Evaluator]:
    """Who evaluates, and whether they have declared."""
    rows = Evaluator.objects.filter(tender=tender(actor, tender_id)).select_related("membership")
    return rows.order_by("created_at", "id")


def clarifications(actor: Actor, tender_id: uuid.UUID) -> QuerySet[Clarification]:
    """Questions and answers of a tender, oldest first."""
    tender(actor, tender_id)
    return visible_clarifications(actor).filter(tender_id=tender_id).order_by("created_at", "id")


def bidders(actor: Actor, tender_id: uuid.UUID) -> list[BidderView]:
    """The bidders of a tender, in the order in which they were invited."""
    tender(actor, tender_id)
    rows = visible_bids(actor).filter(tender_id=tender_id).select_related("supplier", "contact")
    return bidder_views(rows.order_by("created_at", "id"))


def bidder_views(rows: Iterable[Bid]) -> list[BidderView]:
    """Bids as they may be seen at any time, in three queries beside that of the rows."""
    bids = list(rows)
    ids = [bid.pk for bid in bids]
    people = dict(Respondent.objects.filter(list_id__in=ids, place__isnull=False).values_list("pk", "list_id"))
    drawn = Counter(people.values())
    submitted = Sitting.objects.filter(invitation__respondent_id__in=list(people), status=SittingStatus.SUBMITTED)
    answered = Counter(people[person] for person in submitted.values_list("invitation__respondent_id", flat=True))
    newest = BidDecision.objects.filter(bid_id__in=ids).order_by("created_at")
    outcomes = dict(newest.values_list("bid_id", "outcome"))
    return [_view(bid, drawn[bid.pk], answered[bid.pk], outcomes.get(bid.pk, "")) for bid in bids]


def _view(bid: Bid, drawn: int, answered: int, outcome: str) -> BidderView:
    stage = BidStage.DECIDED if outcome else BidStage.DRAWN if bid.drawn_at else BidStage.INVITED
    return BidderView(
        id=bid.pk,
        tender_id=bid.tender_id,
        supplier_id=bid.supplier_id,
        supplier=bid.supplier.name,
        contact_id=bid.contact_id,
        contact_name=bid.contact.name,
        contact_email=bid.contact.email if bid.contact.erased_at is None else "",
        stage=stage,
        outcome=outcome,
        staff_count=bid.staff_count,
        drawn=drawn,
        answered=answered,
        drawn_at=bid.drawn_at,
        created_at=bid.created_at,
    )


def bidder(actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> BidderView:
    """One bidder, or `NotFoundError`."""
    rows = visible_bids(actor).filter(tender_id=tender_id, pk=bid_id).select_related("supplier", "contact")
    views = bidder_views(rows)
    if not views:
        raise NotFoundError
    return views[0]


def draw(actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> DrawView:
    """The draw of one bidder, without names; `NotFoundError` before there is one."""
    bid = visible_bids(actor).filter(tender_id=tender_id, pk=bid_id).first()
    if bid is None:
        raise NotFoundError
    return draw_of(bid)


def draw_of(bid: Bid) -> DrawView:
    """The same for the bid itself, for its contact and for reports."""
    if bid.drawn_at is None or bid.staff_count is None or bid.draw_attempt is None:
        raise NotFoundError("Nobody has been drawn yet.")
    lines = tuple(
        DrawnLine(row.pk, row.number, row.level, row.customer_facing, row.place) for row in staff_list(bid.pk)
    )
    return DrawView(bid.staff_count, bid.staff_hash, bid.draw_seed, bid.draw_attempt, bid.drawn_at, lines)
