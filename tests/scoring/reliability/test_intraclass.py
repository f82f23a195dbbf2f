"""The six intraclass correlations."""

import numpy as np
import pandas
import pingouin
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring.errors import NoDataError, TooFewItemsError, TooFewPersonsError, ZeroVarianceError
from scoring.reliability.intraclass import IntraclassForm, intraclass_correlations

tables = hnp.arrays(np.float64, st.tuples(st.integers(4, 12), st.integers(2, 5)), elements=st.integers(1, 7).map(float))


def by_form(ratings):
    return {found.form.value: found for found in intraclass_correlations(ratings)}


@pytest.mark.parametrize(
    ("name", "data", "items"),
    [
        ("icc_shrout_fleiss", "shrout_fleiss.csv", ["J1", "J2", "J3", "J4"]),
        ("icc_bfi_N_as_raters", "bfi.csv", ["N1", "N2", "N3", "N4", "N5"]),
    ],
)
def test_all_forms_agree_with_psych(columns, oracle, name, data, items):
    ratings = columns(data, items)
    expected = oracle(f"intraclass/{name}.json")["anova"]["results"]

    found = by_form(ratings[~np.isnan(ratings).any(axis=1)])

    for i, form in enumerate(expected["type"]):
        ours = found[form]
        assert ours.icc == pytest.approx(expected["ICC"][i], abs=1e-10)
        assert ours.f == pytest.approx(expected["F"][i], rel=1e-9)
        assert (ours.df1, ours.df2) == (expected["df1"][i], expected["df2"][i])
        assert ours.p == pytest.approx(expected["p"][i], abs=1e-10)
        assert (ours.lower, ours.upper) == pytest.approx(
            (expected["lower.bound"][i], expected["upper.bound"][i]), abs=1e-8
        )


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # pingouin's own use of pandas
def test_all_forms_agree_with_a_second_program():
    rng = np.random.default_rng(3)
    ratings = rng.normal(size=(12, 1)) + rng.normal(size=(12, 5)) + np.array([0, 0.5, 1, 0, -1])
    target, rater = np.indices(ratings.shape)
    table = pingouin.intraclass_corr(
        data=pandas.DataFrame({"t": target.ravel(), "r": rater.ravel(), "y": ratings.ravel()}),
        targets="t",
        raters="r",
        ratings="y",
    )

    ours = [found.icc for found in intraclass_correlations(ratings)]

    assert ours == pytest.approx(list(table["ICC"]), abs=1e-9)


def test_the_variance_ratio_that_made_the_data_is_recovered():
    rng = np.random.default_rng(21)
    true, rater, error = 1.0, 0.5, 1.0
    found = []
    for _ in range(100):
        severity = rng.normal(0, np.sqrt(rater), 8)
        ratings = rng.normal(0, 1, (100, 1)) + severity + rng.normal(0, 1, (100, 8))
        found.append(by_form(ratings)["ICC2"].icc)

    # 8 raters leave ICC2 skewed: four Monte-Carlo errors and .02 for the bias
    assert np.mean(found) == pytest.approx(
        true / (true + rater + error), abs=4 * np.std(found) / np.sqrt(len(found)) + 0.02
    )


def test_intervals_cover_the_consistency_that_made_the_data():
    rng = np.random.default_rng(22)
    hits = 0
    for _ in range(1000):
        form = by_form(rng.normal(size=(15, 1)) + rng.normal(size=(15, 3)))["ICC3"]
        hits += form.lower <= 0.5 <= form.upper

    assert hits / 1000 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 1000))


@given(tables, st.floats(0.1, 10), st.floats(-100, 100))
@settings(max_examples=60, deadline=None)
def test_stretching_and_shifting_all_ratings_changes_nothing(ratings, scale, shift):
    if np.ptp(ratings) == 0:
        return
    before, after = by_form(ratings), by_form(scale * ratings + shift)

    for form, found in before.items():
        if np.isfinite(found.icc) and abs(found.icc) < 1e3:
            assert after[form].icc == pytest.approx(found.icc, abs=1e-6, rel=1e-6)


@given(tables, st.integers(0, 4), st.floats(-5, 5))
@settings(max_examples=60, deadline=None)
def test_a_more_severe_rater_leaves_consistency_alone(ratings, rater, severity):
    if np.ptp(ratings) == 0:
        return
    shifted = ratings.copy()
    shifted[:, rater % ratings.shape[1]] += severity
    before = by_form(ratings)["ICC3"].icc
    if not np.isfinite(before) or np.ptp(shifted) == 0:
        return

    assert by_form(shifted)["ICC3"].icc == pytest.approx(before, abs=1e-6)


def test_raters_who_agree_perfectly_have_all_forms_at_one():
    found = intraclass_correlations(np.array([[1.0, 1.0], [2.0, 2.0], [4.0, 4.0]]))

    assert [f.form for f in found] == list(IntraclassForm)
    assert all((f.icc, f.lower, f.upper, f.p) == pytest.approx((1, 1, 1, 0)) for f in found)


def test_raters_who_contradict_each_other_are_below_zero():
    found = by_form(np.array([[1.0, 2.0], [2.0, 1.0], [1.0, 3.0]]))

    assert found["ICC3"].icc < 0
    assert found["ICC3k"].icc < found["ICC3"].icc


@pytest.mark.parametrize(
    ("ratings", "error"),
    [
        (np.ones((3, 1)), TooFewItemsError),
        (np.ones((1, 3)), TooFewPersonsError),
        (np.ones((3, 3)), ZeroVarianceError),
        (np.array([[1.0, np.nan], [2.0, 3.0]]), NoDataError),
    ],
)
def test_impossible_input_is_refused_by_name(ratings, error):
    with pytest.raises(error):
        intraclass_correlations(ratings)


def test_the_command_says_which_rows_it_left_out(engine, csv_file):
    status, found = engine("icc", "--data", csv_file("a,b\n1,2\n2,\n3,3\n5,4\n"))

    assert status == 0
    assert found["n"] == 3
    assert [form["form"] for form in found["forms"]] == ["ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k"]
    assert found["notes"][0]["code"] == "rows_dropped"


def test_the_command_refuses_pairwise_deletion(engine, csv_file):
    status, found = engine("icc", "--data", csv_file("a,b\n1,2\n2,3\n"), "--missing", "pairwise")

    assert (status, found["error"]["code"]) == (2, "usage")
