"""Inviting suppliers: a contact, a link, and a promise with its day."""

import uuid
from datetime import datetime, timedelta

from django.db.models import Q

from backend.accounts.authentication.takers import BID, bidder_link, issue_taker_token, revoke_taker_tokens
from backend.accounts.selectors import organisation_is_demo, organisation_name
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError
from backend.kernel.jobs import enqueue
from backend.kernel.mail import MailText, queue_mail
from backend.kernel.models import OutgoingMail
from backend.kernel.tenancy import Actor
from backend.people.services import CONTACT, enrol_supplier
from backend.promises.services import Owed, make_promise
from backend.sittings.services.invitations import CAMPAIGN, LINKS_OUTLAST_BY, end_of
from backend.tenders.errors import AlreadyInvitedError, DeadlinePassedError, TenderNotFrozenError
from backend.tenders.models import Bid, Tender
from backend.tenders.policies import takes_bids, visible_bids
from backend.tenders.services.tender import locked_tender

ANSWER = "An answer to the bid, with reasons"
MAIL_SUBJECT = "tenders.bid"


def invite_supplier(*, actor: Actor, tender_id: uuid.UUID, name: str, contact_name: str, contact_email: str) -> Bid:
    """Asks a supplier to bid and promises an answer by the tender's day. Needs `manage_tenders` and a frozen tender."""
    tender = locked_tender(actor, tender_id)
    if tender.frozen_at is None:
        raise TenderNotFrozenError
    if not takes_bids(tender):
        raise DeadlinePassedError
    contact = enrol_supplier(actor=actor, name=name, contact_name=contact_name, contact_email=contact_email)
    bid, is_new = Bid.objects.get_or_create(
        tender=tender, supplier_id=contact.supplier_id, defaults={"contact": contact}
    )
    if not is_new:
        raise AlreadyInvitedError
    details = {"tender": str(tender.pk), "criteria_hash": tender.criteria_hash}
    record_audit_event(actor=actor, action="supplier.invited", subject=bid, details=details)
    assert tender.campaign.answer_by is not None  # a frozen campaign has it
    owed = Owed(CONTACT, contact.pk, CAMPAIGN, tender.campaign_id, ANSWER, tender.campaign.answer_by)
    make_promise(actor=actor, owed=owed)
    send_bidder_letter(bid, kind="bid_invitation")
    return bid


def resend_bidder_link(*, actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Bid:
    """Sends the contact a new link; the former ones go on working. Needs `manage_tenders`."""
    locked_tender(actor, tender_id)
    bid = bid_of(actor, tender_id, bid_id)
    record_audit_event(actor=actor, action="supplier.link_resent", subject=bid)
    send_bidder_letter(bid, kind="bid_invitation")
    return bid


def copy_bidder_link(*, actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> str:
    """A fresh link, shown once, for whoever hands it over by other means than mail. Needs `manage_tenders`."""
    locked_tender(actor, tender_id)
    bid = bid_of(actor, tender_id, bid_id)
    record_audit_event(actor=actor, action="supplier.link_copied", subject=bid)
    return fresh_bidder_link(bid)


def bid_of(actor: Actor, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Bid:
    """A bid of this tender that the actor may know of, or `NotFoundError`."""
    rows = visible_bids(actor).select_related("tender__campaign", "supplier", "contact")
    bid = rows.filter(Q(tender_id=tender_id), pk=bid_id).first()
    if bid is None:
        raise NotFoundError
    return bid


def own_bid(bid_id: uuid.UUID) -> Bid:
    """The bid that a contact's session stands for, locked."""
    rows = Bid.objects.select_related("tender__campaign", "supplier", "contact")
    return rows.select_for_update(of=("self",)).get(pk=bid_id)


def send_bidder_letter(bid: Bid, *, kind: str) -> None:
    """Queues a mail to a bidder's contact; its link is made in the job that writes it."""
    if bid.contact.erased_at is not None:
        return
    mail = queue_mail(kind=kind, recipient=bid.contact.email, subject_kind=MAIL_SUBJECT, subject_id=bid.pk)
    enqueue("tenders.send_letter", bid_id=bid.pk, mail_id=mail.pk)


def fresh_bidder_link(bid: Bid) -> str:
    """A new link to a bid, good until some time after the answer is due."""
    return bidder_link(issue_taker_token(purpose=BID, subject_id=bid.pk, expires_at=_links_until(bid.tender)))


def _links_until(tender: Tender) -> datetime:
    assert tender.campaign.answer_by is not None  # a frozen campaign has it
    return end_of(tender.campaign.answer_by) + LINKS_OUTLAST_BY + timedelta(days=60)


def bidder_letter(bid_id: uuid.UUID, *, kind: str) -> MailText | None:
    """The words of a mail to a contact. No answer and no result ever stands in one."""
    bid = Bid.objects.select_related("tender__campaign", "supplier", "contact").filter(pk=bid_id).first()
    if bid is None or bid.contact.erased_at is not None or bid.tender.deadline_at is None:
        return None
    organisation, campaign = organisation_name(), bid.tender.campaign
    subject, news = {
        "bid_invitation": (
            f"{organisation} invites {bid.supplier.name} to bid: {campaign.title}",
            f"{organisation} asks {bid.supplier.name} to bid in {campaign.title}.",
        ),
        "clarification": (
            f"{organisation}: a question about {campaign.title} is answered",
            "A question about the tender has been answered. Every bidder sees question and answer.",
        ),
        "bid_answer": (
            f"{organisation}: the answer to your bid",
            "The tender is decided. Your assessment summary, with the reasons, is ready; you can contest it.",
        ),
    }[kind]
    parts = [
        f"Hello {bid.contact.name},",
        news,
        campaign.purpose if kind == "bid_invitation" else "",
        _what_to_do(bid) if kind == "bid_invitation" else "",
        f"Open this link:\n\n{fresh_bidder_link(bid)}",
        "The link is yours alone; please do not pass it on.",
        f"Questions: {campaign.contact_name}, {campaign.contact_email}.",
        "SIMULATED: this organisation is fictitious." if organisation_is_demo() else "",
    ]
    return MailText(" ".join(subject.split()), "\n\n".join(part for part in parts if part) + "\n")


def _what_to_do(bid: Bid) -> str:
    tender = bid.tender
    answer_by = tender.campaign.answer_by
    return (
        f"Until {tender.deadline_at:%d %B %Y, %H:%M} UTC: hand in a list of your staff, from which"
        f" {tender.respondents} are drawn at random and asked how your firm works; and evidence, if you like."
        " Everything stays sealed until then."
        + (f" You have our answer, with reasons, by {answer_by:%d %B %Y}." if answer_by else "")
    )


def forget_contact(contact_id: uuid.UUID) -> int:
    """Links, sessions and mails of a contact who is erased; the bid is the firm's and stays."""
    bids = list(Bid.objects.filter(contact_id=contact_id).values_list("pk", flat=True))
    for bid_id in bids:
        revoke_taker_tokens(bid_id)
    return int(OutgoingMail.objects.filter(subject_id__in=bids).delete()[0])
