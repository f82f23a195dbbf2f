"""Whether a scale means the same in groups of people. Sizes and figures leave this module, never who is in which."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from backend.calibration.study.material import Material
from backend.calibration.study.scales import number
from scoring.errors import ScoringError
from scoring.factor.confirmatory import Estimator, parse_model
from scoring.factor.invariance import Level, measurement_invariance
from scoring.fairness.dif.screening import MIN_GROUP, screen_by_logistic
from scoring.ladder.policy import default_policy
from scoring.models.layout import ScaleLayout
from scoring.responses import ResponseTable
from scoring.responses.grouping import group_numbers, order_of_labels

LEVELS = (Level.CONFIGURAL, Level.THRESHOLDS, Level.LOADINGS, Level.INTERCEPTS)


def group_figures(labels: Sequence[str]) -> dict[str, int]:
    """People by group; those whose group is not known are left out."""
    return dict(sorted(Counter(label for label in labels if label).items()))


def invariance_of(material: Material, layout: ScaleLayout, labels: Sequence[str]) -> dict[str, Any]:
    """Drop in scaled CFI over the groups that are large enough; `tested` says whether there were two of them."""
    least = default_policy()["invariance_group_n"].value
    table = _grouped(material.table.select(layout.item_names), labels, least=least)
    sizes = group_figures(table.groups or ())
    if len(sizes) < 2:
        return {"tested": False, "sizes": sizes, "cfi_drop": None, "rmsea": None, "levels": []}
    model = parse_model(f"{layout.name} =~ {' + '.join(layout.item_names)}")
    try:
        found = measurement_invariance(table, model, estimator=Estimator.WLSMV, levels=LEVELS)
    except ScoringError as problem:
        return {"tested": False, "sizes": sizes, "cfi_drop": None, "rmsea": None, "levels": [], "problem": str(problem)}
    scaled = [level.indices.scaled or level.indices.naive for level in found.levels]
    return {
        "tested": found.converged,
        "sizes": sizes,
        "cfi_drop": number(scaled[0].cfi - min(one.cfi for one in scaled[1:])),
        "rmsea": number(scaled[-1].rmsea),
        "levels": [
            {"level": str(level.level), "cfi": number(one.cfi), "rmsea": number(one.rmsea)}
            for level, one in zip(found.levels, scaled, strict=True)
        ],
    }


def dif_of(material: Material, layout: ScaleLayout, labels: Sequence[str]) -> dict[str, Any]:
    """Ordinal logistic DIF of every item with purification; `tested` is false below 100 people a group."""
    table = _grouped(material.table.select(layout.item_names), labels, least=MIN_GROUP).complete()
    names = order_of_labels(table.groups or ())
    sizes = group_figures(table.groups or ())
    if len(names) < 2:
        return {"tested": False, "sizes": sizes, "items": []}
    try:
        found = screen_by_logistic(
            table.values, group_numbers(table.groups or (), names), items=table.items, purify=True
        )
    except ScoringError as problem:
        return {"tested": False, "sizes": sizes, "items": [], "problem": str(problem)}
    return {
        "tested": True,
        "sizes": sizes,
        "items": [
            {
                "item": item,
                "p_adjusted": number(float(p)),
                "r2_change": number(finding.r2_total),
                "flag": bool(flag),
            }
            for item, finding, p, flag in zip(table.items, found.findings, found.p_adjusted, found.flag, strict=True)
        ],
    }


def _grouped(table: ResponseTable, labels: Sequence[str], *, least: float) -> ResponseTable:
    """Complete rows whose group is known and large enough."""
    full = replace(table, groups=tuple(labels)).complete()
    large = {label for label, n in group_figures(full.groups or ()).items() if n >= least}
    return full.where(np.array([label in large for label in full.groups or ()], dtype=np.bool_))
