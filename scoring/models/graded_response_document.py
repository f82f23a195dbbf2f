"""Reads graded response models back from documents."""

from __future__ import annotations

from typing import Any

from scoring.definitions.standing import Basis, OriginCounts
from scoring.errors import UnsuitableModelError
from scoring.irt.curves import GradedItem
from scoring.models.graded_response import GradedResponseModel, GradedScale, ParameterSet
from scoring.models.layout import ItemLayout, ScaleLayout
from scoring.models.protocol import Document


def model_from_document(document: Document) -> GradedResponseModel:
    """The model that `as_document` wrote; every scale starts as draft, for status is no part of a model."""
    return GradedResponseModel(
        scales=tuple(_scale(scale) for scale in document["scales"]),
        factor_correlations=tuple(tuple(float(r) for r in row) for row in document["factor_correlations"]),
        nodes=int(document["nodes"]),
        origin=OriginCounts(real=int(document["origin"]["real"]), simulated=int(document["origin"]["simulated"])),
    )


def _scale(document: Document) -> GradedScale:
    link = document["link"]
    if link not in ("probit", "logit"):
        raise UnsuitableModelError("Unknown link.", place=document["name"], value=link, remedy="probit or logit.")
    return GradedScale(
        layout=ScaleLayout(name=document["name"], items=tuple(_item(item) for item in document["items"])),
        link=link,
        parameter_sets=tuple(_parameters(entry) for entry in document["parameter_sets"]),
        basis=Basis(document["basis"]),
    )


def _item(document: Document) -> ItemLayout:
    return ItemLayout(
        name=document["name"],
        lowest=int(document["min"]),
        highest=int(document["max"]),
        reversed=bool(document["reversed"]),
        category_of=tuple(int(category) for category in document["category_of"]),
    )


def _parameters(document: Document) -> ParameterSet:
    rows: Any = zip(document["slopes"], document["cuts"], document["method_slopes"], strict=True)
    return ParameterSet(
        weight=float(document["weight"]),
        items=tuple(GradedItem(float(a), tuple(float(c) for c in cuts), float(m)) for a, cuts, m in rows),
    )
