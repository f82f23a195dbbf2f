"""Runs and their figures."""

import uuid

from django.db.models import QuerySet

from backend.calibration.enums import RunStatus
from backend.calibration.errors import RunNotDoneError
from backend.calibration.models import CalibrationRun
from backend.calibration.policies import visible_runs
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.models import InstrumentVersion


def runs(actor: Actor, instrument_id: uuid.UUID) -> QuerySet[CalibrationRun]:
    """Calibrations of any version of an instrument, newest first, without their figures."""
    code = InstrumentVersion.objects.filter(pk=instrument_id).values("code")
    rows = visible_runs(actor).filter(instrument_version__code__in=code)
    return rows.defer("figures", "model_text", "sample__sitting_ids", "sample__part_numbers").order_by(
        "-created_at", "id"
    )


def run(actor: Actor, run_id: uuid.UUID, *, for_change: bool = False) -> CalibrationRun:
    """One run, locked if it is to be changed, or `NotFoundError`."""
    rows = visible_runs(actor).filter(pk=run_id)
    found = (rows.select_for_update(of=("self",)) if for_change else rows).first()
    if found is None:
        raise NotFoundError
    return found


def finished_run(actor: Actor, run_id: uuid.UUID) -> CalibrationRun:
    """One run that has figures; raises `RunNotDoneError` for any other."""
    found = run(actor, run_id)
    if found.status != RunStatus.SUCCEEDED:
        raise RunNotDoneError(found.get_status_display())
    return found
