"""Runs, variability, gaps and odd combinations of answers."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.spatial.distance import mahalanobis

from scoring.quality.patterns import longest_runs, mahalanobis_distances, missing_shares, response_variability

BFI = [f"{s}{i}" for s in "ACENO" for i in range(1, 6)]
forms = hnp.arrays(
    np.float64,
    st.tuples(st.integers(1, 8), st.integers(1, 12)),
    elements=st.sampled_from([1.0, 2.0, 3.0, float("nan")]),
)


def longest_run_of(row):
    runs = [len(list(group)) for value, group in itertools.groupby(row, key=str) if value != "nan"]
    return max(runs, default=0)


def test_rows_agree_with_r(columns, oracle):
    answers = columns("bfi.csv", BFI)
    expected = oracle("quality/careless_bfi25.json")

    assert list(longest_runs(answers)) == expected["longstring_max"]
    assert response_variability(answers)[:20] == pytest.approx(expected["irv_first20"], abs=1e-9)
    complete = answers[~np.isnan(answers).any(axis=1)]
    found = mahalanobis_distances(complete)
    assert found.squared[:20] == pytest.approx(expected["complete_first20"], abs=1e-8)
    assert found.squared.sum() == pytest.approx(expected["complete_sum"], rel=1e-9)
    assert (found.p < 0.001).sum() == expected["n_p001"]


@given(forms)
@settings(max_examples=80, deadline=None)
def test_runs_are_those_of_the_slow_definition(answers):
    assert list(longest_runs(answers)) == [longest_run_of(row) for row in answers]


@given(forms)
@settings(max_examples=40, deadline=None)
def test_reading_the_form_backwards_changes_no_sign(answers):
    backwards = answers[:, ::-1]

    assert list(longest_runs(backwards)) == list(longest_runs(answers))
    assert response_variability(backwards) == pytest.approx(response_variability(answers), nan_ok=True)
    assert list(missing_shares(backwards)) == list(missing_shares(answers))


@given(forms, st.integers(-5, 5))
@settings(max_examples=40, deadline=None)
def test_shifting_all_answers_changes_no_sign(answers, shift):
    assert list(longest_runs(answers + shift)) == list(longest_runs(answers))
    assert response_variability(answers + shift) == pytest.approx(response_variability(answers), nan_ok=True)


def test_a_missing_answer_breaks_a_run():
    assert list(longest_runs(np.array([[4, 4, np.nan, 4, 4, 4], [np.nan] * 6, [1, 2, 3, 4, 5, 6]]))) == [3, 0, 1]


def test_one_answer_has_no_variability_and_no_answer_is_all_missing():
    answers = np.array([[3.0, np.nan], [np.nan, np.nan], [2.0, 4.0]])

    assert response_variability(answers) == pytest.approx([np.nan, np.nan, np.sqrt(2)], nan_ok=True)
    assert list(missing_shares(answers)) == [0.5, 1.0, 0.0]


def test_distances_are_those_of_the_slow_definition_and_leave_incomplete_rows_out():
    answers = np.random.default_rng(1).normal(size=(30, 4))
    answers[3, 1] = np.nan
    complete = np.delete(answers, 3, axis=0)
    inverse = np.linalg.inv(np.cov(complete.T))

    found = mahalanobis_distances(answers)

    assert np.isnan(found.squared[3])
    expected = [mahalanobis(row, complete.mean(axis=0), inverse) ** 2 for row in complete]
    assert np.delete(found.squared, 3) == pytest.approx(expected)


def test_distances_of_normal_answers_have_the_size_they_claim():
    found = mahalanobis_distances(np.random.default_rng(2).normal(size=(20_000, 6)))

    assert (found.p < 0.05).mean() == pytest.approx(0.05, abs=4 * np.sqrt(0.05 * 0.95 / 20_000))


@given(st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_distances_do_not_depend_on_the_unit_of_any_item(seed):
    rng = np.random.default_rng(seed)
    answers = rng.normal(size=(40, 3))

    mixed = answers @ rng.normal(size=(3, 3)) + rng.normal(size=3)

    assert mahalanobis_distances(mixed).squared == pytest.approx(mahalanobis_distances(answers).squared, rel=1e-5)


@pytest.mark.parametrize(
    "answers",
    [
        np.random.default_rng(3).normal(size=(4, 4)),
        np.column_stack([np.arange(9.0), 2 * np.arange(9.0), np.random.default_rng(4).normal(size=9)]),
        np.full((5, 2), np.nan),
        np.ones((9, 2)),
    ],
)
def test_where_covariances_cannot_be_inverted_there_are_no_distances_and_a_note(answers):
    found = mahalanobis_distances(answers)

    assert np.isnan(found.squared).all()
    assert found.notes[0].code == "no_mahalanobis"
