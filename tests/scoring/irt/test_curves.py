"""Category curves of graded items."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.irt.curves import (
    GradedItem,
    category_probabilities,
    cumulative_probabilities,
    expected_category,
    item_from_factor,
)
from scoring.irt.information import item_information
from scoring.irt.item_derivatives import probabilities_and_slopes

THETA = np.linspace(-4, 4, 33)
items = st.builds(
    lambda slope, first, gaps: GradedItem(slope, tuple(np.cumsum([first, *gaps]).tolist())),
    st.floats(0.2, 4),
    st.floats(-3, 1),
    st.lists(st.floats(0.1, 2), min_size=0, max_size=5),
)


@given(items, st.sampled_from(["probit", "logit"]))
def test_probabilities_of_all_categories_add_up_to_one(item, link):
    assert category_probabilities(item, THETA, link).sum(axis=0) == pytest.approx(np.ones(33), abs=1e-12)


@given(items, st.sampled_from(["probit", "logit"]))
def test_turning_an_item_and_theta_around_turns_the_categories_around(item, link):
    turned = GradedItem(item.slope, tuple(-c for c in reversed(item.cuts)))

    mirrored = category_probabilities(turned, -THETA, link)[::-1]

    assert mirrored == pytest.approx(category_probabilities(item, THETA, link), abs=1e-14)


@given(items, st.sampled_from(["probit", "logit"]))
def test_expected_answer_rises_with_theta(item, link):
    assert np.all(np.diff(expected_category(item, THETA, link)) >= 0)


def test_outer_categories_keep_their_digits_far_from_the_item():
    item = GradedItem(2.0, (-1.0, 1.0))

    probability = category_probabilities(item, np.array([9.0]), "logit")[:, 0]

    assert probability[0] == pytest.approx(np.exp(-19.0) / (1 + np.exp(-19.0)), rel=1e-12)


def test_a_loading_and_its_thresholds_give_the_published_slope_and_difficulties():
    item = item_from_factor(0.6, (-0.9, 0.3), "probit")

    assert item.slope == pytest.approx(0.75)
    assert item.difficulties == pytest.approx((-1.5, 0.5))


def test_the_logit_slope_is_1_702_times_the_probit_slope():
    probit, logit = (item_from_factor(0.6, (0.0,), link) for link in ("probit", "logit"))

    assert logit.slope / probit.slope == pytest.approx(1.702)
    assert (
        np.abs(
            cumulative_probabilities(probit, THETA, "probit") - cumulative_probabilities(logit, THETA, "logit")
        ).max()
        < 0.01
    )


@pytest.mark.parametrize("link", ["probit", "logit"])
def test_derivatives_equal_differences(link):
    item = GradedItem(1.3, (-1.2, 0.1, 1.4))
    step = 1e-6

    _, slopes = probabilities_and_slopes(item, THETA, link)

    vector = np.array([item.slope, *item.cuts])
    for place in range(4):
        up, down = vector.copy(), vector.copy()
        up[place] += step
        down[place] -= step
        above, below = (probabilities_and_slopes(GradedItem(v[0], tuple(v[1:])), THETA, link)[0] for v in (up, down))
        assert slopes[place] == pytest.approx((above - below) / (2 * step), abs=1e-8)


def test_information_of_a_two_category_item_is_slope_squared_times_p_times_q():
    item = GradedItem(1.7, (0.4,))
    p = category_probabilities(item, THETA, "logit")[1]

    assert item_information(item, THETA, "logit") == pytest.approx(1.7**2 * p * (1 - p), rel=1e-12)
