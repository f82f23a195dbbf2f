"""Decisions, what must come before them, and the letter that follows."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from backend.campaigns.enums import CampaignKind, CampaignStatus
from backend.campaigns.policies import visible_campaigns
from backend.fit.models import Decision, EvidenceOpening
from backend.fit.policies import visible_decisions
from backend.kernel.tenancy import Actor
from backend.promises.models import Promise
from backend.sittings.enums import SittingStatus
from backend.sittings.policies import visible_sittings


@dataclass(frozen=True)
class Undecided:
    """A running vacancy in which people have answered whom nobody has decided about."""

    campaign_id: uuid.UUID
    title: str
    answer_by: date | None
    candidates: int


def undecided(actor: Actor) -> list[Undecided]:
    """Running vacancies that wait for decisions, the one that owes answers first on top, in one query."""
    decided = visible_decisions(actor).filter(
        campaign_id=OuterRef("campaign_id"), candidate_id=OuterRef("invitation__candidate_id")
    )
    vacancies = visible_campaigns(actor).filter(status=CampaignStatus.RUNNING, kind=CampaignKind.VACANCY)
    rows = (
        visible_sittings(actor)
        .filter(campaign__in=vacancies, status=SittingStatus.SUBMITTED, invitation__isnull=False)
        .filter(~Exists(decided))
        .values("campaign_id", "campaign__title", "campaign__answer_by")
        .annotate(candidates=Count("pk"))
        .order_by(F("campaign__answer_by").asc(nulls_last=True), "campaign_id")[:200]
    )
    return [
        Undecided(row["campaign_id"], row["campaign__title"], row["campaign__answer_by"], row["candidates"])
        for row in rows
    ]


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
