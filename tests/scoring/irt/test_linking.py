"""Linking two calibrations."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import TooFewItemsError, UnsuitableModelError
from scoring.irt.curves import GradedItem
from scoring.irt.linking import stocking_lord

ITEMS = tuple(GradedItem(a, tuple(a * b for b in (-1.2, -0.3, 0.4, 1.5))) for a in (0.8, 1.1, 1.5, 2.0, 1.3))


def on_line(items, a, b):
    """The same items once theta is called a theta + b."""
    return tuple(GradedItem(i.slope / a, tuple(c + i.slope / a * b for c in i.cuts)) for i in items)


def test_a_calibration_linked_to_itself_stays_where_it_is():
    found = stocking_lord(ITEMS, ITEMS, "logit")

    assert (found.a, found.b) == (pytest.approx(1.0, abs=1e-9), pytest.approx(0.0, abs=1e-9))
    assert found.a_se == pytest.approx(0.0, abs=1e-8)


@settings(max_examples=15, deadline=None)
@given(st.floats(0.6, 1.6), st.floats(-1.0, 1.0), st.sampled_from(["logit", "probit"]))
def test_a_known_line_comes_back(a, b, link):
    found = stocking_lord(ITEMS, on_line(ITEMS, a, b), link)

    assert found.a == pytest.approx(a, abs=1e-6)
    assert found.b == pytest.approx(b, abs=1e-6)
    assert found.linked(0.5) == pytest.approx(a * 0.5 + b, abs=1e-6)


def test_going_there_and_back_ends_where_it_began():
    other = on_line(ITEMS, 1.3, -0.4)

    there, back = stocking_lord(ITEMS, other, "logit"), stocking_lord(other, ITEMS, "logit")

    assert back.linked(there.linked(0.7)) == pytest.approx(0.7, abs=1e-6)


def test_standard_errors_cover_the_line_when_items_drift():
    rng = np.random.default_rng(7)
    z = []
    for _ in range(30):
        drifted = tuple(
            GradedItem(i.slope, tuple(c + i.slope * shift for c in i.cuts))
            for i, shift in zip(on_line(ITEMS, 1.2, 0.3), rng.normal(0, 0.1, 5), strict=True)
        )
        found = stocking_lord(ITEMS, drifted, "logit")
        z.append((found.b - 0.3) / found.b_se)

    assert 0.8 < np.mean(np.abs(z) < 2.13) <= 1.0  # t(4), 90 %


def test_three_common_items_give_a_line_without_standard_errors():
    found = stocking_lord(ITEMS[:3], ITEMS[:3], "logit")

    assert (found.a_se, found.b_se, found.common) == (None, None, 3)


def test_two_common_items_are_too_few():
    with pytest.raises(TooFewItemsError):
        stocking_lord(ITEMS[:2], ITEMS[:2], "logit")


def test_another_number_of_categories_is_refused():
    with pytest.raises(UnsuitableModelError):
        stocking_lord(ITEMS, (*ITEMS[:4], GradedItem(1.0, (0.0,))), "logit")
