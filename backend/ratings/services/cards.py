"""Marking a card, handing it in, closing a seat; and the seal that falls when the last card is in.

Every service here locks the plan first, so that a correction and the last card cannot pass each other.
"""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.campaigns.selectors import seat_of
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError, NotFoundError
from backend.kernel.events import publish
from backend.kernel.tenancy import Actor
from backend.ratings.enums import IN_PLAY, CardSource, CardStatus
from backend.ratings.errors import (
    AlreadyInError,
    CardDiffersError,
    CardEndedError,
    LastCardError,
    MarksRefusedError,
    NotTheChairError,
    RaterIsClerkError,
)
from backend.ratings.forms import CardContent, read_content
from backend.ratings.models import ExercisePlan, MarkEvent, Observation, Rating, Scorecard, Submission
from backend.ratings.policies import cards_ever_given, member_of, visible_cards
from backend.ratings.selectors.cards import acknowledged_through, next_batch, values_of
from backend.ratings.selectors.exercises import places_of
from backend.ratings.services.events import RatingsSealed
from backend.ratings.services.planning import refuse_ended
from scoring.definitions.hashing import hash_of

MOST_BATCHES = 5_000


@dataclass(frozen=True)
class SentMark:
    """One value given to one place, numbered within the device's tab that gave it."""

    seq: int
    item: str
    value: Any
    client_time: datetime


def record_marks(*, actor: Actor, card_id: uuid.UUID, client: uuid.UUID, events: Sequence[SentMark]) -> int:
    """Keeps what a rater's device sends; says up to which number everything of this device has arrived.

    Own cards only, before the seal. Sent twice is stored once. The rows are append-only and count as their own audit.
    """
    card = _own_locked(actor, card_id)
    places = places_of(card.plan)
    words = [places.fault_of(event.item, event.value) for event in events]
    faults = [
        FieldError(f"events[{place}].value", "unusable", fault, fault) for place, fault in enumerate(words) if fault
    ]
    batch = next_batch(card.pk)
    if batch > MOST_BATCHES:
        faults.append(FieldError("events", "too_many", "This card has been changed too often.", "Hand it in."))
    if faults:
        raise MarksRefusedError(faults)
    MarkEvent.objects.bulk_create(
        [
            MarkEvent(
                scorecard=card,
                client=client,
                seq=event.seq,
                item=event.item,
                value=event.value,
                client_time=event.client_time,
                batch=batch,
            )
            for event in events
        ],
        ignore_conflicts=True,
    )
    return acknowledged_through(card.pk, client)


def submit_scorecard(*, actor: Actor, card_id: uuid.UUID, count: int, sent_hash: str) -> Scorecard:
    """Hands in the actor's own card as it has arrived. Again before the seal, it is a correction: a new row.

    Publishes `RatingsSealed` when it is the last.
    """
    card = _own_locked(actor, card_id)
    values = values_of(card.pk)
    if (len(values), hash_of(values)) != (count, sent_hash):
        raise CardDiffersError
    content = read_content(places_of(card.plan), values)
    _hand_in(actor, card, content, CardSource.SCREEN)
    return card


def transcribe_scorecard(*, actor: Actor, card_id: uuid.UUID, values: Mapping[str, Any]) -> Scorecard:
    """Enters a paper card, word for word, in the clerk's own name. Needs `manage_campaigns`.

    Refused to whoever rates the same person, and for a card that its rater has handed in on the screen.
    """
    require(actor, Capability.MANAGE_CAMPAIGNS)
    card = _locked_card(visible_cards(actor), card_id)
    refuse_ended(card.plan)
    if card.status not in IN_PLAY:
        raise CardEndedError(card.status)
    if (
        actor.membership_id is None
        or card.plan.cards.filter(membership_id=actor.membership_id, status__in=IN_PLAY).exists()
    ):
        raise RaterIsClerkError
    if card.submissions.filter(source=CardSource.SCREEN).exists():
        raise AlreadyInError
    _hand_in(actor, card, read_content(places_of(card.plan), values), CardSource.PAPER)
    return card


def close_seat(*, actor: Actor, card_id: uuid.UUID, reason: str) -> Scorecard:
    """Gives up waiting for a card. For the chair of the panel, with a reason. May be what seals the exercise."""
    require(actor, Capability.RATE)
    found = Scorecard.objects.select_related("plan").filter(pk=card_id, plan__candidate__erased_at=None).first()
    if found is None or not _sits_with(actor, found.plan):
        raise NotFoundError
    seat = seat_of(found.plan.campaign_id, actor.membership_id)
    if seat is None or not seat.is_chair:
        raise NotTheChairError
    card = _locked_card(Scorecard.objects.all(), card_id)
    refuse_ended(card.plan)
    if card.status != CardStatus.ASSIGNED:
        raise AlreadyInError
    if not card.plan.cards.filter(status__in=IN_PLAY).exclude(pk=card.pk).exists():
        raise LastCardError
    card.status, card.ended_at, card.reason = CardStatus.CLOSED, timezone.now(), reason
    card.revision += 1
    card.save(update_fields=["status", "ended_at", "reason", "revision"])
    record_audit_event(actor=actor, action="scorecard.closed", subject=card, changed_fields=["status"])
    _seal_if_complete(actor, card.plan)
    return card


def _sits_with(actor: Actor, plan: ExercisePlan) -> bool:
    """Whether the actor belongs to the panel that this plan is rated by."""
    return seat_of(plan.campaign_id, actor.membership_id) is not None


def _rates(actor: Actor, plan: ExercisePlan) -> bool:
    """Whether the actor has a card of this plan."""
    return plan.cards.filter(membership_id=member_of(actor), status__in=IN_PLAY).exists()


def _own_locked(actor: Actor, card_id: uuid.UUID) -> Scorecard:
    require(actor, Capability.RATE)
    card = _locked_card(cards_ever_given(actor), card_id)
    refuse_ended(card.plan)
    if card.status not in IN_PLAY:
        raise CardEndedError(card.status)
    return card


def _locked_card(rows: Any, card_id: uuid.UUID) -> Scorecard:
    """A card with its plan, the plan locked before the card."""
    plan_id = rows.filter(pk=card_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NotFoundError
    ExercisePlan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    card = rows.select_related("plan__exercise").select_for_update(of=("self",)).filter(pk=card_id).first()
    if card is None:
        raise NotFoundError
    return card  # type: ignore[no-any-return]  # the rows are cards


def _hand_in(actor: Actor, card: Scorecard, content: CardContent, source: CardSource) -> None:
    number = card.submissions.count() + 1
    nonce = secrets.token_hex(32)
    submission = Submission.objects.create(
        scorecard=card,
        number=number,
        source=source,
        recorded_by_id=member_of(actor),
        confidence=content.confidence,
        none_for=content.none_for,
        none_against=content.none_against,
        nonce=nonce,
        commitment=commitment_of(nonce, content.as_tree()),
    )
    Rating.objects.bulk_create(
        [
            Rating(
                submission=submission,
                block=row.block,
                row=row.row,
                dimension=row.dimension,
                mark=row.mark,
                value=row.value,
            )
            for row in content.ratings
        ]
    )
    Observation.objects.bulk_create(
        [
            Observation(
                submission=submission, position=place, block=row.block, side=row.side, at=row.at, words=row.words
            )
            for place, row in enumerate(content.observations)
        ]
    )
    card.status, card.submitted_at = CardStatus.SUBMITTED, timezone.now()
    card.revision += 1
    card.save(update_fields=["status", "submitted_at", "revision"])
    record_audit_event(
        actor=actor,
        action="scorecard.submitted" if number == 1 else "scorecard.corrected",
        subject=card,
        changed_fields=["status"],
        details={"submission": str(submission.pk), "source": source, "commitment": submission.commitment},
    )
    _seal_if_complete(actor, card.plan)


def commitment_of(nonce: str, tree: Mapping[str, Any]) -> str:
    """What binds a card without telling it: few cards are possible, so a bare hash could be guessed back."""
    return hash_of({"nonce": nonce, "card": dict(tree)})


def _seal_if_complete(actor: Actor, plan: ExercisePlan) -> None:
    states = set(plan.cards.values_list("status", flat=True))
    if CardStatus.ASSIGNED in states or CardStatus.SUBMITTED not in states:
        return
    plan.sealed_at = timezone.now()
    plan.revision += 1
    plan.save(update_fields=["sealed_at", "revision"])
    record_audit_event(actor=actor, action="exercise.sealed", subject=plan, changed_fields=["sealed_at"])
    publish(RatingsSealed(plan_id=plan.pk))
