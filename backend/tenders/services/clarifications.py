"""Questions about a tender and their answers: whoever asks, every bidder reads both."""

import uuid

from django.utils import timezone

from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.tenders.errors import AlreadyAnsweredError, DeadlinePassedError
from backend.tenders.models import Bid, Clarification
from backend.tenders.policies import named_member, takes_bids, visible_clarifications
from backend.tenders.services.bidders import own_bid, send_bidder_letter
from backend.tenders.services.tender import locked_tender


def ask_question(*, actor: Actor, bid_id: uuid.UUID, question: str) -> Clarification:
    """A bidder's contact asks; every bidder sees the question, and not from whom it comes."""
    bid = own_bid(bid_id)
    if not takes_bids(bid.tender):
        raise DeadlinePassedError
    row = Clarification.objects.create(tender=bid.tender, bid=bid, question=question)
    record_audit_event(actor=actor, action="clarification.asked", subject=row, details={"tender": str(bid.tender_id)})
    return row


def answer_question(*, actor: Actor, tender_id: uuid.UUID, clarification_id: uuid.UUID, answer: str) -> Clarification:
    """Answers for all bidders at once, and tells each of them by mail. Needs `manage_tenders`."""
    tender = locked_tender(actor, tender_id)
    rows = visible_clarifications(actor).select_for_update(of=("self",))
    row = rows.filter(pk=clarification_id, tender=tender).first()
    if row is None:
        raise NotFoundError
    if row.answered_at is not None:
        raise AlreadyAnsweredError
    row.answer, row.answered_at, row.answered_by_id = answer, timezone.now(), named_member(actor)
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    record_audit_event(actor=actor, action="clarification.answered", subject=row, changed_fields=["answer"])
    for bid in Bid.objects.filter(tender=tender).select_related("contact"):
        send_bidder_letter(bid, kind="clarification")
    return row
