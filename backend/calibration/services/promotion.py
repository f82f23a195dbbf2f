"""Promotion: a named psychometrician's decision, its gates, the model it publishes, and the bands that move with it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.errors import ReauthenticationRequiredError
from backend.accounts.policies import require
from backend.accounts.selectors import member_name
from backend.calibration.errors import GatesNotPassedError, SimulatedSampleError
from backend.calibration.models import CalibrationRun
from backend.calibration.selectors.promotion import Statement, origin_of, report_for, units_of
from backend.calibration.selectors.runs import finished_run
from backend.calibration.services.moving import ask_for_signatures
from backend.calibration.services.norms import described
from backend.kernel.errors import FieldError
from backend.kernel.events import Event, publish
from backend.kernel.tenancy import Actor
from backend.library.enums import LadderStatus
from backend.library.errors import LadderStepRefusedError, UnknownUnitError
from backend.library.selectors.instruments import instrument
from backend.library.selectors.scoring_models import current_scoring_model, model_of
from backend.library.services import publish_model, publish_norms, record_ladder_step, refuse_short_form, suspend_unit
from scoring.errors import ScoringError
from scoring.ladder.documents import gate_as_document
from scoring.ladder.gates import Gate, GateReport
from scoring.models.calibrated import with_promoted_scales
from scoring.models.files import model_text, parse_model
from scoring.models.graded_response import GradedResponseModel
from scoring.models.reexpression import moved_edges

BY_DATA = (LadderStatus.PILOTED, LadderStatus.STRUCTURE_CONFIRMED, LadderStatus.IN_USE)


@dataclass(frozen=True)
class ScalesStand(Event):
    """Scales of an instrument stand elsewhere on the ladder, or have another model: what was scored is scored anew."""

    instrument_version_id: uuid.UUID


def promote_scales(
    *,
    actor: Actor,
    run_id: uuid.UUID,
    status: str,
    units: Sequence[str],
    reason: str,
    recently_authenticated: bool,
    floors_reason: str = "",
    intended_use: str = "",
    review_date: date | None = None,
) -> list[uuid.UUID]:
    """Takes scales one step up the ladder, by the figures of a run. All of them or none.

    For a psychometrician who has just proved who they are. Refused unless every gate of the step is passed; floors
    need `floors_reason`. `structure_confirmed` publishes the model with these scales from data, linked to its
    predecessor, with its norms, and asks the signatories of bands that moved. Publishes `ScalesStand`.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    run = finished_run(actor, run_id)
    _refuse_without_proof(actor, recently_authenticated)
    _refuse_strangers(run, units, status)
    refuse_short_form(instrument(actor, run.instrument_version_id), status)
    if run.sample.origin_simulated or origin_of(run).simulated:
        raise SimulatedSampleError(run.sample.origin_simulated)
    statement = Statement(
        floors_reason=floors_reason.strip(),
        intended_use=intended_use.strip(),
        review_date=review_date.isoformat() if review_date else "",
        psychometrician=member_name(actor),
    )
    reports = {unit: report_for(run, unit, status, statement) for unit in units}
    _refuse_stopped(reports)
    model_hash = _published(actor, run, units) if status == LadderStatus.STRUCTURE_CONFIRMED else ""
    steps = [_step(actor, run, unit, status, reason, statement, reports[unit], model_hash) for unit in units]
    publish(ScalesStand(instrument_version_id=run.instrument_version_id))
    return steps


def suspend_scale(
    *, actor: Actor, instrument_id: uuid.UUID, unit: str, language: str, reason: str, recently_authenticated: bool
) -> uuid.UUID:
    """Takes a scale out of use, because a named psychometrician says so. Publishes `ScalesStand`."""
    require(actor, Capability.CALIBRATE_SCALES)
    instrument(actor, instrument_id)
    _refuse_without_proof(actor, recently_authenticated)
    step = suspend_unit(actor=actor, instrument_id=instrument_id, unit=unit, language=language, reason=reason)
    publish(ScalesStand(instrument_version_id=instrument_id))
    return step.pk


def _refuse_without_proof(actor: Actor, recently_authenticated: bool) -> None:
    if actor.kind != "member" or not recently_authenticated:
        raise ReauthenticationRequiredError


def _refuse_strangers(run: CalibrationRun, units: Sequence[str], status: str) -> None:
    known = units_of(run)
    for unit in units:
        if unit not in known:
            raise UnknownUnitError(unit, ", ".join(known))
    if status not in BY_DATA:
        raise LadderStepRefusedError("A calibration promotes by data.", "Choose piloted, structure confirmed, in use.")


def _refuse_stopped(reports: dict[str, GateReport]) -> None:
    errors = [_as_error(unit, gate, report) for unit, report in reports.items() for gate in report.stopped_by]
    if errors:
        raise GatesNotPassedError(errors)


def _as_error(unit: str, gate: Gate, report: GateReport) -> FieldError:
    observed = "not tested" if gate.observed is None else f"{gate.observed:.3f}"
    more = report.more_answers_needed
    remedy = f"{more} more answers are needed to judge it." if more else "Change the scale, and confirm it anew."
    message = f"{gate.gate} ({gate.part}): {observed}; required {gate.operator} {gate.required:g}."
    return FieldError(f"units.{unit}", gate.gate, message, remedy)


def _published(actor: Actor, run: CalibrationRun, units: Sequence[str]) -> str:
    """Publishes the successor of the current model, its norms and the questions to signatories; gives its hash."""
    former_row = current_scoring_model(run.instrument_version_id)
    former, found = model_of(former_row), parse_model(run.model_text).model
    if not isinstance(former, GradedResponseModel) or not isinstance(found, GradedResponseModel):
        raise LadderStepRefusedError("Only graded models are promoted here.", "Calibrate the scales again.")
    new = with_promoted_scales(former, found, units, origin_of(run))
    links = {unit: _link(former, new, unit) for unit in units}
    published = publish_model(
        actor=actor,
        instrument_id=run.instrument_version_id,
        text=model_text(new, _card(run, former_row.model_hash, units, links)),
        predecessor=former_row,
        units_to_sign=[unit for unit, link in links.items() if link["needs_signature"]],
    )
    for unit in units:
        publish_norms(actor=actor, model_id=published.pk, unit=unit, group=_norm_sample(run, unit))
    ask_for_signatures(run, former, new, units)
    return published.model_hash


def _link(former: GradedResponseModel, new: GradedResponseModel, unit: str) -> dict[str, Any]:
    old_scale, new_scale = (next(s for s in model.scales if s.name == unit) for model in (former, new))
    try:
        moved = moved_edges((-1.0, 1.0), old_scale, new_scale)
    except ScoringError as problem:
        return {"from_basis": str(old_scale.basis), "needs_signature": True, "problem": problem.message}
    line = moved.link
    return {
        "from_basis": str(old_scale.basis),
        "needs_signature": moved.needs_signature,
        "minus_one_and_one": list(moved.edges),
        "line": None if line is None else {"a": line.a, "b": line.b, "a_se": line.a_se, "b_se": line.b_se},
    }


def _card(run: CalibrationRun, predecessor: str, units: Sequence[str], links: dict[str, Any]) -> dict[str, Any]:
    sample = run.sample
    return {
        "predecessor": predecessor,
        "links": links,
        "promoted": list(units),
        "run": str(run.pk),
        "sample": str(sample.pk),
        "sample_description": {
            **sample.description,
            "title": sample.title,
            "population": sample.population,
            "consent": sample.consent,
            "language": sample.language,
            "seed": sample.seed,
            "parts": sample.parts,
        },
        "code_version": run.code_version,
        "structure": [entry for entry in run.figures["structure"] if entry["scale"] in units],
        "scales": [entry["estimates"] for entry in run.figures["scales"] if entry["scale"] in units],
    }


def _norm_sample(run: CalibrationRun, unit: str) -> dict[str, Any]:
    return described(run.sample, next(entry["norms"] for entry in run.figures["scales"] if entry["scale"] == unit))


def _step(
    actor: Actor,
    run: CalibrationRun,
    unit: str,
    status: str,
    reason: str,
    statement: Statement,
    report: GateReport,
    model_hash: str,
) -> uuid.UUID:
    step = record_ladder_step(
        actor=actor,
        instrument_id=run.instrument_version_id,
        unit=unit,
        language=run.sample.language,
        status=status,
        reason=reason,
        evidence={
            "run": str(run.pk),
            "sample": str(run.sample_id),
            "model_hash": model_hash,
            "gates": [gate_as_document(gate) for gate in report.gates],
            **{name: value for name, value in vars(statement).items() if value},
        },
        origin=origin_of(run),
    )
    return step.pk
