"""Norm tables: standard scores and percentiles."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from scoring.errors import NoDataError, OutOfRangeError, TooFewPersonsError, ZeroVarianceError
from scoring.norms.standard_scores import stanines, stens, t_scores
from scoring.norms.tables import Composition, norm_group, norm_notes, norm_table, pooled_norms, wilson_interval

scores = hnp.arrays(np.float64, st.integers(2, 60), elements=st.integers(0, 20).map(float))


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("norms_satv", lambda columns: columns("sat_act.csv", ["SATV"])[:, 0]),
        ("norms_bfiN", lambda columns: columns("bfi.csv", [f"N{i}" for i in range(1, 6)]).sum(axis=1)),
    ],
)
def test_tables_agree_with_the_published_formulas(columns, oracle, name, read):
    expected = oracle(f"norms/{name}.json")

    group = norm_group(read(columns))
    table = norm_table(group)

    assert (group.n, group.mean, group.sd) == pytest.approx((expected["n"], expected["mean"], expected["sd"]))
    for ours, theirs in (
        ("raw", "raw"),
        ("z", "z"),
        ("t", "T_linear"),
        ("sten", "sten_round"),
        ("stanine", "stanine_linear"),
        ("percentile", "percentile_mid"),
    ):
        assert [getattr(entry, ours) for entry in table] == pytest.approx(expected[theirs], abs=1e-9)


def test_percentiles_agree_with_a_second_program():
    values = np.random.default_rng(1).integers(1, 12, 300).astype(float)

    for entry in norm_table(norm_group(values)):
        assert entry.percentile == pytest.approx(stats.percentileofscore(values, entry.raw, kind="mean"))


def test_wilson_intervals_agree_with_a_second_program():
    lower, upper = wilson_interval(np.array([0.0, 0.13, 0.5, 1.0]), 40, 0.95)

    expected = proportion_confint(np.array([0.0, 5.2, 20.0, 40.0]), 40, method="wilson")
    assert lower == pytest.approx(expected[0])
    assert upper == pytest.approx(expected[1])


def test_the_percentile_of_a_known_distribution_is_recovered_within_its_interval():
    rng = np.random.default_rng(2)
    hits = 0
    for _ in range(1000):
        group = norm_group(rng.normal(size=250).round(2))
        (entry,) = norm_table(group, raw=np.array([0.5]))
        hits += entry.percentile_lower <= 100 * stats.norm.cdf(0.5) <= entry.percentile_upper

    assert hits / 1000 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 1000))


def test_halves_are_rounded_up_on_both_sides_of_the_mean():
    z = np.array([-0.5, -0.25, 0.0, 0.25, 0.5])

    assert list(stens(z)) == [5, 5, 6, 6, 7]
    assert list(stanines(z)) == [4, 5, 5, 6, 6]
    assert list(t_scores(z)) == [45.0, 47.5, 50.0, 52.5, 55.0]


def test_extreme_scores_stay_within_the_scale():
    z = np.array([-9.0, 9.0])

    assert (list(stens(z)), list(stanines(z))) == ([1, 10], [1, 9])


@given(scores, st.floats(0.1, 50), st.floats(-100, 100))
@settings(max_examples=60, deadline=None)
def test_another_unit_changes_no_percentile_and_no_standard_score(values, scale, shift):
    if np.ptp(values) == 0:
        return
    before, after = (norm_table(norm_group(x)) for x in (values, scale * values + shift))

    assert [e.percentile for e in after] == pytest.approx([e.percentile for e in before])
    assert [e.z for e in after] == pytest.approx([e.z for e in before], abs=1e-6)


@given(scores)
@settings(max_examples=60, deadline=None)
def test_turning_the_scale_turns_the_percentiles(values):
    if np.ptp(values) == 0:
        return
    table, turned = norm_table(norm_group(values)), norm_table(norm_group(-values))

    assert [e.percentile for e in turned] == pytest.approx([100 - e.percentile for e in reversed(table)])


@given(scores)
@settings(max_examples=60, deadline=None)
def test_higher_scores_have_higher_percentiles_inside_their_intervals(values):
    if np.ptp(values) == 0:
        return
    table = norm_table(norm_group(values))

    assert all(0 <= e.percentile_lower <= e.percentile <= e.percentile_upper <= 100 for e in table)
    assert all(a.percentile < b.percentile for a, b in itertools.pairwise(table))


def test_a_score_that_nobody_had_is_placed_between_its_neighbours():
    (entry,) = norm_table(norm_group(np.array([1.0, 1.0, 3.0, 3.0])), raw=np.array([2.0]))

    assert (entry.n, entry.percentile) == (0, 50.0)


def test_norms_are_provisional_under_two_hundred():
    values = np.tile([1.0, 2.0], 100)

    assert not norm_group(values).provisional
    assert norm_group(values[:-1]).provisional
    assert norm_notes(norm_group(values[:-1]))[0].code == "provisional_norms"


def test_pooling_adds_the_persons_and_keeps_the_newest_date():
    a = norm_group(np.array([1.0, 2.0, 2.0]), composition=Composition.APPLICANTS, date="2025-01-01")
    b = norm_group(np.array([3.0, 5.0]), composition=Composition.APPLICANTS, date="2026-01-01")

    pooled = pooled_norms((a, b))

    assert (pooled.n, pooled.mean, pooled.date) == (5, pytest.approx(2.6), "2026-01-01")


def test_applicants_and_incumbents_are_never_mixed():
    a = norm_group(np.array([1.0, 2.0]), composition=Composition.APPLICANTS)
    b = norm_group(np.array([1.0, 2.0]), composition=Composition.INCUMBENTS)

    with pytest.raises(OutOfRangeError):
        pooled_norms((a, b))


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ([], NoDataError),
        ([np.nan, np.nan], NoDataError),
        ([3.0], TooFewPersonsError),
        ([3.0, 3.0], ZeroVarianceError),
        ([3.0, np.inf], OutOfRangeError),
    ],
)
def test_impossible_input_is_refused_by_name(values, error):
    with pytest.raises(error):
        norm_group(np.array(values))


def test_the_command_says_who_is_in_the_group(engine, csv_file):
    path = csv_file("total\n1\n2\n2\nNA\n4\n")

    status, found = engine("norms", "--data", path, "--score", "total", "--composition", "applicants")

    assert status == 0
    assert (found["n"], found["n_missing"], found["provisional"], found["composition"]) == (4, 1, True, "applicants")
    assert [entry["percentile"] for entry in found["table"]] == [12.5, 50.0, 87.5]


def test_norms_by_sex_cannot_be_asked_for(engine, csv_file):
    path = csv_file("total,sex\n1,f\n2,m\n")

    status, found = engine("norms", "--data", path, "--score", "total", "--group", "sex")

    assert (status, found["error"]["code"]) == (2, "usage")
