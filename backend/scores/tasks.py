"""Jobs of scores."""

import uuid

from backend.kernel.jobs import organisation_job
from backend.kernel.tenancy import system_actor
from backend.scores.services import score_campaign, score_instrument, score_ratings, score_sitting


@organisation_job("scores.score_sitting", queue="compute")
def score_sitting_job(*, organisation_id: uuid.UUID, sitting_id: uuid.UUID) -> None:
    score_sitting(actor=system_actor(organisation_id), sitting_id=sitting_id)


@organisation_job("scores.score_campaign", queue="compute")
def score_campaign_job(*, organisation_id: uuid.UUID, campaign_id: uuid.UUID) -> None:
    score_campaign(actor=system_actor(organisation_id), campaign_id=campaign_id)


@organisation_job("scores.score_instrument", queue="compute")
def score_instrument_job(*, organisation_id: uuid.UUID, instrument_version_id: uuid.UUID) -> None:
    score_instrument(actor=system_actor(organisation_id), instrument_version_id=instrument_version_id)


@organisation_job("scores.score_ratings", queue="compute")
def score_ratings_job(*, organisation_id: uuid.UUID, plan_id: uuid.UUID) -> None:
    score_ratings(actor=system_actor(organisation_id), plan_id=plan_id)
