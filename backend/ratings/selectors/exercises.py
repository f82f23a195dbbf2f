"""The exercise behind a plan: its card and its brief in the plan's words, form and variant."""

from backend.library.selectors.instruments import exercise_of
from backend.ratings.forms import CardPlaces, card_places
from backend.ratings.models import ExercisePlan
from scoring.definitions.exercise_sheets import CandidateBrief, RaterCard, candidate_brief, rater_card


def places_of(plan: ExercisePlan) -> CardPlaces:
    """Where on a plan's card a value can stand."""
    return card_places(exercise_of(plan.exercise))


def card_of(plan: ExercisePlan) -> RaterCard:
    """What every rater of a plan reads: brief, cues, rows with their anchors."""
    return rater_card(exercise_of(plan.exercise), language=plan.language, form=plan.form, variant=plan.variant)  # type: ignore[arg-type]  # checked when it was planned


def brief_of(plan: ExercisePlan) -> CandidateBrief:
    """What the candidate of a plan may read before."""
    return candidate_brief(exercise_of(plan.exercise), language=plan.language, form=plan.form, variant=plan.variant)  # type: ignore[arg-type]  # checked when it was planned


def title_of(plan: ExercisePlan) -> str:
    """What a plan's exercise is called in the plan's language."""
    return exercise_of(plan.exercise).locales[plan.language].title
