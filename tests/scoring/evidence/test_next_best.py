"""Which evidence to ask for next."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from scoring.congruence.definition import Kind, Target
from scoring.congruence.verdicts import probability_within
from scoring.errors import OutOfRangeError
from scoring.evidence.next_best import (
    PlannedMethod,
    entropy_bits,
    expected_gain,
    expected_probabilities,
    next_best_evidence,
)

BAND = Target(name="D1", kind=Kind.STYLE, lower=-1.0, upper=1.0)
CUT = Target(name="S1", kind=Kind.STANDARD, cut=0.5)
means, errors, variances = st.floats(-2.5, 2.5), st.floats(0.3, 1.0), st.floats(0.1, 5)


@given(means, errors, variances, st.sampled_from([(-1.0, 1.0), (0.5, math.inf), (-2.0, 0.3)]))
def test_the_expected_later_probability_is_todays(mean, se, variance, region):
    later, weight = expected_probabilities(mean, se, region, variance)

    today = probability_within(np.array([mean]), np.array([se]), *region)[0]
    assert weight @ later == pytest.approx(today, abs=1e-4)


@given(means, errors, variances, st.sampled_from([(-1.0, 1.0), (0.5, math.inf)]))
def test_a_gain_is_never_negative_and_never_more_than_what_is_unknown(mean, se, variance, region):
    gain = expected_gain(mean, se, region, variance)

    today = probability_within(np.array([mean]), np.array([se]), *region)
    assert 0.0 <= gain <= entropy_bits(today)[0] + 1e-3


@given(means, errors, st.sampled_from([(-1.0, 1.0), (0.5, math.inf)]))
def test_evidence_that_knows_nothing_gains_nothing(mean, se, region):
    assert expected_gain(mean, se, region, math.inf) == 0.0
    assert expected_gain(mean, se, region, 1e12) == pytest.approx(0.0, abs=1e-6)


def test_the_gain_equals_an_integral_over_all_outcomes():
    mean, se, variance = 0.6, 0.6, 0.4
    later_se = (1 / (1 / se**2 + 1 / variance)) ** 0.5
    spread = (se**2 - later_se**2) ** 0.5

    def entropy_at(outcome):
        p = norm.cdf((1 - outcome) / later_se) - norm.cdf((-1 - outcome) / later_se)
        return float(entropy_bits(np.array([p]))[0]) * norm.pdf(outcome, mean, spread)

    today = norm.cdf((1 - mean) / se) - norm.cdf((-1 - mean) / se)
    exact = float(entropy_bits(np.array([today]))[0]) - quad(entropy_at, -4, 5)[0]

    assert expected_gain(mean, se, (-1.0, 1.0), variance) == pytest.approx(exact, abs=1e-4)


def test_better_evidence_gains_more():
    gains = [expected_gain(0.8, 0.6, (-1.0, 1.0), v) for v in (2.0, 1.0, 0.5, 0.1)]

    assert gains == sorted(gains)


def test_methods_are_ordered_by_gain_per_minute_and_used_ones_left_out():
    methods = [
        PlannedMethod(method="immersion", minutes=240, planned_variances={"D1": 0.2, "S1": 0.2}),
        PlannedMethod(method="situational", minutes=20, planned_variances={"D1": 0.6}),
        PlannedMethod(method="questionnaire", minutes=5, planned_variances={"D1": 0.4}),
    ]

    found = next_best_evidence({"D1": (0.8, 0.6)}, [BAND, CUT], methods, used=frozenset({"questionnaire"}))

    assert [value.method for value in found] == ["situational", "immersion"]
    assert found[0].bits == expected_gain(0.8, 0.6, (-1.0, 1.0), 0.6)
    assert found[0].bits_per_minute == found[0].bits / 20
    assert found[1].bits == pytest.approx(
        expected_gain(0.8, 0.6, (-1.0, 1.0), 0.2) + expected_gain(0.0, 1.0, (0.5, math.inf), 0.2)
    )


def test_dimensions_without_band_or_cut_add_nothing():
    method = PlannedMethod(method="immersion", minutes=10, planned_variances={"S1": 0.2, "T": 0.2})
    targets = [Target(name="S1", kind=Kind.STANDARD), Target(name="T", kind=Kind.TRAIT, lower=-1, upper=1)]

    assert next_best_evidence({}, targets, [method])[0].bits == 0.0


@pytest.mark.parametrize(("minutes", "variance"), [(0, 1.0), (-5, 1.0), (10, 0.0), (10, -1.0)])
def test_impossible_plans_are_refused(minutes, variance):
    with pytest.raises(OutOfRangeError) as caught:
        PlannedMethod(method="m", minutes=minutes, planned_variances={"D1": variance})

    assert caught.value.value == (minutes if minutes <= 0 else variance)


def test_entropy_is_one_bit_at_even_odds_and_nothing_at_the_ends():
    found = entropy_bits(np.array([0.5, 0.0, 1.0, 0.25, -1e-17, 1.0 + 1e-15]))

    quarter = 0.25 * 2 + 0.75 * math.log2(4 / 3)
    assert found == pytest.approx([1.0, 0.0, 0.0, quarter, 0.0, 0.0], abs=1e-12)


def test_methods_after_a_used_one_are_still_valued():
    plans = [PlannedMethod(method=m, minutes=0.5, planned_variances={"D1": 0.5}) for m in ("interview", "role_play")]

    found = next_best_evidence({}, [BAND], plans, frozenset({"interview"}))

    assert [value.method for value in found] == ["role_play"]


def test_a_dimension_without_a_position_stands_at_the_prior():
    plan = PlannedMethod(method="role_play", minutes=10.0, planned_variances={"S2": 0.5})

    (found,) = next_best_evidence({}, [Target(name="S2", kind=Kind.STANDARD, cut=0.2)], [plan])

    assert found.bits == expected_gain(0.0, 1.0, (0.2, math.inf), 0.5)
    assert found.bits != pytest.approx(expected_gain(1.0, 1.0, (0.2, math.inf), 0.5))
