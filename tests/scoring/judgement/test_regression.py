"""What ratings of options say about style and standard."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.judgement.keys import key_from_document
from scoring.judgement.regression import most_least_ratings, score_ratings


def slopes(found):
    return {slope.dimension: slope for slope in (*found.positions, *found.quality)}


def test_exact_leanings_come_back_exactly(key, rate):
    ratings = rate(0.8, 2.0, 0.0, 1)
    spread = ratings.std()

    found = slopes(score_ratings(key, ratings))

    assert found["D1"].estimate == pytest.approx(0.8 / spread)
    assert found["P"].estimate == pytest.approx(2.0 / spread)
    assert found["pooled"].estimate == pytest.approx(2.0 / spread)
    assert found["D1"].se == pytest.approx(0.0, abs=1e-9)
    assert (found["D1"].n_scenarios, found["D1"].df) == (8, 7)


def test_the_slope_equals_a_regression_with_a_dummy_for_every_scenario(key, rate):
    ratings = rate(0.5, 1.0, 0.6, 2)
    z = (ratings - ratings.mean()) / ratings.std()
    mine = key.touching("D1")
    dummies = (key.scenario_of[mine][:, None] == np.unique(key.scenario_of[mine])).astype(float)
    design = np.column_stack([key.poles("D1")[mine], key.qualities()[mine], dummies])

    expected = np.linalg.lstsq(design, z[mine], rcond=None)[0][0]

    assert slopes(score_ratings(key, ratings))["D1"].estimate == pytest.approx(expected)


def test_the_standard_error_is_the_jackknife_over_scenarios(key, rate):
    ratings = rate(0.5, 1.0, 0.6, 3)
    spread, mean = ratings.std(), ratings.mean()
    left_out = []
    for scenario in range(8):
        keep = key.touching("D1") & (key.scenario_of != scenario)
        dummies = (key.scenario_of[keep][:, None] == np.unique(key.scenario_of[keep])).astype(float)
        design = np.column_stack([key.poles("D1")[keep], key.qualities()[keep], dummies])
        left_out.append(np.linalg.lstsq(design, (ratings[keep] - mean) / spread, rcond=None)[0][0])

    expected = np.sqrt(7 / 8 * ((np.array(left_out) - np.mean(left_out)) ** 2).sum())

    assert slopes(score_ratings(key, ratings))["D1"].se == pytest.approx(expected)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0.1, 5), st.floats(-10, 10), st.integers(0, 1000))
def test_using_high_numbers_or_a_wide_range_changes_nothing(key, rate, factor, shift, seed):
    ratings = rate(0.6, 1.0, 0.5, seed)

    one, other = score_ratings(key, ratings), score_ratings(key, factor * ratings + shift)

    assert other.scorable == one.scorable
    for dimension, slope in slopes(one).items():
        assert slopes(other)[dimension].estimate == pytest.approx(slope.estimate, abs=1e-9)
    assert other.shape == pytest.approx(one.shape, abs=1e-9)


def test_leaning_to_the_other_pole_turns_the_sign(key, rate):
    one, other = (slopes(score_ratings(key, rate(pole, 1.0, 0.0, 4)))["D1"].estimate for pole in (0.7, -0.7))

    assert other == pytest.approx(-one, abs=0.05)
    assert one > 0


def test_flat_ratings_are_unscorable_and_not_zero(key):
    found = score_ratings(key, np.full(80, 4.0))

    assert not found.scorable
    assert "alike" in found.reason
    assert found.positions == ()
    assert found.shape is None


def test_ratings_that_the_key_does_not_explain_are_unscorable(key):
    noise = np.random.default_rng(5).normal(size=80)

    found = score_ratings(key, noise)

    assert not found.scorable
    assert found.r_squared < 0.10
    assert "10 %" in found.reason


def test_under_four_answered_scenarios_a_dimension_is_not_scored(key, rate):
    ratings = rate(0.8, 2.0, 0.1, 6)
    ratings[key.touching("D1") & (key.scenario_of >= 3)] = np.nan

    found = slopes(score_ratings(key, ratings))

    assert (found["D1"].estimate, found["D1"].se, found["D1"].n_scenarios) == (None, None, 3)
    assert found["P"].estimate is not None


def test_four_answered_scenarios_are_enough(key, rate):
    ratings = rate(0.8, 2.0, 0.1, 6)
    ratings[key.touching("D1") & (key.scenario_of >= 4)] = np.nan

    assert slopes(score_ratings(key, ratings))["D1"].df == 3


def test_a_scenario_with_one_rated_option_does_not_count(key, rate):
    ratings = rate(0.8, 2.0, 0.1, 7)
    ratings[1:5] = np.nan

    assert slopes(score_ratings(key, ratings))["D1"].n_scenarios == 7


def test_two_rated_options_make_a_scenario(key, rate):
    ratings = rate(0.8, 2.0, 0.1, 7)
    ratings[2:5] = np.nan

    assert slopes(score_ratings(key, ratings))["D1"].n_scenarios == 8


def test_nobody_who_rated_nothing_is_scorable(key):
    assert "no scenario" in score_ratings(key, np.full(80, np.nan)).reason


def test_shape_is_minus_twice_the_distance_of_the_correlation_from_one(key, rate):
    ratings = rate(0.3, 2.0, 0.8, 8)
    means = np.array([option.mean for option in key.options])

    r = np.corrcoef(ratings, means)[0, 1]

    assert score_ratings(key, ratings).shape == pytest.approx(-2 * (1 - r))


def test_rating_exactly_like_the_key_has_shape_zero(key):
    means = np.array([option.mean for option in key.options])

    assert score_ratings(key, means).shape == pytest.approx(0.0, abs=1e-12)


def test_most_and_least_become_plus_and_minus_one(key):
    ratings = most_least_ratings(key, ["d0_0", "p0_0"], ["d0_1"])

    assert ratings.sum() == 1.0
    assert [ratings[0], ratings[1], ratings[2]] == [1.0, -1.0, 0.0]


def test_known_slopes_are_covered_by_their_t_intervals(key, rate):
    hits = []
    for seed in range(200):
        ratings = rate(0.6, 1.5, 0.5, 100 + seed)
        found = slopes(score_ratings(key, ratings))["D1"]
        hits.append(abs(found.estimate - 0.6 / ratings.std()) < 1.895 * found.se)  # t(7), 90 %

    assert 0.83 < np.mean(hits) < 0.97


def test_a_pole_that_never_varies_within_scenarios_is_not_scored(rate, document):
    for scenario in document["scenarios"]:
        for option in scenario["options"]:
            if "pole" in option:
                option["pole"] = {"D1": 0.5}
    flat = key_from_document(document)

    found = slopes(score_ratings(flat, rate(0.0, 2.0, 0.2, 9)))

    assert (found["D1"].estimate, found["D1"].se, found["D1"].n_scenarios) == (None, None, 8)
    assert found["P"].estimate is not None


def test_ratings_that_differ_between_scenarios_only_are_unscorable(key):
    found = score_ratings(key, key.scenario_of.astype(float))

    assert (found.scorable, found.r_squared) == (False, 0.0)
