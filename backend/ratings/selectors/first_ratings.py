"""First ratings of sealed exercises, for scoring: what stood on each card when the last one came in."""

import uuid
from dataclasses import dataclass

from backend.ratings.enums import IN_PLAY
from backend.ratings.models import ExercisePlan, Rating, Submission
from scoring.definitions.hashing import hash_of


@dataclass(frozen=True)
class FirstRating:
    """One rater's mark on one row, as it stood when the exercise was sealed."""

    rater_id: uuid.UUID
    block: str
    row: str
    dimension: str
    mark: str
    value: int | None


@dataclass(frozen=True)
class RatedExercise:
    """A sealed exercise with the first ratings of all its raters."""

    plan_id: uuid.UUID
    campaign_id: uuid.UUID
    candidate_id: uuid.UUID
    exercise_id: uuid.UUID
    language: str
    ratings: tuple[FirstRating, ...]

    @property
    def ratings_hash(self) -> str:
        """Hash of who marked what; debrief revisions do not touch it."""
        rows = sorted(
            [str(row.rater_id), row.block, row.row, row.mark, "" if row.value is None else str(row.value)]
            for row in self.ratings
        )
        return hash_of(rows)


def rated_exercise(plan_id: uuid.UUID) -> RatedExercise | None:
    """A sealed exercise for scoring inside the open organisation; None while it is under seal."""
    plan = ExercisePlan.objects.filter(pk=plan_id, sealed_at__isnull=False).first()
    if plan is None:
        return None
    counting = (
        Submission.objects.filter(scorecard__plan=plan, scorecard__status__in=IN_PLAY)
        .order_by("scorecard_id", "-number")
        .distinct("scorecard_id")
    )
    rows = Rating.objects.filter(submission__in=list(counting)).order_by("block", "row", "submission__scorecard_id")
    ratings = tuple(
        FirstRating(row.submission.scorecard.membership_id, row.block, row.row, row.dimension, row.mark, row.value)
        for row in rows.select_related("submission__scorecard")
    )
    return RatedExercise(plan.pk, plan.campaign_id, plan.candidate_id, plan.exercise_id, plan.language, ratings)


def sealed_plans(campaign_id: uuid.UUID) -> list[uuid.UUID]:
    """The sealed exercises of a campaign, by id."""
    rows = ExercisePlan.objects.filter(campaign_id=campaign_id, sealed_at__isnull=False)
    return sorted(rows.values_list("pk", flat=True))


def plans_of_candidate(candidate_id: uuid.UUID) -> list[uuid.UUID]:
    """Every plan for a candidate, in whatever state."""
    return list(ExercisePlan.objects.filter(candidate_id=candidate_id).values_list("pk", flat=True))
