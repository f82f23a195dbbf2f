"""The model of a scale before any data: assumed parameters, uncertain on purpose.

After keying, thresholds stand equally spaced from -1.5 to 1.5; the loading is not known and takes .45, .60 or .75
with probabilities .25, .50 and .25. It is one loading for all items of the scale: what is uncertain is how good the
scale is, and a person's answers speak about that too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scoring.definitions.standing import Basis, Status
from scoring.irt.curves import item_from_factor
from scoring.models.graded_response import GradedResponseModel, GradedScale, ParameterSet
from scoring.models.layout import ScaleLayout

ASSUMED_LOADINGS = ((0.45, 0.25), (0.60, 0.50), (0.75, 0.25))
OUTERMOST_THRESHOLD = 1.5


def assumed_thresholds(categories: int) -> tuple[float, ...]:
    """Thresholds of an item nobody has answered yet: equally spaced from -1.5 to 1.5, and 0 for two categories."""
    if categories == 2:
        return (0.0,)
    return tuple(float(t) for t in np.linspace(-OUTERMOST_THRESHOLD, OUTERMOST_THRESHOLD, categories - 1))


def assumed_scale(layout: ScaleLayout, *, status: Status = Status.DRAFT) -> GradedScale:
    """A scale with assumed parameters."""
    parameter_sets = tuple(
        ParameterSet(
            weight=weight,
            items=tuple(
                item_from_factor(loading, assumed_thresholds(item.categories), "probit") for item in layout.items
            ),
        )
        for loading, weight in ASSUMED_LOADINGS
    )
    return GradedScale(layout=layout, link="probit", parameter_sets=parameter_sets, basis=Basis.ASSUMED, status=status)


def assumed_model(layouts: Sequence[ScaleLayout]) -> GradedResponseModel:
    """The cold-start model of an instrument: every scale assumed, traits taken as uncorrelated."""
    correlations = tuple(tuple(float(i == j) for j in range(len(layouts))) for i in range(len(layouts)))
    return GradedResponseModel(
        scales=tuple(assumed_scale(layout) for layout in layouts), factor_correlations=correlations
    )
