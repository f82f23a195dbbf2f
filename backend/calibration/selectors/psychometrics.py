"""What is known about every scale: the ladder of the whole library at a glance, and one scale with all its figures."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
from django.db.models import Count, Q

from backend.calibration.enums import RunStatus
from backend.calibration.models import AssumedCheck, CalibrationRun
from backend.calibration.policies import visible_checks, visible_runs
from backend.calibration.selectors.promotion import Statement, report_for
from backend.calibration.selectors.samples import ENDED
from backend.campaigns.models import CampaignInstrument
from backend.cultures.selectors import SignedBand, signed_bands
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.library.enums import LadderStatus
from backend.library.models import InstrumentVersion, LadderStep, NormGroup
from backend.library.policies import visible_norm_groups
from backend.library.selectors.instruments import instrument, instruments
from backend.library.selectors.ladder import ladder, latest_steps
from backend.library.selectors.scoring_models import current_scoring_model, model_of, norm_groups
from backend.library.selectors.summaries import InstrumentSummary, UnitStanding, summaries
from backend.sittings.enums import Origin
from backend.sittings.models import Sitting
from scoring.irt.curves import category_probabilities
from scoring.ladder.documents import gate_as_document
from scoring.ladder.policy import default_policy
from scoring.models.calibrated import INFORMATION_THETA, information_curve
from scoring.models.graded_response import GradedResponseModel, GradedScale


@dataclass(frozen=True)
class ScaleAtAGlance:
    """One scale in the ladder of the library: how far, on what, and what keeps it there."""

    instrument_id: uuid.UUID
    instrument: str
    version: str
    shipped: bool
    language: str
    unit: str
    name: str
    dimension: str
    items: int
    status: str
    basis: str
    answers_real: int
    answers_simulated: int
    stopped_by: int
    passed: int
    more_answers_needed: int
    contradicted: bool | None
    calibrated_at: datetime | None


@dataclass(frozen=True)
class Curves:
    """What the current model says of a scale over theta: information, error, and the categories of each item.

    Standard errors are those of a position scored with this scale: the prior counts as information 1.
    """

    theta: tuple[float, ...]
    information: tuple[float, ...]
    se: tuple[float, ...]
    items: tuple[tuple[str, tuple[tuple[float, ...], ...]], ...]


@dataclass(frozen=True)
class ScaleDetail:
    """Everything that is known about one scale of one instrument version in one language."""

    glance: ScaleAtAGlance
    intended_use: str
    model_hash: str
    predecessor: str
    model_published_at: datetime
    curves: Curves | None
    run: CalibrationRun | None
    figures: Mapping[str, Any] | None
    groups: Sequence[Mapping[str, Any]]
    gates: Sequence[Mapping[str, Any]]
    next_step: str
    bands: Sequence[SignedBand]
    steps: Sequence[LadderStep]
    norms: Sequence[NormGroup]
    check: AssumedCheck | None


def library_ladder(actor: Actor) -> list[ScaleAtAGlance]:
    """Every scale of every questionnaire that the actor may see, the newest version of each instrument first."""
    rows = list(instruments(actor, kind="questionnaire").order_by("code", "-created_at", "id"))
    listed = summaries(actor, rows)
    answers = _answers_by_instrument([row.pk for row in rows])
    runs = _newest_runs(actor, [row.pk for row in rows])
    checks = _newest_checks(actor, [row.pk for row in rows])
    return [
        _glance(one, unit, answers.get(one.id, (0, 0)), runs.get(one.id), checks.get((one.id, unit.unit)))
        for one in listed
        for unit in one.units
    ]


def _glance(
    one: InstrumentSummary,
    unit: UnitStanding,
    answers: tuple[int, int],
    run: CalibrationRun | None,
    check: AssumedCheck | None,
) -> ScaleAtAGlance:
    report = None if run is None else run.figures.get("reports", {}).get(unit.unit)
    stopped = sum(gate["stops"] for gate in report["gates"]) if report else 0
    more = report["more_answers_needed"] if report else _more_answers(answers[0], str(unit.status))
    return ScaleAtAGlance(
        instrument_id=one.id,
        instrument=one.code,
        version=one.version,
        shipped=one.shipped,
        language=one.language,
        unit=unit.unit,
        name=unit.name,
        dimension=unit.dimension,
        items=unit.entries,
        status=str(unit.status),
        basis=_basis_of_unit(one.id, unit),
        answers_real=answers[0],
        answers_simulated=answers[1],
        stopped_by=stopped,
        passed=len(report["gates"]) - stopped if report else 0,
        more_answers_needed=more,
        contradicted=None if check is None else check.contradicted,
        calibrated_at=None if run is None else run.ended_at,
    )


def _basis_of_unit(instrument_id: uuid.UUID, unit: UnitStanding) -> str:
    # A model from data may hold scales that are still assumed; then the scale itself says it.
    if unit.basis != "data":
        return unit.basis
    scale = _scale_of(instrument_id, unit.unit)
    return unit.basis if scale is None else str(scale.basis)


def _scale_of(instrument_id: uuid.UUID, unit: str) -> GradedScale | None:
    try:
        model = model_of(current_scoring_model(instrument_id))
    except NotFoundError:
        return None
    scales = model.scales if isinstance(model, GradedResponseModel) else ()
    return next((scale for scale in scales if scale.name == unit), None)


def _more_answers(real: int, status: str) -> int:
    """How many more real answers until the gates of the next step can be judged, before any calibration."""
    name = "pilot_n" if status in {LadderStatus.DRAFT, LadderStatus.REVIEWED} else "confirm_n"
    return max(0, int(default_policy()[name].value) - real)


def _answers_by_instrument(instrument_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    battery = CampaignInstrument.objects.filter(instrument_version_id__in=instrument_ids)
    pairs = list(battery.values_list("campaign_id", "instrument_version_id"))
    counted = (
        Sitting.objects.filter(campaign_id__in={pair[0] for pair in pairs}, status__in=ENDED)
        .order_by()
        .values_list("campaign_id")
        .annotate(real=Count("id", filter=Q(origin=Origin.REAL)), simulated=Count("id", filter=~Q(origin=Origin.REAL)))
    )
    counts = {row[0]: (row[1], row[2]) for row in counted}
    found: dict[uuid.UUID, tuple[int, int]] = {}
    for campaign_id, instrument_id in pairs:
        real, simulated = counts.get(campaign_id, (0, 0))
        former = found.get(instrument_id, (0, 0))
        found[instrument_id] = (former[0] + real, former[1] + simulated)
    return found


def _newest_runs(actor: Actor, instrument_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, CalibrationRun]:
    rows = (
        visible_runs(actor)
        .filter(instrument_version_id__in=instrument_ids, status=RunStatus.SUCCEEDED)
        .defer("model_text", "sample__sitting_ids", "sample__part_numbers")
        .order_by("instrument_version_id", "-created_at", "-id")
        .distinct("instrument_version_id")
    )
    return {row.instrument_version_id: row for row in rows}


def _newest_checks(actor: Actor, instrument_ids: Sequence[uuid.UUID]) -> dict[tuple[uuid.UUID, str], AssumedCheck]:
    rows = (
        visible_checks(actor)
        .filter(instrument_version_id__in=instrument_ids)
        .order_by("instrument_version_id", "unit", "-created_at", "-id")
        .distinct("instrument_version_id", "unit")
    )
    return {(row.instrument_version_id, row.unit): row for row in rows}


def scale_detail(actor: Actor, instrument_id: uuid.UUID, unit: str, *, language: str = "") -> ScaleDetail:
    """One scale with everything that is known; `NotFoundError` where the instrument has no such scale."""
    row = instrument(actor, instrument_id)
    [summary] = summaries(actor, [row], language=language)
    standing = next((one for one in summary.units if one.unit == unit), None)
    if standing is None or summary.kind != "questionnaire":
        raise NotFoundError("The instrument has no such scale.", "unit")
    run = _newest_runs(actor, [row.pk]).get(row.pk)
    check = _newest_checks(actor, [row.pk]).get((row.pk, unit))
    answers = _answers_by_instrument([row.pk]).get(row.pk, (0, 0))
    published = current_scoring_model(row.pk)
    scale = _scale_of(row.pk, unit)
    step = latest_steps(actor, {row.structure_hash}).get((row.structure_hash, unit, summary.language))
    next_step = _next_step(str(standing.status))
    return ScaleDetail(
        glance=_glance(summary, standing, answers, run, check),
        intended_use=str(step.evidence.get("intended_use", "")) if step else "",
        model_hash=published.model_hash,
        predecessor=published.predecessor.model_hash if published.predecessor else "",
        model_published_at=published.created_at,
        curves=None if scale is None else curves_of(scale),
        run=run,
        figures=None if run is None else _figures_of(run, unit),
        groups=() if run is None else _groups_of(run, unit),
        gates=_gates(run, unit, next_step),
        next_step=next_step,
        bands=signed_bands([standing.dimension]),
        steps=_history(actor, row, unit, summary.language),
        norms=list(norm_groups(actor, row.pk, unit, summary.language)),
        check=check,
    )


def _figures_of(run: CalibrationRun, unit: str) -> dict[str, Any] | None:
    own = next((one for one in run.figures["scales"] if one["scale"] == unit), None)
    structure = next((one for one in run.figures["structure"] if one["scale"] == unit), None)
    return None if own is None else {**own, "structure": structure, "joint": run.figures["joint"]}


def _groups_of(run: CalibrationRun, unit: str) -> list[dict[str, Any]]:
    return [
        {"attribute": group["attribute"], "sizes": group["sizes"], **entry}
        for group in run.figures["groups"]
        for entry in group["scales"]
        if entry["scale"] == unit
    ]


def _next_step(status: str) -> str:
    steps = [LadderStatus.PILOTED, LadderStatus.STRUCTURE_CONFIRMED, LadderStatus.IN_USE]
    if status in {LadderStatus.PILOTED, LadderStatus.STRUCTURE_CONFIRMED}:
        return str(steps[steps.index(LadderStatus(status)) + 1])
    return str(LadderStatus.PILOTED if status == LadderStatus.REVIEWED else LadderStatus.STRUCTURE_CONFIRMED)


def _gates(run: CalibrationRun | None, unit: str, step: str) -> list[dict[str, Any]]:
    """Gates of the structure with the run's figures, and those of use where the scale has come so far."""
    if run is None or unit not in run.figures["reports"]:
        return []
    found = [{**gate, "step": "structure_confirmed"} for gate in run.figures["reports"][unit]["gates"]]
    if step == LadderStatus.IN_USE:
        report = report_for(run, unit, LadderStatus.IN_USE, Statement())
        found += [{**gate_as_document(gate), "stops": gate.stops, "step": "in_use"} for gate in report.gates]
    return found


def _history(actor: Actor, row: InstrumentVersion, unit: str, language: str) -> list[LadderStep]:
    return list(ladder(actor, row.pk).filter(unit=unit, language=language).order_by("-created_at", "-id"))


def norm_group(actor: Actor, norms_id: uuid.UUID) -> NormGroup:
    """One norm group, or `NotFoundError`."""
    row = visible_norm_groups(actor).filter(pk=norms_id).first()
    if row is None:
        raise NotFoundError
    return row


def curves_of(scale: GradedScale) -> Curves:
    """Curves of a scale's model; of assumed parameters, those of the most probable loading."""
    parameters = max(scale.parameter_sets, key=lambda one: one.weight)
    theta = np.asarray(INFORMATION_THETA)
    information = information_curve(replace(scale, parameter_sets=(parameters,)))
    return Curves(
        theta=INFORMATION_THETA,
        information=tuple(information),
        se=tuple(float(1.0 / np.sqrt(value + 1.0)) for value in information),
        items=tuple(
            (
                layout.name,
                tuple(tuple(float(p) for p in row) for row in category_probabilities(item, theta, scale.link, 0.0)),
            )
            for layout, item in zip(scale.layout.items, parameters.items, strict=True)
        ),
    )
