"""Person fit under a graded response model: lz over all scales together."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scoring.errors import Note
from scoring.irt.grid import theta_and_method_grid
from scoring.irt.posterior import posterior_of
from scoring.linalg import FloatMatrix, FloatVector
from scoring.models.graded_response import GradedResponseModel, GradedScale, tables_of
from scoring.models.layout import category_codes
from scoring.quality.person_fit import PatternLikelihood, pattern_likelihood, standardised


def model_lz(model: GradedResponseModel, answers: FloatMatrix) -> tuple[FloatVector, tuple[Note, ...]]:
    """lz of every person at the posterior mean of each scale; scales add up.

    Scales with assumed parameters are left out with a note: whether a pattern is improbable under parameters that
    nobody has estimated says nothing. NaN without any answer to the other scales.

    Parameters
    ----------
    answers : (people, items) as answered, columns in the order of the model's items; NaN is missing.
    """
    total: PatternLikelihood | None = None
    notes = []
    start = 0
    for scale in model.scales:
        stop = start + len(scale.layout.items)
        if len(scale.parameter_sets) > 1:
            message = "Parameters are assumed: no lz."
            notes.append(Note(code="assumed_parameters", place=scale.name, message=message))
        else:
            part = _scale_likelihood(scale, answers[:, start:stop], model.nodes)
            total = part if total is None else total + part
        start = stop
    lz = np.full(answers.shape[0], np.nan) if total is None else standardised(total)
    return lz, tuple(notes)


def _scale_likelihood(scale: GradedScale, answers: FloatMatrix, nodes: int) -> PatternLikelihood:
    codes = category_codes(scale.layout, answers)
    tables = tables_of(scale, nodes)
    theta = posterior_of(tables, codes).mean
    xi: FloatVector | float = 0.0
    if scale.has_method_factor:
        # The same likelihoods, but the mean of the grid's other direction is asked for.
        xi = posterior_of(replace(tables, theta=theta_and_method_grid(nodes).xi), codes).mean
    return pattern_likelihood(codes, scale.parameter_sets[0].items, scale.link, theta, xi)
