"""From answers to a calibrated graded response model with its card, scale by scale."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.errors import Note
from scoring.irt.calibration import GradedCalibration, calibrate_graded
from scoring.irt.trait_correlation import trait_correlations
from scoring.linalg import FloatMatrix
from scoring.models.calibrated import (
    calibrated_model,
    calibrated_scale,
    information_curve,
    scale_estimates,
    standard_errors,
)
from scoring.models.graded_response import GradedResponseModel
from scoring.models.layout import ScaleLayout, category_codes
from scoring.definitions.standing import OriginCounts


@dataclass(frozen=True, kw_only=True)
class Estimated:
    """A model from data. card : what is known about it (see `scoring.models.files`). converged : of all scales."""

    model: GradedResponseModel
    estimates: tuple[dict[str, Any], ...]
    information: tuple[list[float], ...]
    loglik: float | None
    converged: bool
    notes: tuple[Note, ...]


def estimate_by_mml(
    layouts: Sequence[ScaleLayout],
    answers: Mapping[str, FloatMatrix],
    origin: OriginCounts,
    *,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,  # noqa: ARG005 -- the port's names
) -> Estimated:
    """Calibrates every scale by MML (logit link) and the correlations between traits pair by pair.

    answers : by scale (people, items of the scale) as answered, NaN for missing; the same people in every scale.
    """
    codes = [category_codes(layout, answers[layout.name]) for layout in layouts]
    found: list[GradedCalibration] = []
    for layout, part in zip(layouts, codes, strict=True):
        progress("calibrate", len(found), len(layouts))
        found.append(calibrate_graded(part, tuple(item.categories for item in layout.items)))
    scales = [calibrated_scale(layout, f.items, f.link) for layout, f in zip(layouts, found, strict=True)]
    correlations = (
        trait_correlations([f.items for f in found], [f.link for f in found], codes)
        if len(found) > 1
        else np.ones((1, 1))
    )
    return Estimated(
        model=calibrated_model(scales, correlations, origin),
        estimates=tuple(
            {**scale_estimates(s), **standard_errors(f), "n": f.n} for s, f in zip(scales, found, strict=True)
        ),
        information=tuple(information_curve(scale) for scale in scales),
        loglik=sum(f.loglik for f in found),
        converged=all(f.converged for f in found),
        notes=tuple(note for f in found for note in f.notes),
    )
