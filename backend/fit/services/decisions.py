"""What named people do with evidence: open it, decide, keep the promise of an answer."""

import uuid
from dataclasses import dataclass

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.fit.enums import ANSWERS_THE_CANDIDATE, Outcome
from backend.fit.errors import EvidenceNotOpenedError, NotAssessedYetError, ReasonTooShortError
from backend.fit.models import Decision, DimensionFit, EvidenceOpening, FitAssessment
from backend.fit.selectors.candidates import candidate
from backend.fit.selectors.decisions import last_opening, open_promises_to
from backend.kernel.audit import Subject, record_audit_event
from backend.kernel.events import Event, publish
from backend.kernel.jobs import enqueue
from backend.kernel.mail import queue_mail
from backend.kernel.tenancy import Actor
from backend.people.services import CANDIDATE
from backend.promises.services import close_promise
from backend.scores.selectors import sittings_of_candidate

LEAST_REASON = 20


@dataclass(frozen=True)
class DecisionRecorded(Event):
    """A named person has decided about a candidate."""

    decision_id: uuid.UUID


def open_evidence(*, actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> EvidenceOpening | None:
    """Notes that a member has a candidate's evidence before them. Needs `view_results`. Tokens open nothing."""
    require(actor, Capability.VIEW_RESULTS)
    view = candidate(actor, campaign_id, candidate_id)
    if actor.membership_id is None or actor.kind != "member":
        return None
    opening = EvidenceOpening.objects.create(
        campaign_id=campaign_id,
        candidate_id=candidate_id,
        membership_id=actor.membership_id,
        assessment_id=view.assessment_id,
    )
    record_audit_event(
        actor=actor,
        action="evidence.opened",
        subject=Subject("people.candidate", candidate_id),
        details={"campaign": str(campaign_id), "assessment": str(view.assessment_id or "")},
    )
    return opening


def record_decision(
    *,
    actor: Actor,
    campaign_id: uuid.UUID,
    candidate_id: uuid.UUID,
    outcome: str,
    reason: str,
    words_to_candidate: str = "",
) -> Decision:
    """A named person's decision. Needs `decide`, a reason, and the evidence as it is now opened by the same person.

    Publishes `DecisionRecorded`, after which the candidate is answered.
    """
    require(actor, Capability.DECIDE)
    view = candidate(actor, campaign_id, candidate_id)
    if view.sitting_status in {"invited", "started", "paused"}:
        raise NotAssessedYetError
    if actor.membership_id is None or actor.kind != "member":
        raise EvidenceNotOpenedError
    if len(reason.strip()) < LEAST_REASON:
        raise ReasonTooShortError(LEAST_REASON)
    opening = last_opening(campaign_id, candidate_id, actor.membership_id, view.assessment_id)
    if opening is None:
        raise EvidenceNotOpenedError
    decision = Decision.objects.create(
        campaign_id=campaign_id,
        candidate_id=candidate_id,
        decided_by_id=actor.membership_id,
        outcome=Outcome(outcome),
        reason=reason.strip(),
        words_to_candidate=words_to_candidate.strip(),
        evidence_opened_at=opening.created_at,
        assessment_id=view.assessment_id,
    )
    record_audit_event(
        actor=actor,
        action="decision.recorded",
        subject=decision,
        details={"candidate": str(candidate_id), "campaign": str(campaign_id), "outcome": outcome},
    )
    if decision.outcome in ANSWERS_THE_CANDIDATE:
        mail = queue_mail(kind="answer", recipient=view.email, subject_kind="fit.decision", subject_id=decision.pk)
        enqueue("fit.send_answer", decision_id=decision.pk, mail_id=mail.pk)
    publish(DecisionRecorded(decision_id=decision.pk))
    return decision


def keep_answer_promises(*, actor: Actor, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> int:
    """Closes what was promised to a candidate in a campaign, once the answer has gone out."""
    owed = open_promises_to(candidate_id, campaign_id)
    for promise_id in owed:
        close_promise(actor=actor, promise_id=promise_id)
    return len(owed)


def erase_own_rows(kind: str, candidate_id: uuid.UUID) -> int:
    """Decisions, openings and assessments of a candidate. Registered as an eraser in `config`."""
    if kind != CANDIDATE:
        return 0
    sittings = sittings_of_candidate(candidate_id)
    removed = Decision.objects.filter(candidate_id=candidate_id).delete()[0]
    removed += EvidenceOpening.objects.filter(candidate_id=candidate_id).delete()[0]
    removed += DimensionFit.objects.filter(assessment__sitting_id__in=sittings).delete()[0]
    return removed + FitAssessment.objects.filter(sitting_id__in=sittings).delete()[0]
