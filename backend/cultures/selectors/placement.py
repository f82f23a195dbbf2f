"""Where a band stands on the line, and whether evidence could ever confirm it. Numbers only; no table is read."""

from dataclasses import dataclass
from math import sqrt

from backend.cultures.enums import NARROW_HALF_WIDTH
from scoring.congruence.verdicts import largest_probability

# Planned evidence for a style, once scales rest on data: a questionnaire of eight items (reliability .82, method
# sigma .5) and eight situations (reliability .69, method sigma .5), combined with the prior by precision.
_QUESTIONNAIRE_VARIANCE = (1 - 0.82) / 0.82 + 0.5**2
_SITUATIONS_VARIANCE = (1 - 0.69) / 0.69 + 0.5**2
PLANNED_SE = 1 / sqrt(1 + 1 / _QUESTIONNAIRE_VARIANCE + 1 / _SITUATIONS_VARIANCE)
CONFIRMABLE = 0.90
T_MEAN, T_SD = 50.0, 10.0


@dataclass(frozen=True)
class Placement:
    """A band in both metrics, its half-width, and the highest probability that planned evidence could give."""

    lower: float
    upper: float
    lower_t: float
    upper_t: float
    half_width: float
    reason_required: bool
    planned_se: float
    p_max: float

    @property
    def hardly_confirmable(self) -> bool:
        """Even somebody exactly in the middle would seldom be found on culture."""
        return self.p_max < CONFIRMABLE


def placement_of(lower: float | None, upper: float | None, *, planned_se: float = PLANNED_SE) -> Placement | None:
    """The placement of a band; `None` while there is none."""
    if lower is None or upper is None:
        return None
    half_width = (upper - lower) / 2
    return Placement(
        lower=lower,
        upper=upper,
        lower_t=t_score(lower),
        upper_t=t_score(upper),
        half_width=half_width,
        reason_required=half_width < NARROW_HALF_WIDTH,
        planned_se=planned_se,
        p_max=largest_probability(half_width, planned_se),
    )


def t_score(theta: float) -> float:
    """T = 50 + 10 theta: how places on the line are shown."""
    return T_MEAN + T_SD * theta
