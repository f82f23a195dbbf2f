"""What is planned in a campaign: for whom, what, when, before whom, and whose cards are in. No mark is read here."""

import uuid

from django.db.models import Prefetch, QuerySet

from backend.campaigns.policies import visible_campaigns
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.ratings.enums import IN_PLAY
from backend.ratings.models import ExercisePlan, Scorecard
from backend.ratings.policies import visible_cards, visible_plans


def plans(actor: Actor, campaign_id: uuid.UUID) -> QuerySet[ExercisePlan]:
    """The plans of a campaign, next first, in two queries; raises `NotFoundError` for a campaign not visible."""
    if not visible_campaigns(actor).filter(pk=campaign_id).exists():
        raise NotFoundError
    return with_cards(visible_plans(actor).filter(campaign_id=campaign_id))


def plan(actor: Actor, plan_id: uuid.UUID) -> ExercisePlan:
    """One plan with its cards, or `NotFoundError`."""
    row = with_cards(visible_plans(actor)).filter(pk=plan_id).first()
    if row is None:
        raise NotFoundError
    return row


def with_cards(rows: QuerySet[ExercisePlan]) -> QuerySet[ExercisePlan]:
    """Plans with their candidate, their exercise and all their cards, ended ones included."""
    cards = Scorecard.objects.select_related("membership").order_by("created_at", "id")
    return rows.select_related("candidate", "campaign", "exercise").prefetch_related(Prefetch("cards", queryset=cards))


def card_to_print(actor: Actor, card_id: uuid.UUID) -> Scorecard:
    """A card that is still out, for the paper it is printed on. It bears no mark."""
    rows = visible_cards(actor).filter(status__in=IN_PLAY, plan__cancelled_at=None)
    row = rows.select_related("membership", "plan__candidate", "plan__campaign", "plan__exercise").filter(pk=card_id)
    card = row.first()
    if card is None:
        raise NotFoundError
    return card
