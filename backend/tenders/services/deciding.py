"""Deciding about bidders, with a reason for each; answering them by the promised day; hearing what they contest."""

import uuid

from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.promises.selectors import promise_to
from backend.promises.services import close_promise
from backend.tenders.errors import AlreadyAnsweredError, NotDecidedError
from backend.tenders.models import BidDecision, Contest
from backend.tenders.policies import named_member, require_open_results
from backend.tenders.services.bidders import bid_of, own_bid, send_bidder_letter


def decide_bid(
    *, actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID, outcome: str, reason: str, strengths: str
) -> BidDecision:
    """A named person decides about one bidder and says why; the bidder gets the summary, and the promise is kept.

    Needs `decide_tenders`, and open results: nobody decides before the deadline or without having declared.
    """
    require(actor, Capability.DECIDE_TENDERS)
    bid = bid_of(actor, tender_id, bid_id)
    require_open_results(actor, bid.tender)
    decision = BidDecision.objects.create(
        bid=bid,
        decided_by_id=named_member(actor),
        outcome=outcome,
        reason=reason,
        strengths=strengths,
        criteria_hash=bid.tender.criteria_hash,
    )
    details = {"bid": str(bid.pk), "outcome": outcome, "criteria_hash": bid.tender.criteria_hash}
    record_audit_event(actor=actor, action="bid.decided", subject=decision, details=details)
    promise = promise_to(bid.contact_id, bid.tender.campaign_id)
    if promise is not None and promise.kept_at is None:
        close_promise(actor=actor, promise_id=promise.pk)
    send_bidder_letter(bid, kind="bid_answer")
    return decision


def contest_assessment(*, actor: Actor, bid_id: uuid.UUID, words: str) -> Contest:
    """A bidder's contact says, with reasons, what is wrong with its assessment. After the decision."""
    bid = own_bid(bid_id)
    if not bid.decisions.exists():
        raise NotDecidedError
    contest = Contest.objects.create(bid=bid, words=words)
    record_audit_event(actor=actor, action="assessment.contested", subject=contest, details={"bid": str(bid.pk)})
    return contest


def answer_contest(
    *, actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID, contest_id: uuid.UUID, answer: str
) -> Contest:
    """A named person answers what a bidder contested. Needs `decide_tenders` and open results."""
    require(actor, Capability.DECIDE_TENDERS)
    bid = bid_of(actor, tender_id, bid_id)
    require_open_results(actor, bid.tender)
    contest = Contest.objects.select_for_update(of=("self",)).filter(pk=contest_id, bid=bid).first()
    if contest is None:
        raise NotFoundError
    if contest.answered_at is not None:
        raise AlreadyAnsweredError
    contest.answer, contest.answered_at, contest.answered_by_id = answer, timezone.now(), named_member(actor)
    contest.save(update_fields=["answer", "answered_at", "answered_by"])
    record_audit_event(actor=actor, action="contest.answered", subject=contest, changed_fields=["answer"])
    return contest
