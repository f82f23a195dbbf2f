"""Forgetting whom somebody watched, and what they saw."""

import uuid

from backend.kernel.models import OutgoingMail
from backend.people.services import CANDIDATE
from backend.ratings.models import ExercisePlan, MarkEvent, Observation, Rating, RatingRevision, Scorecard, Submission


def erase_own_rows(kind: str, candidate_id: uuid.UUID) -> int:
    """Plans, cards, marks, words and mails about a candidate. Registered as an eraser in `config`.

    The database lets them go because the candidate is marked as erased; children go before what they hang on.
    """
    if kind != CANDIDATE:
        return 0
    plans = list(ExercisePlan.objects.filter(candidate_id=candidate_id).values_list("pk", flat=True))
    cards = list(Scorecard.objects.filter(plan__in=plans).values_list("pk", flat=True))
    removed = OutgoingMail.objects.filter(subject_id__in=[*plans, *cards]).delete()[0]
    for rows in (
        RatingRevision.objects.filter(rating__submission__scorecard__in=cards),
        Rating.objects.filter(submission__scorecard__in=cards),
        Observation.objects.filter(submission__scorecard__in=cards),
        Submission.objects.filter(scorecard__in=cards),
        MarkEvent.objects.filter(scorecard__in=cards),
    ):
        removed += rows.delete()[0]
    # A swapped card names its successor: the later card goes after the earlier one.
    for card in Scorecard.objects.filter(pk__in=cards).order_by("created_at", "id"):
        removed += card.delete()[0]
    return removed + ExercisePlan.objects.filter(pk__in=plans).delete()[0]
