"""Grades before any data: hand-computed figures, and what must hold whatever the marks."""

import math

import numpy as np
import pytest

from scoring.errors import NoDataError
from scoring.reliability.generalisability.assumed import assumed_grade
from scoring.reliability.generalisability.positions import grade_norms, skill_position


def test_three_raters_by_hand() -> None:
    found = assumed_grade([2, 4, 4])

    assert found.grade == pytest.approx(10 / 3, abs=1e-12)
    assert found.se**2 == pytest.approx(0.30 + (0.08 + 0.30) / 3, abs=1e-12)
    assert (found.n_raters, found.one_view) == (3, False)


def test_a_position_follows_by_the_assumed_norms_of_the_method() -> None:
    found = assumed_grade([4, 5, 4])
    position = skill_position(found.grade, found.se, grade_norms(np.empty(0)))

    assert position.y == pytest.approx((13 / 3 - 3) / 0.5, abs=1e-12)
    assert position.v == pytest.approx((0.30 + 0.38 / 3) / 0.25, abs=1e-12)
    assert position.method_extra_sd == 1.0


def test_one_rater_is_one_view_and_more_raters_never_know_less() -> None:
    errors = [assumed_grade([3] * raters).se for raters in range(1, 6)]

    assert assumed_grade([3]).one_view
    assert errors == sorted(errors, reverse=True)
    assert errors[-1] > math.sqrt(0.30)  # the block itself remains


def test_nobody_who_has_seen_it_is_no_grade() -> None:
    with pytest.raises(NoDataError):
        assumed_grade([])
