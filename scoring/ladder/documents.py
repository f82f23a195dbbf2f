"""Figures of a confirmation as a model's card holds them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from scoring.definitions.standing import OriginCounts
from scoring.errors import UnsuitableModelError
from scoring.ladder.gates import Gate, GateReport
from scoring.ladder.rating_scales import FitFigures, LoadingFigure, StructureFigures


def figures_as_document(figures: StructureFigures) -> dict[str, Any]:
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
