"""Definitions and scores as files hold them, as typed input of fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from scoring.congruence.definition import Kind, Target, require_unique
from scoring.congruence.fit import Positions
from scoring.definitions.standing import Basis, Status
from scoring.errors import NotANumberError, OutOfRangeError, UnknownColumnError, UnsuitableModelError
from scoring.linalg import BoolArray, FloatVector

FIELDS = {"name", "kind", "lower", "upper", "cut", "weight"}


def targets_from_document(document: Any) -> tuple[Target, ...]:
    """The dimensions of a definition file: `{name, dimensions: [{name, kind, lower, upper, cut, weight}]}`.

    Raises
    ------
    UnsuitableModelError : a part is missing or unknown. OutOfRangeError, DuplicateNameError : see `Target`.
    """
    if not isinstance(document, Mapping) or not isinstance(document.get("dimensions"), Sequence):
        raise UnsuitableModelError(
            "A definition has a list of dimensions.",
            place="definition",
            remedy="Write {name, dimensions: [{name, kind, lower, upper, cut, weight}]}.",
        )
    targets = tuple(_target(entry, number) for number, entry in enumerate(document["dimensions"]))
    require_unique(targets)
    return targets


def _target(entry: Any, number: int) -> Target:
    place = f"dimensions[{number}]"
    if not isinstance(entry, Mapping) or "name" not in entry or "kind" not in entry:
        raise UnsuitableModelError("A dimension has a name and a kind.", place=place, remedy="Add them.")
    if unknown := sorted(set(entry) - FIELDS):
        raise UnsuitableModelError(
            "A dimension has no such field.",
            place=place,
            value=unknown[0],
            remedy=f"One of {', '.join(sorted(FIELDS))}.",
        )
    if entry["kind"] not in list(Kind):
        raise UnsuitableModelError(
            "There is no such kind of dimension.", place=place, value=entry["kind"], remedy=f"One of {', '.join(Kind)}."
        )
    weight = entry.get("weight", 1)
    return Target(
        name=str(entry["name"]),
        kind=Kind(entry["kind"]),
        lower=_edge(entry.get("lower"), f"{place}.lower"),
        upper=_edge(entry.get("upper"), f"{place}.upper"),
        cut=_edge(entry.get("cut"), f"{place}.cut"),
        weight=1 if weight is None else weight,
    )


def _edge(value: Any, place: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise NotANumberError("An edge is a number.", place=place, value=value, remedy="Correct it.")
    return float(value)


def positions_from_columns(columns: Mapping[str, Sequence[str]], dimension: str) -> Positions | None:
    """Positions on one dimension from the columns of a score file; None when the file has no such scale.

    Raises
    ------
    UnknownColumnError : a mean without its SE, status or basis. NotANumberError, OutOfRangeError : with the row.
    """
    if dimension not in columns:
        return None
    for suffix in ("_se", "_status", "_basis"):
        if dimension + suffix not in columns:
            raise UnknownColumnError(
                "No score without its standard error, status and basis.",
                place="scores",
                value=dimension + suffix,
                remedy="Use a file written by score.",
            )
    mean, se = (_floats(columns[name], name) for name in (dimension, f"{dimension}_se"))
    on_data = _flags(columns[f"{dimension}_basis"], f"{dimension}_basis", {b: b is Basis.DATA for b in Basis})
    passed = _flags(columns[f"{dimension}_status"], f"{dimension}_status", {s: s.eligible for s in Status})
    _require_pairs(mean, se, dimension)
    return Positions(
        dimension=dimension,
        mean=mean,
        se=se,
        assessed=np.ones(len(mean), dtype=np.bool_),
        on_data=on_data,
        eligible=on_data & passed,
    )


def _floats(texts: Sequence[str], name: str) -> FloatVector:
    values = np.empty(len(texts))
    for row, text in enumerate(texts):
        try:
            values[row] = float(text) if text else np.nan
        except ValueError:
            values[row] = np.inf
        if np.isinf(values[row]):
            raise NotANumberError(
                "This is no finite number.", place=f"row {row + 1}, column {name}", value=text, remedy="Correct it."
            )
    return values


def _flags(texts: Sequence[str], name: str, meaning: Mapping[Basis, bool] | Mapping[Status, bool]) -> BoolArray:
    known = {str(word): flag for word, flag in meaning.items()}
    for row, text in enumerate(texts):
        if text not in known:
            raise OutOfRangeError(
                "There is no such word here.",
                place=f"row {row + 1}, column {name}",
                value=text,
                remedy=f"One of {', '.join(known)}.",
            )
    return np.array([known[text] for text in texts], dtype=np.bool_)


def _require_pairs(mean: FloatVector, se: FloatVector, dimension: str) -> None:
    wrong = (np.isnan(mean) != np.isnan(se)) | (se <= 0)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        raise OutOfRangeError(
            "A position has a standard error above zero.",
            place=f"row {row + 1}, column {dimension}_se",
            value=None if np.isnan(se[row]) else float(se[row]),
            remedy="Use a file written by score.",
        )
