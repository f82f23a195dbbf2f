"""The debrief: what a rater came to think after hearing the others, beside what they saw first. Both are kept."""

import uuid

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import FieldError, NotFoundError
from backend.kernel.tenancy import Actor
from backend.ratings.errors import MarksRefusedError, NotSealedError, UnchangedRevisionError
from backend.ratings.models import ExercisePlan, Rating, RatingRevision
from backend.ratings.policies import own_cards
from scoring.definitions.exercises import SKILL_GRADES, STYLE_MARKS


def revise_rating(*, actor: Actor, rating_id: uuid.UUID, value: int | None, reason: str) -> RatingRevision:
    """Adds to the actor's own first rating what they think now, and why. Needs `rate`; only after the seal.

    The position goes on resting on first ratings: those were made without hearing anybody.
    """
    require(actor, Capability.RATE)
    rating = _own_rating(actor, rating_id)
    plan = ExercisePlan.objects.select_for_update(of=("self",)).get(pk=rating.submission.scorecard.plan_id)
    if plan.sealed_at is None:
        raise NotSealedError
    scale = SKILL_GRADES if rating.mark == "skill" else STYLE_MARKS
    if value is not None and value not in scale:
        remedy = f"Choose one of {', '.join(map(str, scale))}, or none."
        raise MarksRefusedError([FieldError("value", "off_scale", "This mark is not on the scale.", remedy)])
    former = rating.revisions.order_by("-number").first()
    if value == (former.value if former else rating.value):
        raise UnchangedRevisionError
    number = former.number + 1 if former else 1
    revision = RatingRevision.objects.create(rating=rating, number=number, value=value, reason=reason)
    record_audit_event(
        actor=actor,
        action="rating.revised",
        subject=revision,
        details={"rating": str(rating_id), "exercise": str(plan.pk), "number": number},
    )
    return revision


def _own_rating(actor: Actor, rating_id: uuid.UUID) -> Rating:
    """A rating of the last submission of one of the actor's cards."""
    rows = Rating.objects.filter(submission__scorecard__in=own_cards(actor)).select_related("submission__scorecard")
    rating = rows.filter(pk=rating_id).first()
    if rating is None or rating.submission.number != rating.submission.scorecard.submissions.count():
        raise NotFoundError
    return rating
