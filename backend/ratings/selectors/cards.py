"""A rater's own cards, and what they have put on them so far."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.ratings.models import MarkEvent, Scorecard
from backend.ratings.policies import own_cards
from backend.ratings.selectors.exercises import card_of
from scoring.definitions.exercise_sheets import RaterCard

SHOWN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class OwnCard:
    """A rater's card with what stands on it, for its rater's eyes alone."""

    card: Scorecard
    sheet: RaterCard
    values: dict[str, Any]
    submissions: int


def my_cards(actor: Actor) -> QuerySet[Scorecard]:
    """The actor's own cards, in the order of the clock: everything that is still out, and what was on lately."""
    recent = timezone.now() - SHOWN_FOR
    rows = own_cards(actor).select_related("plan__candidate", "plan__campaign", "plan__exercise")
    return rows.filter(plan__starts_at__gte=recent) | rows.filter(submitted_at=None)


def own_card(actor: Actor, card_id: uuid.UUID) -> Scorecard:
    """One of the actor's own cards, or `NotFoundError`."""
    rows = own_cards(actor).select_related("plan__candidate", "plan__campaign", "plan__exercise")
    card = rows.filter(pk=card_id).first()
    if card is None:
        raise NotFoundError
    return card


def own_card_to_mark(actor: Actor, card_id: uuid.UUID) -> OwnCard:
    """One of the actor's own cards with its sheet and the values that have arrived."""
    card = own_card(actor, card_id)
    return OwnCard(
        card=card,
        sheet=card_of(card.plan),
        values=values_of(card.pk),
        submissions=card.submissions.count(),
    )


def values_of(card_id: uuid.UUID) -> dict[str, Any]:
    """What stands on a card: within one device the higher number wins, between devices the later arrival."""
    rows = MarkEvent.objects.filter(scorecard_id=card_id).order_by("batch", "seq")
    current: dict[str, Any] = {}
    newest: dict[tuple[uuid.UUID, str], int] = {}
    for client, seq, item, value in rows.values_list("client", "seq", "item", "value"):
        if newest.get((client, item), 0) < seq:
            newest[(client, item)] = seq
            current[item] = value
    return {item: value for item, value in current.items() if value is not None}


def acknowledged_through(card_id: uuid.UUID, client: uuid.UUID) -> int:
    """The highest number up to which every event of a device has arrived."""
    arrived = (
        MarkEvent.objects.filter(scorecard_id=card_id, client=client).order_by("seq").values_list("seq", flat=True)
    )
    return _run_from_one(arrived)


def _run_from_one(numbers: Iterable[int]) -> int:
    through = 0
    for number in numbers:
        if number != through + 1:
            break
        through = number
    return through


def next_batch(card_id: uuid.UUID) -> int:
    """The place of the next batch among those of a card. Lock the card before."""
    return int(MarkEvent.objects.filter(scorecard_id=card_id).aggregate(last=Max("batch"))["last"] or 0) + 1
