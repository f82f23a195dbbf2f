"""Who does what, when, before whom; and what happens when somebody falls ill on the day."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.accounts.selectors import organisation_is_demo
from backend.campaigns.enums import CampaignKind, CampaignStatus
from backend.campaigns.services import locked_campaign
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError, NotFoundError
from backend.kernel.events import publish
from backend.kernel.jobs import enqueue
from backend.kernel.mail import queue_mail
from backend.kernel.tenancy import Actor
from backend.ratings.enums import IN_PLAY, CardStatus, Origin
from backend.ratings.errors import (
    AlreadyInError,
    CancelledError,
    NotRunningError,
    PlanRefusedError,
    SealedError,
    SwapRefusedError,
)
from backend.ratings.models import ExercisePlan, Scorecard
from backend.ratings.policies import visible_cards, visible_plans
from backend.ratings.selectors.planning import (
    PanelRater,
    candidate_of_campaign,
    exercise_to_plan,
    raters_of_panel,
)
from backend.ratings.services.events import ExercisePlanned
from scoring.definitions.exercises import Exercise

PLAN = "ratings.exerciseplan"
CARD = "ratings.scorecard"
LEAST_RATERS = 2


def plan_exercise(
    *,
    actor: Actor,
    campaign_id: uuid.UUID,
    candidate_id: uuid.UUID,
    exercise_id: uuid.UUID,
    starts_at: datetime,
    place: str,
    rater_ids: Sequence[uuid.UUID] = (),
    form: str = "",
    variant: str = "spoken",
    language: str = "",
) -> ExercisePlan:
    """Plans one exercise of one candidate before raters of the panel; all of them unless some are named.

    Needs `manage_campaigns`. Candidate and raters are invited by mail. Publishes `ExercisePlanned`.
    """
    campaign = locked_campaign(actor, campaign_id)
    if campaign.status != CampaignStatus.RUNNING:
        raise NotRunningError
    candidate = candidate_of_campaign(actor, campaign_id, candidate_id)
    version, exercise = exercise_to_plan(actor, exercise_id)
    raters = _chosen(raters_of_panel(actor, campaign_id), rater_ids)
    plan = ExercisePlan(
        campaign=campaign,
        candidate=candidate,
        exercise=version,
        form=form or exercise.structure.forms[0],
        variant=variant,
        language=language or exercise.header.default_language,
        starts_at=starts_at,
        place=place,
        origin=Origin.SIMULATED if organisation_is_demo() else Origin.REAL,
    )
    faults = [*_faults_of_plan(campaign.kind, exercise, plan), *_faults_of_raters(raters)]
    if faults:
        raise PlanRefusedError(faults)
    plan.save(force_insert=True)
    cards = [_assign(plan, rater) for rater in raters]
    record_audit_event(
        actor=actor,
        action="exercise.planned",
        subject=plan,
        details={
            "campaign": str(campaign_id),
            "candidate": str(candidate_id),
            "exercise": str(exercise_id),
            "raters": [str(card.membership_id) for card in cards],
            "origin": plan.origin,
        },
    )
    _write_to_candidate(plan, "exercise_invitation")
    for card in cards:
        _write_to_rater(card, "rater_card")
    publish(ExercisePlanned(plan_id=plan.pk))
    return plan


def cancel_exercise(*, actor: Actor, plan_id: uuid.UUID, reason: str) -> ExercisePlan:
    """Takes a plan back before it is sealed. Needs `manage_campaigns`. Candidate and raters are told."""
    plan = locked_plan(actor, plan_id)
    if plan.cancelled_at is not None:
        return plan
    if plan.sealed_at is not None:
        raise SealedError
    plan.cancelled_at = timezone.now()
    plan.revision += 1
    plan.cancelled_because = reason
    plan.save(update_fields=["cancelled_at", "cancelled_because", "revision"])
    record_audit_event(actor=actor, action="exercise.cancelled", subject=plan, changed_fields=["cancelled_at"])
    _write_to_candidate(plan, "exercise_cancelled")
    for card in plan.cards.filter(status__in=IN_PLAY).select_related("membership"):
        _write_to_rater(card, "rater_card_cancelled")
    return plan


def swap_rater(*, actor: Actor, card_id: uuid.UUID, membership_id: uuid.UUID, reason: str) -> Scorecard:
    """Gives a card that is still out to another member of the panel. Needs `manage_campaigns`.

    The former rater's notes stay with the former card and are shown to nobody. Both raters are told by mail.
    """
    require(actor, Capability.MANAGE_CAMPAIGNS)
    card = visible_cards(actor).filter(pk=card_id).first()
    if card is None:
        raise NotFoundError
    plan = locked_plan(actor, card.plan_id)
    card.refresh_from_db()
    refuse_ended(plan)
    if card.status != CardStatus.ASSIGNED:
        raise AlreadyInError
    substitute = _substitute(actor, plan, card, membership_id)
    card.status, card.ended_at, card.reason = CardStatus.SWAPPED, timezone.now(), reason
    card.revision += 1
    card.save(update_fields=["status", "ended_at", "reason", "revision"])
    successor = _assign(plan, substitute)
    card.successor = successor
    card.save(update_fields=["successor"])
    record_audit_event(
        actor=actor,
        action="scorecard.swapped",
        subject=card,
        changed_fields=["status"],
        details={"successor": str(successor.pk), "rater": str(membership_id)},
    )
    _write_to_rater(successor, "rater_card")
    _write_to_rater(card, "rater_card_given_on")
    return successor


def locked_plan(actor: Actor, plan_id: uuid.UUID) -> ExercisePlan:
    """A plan, locked, for whoever may manage it."""
    require(actor, Capability.MANAGE_CAMPAIGNS)
    plan = visible_plans(actor).select_for_update(of=("self",)).filter(pk=plan_id).first()
    if plan is None:
        raise NotFoundError
    return plan


def refuse_ended(plan: ExercisePlan) -> None:
    """Raises where nothing can be marked any more."""
    if plan.cancelled_at is not None:
        raise CancelledError
    if plan.sealed_at is not None:
        raise SealedError


def _chosen(raters: Mapping[uuid.UUID, PanelRater], rater_ids: Sequence[uuid.UUID]) -> list[PanelRater]:
    for place, rater_id in enumerate(rater_ids):
        if rater_id not in raters:
            raise NotFoundError("Nobody with this id sits on the panel.", f"rater_ids[{place}]")
    return [raters[rater_id] for rater_id in dict.fromkeys(rater_ids or raters)]


def _faults_of_plan(kind: str, exercise: Exercise, plan: ExercisePlan) -> list[FieldError]:
    structure, now = exercise.structure, timezone.now()
    checks = (
        (kind == CampaignKind.VACANCY, "campaign", "Only candidates of a vacancy play roles.", "Use a vacancy."),
        (plan.form in structure.forms, "form", "The exercise has no such form.", _one_of(structure.forms)),
        (
            plan.variant in structure.variants,
            "variant",
            "The exercise has no such variant.",
            _one_of(structure.variants),
        ),
        (
            plan.language in exercise.locales,
            "language",
            "The exercise has no such language.",
            _one_of(exercise.locales),
        ),
        (plan.starts_at > now, "starts_at", "This time has passed.", "Choose a later time."),
    )
    return [FieldError(place, "unknown", words, remedy) for holds, place, words, remedy in checks if not holds]


def _one_of(names: Iterable[str]) -> str:
    return f"Choose one of: {', '.join(names)}."


def _faults_of_raters(raters: Sequence[PanelRater]) -> list[FieldError]:
    checks = (
        (len(raters) >= LEAST_RATERS, "too_few_raters", "One view is not enough.", "Choose two raters or more."),
        (
            any(rater.is_advocate for rater in raters),
            "no_advocate",
            "Nobody among the raters speaks for the customers.",
            "Choose a customer advocate of the panel too.",
        ),
    )
    return [FieldError("rater_ids", code, words, remedy) for holds, code, words, remedy in checks if not holds]


def _substitute(actor: Actor, plan: ExercisePlan, card: Scorecard, membership_id: uuid.UUID) -> PanelRater:
    raters = raters_of_panel(actor, plan.campaign_id)
    others = plan.cards.filter(status__in=IN_PLAY).exclude(pk=card.pk)
    if membership_id not in raters:
        raise NotFoundError("Nobody with this id sits on the panel.", "membership_id")
    if membership_id == card.membership_id or others.filter(membership_id=membership_id).exists():
        raise SwapRefusedError("This member has a card for this exercise already.", "Choose another member.")
    if not raters[membership_id].is_advocate and not others.filter(is_advocate=True).exists():
        raise SwapRefusedError(
            "Nobody among the raters would speak for the customers.", "Choose a customer advocate of the panel."
        )
    return raters[membership_id]


def _assign(plan: ExercisePlan, rater: PanelRater) -> Scorecard:
    return Scorecard.objects.create(plan=plan, membership_id=rater.membership_id, is_advocate=rater.is_advocate)


def _write_to_candidate(plan: ExercisePlan, kind: str) -> None:
    mail = queue_mail(kind=kind, recipient=plan.candidate.email, subject_kind=PLAN, subject_id=plan.pk)
    enqueue("ratings.write_to_candidate", plan_id=plan.pk, mail_id=mail.pk)


def _write_to_rater(card: Scorecard, kind: str) -> None:
    mail = queue_mail(kind=kind, recipient=card.membership.email, subject_kind=CARD, subject_id=card.pk)
    enqueue("ratings.write_to_rater", card_id=card.pk, mail_id=mail.pk)
