"""Who sees tenders, and who sees what bidders answered: nobody before the deadline, then declared evaluators."""

import uuid

from django.db.models import QuerySet
from django.utils import timezone

from backend.accounts.enums import Capability, Role
from backend.accounts.policies import may
from backend.kernel.tenancy import Actor
from backend.sittings.selectors.answers import any_open_sitting
from backend.sittings.services.sitting import GRACE
from backend.tenders.enums import Closed
from backend.tenders.errors import NamedPersonNeededError, ResultsClosedError
from backend.tenders.models import Bid, Clarification, Evaluator, Evidence, Tender

EVALUATING_ROLES = frozenset({Role.OWNER, Role.BUYER, Role.CUSTOMER_ADVOCATE})


def visible_tenders(actor: Actor) -> QuerySet[Tender]:
    return Tender.objects.all() if may(actor, Capability.VIEW_TENDERS) else Tender.objects.none()


def visible_bids(actor: Actor) -> QuerySet[Bid]:
    """Who bids and how far they are; what they answered and handed in is not in it."""
    return Bid.objects.filter(tender__in=visible_tenders(actor))


def visible_clarifications(actor: Actor) -> QuerySet[Clarification]:
    return Clarification.objects.filter(tender__in=visible_tenders(actor))


def takes_bids(tender: Tender) -> bool:
    """Whether bidders may still do something: from the freezing to the deadline, by the server's clock."""
    return tender.frozen_at is not None and tender.deadline_at is not None and timezone.now() < tender.deadline_at


def is_sealed(tender: Tender) -> bool:
    """Whether an answer could still come: until the deadline, and then while a sitting in its grace is open."""
    if tender.deadline_at is None or timezone.now() < tender.deadline_at:
        return True
    if timezone.now() > tender.deadline_at + GRACE:
        return False
    return any_open_sitting(tender.campaign_id)


def why_closed(actor: Actor, tender: Tender) -> Closed | None:
    """Why this member sees no answers and no results of a tender; None where they do.

    An auditor oversees and evaluates nothing, and so declares nothing; with another role beside it they must.
    """
    if is_sealed(tender):
        return Closed.SEALED
    oversees = Role.AUDITOR in actor.roles and not actor.roles & EVALUATING_ROLES
    if actor.kind in {"system", "command"} or oversees:
        return None
    seat = seat_of(actor, tender.pk).first()
    if seat is None:
        return Closed.NOT_APPOINTED
    if seat.declared_at is None:
        return Closed.NOT_DECLARED
    return Closed.CONFLICT if seat.has_conflict else None


def seat_of(actor: Actor, tender_id: uuid.UUID) -> QuerySet[Evaluator]:
    """The seat of this member among the evaluators of a tender; empty for a program."""
    seats = Evaluator.objects.filter(tender_id=tender_id)
    return seats.filter(membership_id=actor.membership_id) if actor.membership_id else seats.none()


def named_member(actor: Actor) -> uuid.UUID:
    """The member who acts in person; raises where it is a program."""
    if actor.membership_id is None or actor.kind != "member":
        raise NamedPersonNeededError
    return actor.membership_id


def require_open_results(actor: Actor, tender: Tender) -> None:
    """Raises `ResultsClosedError` with the reason where answers and results are closed to this member."""
    why = why_closed(actor, tender)
    if why is not None:
        raise ResultsClosedError(why)


def visible_evidence(actor: Actor, tender: Tender) -> QuerySet[Evidence]:
    """What bidders handed in; nothing where results are closed."""
    rows = Evidence.objects.filter(bid__tender=tender)
    return rows if may(actor, Capability.VIEW_TENDERS) and why_closed(actor, tender) is None else rows.none()
