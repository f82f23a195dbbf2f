"""The whole calibration: parameters on one part, confirmation on the other, gates, reliability, norms, groups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.calibration.study.groups import dif_of, group_figures, invariance_of
from backend.calibration.study.material import Material, Progress
from backend.calibration.study.scales import norms_of, scale_figures
from scoring.errors import Note, ScoringError, TooFewItemsError
from scoring.ladder.confirmation import structure_figures
from scoring.ladder.documents import figures_as_document, gate_as_document
from scoring.ladder.gates import GateReport
from scoring.ladder.rating_scales import structure_gates
from scoring.ladder.selection import ITEMS_AT_LEAST, items_that_hold
from scoring.linalg import FloatMatrix
from scoring.models.calibrated import INFORMATION_THETA
from scoring.models.estimation import Estimated, estimate_by_mml, estimate_by_wlsmv
from scoring.models.graded_response import GradedResponseModel
from scoring.models.layout import ScaleLayout
from scoring.models.protocol import ScoringModel

JOINT_AT_MOST = 60
"""Items of one ordinal factor model: its robust test adds up a matrix that grows with their fourth power."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Figures as JSON holds them, and the model of all scales from the calibrating part."""

    figures: dict[str, Any]
    model: ScoringModel


def steps_of(material: Material) -> int:
    """How many times `calibrate` will report progress."""
    return 3 + 2 * len(material.layouts) + len(material.groups)


def calibrate(material: Material, progress: Progress) -> Findings:
    """Everything a psychometrician decides by.

    Raises
    ------
    ScoringError : answers from which nothing can be estimated; says which scale or item, and what to do.
    """
    _refuse_short_scales(material.layouts)
    progress("thresholds and categories")
    calibrating = {name: part[material.calibrates] for name, part in material.answers.items()}
    progress("item parameters")
    by_mml = estimate_by_mml(material.used_layouts, calibrating, material.origin)
    progress("joint model")
    by_wlsmv, notes = _joint(material, calibrating)
    structure, more = structure_figures(material.table, material.scales, material.split, material.origin)
    structure = tuple(replace(one, looks=material.looks.get(one.scale, 1)) for one in structure)
    reports = {one.scale: structure_gates(one) for one in structure}
    scales = []
    for layout in material.used_layouts:
        progress(f"confirming {layout.name}")
        found = scale_figures(material, layout, by_mml, by_wlsmv)
        progress(f"norms of {layout.name}")
        scales.append({**found, "proposal": _proposal(material, layout), "norms": norms_of(material, layout, by_mml)})
    figures = {
        "scales": scales,
        "structure": [figures_as_document(one) for one in structure],
        "reports": {name: report_document(report) for name, report in reports.items()},
        "joint": joint_document(by_wlsmv),
        "information_theta": list(INFORMATION_THETA),
        "groups": _groups(material, progress),
        "loglik": by_mml.loglik,
        "converged": by_mml.converged,
        "notes": [note.as_dict() for note in (*by_mml.notes, *notes, *more)],
    }
    return Findings(figures=figures, model=by_mml.model)


def report_document(report: GateReport) -> dict[str, Any]:
    """The gates of a step, what stops it, and how many answers are missing until all can be judged."""
    return {
        "step": str(report.step),
        "promotable": report.promotable,
        "more_answers_needed": report.more_answers_needed,
        "gates": [{**gate_as_document(gate), "stops": gate.stops} for gate in report.gates],
    }


def _refuse_short_scales(layouts: Sequence[ScaleLayout]) -> None:
    for layout in layouts:
        if len(layout.items) < 3:
            raise TooFewItemsError(
                "A scale of fewer than three items has no structure that data could confirm.",
                place=layout.name,
                value=len(layout.items),
                remedy="Write more items, or leave the scale out of this version.",
            )


def _joint(material: Material, calibrating: Mapping[str, FloatMatrix]) -> tuple[Estimated | None, tuple[Note, ...]]:
    if sum(len(layout.items) for layout in material.layouts) > JOINT_AT_MOST:
        note = Note(code="no_joint_model", place="joint model", message=f"More than {JOINT_AT_MOST} items: per scale.")
        return None, (note,)
    try:
        return estimate_by_wlsmv(material.used_layouts, calibrating, material.origin), ()
    except ScoringError as problem:
        return None, (Note(code=problem.code, place=f"joint model, {problem.place}", message=problem.message),)


def joint_document(found: Estimated | None) -> dict[str, Any] | None:
    """Correlations between the factors of all scales; None where there is no joint model."""
    if found is None or not isinstance(found.model, GradedResponseModel):
        return None
    return {
        "scales": list(found.model.scale_names),
        "factor_correlations": [list(row) for row in found.model.factor_correlations],
        "converged": found.converged,
        "notes": [note.as_dict() for note in found.notes],
    }


def _proposal(material: Material, layout: ScaleLayout) -> list[str]:
    """Items that hold together on the calibrating part alone; all of them where the scale is too short to choose."""
    if len(layout.items) < ITEMS_AT_LEAST:
        return list(layout.item_names)
    part = material.table.where(material.calibrates)
    return list(items_that_hold(part, layout.name, layout.item_names))


def _groups(material: Material, progress: Progress) -> list[dict[str, Any]]:
    found = []
    for attribute, labels in material.groups.items():
        progress(f"groups by {attribute}")
        found.append(
            {
                "attribute": attribute,
                "sizes": group_figures(labels),
                "scales": [
                    {
                        "scale": layout.name,
                        "invariance": invariance_of(material, layout, labels),
                        "dif": dif_of(material, layout, labels),
                    }
                    for layout in material.used_layouts
                ],
            }
        )
    return found
