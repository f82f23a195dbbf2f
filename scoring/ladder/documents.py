"""Figures of a confirmation as a model's card holds them, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from scoring.definitions.standing import OriginCounts
from scoring.errors import UnsuitableModelError
from scoring.ladder.gates import Gate, GateReport
from scoring.ladder.other_evidence import (
    RatingFigures,
    SituationalFigures,
    SupplierFigures,
    rating_gates,
    situational_gates,
    supplier_gates,
)
from scoring.ladder.policy import LadderPolicy
from scoring.ladder.rating_scales import (
    DifFigure,
    FitFigures,
    InvarianceFigure,
    LoadingFigure,
    ReviewFigures,
    StructureFigures,
    UseFigures,
    pilot_gates,
    review_gates,
    structure_gates,
    use_gates,
)

KINDS: Mapping[str, tuple[Callable[..., Any], Callable[[Any, LadderPolicy], GateReport]]] = MappingProxyType(
    {
        "review": (ReviewFigures, review_gates),
        "structure": (StructureFigures, structure_gates),
        "use": (UseFigures, use_gates),
        "situational": (SituationalFigures, situational_gates),
        "ratings": (RatingFigures, rating_gates),
        "supplier": (SupplierFigures, supplier_gates),
    }
)
PARTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"origin": OriginCounts, "fit": FitFigures, "cluster_robust_fit": FitFigures}
)
LISTS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"loadings": LoadingFigure, "invariance": InvarianceFigure, "dif": DifFigure}
)


def figures_as_document(figures: StructureFigures | SupplierFigures) -> dict[str, Any]:
    """JSON-ready values; a figure that is not a number becomes null."""
    return dict(_plain(asdict(figures)))


def figures_from_document(document: Any) -> StructureFigures:
    """The figures that `figures_as_document` wrote.

    Raises
    ------
    UnsuitableModelError : a part is missing or unknown.
    """
    try:
        return StructureFigures(
            **{
                **document,
                "origin": OriginCounts(**document["origin"]),
                "fit": FitFigures(**document["fit"]),
                "loadings": tuple(LoadingFigure(**entry) for entry in document["loadings"]),
                "htmt": {k: float("nan") if v is None else float(v) for k, v in document["htmt"].items()},
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise UnsuitableModelError(
            "The figures of a confirmation cannot be read.",
            place="structure",
            value=str(problem),
            remedy="Use the file that calibrate --split wrote.",
        ) from None


def report_from_document(document: Any, policy: LadderPolicy) -> tuple[str, GateReport]:
    """The gates of a figures file `{kind, ...}`: review, pilot, structure, use, situational, ratings or supplier.

    The fields are those of the figures of that kind (`ReviewFigures`, `UseFigures`, `SituationalFigures`, ...).

    Raises
    ------
    UnsuitableModelError : an unknown kind, or a field that is missing or unknown.
    """
    try:
        fields = dict(document)
        kind = fields.pop("kind")
        for name, part in PARTS.items():
            if isinstance(fields.get(name), Mapping):
                fields[name] = part(**fields[name])
        for name, part in LISTS.items():
            if name in fields:
                fields[name] = tuple(part(**entry) for entry in fields[name])
        if kind == "pilot":
            return str(fields["scale"]), pilot_gates(**fields, policy=policy)
        figures, judge = KINDS[kind]
        found = figures(**fields)
    except (KeyError, TypeError, ValueError) as problem:
        raise UnsuitableModelError(
            "The figures cannot be read.",
            place="figures",
            value=str(problem),
            remedy=f"Give kind (pilot, {', '.join(KINDS)}) and the fields of docs/scoring/ladder.md.",
        ) from None
    return str(fields.get("scale") or fields["unit"]), judge(found, policy)


def gate_as_document(gate: Gate) -> dict[str, Any]:
    """A gate with the keys of the command line."""
    names = ("gate", "part", "index", "operator", "required", "observed", "n", "passed")
    return {name: getattr(gate, name) for name in names}


def reports_as_document(reports: Mapping[str, GateReport]) -> dict[str, Any]:
    """All gates of all scales, whether each may be promoted, and answers still missing."""
    return {
        "gates": [{"scale": name, **gate_as_document(g)} for name, report in reports.items() for g in report.gates],
        "promotable": all(report.promotable for report in reports.values()),
        "more_answers_needed": max((report.more_answers_needed for report in reports.values()), default=0),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(entry) for entry in value]
    return None if isinstance(value, float) and value != value else value
