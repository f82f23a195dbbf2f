"""What has happened with a candidate in a campaign so far, for whoever decides."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backend.fit.enums import CandidateEvent
from backend.fit.models import EvidenceOpening
from backend.fit.policies import visible_assessments, visible_decisions
from backend.kernel.tenancy import Actor
from backend.sittings.enums import SittingStatus
from backend.sittings.models import Sitting
from backend.sittings.policies import visible_sittings


@dataclass(frozen=True)
class HistoryEntry:
    """One event: what, when, and which member did it; nobody where the candidate or the product did."""

    what: str
    at: datetime
    who: str = ""


def history(actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> list[HistoryEntry]:
    """Everything from the invitation to the last decision, the newest first, in four queries."""
    sitting = (
        visible_sittings(actor)
        .select_related("invitation")
        .filter(campaign_id=campaign_id, invitation__candidate_id=candidate_id)
        .first()
    )
    if sitting is None:
        return []
    about = {"campaign_id": campaign_id, "candidate_id": candidate_id}
    assessed = visible_assessments(actor).filter(sitting=sitting).values_list("created_at", flat=True)
    opened = EvidenceOpening.objects.filter(**about).values_list("created_at", "membership__name")
    decided = visible_decisions(actor).filter(**about).values_list("created_at", "decided_by__name")
    entries = [
        *_of_sitting(sitting),
        *(HistoryEntry(CandidateEvent.ASSESSED, at) for at in assessed),
        *(HistoryEntry(CandidateEvent.EVIDENCE_OPENED, at, who) for at, who in opened),
        *(HistoryEntry(CandidateEvent.DECIDED, at, who) for at, who in decided),
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _of_sitting(sitting: Sitting) -> Iterator[HistoryEntry]:
    if sitting.invitation is not None:
        yield HistoryEntry(CandidateEvent.INVITED, sitting.invitation.created_at)
    if sitting.started_at is not None:
        yield HistoryEntry(CandidateEvent.STARTED, sitting.started_at)
    if sitting.submitted_at is not None:
        yield HistoryEntry(CandidateEvent.SUBMITTED, sitting.submitted_at)
    if sitting.ended_at is not None:
        withdrawn = sitting.status == SittingStatus.WITHDRAWN
        yield HistoryEntry(CandidateEvent.WITHDRAWN if withdrawn else CandidateEvent.EXPIRED, sitting.ended_at)
