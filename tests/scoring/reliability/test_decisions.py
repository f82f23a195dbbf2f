"""Accuracy and consistency of a cut."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import NoDataError, OutOfRangeError
from scoring.reliability.decisions import cut_quality


def persons(rng, n, error_variance):
    theta = rng.normal(size=n)
    s = np.sqrt(error_variance / (1 + error_variance))
    forms = theta + np.sqrt(error_variance) * rng.normal(size=(2, n))
    return theta, forms * (1 - s**2), np.full(n, s)


@pytest.mark.parametrize("error_variance", [0.1, 0.4, 1.0])
@pytest.mark.parametrize("cut", [-0.5, 0.0, 1.0])
def test_what_is_expected_is_what_two_parallel_forms_show(error_variance, cut):
    n = 200_000
    theta, (first, second), se = persons(np.random.default_rng(1), n, error_variance)

    found = cut_quality(first, se, cut)

    bound = 4 * 0.5 / np.sqrt(n)
    assert found.accuracy == pytest.approx(((first >= cut) == (theta >= cut)).mean(), abs=bound)
    assert found.false_positive == pytest.approx(((first >= cut) & (theta < cut)).mean(), abs=bound)
    assert found.consistency == pytest.approx(((first >= cut) == (second >= cut)).mean(), abs=bound)


def test_kappa_is_that_of_the_two_forms():
    _, (first, second), se = persons(np.random.default_rng(2), 200_000, 0.4)
    a, b = first >= 0.5, second >= 0.5
    chance = a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean())

    assert cut_quality(first, se, 0.5).kappa == pytest.approx(((a == b).mean() - chance) / (1 - chance), abs=0.01)


@given(st.floats(0.05, 0.9), st.floats(-2, 2), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_turning_the_scale_exchanges_the_two_errors(s, cut, seed):
    m = np.random.default_rng(seed).normal(size=30)

    one, other = cut_quality(m, np.full(30, s), cut), cut_quality(-m, np.full(30, s), -cut)

    assert other.consistency == pytest.approx(one.consistency)
    assert (other.false_positive, other.false_negative) == pytest.approx((one.false_negative, one.false_positive))


@given(st.floats(0.1, 0.85), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_accuracy_is_at_least_a_half_and_errors_add_up(s, seed):
    m = np.random.default_rng(seed).normal(size=30)

    found = cut_quality(m, np.full(30, s), 0.3)

    assert found.accuracy >= 0.5
    assert found.accuracy + found.false_positive + found.false_negative == pytest.approx(1.0)


def test_a_cut_far_below_everybody_sorts_everybody_rightly():
    found = cut_quality(np.zeros(5), np.full(5, 0.3), -9.0)

    assert (found.accuracy, found.consistency) == pytest.approx((1.0, 1.0))
    assert np.isnan(found.kappa)


def test_persons_without_a_position_are_left_out():
    assert cut_quality(np.array([0.5, np.nan]), np.array([0.4, np.nan]), 0.0).n == 1


def test_impossible_input_is_refused_by_name():
    with pytest.raises(NoDataError):
        cut_quality(np.array([np.nan]), np.array([np.nan]), 0.0)
    with pytest.raises(OutOfRangeError):
        cut_quality(np.array([0.0]), np.array([1.2]), 0.0)
