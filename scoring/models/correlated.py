"""Positions on all scales at once, with the correlations between traits: maximum a posteriori (MAP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scoring.errors import UnsuitableModelError
from scoring.irt.maximum import correlated_map
from scoring.linalg import FloatMatrix
from scoring.models.layout import answered_counts, category_codes
from scoring.models.protocol import ScaleScores, ScoreTable

if TYPE_CHECKING:
    from scoring.models.graded_response import GradedResponseModel


def map_scores(model: GradedResponseModel, answers: FloatMatrix) -> ScoreTable:
    """Most probable positions with standard errors; a scale without answers is informed by the others.

    Raises
    ------
    UnsuitableModelError : assumed parameters (a mixture has no single mode) or a method factor.
    """
    for scale in model.scales:
        if len(scale.parameter_sets) > 1 or scale.has_method_factor:
            raise UnsuitableModelError(
                "MAP needs calibrated parameters without a method factor.",
                place=scale.name,
                value=str(scale.basis),
                remedy="Score with eap.",
            )
    place = {name: column for column, name in enumerate(model.items)}
    codes = [category_codes(s.layout, answers[:, [place[i] for i in s.layout.item_names]]) for s in model.scales]
    mode, sd = correlated_map(
        [scale.parameter_sets[0].items for scale in model.scales],
        [scale.link for scale in model.scales],
        np.asarray(model.factor_correlations),
        codes,
    )
    scored = np.zeros(len(answers), dtype=np.bool_)
    counts = [answered_counts(scale.layout, part) for scale, part in zip(model.scales, codes, strict=True)]
    for count in counts:
        scored |= count > 0
    scales = tuple(
        ScaleScores(
            scale=scale.name,
            mean=np.where(scored, mode[d], np.nan),
            se=np.where(scored, sd[d], np.nan),
            n_answered=counts[d],
            scored=scored,
            n_items=len(scale.layout.items),
            basis=scale.basis,
            status=scale.status,
        )
        for d, scale in enumerate(model.scales)
    )
    return ScoreTable(scales=scales, method="map", model_hash=model.model_hash)
