"""The culture definition as numbers: bands of styles, cuts of standards, weights."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from scoring.errors import DuplicateNameError, OutOfRangeError

LARGEST_WEIGHT = 5


class Kind(StrEnum):
    """What a dimension is: a style has a band, a standard a cut, a trait only describes."""

    STYLE = "style"
    STANDARD = "standard"
    TRAIT = "trait"


@dataclass(frozen=True, kw_only=True)
class Target:
    """What a definition wants on one dimension, in units of theta.

    A style is on culture between `lower` and `upper`, a standard above `cut`. Without them the dimension is shown
    and never judged. `weight` is a whole number from 1 to 5.
    """

    name: str
    kind: Kind
    lower: float | None = None
    upper: float | None = None
    cut: float | None = None
    weight: int = 1

    def __post_init__(self) -> None:
        """Refuses bands that hold nobody and weights outside 1 to 5."""
        if (self.lower is None) != (self.upper is None):
            raise OutOfRangeError("A band has two edges.", place=self.name, remedy="Give lower and upper, or neither.")
        if self.lower is not None and self.upper is not None and not self.lower < self.upper:
            raise OutOfRangeError(
                "The lower edge must lie below the upper.", place=self.name, value=self.lower, remedy="Swap them."
            )
        if self.cut is not None and not math.isfinite(self.cut):
            raise OutOfRangeError("A cut must be finite.", place=self.name, value=str(self.cut), remedy="Leave it out.")
        if self.weight not in range(1, LARGEST_WEIGHT + 1):
            raise OutOfRangeError(
                "Weights are whole numbers from 1 to 5.", place=self.name, value=self.weight, remedy="Choose 1 to 5."
            )

    @property
    def region(self) -> tuple[float, float] | None:
        """From where to where a person is on culture; None when there is nothing to judge by."""
        if self.kind is Kind.STYLE and self.lower is not None and self.upper is not None:
            return self.lower, self.upper
        if self.kind is Kind.STANDARD and self.cut is not None:
            return self.cut, math.inf
        return None


def require_unique(targets: Sequence[Target]) -> None:
    """Raises when two targets have the same name."""
    names = [target.name for target in targets]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise DuplicateNameError(
                "The definition names a dimension twice.", place="definition", value=name, remedy="Keep one of them."
            )
