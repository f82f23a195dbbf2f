"""What a promotion is judged by: the gates of a step, from the figures of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from backend.calibration.models import CalibrationRun
from backend.library.enums import LadderStatus
from scoring.definitions.standing import OriginCounts
from scoring.ladder.documents import figures_from_document
from scoring.ladder.gates import GateReport
from scoring.ladder.rating_scales import (
    DifFigure,
    InvarianceFigure,
    StructureFigures,
    UseFigures,
    pilot_gates,
    structure_gates,
    use_gates,
)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the psychometrician states with a promotion: why floors may be used, for what, until when, and who."""

    floors_reason: str = ""
    intended_use: str = ""
    review_date: str = ""
    psychometrician: str = ""


def origin_of(run: CalibrationRun) -> OriginCounts:
    """Rows by origin behind the figures of a run."""
    return OriginCounts(**run.figures["origin"])


def structure_of(run: CalibrationRun, unit: str) -> StructureFigures:
    """The confirmation of one scale as it was stored."""
    return figures_from_document(next(entry for entry in run.figures["structure"] if entry["scale"] == unit))


def units_of(run: CalibrationRun) -> list[str]:
    """Scales that the run has figures of."""
    return [entry["scale"] for entry in run.figures["structure"]]


def report_for(run: CalibrationRun, unit: str, status: str, statement: Statement) -> GateReport:
    """The engine's verdict on one step of one scale."""
    if status == LadderStatus.PILOTED:
        return pilot_gates(unit, origin_of(run), statistics_published=True)
    if status == LadderStatus.STRUCTURE_CONFIRMED:
        return structure_gates(replace(structure_of(run, unit), signed_reason=statement.floors_reason))
    return use_gates(
        UseFigures(
            scale=unit,
            origin=origin_of(run),
            invariance=[_invariance(group, unit) for group in run.figures["groups"]],
            dif=[figure for group in run.figures["groups"] for figure in _dif(group, unit)],
            intended_use=statement.intended_use,
            psychometrician=statement.psychometrician,
            review_date=statement.review_date,
        )
    )


def _of_scale(group: Mapping[str, Any], unit: str) -> dict[str, Any]:
    return next(entry for entry in group["scales"] if entry["scale"] == unit)


def _invariance(group: Mapping[str, Any], unit: str) -> InvarianceFigure:
    found = _of_scale(group, unit)["invariance"]
    return InvarianceFigure(
        attribute=group["attribute"], group_sizes=found["sizes"], cfi_drop=found["cfi_drop"], rmsea=found["rmsea"]
    )


def _dif(group: Mapping[str, Any], unit: str) -> list[DifFigure]:
    found = _of_scale(group, unit)["dif"]
    smallest = min(found["sizes"].values(), default=0)
    return [
        DifFigure(
            attribute=group["attribute"],
            item=entry["item"],
            smallest_group=smallest,
            p_adjusted=entry["p_adjusted"],
            r2_change=entry["r2_change"],
        )
        for entry in found["items"]
    ]
