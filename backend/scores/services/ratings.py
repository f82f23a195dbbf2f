"""From the first ratings of a sealed exercise to a grade and a position for each dimension of each block.

Until a pack of exercises has norms and a pool to estimate variances from, the assumed values of the method are used:
the basis is *assumed*, the status that of the block on the ladder, and no verdict word follows. One rater is one view.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from backend.kernel.audit import Subject, record_audit_event
from backend.kernel.database.bulk import insert_rows
from backend.kernel.events import Event, publish
from backend.kernel.tenancy import Actor
from backend.ratings.selectors.first_ratings import FirstRating, RatedExercise, rated_exercise, sealed_plans
from backend.scores.errors import NotSealedYetError
from backend.scores.models import RatingScore
from backend.scores.selectors import ExerciseInScoring, current_rating_scores, exercise_in_scoring
from backend.scores.services.scales import TOLERANCE, Difference
from scoring.definitions.hashing import hash_of
from scoring.definitions.standing import Basis
from scoring.reliability.generalisability.assumed import AssumedGrade, assumed_grade
from scoring.reliability.generalisability.estimation import VariancePriors
from scoring.reliability.generalisability.positions import grade_norms, skill_position, style_position

NO_NORMS = grade_norms(np.empty(0))
ASSUMED_MODEL = hash_of(
    {
        "model": "assumed_ratings",
        "variances": list(VariancePriors().medians),
        "grades": [NO_NORMS.mean, NO_NORMS.sd],
    }
)


@dataclass(frozen=True)
class RatingsScored(Event):
    """The blocks of a sealed exercise have grades and positions."""

    plan_id: uuid.UUID


def score_ratings(*, actor: Actor, plan_id: uuid.UUID) -> int:
    """Scores the first ratings of a sealed exercise. Safe to run twice. Publishes `RatingsScored`.

    Gives how many grades have a new current row; an unchanged one is not written again.
    """
    rated = rated_exercise(plan_id)
    if rated is None:
        raise NotSealedYetError
    written = _store(plan_id, _rows(rated))
    if written:
        record_audit_event(
            actor=actor,
            action="ratings.scored",
            subject=Subject("ratings.exerciseplan", plan_id),
            details={"grades": len(written), "models": [ASSUMED_MODEL], "ratings": rated.ratings_hash},
        )
    publish(RatingsScored(plan_id=plan_id))
    return len(written)


def recompute_ratings(*, campaign_id: uuid.UUID) -> tuple[int, list[Difference]]:
    """Every current grade and position of a campaign again, from the first ratings. Writes nothing."""
    checked, found = 0, []
    for plan_id in sealed_plans(campaign_id):
        stored = {_place(row): row for row in current_rating_scores([plan_id])}
        rated = rated_exercise(plan_id)
        fresh = {_place(row): row for row in _rows(rated)} if rated and stored else {}
        checked += len(stored)
        for place, row in stored.items():
            found.extend(_differences(row, fresh.get(place)))
    return checked, found


def _rows(rated: RatedExercise) -> list[RatingScore]:
    exercise = exercise_in_scoring(rated)
    marks: dict[tuple[str, str, str], list[FirstRating]] = defaultdict(list)
    for rating in rated.ratings:
        marks[(rating.block, rating.dimension, rating.mark)].append(rating)
    return [_row(rated, exercise, place, marks[place]) for place in sorted(marks)]


def _row(
    rated: RatedExercise, exercise: ExerciseInScoring, place: tuple[str, str, str], ratings: Sequence[FirstRating]
) -> RatingScore:
    block, dimension, mark = place
    views = _views(ratings)
    found = assumed_grade(list(views.values())) if views else None
    mean, se = _position(found, mark) if found and not exercise.is_grade_of_style(dimension, mark) else (None, None)
    return RatingScore(
        plan_id=rated.plan_id,
        exercise_id=rated.exercise_id,
        unit=block,
        dimension=dimension,
        mark=mark,
        method=exercise.method,
        grade=found.grade if found else None,
        grade_se=found.se if found else None,
        mean=mean,
        se=se,
        n_raters=len({rating.rater_id for rating in ratings}),
        n_views=len(views),
        basis=str(Basis.ASSUMED),
        status=exercise.statuses[block],
        model_hash=ASSUMED_MODEL,
        structure_hash=exercise.structure_hash,
        ratings_hash=rated.ratings_hash,
    )


def _views(ratings: Sequence[FirstRating]) -> Mapping[uuid.UUID, float]:
    """One figure for each rater who has seen something: the mean of their rows, in the order of their ids."""
    seen: dict[uuid.UUID, list[int]] = defaultdict(list)
    for rating in ratings:
        if rating.value is not None:
            seen[rating.rater_id].append(rating.value)
    return {rater: fmean(seen[rater]) for rater in sorted(seen)}


def _position(found: AssumedGrade, mark: str) -> tuple[float, float]:
    """Mean and SD of theta from this grade alone under the prior N(0, 1), as scores of scales are stored."""
    if mark == "style":
        evidence = style_position(found.grade, found.se, assumed=True)
    else:
        evidence = skill_position(found.grade, found.se, NO_NORMS)
    return evidence.y / (1.0 + evidence.v), float(np.sqrt(evidence.v / (1.0 + evidence.v)))


def _place(row: RatingScore) -> tuple[str, str, str]:
    return row.unit, row.dimension, row.mark


_HASHES = ("model_hash", "structure_hash", "ratings_hash", "n_views")
_FIGURES = ("grade", "grade_se", "mean", "se")


def _store(plan_id: uuid.UUID, rows: Sequence[RatingScore]) -> list[RatingScore]:
    """Writes what is new; what says the same as the current row is left alone."""
    current = {_place(row): row for row in current_rating_scores([plan_id])}
    changed = [row for row in rows if not _says_the_same(current.get(_place(row)), row)]
    outdated = [current[_place(row)].pk for row in changed if _place(row) in current]
    RatingScore.objects.filter(pk__in=outdated).update(superseded=True)
    insert_rows(changed)
    return changed


def _says_the_same(stored: RatingScore | None, fresh: RatingScore) -> bool:
    names = (*_HASHES, *_FIGURES, "status", "basis")
    return stored is not None and all(getattr(stored, name) == getattr(fresh, name) for name in names)


def _differences(stored: RatingScore, fresh: RatingScore | None) -> list[Difference]:
    if fresh is None:
        return [Difference(stored.pk, "ratings", stored.ratings_hash, "gone")]
    found = [
        Difference(stored.pk, name, str(getattr(stored, name)), str(getattr(fresh, name)))
        for name in _HASHES
        if getattr(stored, name) != getattr(fresh, name)
    ]
    for name in _FIGURES:
        old, new = getattr(stored, name), getattr(fresh, name)
        if (old is None) != (new is None) or (old is not None and abs(old - new) > TOLERANCE):
            found.append(Difference(stored.pk, name, repr(old), repr(new)))
    return found
