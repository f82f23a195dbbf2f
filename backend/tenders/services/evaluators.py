"""Who evaluates bids: appointed by name, and shown nothing before they have declared their interests."""

import uuid

from django.utils import timezone

from backend.accounts.enums import MembershipStatus
from backend.accounts.selectors import member
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.tenders.enums import Closed
from backend.tenders.errors import (
    AlreadyAppointedError,
    AlreadyDeclaredError,
    NotAppointableError,
    ResultsClosedError,
)
from backend.tenders.models import Evaluator
from backend.tenders.policies import EVALUATING_ROLES, named_member, seat_of, visible_tenders
from backend.tenders.services.tender import locked_tender


def appoint_evaluator(*, actor: Actor, tender_id: uuid.UUID, membership_id: uuid.UUID) -> Evaluator:
    """Lets a member evaluate the bids of a tender, once they have declared. Needs `manage_tenders`."""
    tender = locked_tender(actor, tender_id)
    membership = member(actor, membership_id)
    if membership is None:
        raise NotFoundError("There is no such member.", "membership_id")
    if membership.status != MembershipStatus.ACTIVE or not EVALUATING_ROLES & set(membership.roles):
        raise NotAppointableError
    evaluator, is_new = Evaluator.objects.get_or_create(tender=tender, membership=membership)
    if not is_new:
        raise AlreadyAppointedError
    details = {"tender": str(tender.pk), "membership": str(membership_id)}
    record_audit_event(actor=actor, action="evaluator.appointed", subject=evaluator, details=details)
    return evaluator


def declare_interests(*, actor: Actor, tender_id: uuid.UUID, has_conflict: bool, words: str) -> Evaluator:
    """An evaluator says whether anything binds them to a bidder: once, and before they see anything."""
    if not visible_tenders(actor).filter(pk=tender_id).exists():
        raise NotFoundError
    named_member(actor)
    evaluator = seat_of(actor, tender_id).select_for_update(of=("self",)).first()
    if evaluator is None:
        raise ResultsClosedError(Closed.NOT_APPOINTED)
    if evaluator.declared_at is not None:
        raise AlreadyDeclaredError
    evaluator.declared_at, evaluator.has_conflict, evaluator.words = timezone.now(), has_conflict, words
    evaluator.save(update_fields=["declared_at", "has_conflict", "words"])
    record_audit_event(
        actor=actor,
        action="evaluator.declared",
        subject=evaluator,
        changed_fields=["declared_at"],
        details={"has_conflict": has_conflict},
    )
    return evaluator
