"""Jobs of calibration."""

import uuid

from backend.calibration.services.checks import check_after_sitting, check_assumed
from backend.calibration.services.runs import perform_calibration
from backend.kernel.jobs import organisation_job, staged_job
from backend.kernel.tenancy import system_actor


@staged_job("calibration.calibrate", queue="compute")
def calibrate_job(*, organisation_id: uuid.UUID, run_id: uuid.UUID) -> None:
    perform_calibration(actor=system_actor(organisation_id), run_id=run_id)


@organisation_job("calibration.check_assumed", queue="compute")
def check_assumed_job(*, organisation_id: uuid.UUID, campaign_id: uuid.UUID) -> None:
    check_assumed(actor=system_actor(organisation_id), campaign_id=campaign_id)


@organisation_job("calibration.check_after_sitting", queue="compute")
def check_after_sitting_job(*, organisation_id: uuid.UUID, sitting_id: uuid.UUID) -> None:
    check_after_sitting(actor=system_actor(organisation_id), sitting_id=sitting_id)
