"""From answers and ratings to positions with their error, and the same again years later."""

from backend.scores.services.ratings import RatingsScored, score_ratings
from backend.scores.services.scales import (
    CampaignScored,
    Difference,
    SittingScored,
    answer_matrix,
    score_campaign,
    score_instrument,
    score_sitting,
)
from backend.scores.services.whole import erase_own_rows, recompute_campaign, score_anew

__all__ = [
    "CampaignScored",
    "Difference",
    "RatingsScored",
    "SittingScored",
    "answer_matrix",
    "erase_own_rows",
    "recompute_campaign",
    "score_anew",
    "score_campaign",
    "score_instrument",
    "score_ratings",
    "score_sitting",
]
