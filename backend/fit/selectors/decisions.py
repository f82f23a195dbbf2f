"""Decisions, what must come before them, and the letter that follows."""

import uuid
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from backend.fit.models import Decision, EvidenceOpening
from backend.fit.policies import visible_decisions
from backend.kernel.tenancy import Actor
from backend.promises.models import Promise


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
