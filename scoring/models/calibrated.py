"""Graded response models from data: a layout for every scale, its calibration, and the card of what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from scoring.definitions.standing import Basis, OriginCounts
from scoring.errors import NoDataError, NotACategoryError
from scoring.irt.calibration import GradedCalibration
from scoring.irt.curves import LOGIT_PER_PROBIT, GradedItem, Link
from scoring.irt.information import scale_information
from scoring.linalg import BoolArray, FloatMatrix, FloatVector
from scoring.models.graded_response import GradedResponseModel, GradedScale, ParameterSet
from scoring.models.layout import ItemLayout, ScaleLayout, category_codes, scale_layout

ANSWERS_PER_CATEGORY = 5
INFORMATION_THETA = tuple(float(t) for t in np.linspace(-4.0, 4.0, 81))


def observed_layout(
    name: str,
    items: Sequence[str],
    answers: FloatMatrix,
    *,
    reverse: Sequence[str] = (),
    lowest: int | None = None,
    highest: int | None = None,
    merge_empty: bool = False,
) -> ScaleLayout:
    """The layout of a scale with its range of answers as declared, or else as observed over all its items.

    Raises
    ------
    NoDataError : no answer at all. NotACategoryError : a category that nobody chose, unless `merge_empty` joins it
        with its neighbour towards the middle of the scale.
    """
    if np.isnan(answers).all():
        raise NoDataError("Nobody answered this scale.", place=name, remedy="Leave the scale out.")
    low = int(np.floor(np.nanmin(answers))) if lowest is None else lowest
    high = int(np.ceil(np.nanmax(answers))) if highest is None else highest
    layout = scale_layout(name, items, reverse=reverse, lowest=low, highest=high)
    found = tuple(
        _with_occurring_categories(item, column, merge_empty)
        for item, column in zip(layout.items, answers.T, strict=True)
    )
    return ScaleLayout(name=name, items=found)


def _with_occurring_categories(item: ItemLayout, answers: FloatVector, merge_empty: bool) -> ItemLayout:
    keyed = item.lowest + item.highest - answers if item.reversed else answers
    chosen = [bool((keyed == value).any()) for value in range(item.lowest, item.highest + 1)]
    if all(chosen):
        return item
    if not merge_empty:
        missing = item.lowest + chosen.index(False)
        raise NotACategoryError(
            "Nobody chose this category, so its threshold cannot be estimated.",
            place=f"item {item.name}",
            value=item.lowest + item.highest - missing if item.reversed else missing,
            remedy="Collect more answers, correct --min and --max, or merge with --merge-empty.",
        )
    return ItemLayout(
        name=item.name,
        lowest=item.lowest,
        highest=item.highest,
        reversed=item.reversed,
        category_of=merged_inward(chosen),
    )


def merged_inward(chosen: Sequence[bool]) -> tuple[int, ...]:
    """Category of each value when values that nobody chose join their neighbour towards the middle."""
    used = [value for value, flag in enumerate(chosen) if flag]
    if len(used) < 2:
        raise NotACategoryError(
            "Everybody gave the same answer.", place="categories", value=used, remedy="Leave the item out."
        )
    middle = (len(chosen) - 1) / 2
    targets = []
    for value, flag in enumerate(chosen):
        inward = [u for u in used if (u > value if value < middle else u < value)]
        outward = [u for u in used if u not in inward]
        nearest = min(inward or outward, key=lambda u, at=value: abs(u - at))  # type: ignore[misc]
        targets.append(used.index(value if flag else nearest))
    return tuple(targets)


def layout_with_used_categories(
    layout: ScaleLayout, answers: FloatMatrix, groups: Sequence[BoolArray], *, at_least: int = ANSWERS_PER_CATEGORY
) -> ScaleLayout:
    """The layout in which a category that a group hardly chose joins its neighbour towards the middle, for everybody.

    groups : rows of each half; a category with fewer than `at_least` answers in one of them is merged.

    Raises
    ------
    NotACategoryError : an item of which fewer than two categories are left.
    """
    items = []
    for item, codes in zip(layout.items, category_codes(layout, answers), strict=True):
        counts = np.array([[int((codes[rows] == c).sum()) for c in range(item.categories)] for rows in groups])
        enough = counts.min(axis=0) >= at_least
        chosen = [bool(enough[category]) for category in item.category_of]
        try:
            items.append(item if all(chosen) else replace(item, category_of=merged_inward(chosen)))
        except NotACategoryError:
            raise NotACategoryError(
                f"One half chose fewer than two of its categories {at_least} times or more.",
                place=f"item {item.name}",
                value=counts.min(axis=0).tolist(),
                remedy="Collect more answers, or leave the item out.",
            ) from None
    return ScaleLayout(name=layout.name, items=tuple(items))


def calibrated_scale(layout: ScaleLayout, items: tuple[GradedItem, ...], link: Link) -> GradedScale:
    """A scale with parameters estimated from data."""
    return GradedScale(
        layout=layout, link=link, parameter_sets=(ParameterSet(weight=1.0, items=items),), basis=Basis.DATA
    )


def calibrated_model(
    scales: Sequence[GradedScale], factor_correlations: FloatMatrix, origin: OriginCounts
) -> GradedResponseModel:
    """The model of an instrument from its calibrated scales."""
    rows = tuple(tuple(float(r) for r in row) for row in factor_correlations)
    return GradedResponseModel(scales=tuple(scales), factor_correlations=rows, origin=origin)


def with_promoted_scales(
    former: GradedResponseModel, found: GradedResponseModel, promoted: Sequence[str], origin: OriginCounts
) -> GradedResponseModel:
    """The successor of a model: the promoted scales as they were calibrated, all others as they were.

    Correlations between traits come from the calibration where both scales do, else they stay; where one of two
    scales was calibrated now and the other not, nothing is known about them, and 0 says so.
    """
    fresh = {scale.name: scale for scale in found.scales}
    scales = tuple(fresh[scale.name] if scale.name in promoted else scale for scale in former.scales)
    names = former.scale_names
    rows = tuple(tuple(_correlation(former, found, one, other, promoted) for other in names) for one in names)
    return GradedResponseModel(scales=scales, factor_correlations=rows, nodes=former.nodes, origin=origin)


def _correlation(
    former: GradedResponseModel, found: GradedResponseModel, one: str, other: str, promoted: Sequence[str]
) -> float:
    if one == other:
        return 1.0
    source: Mapping[bool, GradedResponseModel] = {True: found, False: former}
    new = (one in promoted, other in promoted)
    if new[0] != new[1]:
        return 0.0
    model = source[new[0]]
    return model.factor_correlations[model.scale_names.index(one)][model.scale_names.index(other)]


def scale_estimates(scale: GradedScale) -> dict[str, Any]:
    """The estimates of a calibrated scale in both usual forms: loading and threshold, discrimination and difficulty.

    Loadings of a logit scale come from slope / 1.702, the usual approximation.
    """
    items = scale.parameter_sets[0].items
    ratio = LOGIT_PER_PROBIT if scale.link == "logit" else 1.0
    loadings = [item.slope / ratio / float(np.hypot(1.0, item.slope / ratio)) for item in items]
    residuals = [float(np.sqrt(1.0 - loading**2)) for loading in loadings]
    return {
        "name": scale.name,
        "items": list(scale.layout.item_names),
        "reverse": list(scale.layout.reverse),
        "min": scale.layout.items[0].lowest,
        "max": scale.layout.items[0].highest,
        "categories": [item.categories for item in items],
        "merged": [
            {"item": item.name, "category_of": list(item.category_of)}
            for item in scale.layout.items
            if len(set(item.category_of)) < len(item.category_of)
        ],
        "link": scale.link,
        "basis": str(scale.basis),
        "status": str(scale.status),
        "loadings": loadings,
        "thresholds": [[c / ratio * r for c in item.cuts] for item, r in zip(items, residuals, strict=True)],
        "discrimination": [item.slope for item in items],
        "difficulty": [list(item.difficulties) for item in items],
    }


def standard_errors(found: GradedCalibration) -> dict[str, Any]:
    """Standard errors of discrimination and difficulty (delta method) of one calibrated scale."""
    discrimination, difficulty, start = [], [], 0
    for item in found.items:
        block = found.covariance[start : start + item.categories, start : start + item.categories]
        discrimination.append(float(np.sqrt(block[0, 0])))
        own = []
        for place, cut in enumerate(item.cuts, start=1):
            gradient = np.zeros(item.categories)
            gradient[0], gradient[place] = -cut / item.slope**2, 1.0 / item.slope
            own.append(float(np.sqrt(gradient @ block @ gradient)))
        difficulty.append(own)
        start += item.categories
    return {"discrimination_se": discrimination, "difficulty_se": difficulty}


def information_curve(scale: GradedScale) -> list[float]:
    """Information of a calibrated scale at `INFORMATION_THETA`."""
    theta = np.asarray(INFORMATION_THETA)
    return [float(v) for v in scale_information(scale.parameter_sets[0].items, theta, scale.link)]
