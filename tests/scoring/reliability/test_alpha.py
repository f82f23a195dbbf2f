"""Coefficient alpha."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring.errors import NoDataError, TooFewItemsError, TooFewPersonsError, ZeroVarianceError
from scoring.reliability.alpha import alpha_of, coefficient_alpha
from scoring.responses.description import pairwise_covariance

SCALES = {"A": ["A1"], "C": ["C4", "C5"], "E": ["E1", "E2"], "N": [], "O": ["O2", "O5"]}
tables = hnp.arrays(np.float64, st.tuples(st.integers(8, 30), st.integers(2, 6)), elements=st.floats(-3, 3, width=32))


def varies(covariance):
    return (np.diag(covariance) > 1e-3).all() and covariance.sum() > 1e-2 * np.trace(covariance)


@pytest.mark.parametrize("scale", SCALES)
def test_alpha_agrees_with_psych_on_real_people(columns, oracle, scale):
    items = [f"{scale}{i}" for i in range(1, 6)]
    answers = columns("bfi.csv", items)
    for item in SCALES[scale]:
        answers[:, items.index(item)] = 7 - answers[:, items.index(item)]
    expected = oracle(f"alpha/alpha_bfi_{scale}.json")

    found = coefficient_alpha(pairwise_covariance(answers), n=len(answers))

    assert found.alpha == pytest.approx(expected["total"]["raw_alpha"], abs=1e-10)
    assert found.se == pytest.approx(expected["total"]["ase"], abs=1e-10)
    assert found.mean_r == pytest.approx(expected["total"]["average_r"], abs=1e-10)
    assert found.ci_lower == pytest.approx(expected["feldt"]["lower.ci"], abs=1e-9)
    assert found.ci_upper == pytest.approx(expected["feldt"]["upper.ci"], abs=1e-9)
    assert found.alpha_if_dropped == pytest.approx(expected["alpha_drop"]["raw_alpha"], abs=1e-10)


def test_alpha_of_parallel_items_is_the_spearman_brown_of_their_correlation():
    r, k = 0.4, 5
    covariance = np.full((k, k), r) + (1 - r) * np.eye(k)

    assert alpha_of(covariance) == pytest.approx(k * r / (1 + (k - 1) * r))


def test_alpha_of_tau_equivalent_items_recovers_their_reliability():
    rng = np.random.default_rng(11)
    errors = np.array([0.5, 0.8, 1.0, 1.3])
    reliability = 16 / (16 + errors.sum())

    found = [
        alpha_of(np.cov((rng.normal(size=(500, 1)) + rng.normal(size=(500, 4)) * np.sqrt(errors)).T))
        for _ in range(200)
    ]

    # Monte-Carlo error of the mean of 200; alpha itself is biased by less than 1 / n
    assert np.mean(found) == pytest.approx(reliability, abs=4 * np.std(found) / np.sqrt(200) + 1 / 500)


def test_the_standard_error_matches_the_spread_over_samples():
    rng = np.random.default_rng(12)
    samples = [np.cov((rng.normal(size=(300, 1)) + rng.normal(size=(300, 4))).T) for _ in range(400)]

    spread = np.std([alpha_of(c) for c in samples])

    assert coefficient_alpha(samples[0], n=300).se == pytest.approx(spread, rel=0.20)


@given(tables, st.floats(0.1, 10), st.floats(-5, 5))
@settings(max_examples=60, deadline=None)
def test_alpha_is_unchanged_when_all_answers_are_stretched_and_shifted(answers, scale, shift):
    covariance = np.cov(answers.T)
    if not varies(covariance):
        return

    assert alpha_of(np.cov((scale * answers + shift).T)) == pytest.approx(alpha_of(covariance), rel=1e-6, abs=1e-6)


@given(tables, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_alpha_does_not_depend_on_the_order_of_items(answers, random):
    covariance = np.cov(answers.T)
    if not varies(covariance):
        return
    order = list(range(answers.shape[1]))
    random.shuffle(order)

    found = coefficient_alpha(covariance[np.ix_(order, order)], n=len(answers))

    assert found.alpha == pytest.approx(coefficient_alpha(covariance, n=len(answers)).alpha, rel=1e-9)


def test_with_two_items_nothing_can_be_dropped():
    found = coefficient_alpha(np.array([[1.0, 0.5], [0.5, 1.0]]), n=50)

    assert np.isnan(found.alpha_if_dropped).all()


def test_perfectly_correlated_items_have_alpha_one_without_error():
    found = coefficient_alpha(np.ones((3, 3)), n=50)

    assert (found.alpha, found.se, found.ci_lower, found.ci_upper) == pytest.approx((1, 0, 1, 1))


def test_negatively_keyed_items_give_a_negative_alpha():
    assert alpha_of(np.array([[1.0, -0.3], [-0.3, 1.0]])) < 0


@pytest.mark.parametrize(
    ("covariance", "n", "error"),
    [
        (np.ones((1, 1)), 50, TooFewItemsError),
        (np.eye(3), 1, TooFewPersonsError),
        (np.array([[1.0, np.nan], [np.nan, 1.0]]), 50, NoDataError),
        (np.diag([1.0, 0.0, 1.0]), 50, ZeroVarianceError),
        (np.array([[1.0, -1.0], [-1.0, 1.0]]), 50, ZeroVarianceError),
    ],
)
def test_impossible_input_is_refused_by_name(covariance, n, error):
    with pytest.raises(error):
        coefficient_alpha(covariance, n=n)


def test_the_command_says_when_rows_without_answers_count_in_the_error(engine, csv_file):
    path = csv_file("a,b,c\n1,2,1\n2,2,3\n3,4,3\n4,4,5\n,,\n")

    status, found = engine("alpha", "--data", path)

    assert status == 0
    assert (found["n"], found["n_complete"]) == (4, 4)
    assert [note["code"] for note in found["notes"]] == ["empty_rows_counted"]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--confidence", "1.5"], "usage"),
        (["--items", "a"], "too_few_items"),
        (["--items", "a,z"], "unknown_column"),
        (["--items", "a,d"], "zero_variance"),
        (["--items", "a,e"], "no_data"),
        (["--items", "a,f"], "not_a_number"),
    ],
)
def test_the_command_refuses_unusable_input(engine, csv_file, argv, code):
    path = csv_file("a,b,d,e,f\n1,2,3,,x\n2,1,3,,1\n3,3,3,,2\n")

    status, found = engine("alpha", "--data", path, *argv)

    assert status == 2
    assert found["error"]["code"] == code
    assert found["error"]["remedy"]
