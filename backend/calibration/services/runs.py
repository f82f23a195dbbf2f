"""Calibrating: a run is asked for, runs as a job in small transactions so that its progress shows, and ends."""

import hashlib
import uuid
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import numpy as np
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.calibration.enums import OPEN, RunStatus
from backend.calibration.errors import AnotherRunIsOpenError, RunNotOpenError, SampleRefusedError
from backend.calibration.models import CalibrationRun
from backend.calibration.selectors.groups import groups_of
from backend.calibration.selectors.runs import run
from backend.calibration.selectors.samples import answers_by_scale, layouts_on_sample, looks_at, origins_of, sample
from backend.calibration.study.findings import Findings, calibrate, steps_of
from backend.calibration.study.material import Material
from backend.kernel.audit import record_audit_event
from backend.kernel.jobs import enqueue
from backend.kernel.tenancy import Actor, organisation_context
from backend.library.selectors.instruments import instrument
from scoring import __version__
from scoring.errors import ScoringError
from scoring.models.files import model_text

LIBRARIES = ("numpy", "scipy", "factor_analyzer")


class _CancelledError(Exception):
    """Somebody asked for the end of the run; raised between two steps of it."""


def start_calibration(
    *, actor: Actor, sample_id: uuid.UUID, instrument_id: uuid.UUID | None = None, confirm_part: int = 1
) -> CalibrationRun:
    """Asks for a calibration of an instrument version on a sample. Needs `calibrate_scales`.

    The version may be another than the one that was answered, if all its items were asked in the same words. One run
    at a time for an instrument version. The job reports its progress in the run.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    drawn = sample(actor, sample_id)
    version = instrument(actor, instrument_id or drawn.instrument_version_id)
    layouts_on_sample(version, drawn)
    if not 0 < confirm_part < drawn.parts:
        raise SampleRefusedError(
            f"The sample has the hold-outs 1 to {drawn.parts - 1}.", "Name one of them.", "confirm_part"
        )
    try:
        with transaction.atomic():
            asked = CalibrationRun.objects.create(
                sample=drawn,
                instrument_version=version,
                confirm_part=confirm_part,
                requested_by_id=actor.membership_id,
            )
    except IntegrityError as error:
        raise AnotherRunIsOpenError from error
    record_audit_event(
        actor=actor,
        action="calibration.asked_for",
        subject=asked,
        details={"sample": str(drawn.pk), "instrument": str(version.pk), "confirm_part": confirm_part},
    )
    enqueue("calibration.calibrate", run_id=asked.pk)
    return asked


def cancel_calibration(*, actor: Actor, run_id: uuid.UUID) -> CalibrationRun:
    """Ends a run before its end: at once while it waits, else after the step it is in. Needs `calibrate_scales`."""
    require(actor, Capability.CALIBRATE_SCALES)
    found = run(actor, run_id, for_change=True)
    if found.status not in OPEN:
        raise RunNotOpenError(found.get_status_display())
    if found.status == RunStatus.QUEUED:
        found.status, found.ended_at = RunStatus.CANCELLED, timezone.now()
    found.cancel_requested = True
    found.save(update_fields=["status", "ended_at", "cancel_requested"])
    record_audit_event(actor=actor, action="calibration.cancelled", subject=found)
    return found


def perform_calibration(*, actor: Actor, run_id: uuid.UUID) -> str:
    """Runs a calibration that was asked for, and gives how it ended. Safe to run twice: what has ended is left alone.

    Opens the organisation's context for moments only. What fails is stored with its place and remedy; of what is
    cancelled or failed nothing is left but that.
    """
    with organisation_context(actor.organisation_id):
        material = _begin(run_id)
    if material is None:
        return ""
    try:
        found = calibrate(material, lambda stage: _report(actor, run_id, stage))
    except _CancelledError:
        return _end(actor, run_id, RunStatus.CANCELLED)
    except ScoringError as problem:
        return _end(actor, run_id, RunStatus.FAILED, problem=problem.as_dict())
    return _end(actor, run_id, RunStatus.SUCCEEDED, **_stored(found, material))


def _begin(run_id: uuid.UUID) -> Material | None:
    found = CalibrationRun.objects.select_for_update(of=("self",)).select_related("sample", "instrument_version")
    asked = found.filter(pk=run_id, status__in=OPEN).first()
    if asked is None:
        return None
    material = _material(asked)
    CalibrationRun.objects.filter(pk=run_id).update(
        status=RunStatus.RUNNING, started_at=timezone.now(), done=0, total=steps_of(material)
    )
    return material


def _material(asked: CalibrationRun) -> Material:
    drawn = asked.sample
    layouts = layouts_on_sample(asked.instrument_version, drawn)
    part_of = dict(zip(drawn.sitting_ids, drawn.part_numbers, strict=True))
    rows = [row for row, part in part_of.items() if part in (0, asked.confirm_part)]
    present, answers = answers_by_scale(drawn, layouts, rows)
    return Material(
        layouts=layouts,
        answers=answers,
        parts=np.array([part_of[row] for row in present], dtype=np.int64),
        seed=drawn.seed,
        origin=origins_of(present),
        groups=groups_of(present),
        looks=looks_at(asked),
    )


def _report(actor: Actor, run_id: uuid.UUID, stage: str) -> None:
    with organisation_context(actor.organisation_id):
        row = CalibrationRun.objects.filter(pk=run_id)
        if row.filter(cancel_requested=True).exists():
            raise _CancelledError
        row.update(stage=stage[:60], done=F("done") + 1)


def _stored(found: Findings, material: Material) -> dict[str, Any]:
    figures = {
        **found.figures,
        "seed": material.seed,
        "n": len(material.parts),
        "n_calibration": int(material.calibrates.sum()),
        "origin": {"real": material.origin.real, "simulated": material.origin.simulated},
    }
    text = model_text(found.model, {"structure": figures["structure"], "seed": material.seed})
    return {"figures": figures, "model_text": text, "model_hash": found.model.model_hash}


def _end(actor: Actor, run_id: uuid.UUID, status: str, **values: Any) -> str:
    with organisation_context(actor.organisation_id):
        rows = CalibrationRun.objects.filter(pk=run_id, status__in=OPEN)
        rows.update(status=status, ended_at=timezone.now(), code_version=code_version(), **values)
        ended = CalibrationRun.objects.get(pk=run_id)
        record_audit_event(
            actor=actor,
            action=f"calibration.{status}",
            subject=ended,
            details={"model_hash": ended.model_hash, "code": values.get("problem", {}).get("code", "")},
        )
    return status


@lru_cache(maxsize=1)
def code_version() -> str:
    """The engine's version, a hash of its own code, and the libraries it stands on."""
    root = Path(str(resources.files("scoring")))
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    libraries = " ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return f"{__version__}+{digest.hexdigest()[:12]} {libraries}"
