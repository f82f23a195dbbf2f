"""Everything that scores hold about a campaign or a person, whatever it came from."""

import uuid

from backend.kernel.tenancy import Actor
from backend.people.services import CANDIDATE
from backend.ratings.selectors.first_ratings import sealed_plans
from backend.scores.models import RatingScore, ScaleScore
from backend.scores.selectors import sittings_of_candidate
from backend.scores.services.ratings import recompute_ratings, score_ratings
from backend.scores.services.scales import Difference, recompute_scales, score_campaign


def recompute_campaign(*, campaign_id: uuid.UUID) -> tuple[int, list[Difference]]:
    """Computes every current score of a campaign again, from what is stored. Writes nothing.

    Gives how many scores were checked, and those whose hashes differ or whose figures differ by more than 1e-9.
    """
    scales, differing_scales = recompute_scales(campaign_id=campaign_id)
    ratings, differing_ratings = recompute_ratings(campaign_id=campaign_id)
    return scales + ratings, [*differing_scales, *differing_ratings]


def score_anew(*, actor: Actor, campaign_id: uuid.UUID) -> int:
    """Scores everything of a campaign with the current models: its ended sittings and its sealed exercises."""
    plans = [score_ratings(actor=actor, plan_id=plan_id) for plan_id in sealed_plans(campaign_id)]
    return score_campaign(actor=actor, campaign_id=campaign_id) + sum(plans)


def erase_own_rows(kind: str, candidate_id: uuid.UUID) -> int:
    """Scores of a candidate's sittings and exercises. Registered as an eraser in `config`."""
    if kind != CANDIDATE:
        return 0
    removed = ScaleScore.objects.filter(sitting_id__in=sittings_of_candidate(candidate_id)).delete()[0]
    return removed + RatingScore.objects.filter(plan__candidate_id=candidate_id).delete()[0]
