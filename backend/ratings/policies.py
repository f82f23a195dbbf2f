"""Who sees plans, cards and marks. A mark of somebody else exists for nobody before its exercise is sealed."""

import uuid

from django.db.models import Q, QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import CAPABILITIES, may
from backend.campaigns.selectors import chaired_by
from backend.kernel.errors import CapabilityMissingError
from backend.kernel.tenancy import Actor
from backend.ratings.enums import IN_PLAY
from backend.ratings.models import ExercisePlan, Scorecard, Submission


def visible_plans(actor: Actor) -> QuerySet[ExercisePlan]:
    """What is planned, and whose cards are in: for those who see campaigns. No mark is in it."""
    rows = ExercisePlan.objects.filter(candidate__erased_at=None)
    return rows if may(actor, Capability.VIEW_CAMPAIGNS) else rows.none()


def visible_cards(actor: Actor) -> QuerySet[Scorecard]:
    """Cards as far as who has one and whether it is in: for those who see campaigns."""
    rows = Scorecard.objects.filter(plan__candidate__erased_at=None)
    return rows if may(actor, Capability.VIEW_CAMPAIGNS) else rows.none()


def member_of(actor: Actor) -> uuid.UUID:
    """The member who acts; raises for the product itself and for test takers, who mark and record nothing."""
    if actor.membership_id is None:
        raise CapabilityMissingError(Capability.RATE, sorted(CAPABILITIES[Capability.RATE]))
    return actor.membership_id


def cards_ever_given(actor: Actor) -> QuerySet[Scorecard]:
    """Every card that was the actor's, those included that were closed or given to somebody else."""
    rows = Scorecard.objects.filter(plan__candidate__erased_at=None)
    if actor.membership_id is None or not may(actor, Capability.RATE):
        return rows.none()
    return rows.filter(membership_id=actor.membership_id)


def own_cards(actor: Actor) -> QuerySet[Scorecard]:
    """The cards that the actor is to mark, or has marked."""
    return cards_ever_given(actor).filter(status__in=IN_PLAY, plan__cancelled_at=None)


def visible_debriefs(actor: Actor) -> QuerySet[ExercisePlan]:
    """Whose debrief the actor may enter: all for those who see results, else where they chair or have a card."""
    rows = ExercisePlan.objects.filter(candidate__erased_at=None, cancelled_at=None)
    if may(actor, Capability.VIEW_RESULTS) and may(actor, Capability.VIEW_DEBRIEFS):
        return rows
    if may(actor, Capability.VIEW_DEBRIEFS) and actor.membership_id is not None:
        chairs = Q(campaign_id__in=chaired_by(actor.membership_id))
        return rows.filter(chairs | Q(pk__in=own_cards(actor).values("plan_id")))
    return rows.none()


def visible_submissions(actor: Actor) -> QuerySet[Submission]:
    """Marks that may be shown side by side: those of sealed exercises alone."""
    plans = visible_debriefs(actor).filter(sealed_at__isnull=False)
    return Submission.objects.filter(scorecard__plan__in=plans, scorecard__status__in=IN_PLAY)
