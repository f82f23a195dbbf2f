"""What stands behind a score: where its parameters come from, and how far its scale has come on the ladder."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Where parameters come from."""

    ASSUMED = "assumed"
    DATA = "data"


class Status(StrEnum):
    """Step of the validation ladder that a unit (scale, scenario set, exercise block) stands on."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PILOTED = "piloted"
    STRUCTURE_CONFIRMED = "structure_confirmed"
    IN_USE = "in_use"
    SUSPENDED = "suspended"

    @property
    def eligible(self) -> bool:
        """Whether evidence of this status may enter an overall figure, a cut or an ordering."""
        return self in (Status.STRUCTURE_CONFIRMED, Status.IN_USE)

    @property
    def provisional(self) -> bool:
        """Whether evidence of this status must be marked as provisional wherever it shows."""
        return not self.eligible


class NotScored(StrEnum):
    """Why answers gave no position. It is never replaced by a figure."""

    TOO_FEW_ANSWERED = "too_few_answered"
    TOO_FEW_SCENARIOS = "too_few_scenarios"
    FLAT = "flat"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, kw_only=True)
class OriginCounts:
    """Rows behind a model by origin. One simulated row forbids promotion."""

    real: int = 0
    simulated: int = 0
