"""Who can be told apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.congruence.count import count_distribution
from scoring.congruence.definition import Kind, Target
from scoring.congruence.fit import Positions, assess_fit
from scoring.congruence.ranking import are_apart, probability_ahead, rank_bands

TARGETS = [Target(name=f"D{k}", kind=Kind.STYLE, lower=-1.0, upper=1.0) for k in range(6)]


def overall(means, eligible=None):
    """Fit of people whose position on every dimension is given (people, dimensions)."""
    means = np.array(means, float)
    people = len(means)
    eligible = np.ones_like(means, dtype=bool) if eligible is None else np.array(eligible)
    tables = {
        target.name: Positions(
            dimension=target.name, mean=means[:, k], se=np.full(people, 0.4), assessed=eligible[:, k],
            on_data=eligible[:, k], eligible=eligible[:, k],
        )
        for k, target in enumerate(TARGETS[: means.shape[1]])
    }  # fmt: skip
    return assess_fit(TARGETS[: means.shape[1]], tables, people).overall


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_delta_of_a_pair_and_of_the_turned_pair_make_one(first, second):
    size = max(len(first), len(second))
    points = [count_distribution(np.array([*p, *[0.0] * (size - len(p))])[:, None])[:, 0] for p in (first, second)]

    one, other = probability_ahead(points[0], points[1][:, None]), probability_ahead(points[1], points[0][:, None])

    assert one[0] + other[0] == pytest.approx(1.0, abs=1e-12)


def test_delta_equals_counting_all_pairs():
    a, b = np.array([0.1, 0.2, 0.7]), np.array([0.5, 0.3, 0.2])

    by_hand = sum(a[i] * b[j] * (1.0 if i > j else 0.5 if i == j else 0.0) for i in range(3) for j in range(3))

    assert probability_ahead(a, b[:, None])[0] == pytest.approx(by_hand)


def test_apart_works_in_both_directions_and_begins_at_its_limit():
    sure, unsure = np.array([0.0, 1.0]), np.array([0.6, 0.4])

    assert are_apart(sure, unsure)
    assert are_apart(unsure, sure)
    assert not are_apart(sure, np.array([0.599, 0.401]))


def test_everybody_alike_is_one_band():
    found = rank_bands(overall([[0.0] * 6] * 9), rng=np.random.default_rng(1))

    assert found.band.tolist() == [1] * 9
    assert sorted(found.order.tolist()) == list(range(9))


def test_clear_differences_open_bands_in_order_of_the_count():
    found = rank_bands(overall([[3.0] * 6, [0.0] * 6, [0, 0, 0, 3, 3, 3], [0.0] * 6]), rng=np.random.default_rng(1))

    assert found.band.tolist() == [3, 1, 2, 1]
    assert set(found.order[:2].tolist()) == {1, 3}
    assert found.order[2:].tolist() == [2, 0]


def test_people_without_an_assessed_dimension_stand_outside_all_bands():
    found = rank_bands(overall([[0.0, 0.0], [0.0, 0.0]], [[True, True], [False, False]]), rng=np.random.default_rng(1))

    assert found.band.tolist() == [1, 0]
    assert found.order.tolist() == [0]


def test_people_assessed_on_other_dimensions_are_never_apart():
    found = rank_bands(overall([[0.0, 0.0], [3.0, 3.0]], [[True, True], [True, False]]), rng=np.random.default_rng(1))

    assert found.band.tolist() == [1, 1]


def test_inside_a_band_the_order_is_shuffled_by_the_seed_alone():
    table = overall([[0.0] * 6] * 30)

    orders = [rank_bands(table, rng=np.random.default_rng(seed)).order.tolist() for seed in (1, 1, 2)]

    assert orders[0] == orders[1]
    assert orders[0] != orders[2]


def test_within_a_band_nobody_is_apart_from_its_first():
    rng = np.random.default_rng(5)
    table = overall(rng.normal(0, 1.2, (60, 6)))
    points = count_distribution(table.probabilities)

    found = rank_bands(table, rng=rng)

    for number in range(1, found.band.max() + 1):
        members = np.flatnonzero(found.band == number)
        first = members[np.argmax(table.count.expected[members])]
        assert not any(are_apart(points[:, first], points[:, other]) for other in members if other != first)
