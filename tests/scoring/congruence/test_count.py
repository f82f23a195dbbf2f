"""The Poisson-binomial count and its weighted form."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from scoring.congruence.count import count_distribution, count_interval

probabilities = st.lists(st.floats(0, 1), min_size=1, max_size=6)


def by_enumeration(p, weights):
    points = np.zeros(sum(weights) + 1)
    for outcome in product((0, 1), repeat=len(p)):
        chance = np.prod([x if won else 1 - x for x, won in zip(p, outcome, strict=True)])
        points[sum(w for w, won in zip(weights, outcome, strict=True) if won)] += chance
    return points


@given(probabilities, st.data())
def test_the_distribution_equals_enumeration(p, data):
    weights = data.draw(st.lists(st.integers(1, 5), min_size=len(p), max_size=len(p)))

    found = count_distribution(np.array(p)[:, None], weights)[:, 0]

    assert found == pytest.approx(by_enumeration(p, weights), abs=1e-12)


def test_equal_probabilities_give_the_binomial():
    found = count_distribution(np.full((8, 1), 0.3))[:, 0]

    assert found == pytest.approx(binom.pmf(np.arange(9), 8, 0.3), abs=1e-14)


@given(probabilities)
def test_the_interval_holds_ninety_per_cent_and_the_expected_value(p):
    column = np.array(p)[:, None]
    points = np.cumsum(count_distribution(column)[:, 0])

    found = count_interval(column, tail=0.05)

    lower, upper = int(found.lower[0]), int(found.upper[0])
    assert points[lower] >= 0.05 - 1e-9
    assert lower == 0 or points[lower - 1] < 0.05 + 1e-9
    assert points[upper] >= 0.95 - 1e-9
    assert upper == 0 or points[upper - 1] < 0.95 + 1e-9
    assert found.expected[0] == pytest.approx(sum(p))


def test_certain_dimensions_have_no_interval():
    found = count_interval(np.array([[1.0], [1.0], [0.0]]), tail=0.05)

    assert (found.lower[0], found.upper[0], found.expected[0]) == (2, 2, 2.0)


def test_the_order_of_people_and_dimensions_changes_nothing():
    p = np.random.default_rng(2).random((5, 40))

    one, other = count_interval(p, tail=0.05), count_interval(p[::-1, ::-1], tail=0.05)

    assert one.lower.tolist() == other.lower[::-1].tolist()
    assert one.upper.tolist() == other.upper[::-1].tolist()
