"""What a calibration starts from: answers scale by scale, the part each row belongs to, groups of people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from scoring.definitions.standing import OriginCounts
from scoring.ladder.confirmation import HalvedSample
from scoring.linalg import BoolArray, FloatMatrix, IntArray
from scoring.models.calibrated import layout_with_used_categories
from scoring.models.estimation import keyed_table
from scoring.models.layout import ScaleLayout
from scoring.responses import ResponseTable

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Material:
    """Answers of the people in the calibrating and the confirming part, the same rows in every scale.

    answers : by scale (people, items) as answered, NaN for missing. calibrates : (people,) rows of the calibrating
    part. groups : by attribute, the group of every row, "" where it is not known or not to be told.
    looks : by scale, how often the confirming rows have been looked at, this time included.
    """

    layouts: tuple[ScaleLayout, ...]
    answers: Mapping[str, FloatMatrix]
    parts: IntArray
    seed: int
    origin: OriginCounts
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    looks: Mapping[str, int] = field(default_factory=dict)

    @property
    def calibrates(self) -> BoolArray:
        """Rows of the calibrating part."""
        return np.asarray(self.parts == 0)

    @property
    def split(self) -> HalvedSample:
        """The two parts as the engine's confirmation takes them."""
        return HalvedSample(calibrates=self.calibrates, seed=self.seed)

    @cached_property
    def used_layouts(self) -> tuple[ScaleLayout, ...]:
        """Layouts in which categories that one part hardly chose are merged."""
        halves = (self.calibrates, ~self.calibrates)
        return tuple(layout_with_used_categories(one, self.answers[one.name], halves) for one in self.layouts)

    @cached_property
    def table(self) -> ResponseTable:
        """Keyed categories of all rows and scales."""
        return keyed_table(self.used_layouts, self.answers)

    @property
    def scales(self) -> dict[str, tuple[str, ...]]:
        """Items by scale."""
        return {layout.name: layout.item_names for layout in self.layouts}
