"""Adverse impact of a selection step."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import NoDataError, OutOfRangeError, UnsuitableGroupsError
from scoring.fairness.impact import GroupCount, above_median, adverse_impact, flips, katz_interval, selection_counts

DATA = Path(__file__).parents[2] / "data"
counts = st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


def admissions(department=None):
    n, selected = Counter(), Counter()
    with (DATA / "ucb_admissions.csv").open(newline="", encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            if department in (None, row["Dept"]):
                n[row["Gender"]] += int(float(row["Freq"]))
                selected[row["Gender"]] += int(float(row["Freq"])) * (row["Admit"] == "Admitted")
    return [GroupCount(group=g, n=n[g], selected=selected[g]) for g in sorted(n)]


@pytest.mark.parametrize("department", [None, "A", "B", "C", "D", "E", "F"])
def test_berkeley_admissions_agree_with_r(oracle, department):
    expected = oracle("adverse_impact/adverse_impact_ucb.json")[department or "overall"]

    report = adverse_impact(admissions(department))

    for group, theirs in expected.items():
        ours = report.by_name[group]
        assert report.reference == theirs["reference"]
        assert ours.rate == pytest.approx(theirs["rate"], abs=1e-12)
        assert ours.impact_ratio == pytest.approx(theirs["ratio"], abs=1e-12)
        assert ours.z == pytest.approx(theirs["z"], abs=1e-9)
        assert ours.fisher_p == pytest.approx(theirs["fisher_p"], rel=1e-6)
        assert ours.below_four_fifths == theirs["four_fifths_violation"]
        # the oracle rounds the normal quantile to 1.96
        assert ours.ratio_ci == pytest.approx(theirs["ratio_ci95"], abs=5e-5)


def test_the_interval_of_the_ratio_covers_the_truth():
    rng = np.random.default_rng(1)
    hits = 0
    for a, b in zip(rng.binomial(150, 0.3, 2000), rng.binomial(250, 0.4, 2000), strict=True):
        lower, upper = katz_interval(
            GroupCount(group="a", n=150, selected=int(a)), GroupCount(group="b", n=250, selected=int(b)), 0.95
        )
        hits += lower <= 0.75 <= upper

    assert hits / 2000 == pytest.approx(0.95, abs=4 * np.sqrt(0.95 * 0.05 / 2000))


@given(counts, counts, st.integers(2, 6))
@settings(max_examples=80, deadline=None)
def test_more_people_at_equal_rates_change_no_ratio_and_narrow_the_interval(one, other, times):
    groups = [GroupCount(group="a", n=one[0], selected=one[1]), GroupCount(group="b", n=other[0], selected=other[1])]
    more = [GroupCount(group=g.group, n=times * g.n, selected=times * g.selected) for g in groups]
    before, after = adverse_impact(groups, min_share=0.0), adverse_impact(more, min_share=0.0)

    for g in before.groups:
        assert after.by_name[g.group].impact_ratio == pytest.approx(g.impact_ratio, nan_ok=True)
        if g.ratio_ci and np.isfinite(g.ratio_ci[0]):
            lower, upper = after.by_name[g.group].ratio_ci
            assert upper - lower <= g.ratio_ci[1] - g.ratio_ci[0] + 1e-12


@given(st.lists(counts, min_size=2, max_size=5))
@settings(max_examples=80, deadline=None)
def test_the_reference_has_ratio_one_and_nobody_is_above_it(groups):
    named = [GroupCount(group=str(i), n=n, selected=s) for i, (n, s) in enumerate(groups)]

    report = adverse_impact(named, min_share=0.0)

    assert report.by_name[report.reference].z is None
    if report.by_name[report.reference].selected:
        assert report.by_name[report.reference].impact_ratio == 1.0
        assert all(g.impact_ratio <= 1.0 for g in report.groups)


@given(st.lists(counts, min_size=2, max_size=5), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_groups_changes_nothing(groups, random):
    named = [GroupCount(group=str(i), n=n + i * 301, selected=s) for i, (n, s) in enumerate(groups)]
    shuffled = list(named)
    random.shuffle(shuffled)

    assert adverse_impact(shuffled).by_name.keys() == adverse_impact(named).by_name.keys()
    assert adverse_impact(shuffled).reference == adverse_impact(named).reference


def test_a_difference_of_one_person_flips():
    reference = GroupCount(group="b", n=10, selected=4)

    assert flips(GroupCount(group="a", n=9, selected=3), reference)
    assert not flips(GroupCount(group="a", n=50, selected=15), GroupCount(group="b", n=50, selected=25))
    assert not flips(GroupCount(group="a", n=9, selected=0), GroupCount(group="b", n=9, selected=0))


def test_a_group_that_is_not_behind_has_nothing_to_flip():
    report = adverse_impact([GroupCount(group="a", n=10, selected=5), GroupCount(group="b", n=20, selected=10)])

    assert [group.flip_flop for group in report.groups] == [None, None]


def test_a_small_group_is_shown_flagged_and_never_the_reference():
    groups = [
        GroupCount(group="large", n=500, selected=100),
        GroupCount(group="other", n=490, selected=98),
        GroupCount(group="tiny", n=10, selected=9),
    ]

    report = adverse_impact(groups)

    assert report.reference == "large"
    assert report.by_name["tiny"].small
    assert report.by_name["tiny"].impact_ratio == pytest.approx(4.5)
    assert [note.code for note in report.notes] == ["small_group"]


def test_nobody_selected_leaves_ratios_undefined_and_says_so():
    report = adverse_impact([GroupCount(group="a", n=5, selected=0), GroupCount(group="b", n=6, selected=0)])

    assert np.isnan([g.impact_ratio for g in report.groups]).all()
    assert report.notes[-1].code == "nobody_selected"


def test_a_group_without_selections_has_a_ratio_of_zero_and_no_interval():
    report = adverse_impact([GroupCount(group="a", n=50, selected=0), GroupCount(group="b", n=50, selected=20)])

    assert report.by_name["a"].impact_ratio == 0.0
    assert np.isnan(report.by_name["a"].ratio_ci).all()
    assert report.by_name["a"].fisher_p < 0.001


def test_the_scoring_rate_is_the_share_above_the_median_of_everybody():
    """6 RCNY 5-300: persons with unknown group count in the median, not in a rate."""
    scores = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 100.0, np.nan])
    labels = ["a", "a", "b", "b", "a", "b", "", "a"]

    found = {c.group: (c.n, c.selected) for c in selection_counts(labels, above_median(scores))}

    assert found == {"a": (3, 1), "b": (3, 1)}


@pytest.mark.parametrize(
    ("groups", "error"),
    [
        ([GroupCount(group="a", n=5, selected=1)], UnsuitableGroupsError),
        ([GroupCount(group="a", n=5, selected=6), GroupCount(group="b", n=5, selected=1)], OutOfRangeError),
        ([GroupCount(group="a", n=0, selected=0), GroupCount(group="b", n=5, selected=1)], OutOfRangeError),
    ],
)
def test_impossible_counts_are_refused_by_name(groups, error):
    with pytest.raises(error):
        adverse_impact(groups)


def test_impossible_columns_are_refused_by_name():
    with pytest.raises(OutOfRangeError):
        selection_counts(["a", "b"], np.array([1.0, 2.0]))
    with pytest.raises(NoDataError):
        selection_counts(["", ""], np.array([1.0, 0.0]))
    with pytest.raises(NoDataError):
        above_median(np.array([np.nan]))


def test_the_command_crosses_groups_and_counts_the_unknown(engine, csv_file):
    rows = ["f,x,9", "f,y,8", "m,x,3", "m,y,7", "m,,2", "f,x,1"]
    path = csv_file("sex,origin,score\n" + "\n".join(rows) + "\n")

    status, found = engine("adverse-impact", "--data", path, "--group", "sex,origin", "--score", "score")

    assert status == 0
    assert (found["outcome"], found["n"], found["n_unknown_group"]) == ("above_median", 5, 1)
    assert [(g["group"], g["n"], g["selected"]) for g in found["groups"]] == [
        ("f x x", 2, 1),
        ("f x y", 1, 1),
        ("m x x", 1, 0),
        ("m x y", 1, 1),
    ]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--group", "g"], "usage"),
        (["--group", "g", "--selected", "s", "--score", "s"], "usage"),
        (["--group", "z", "--selected", "s"], "unknown_column"),
        (["--group", "g", "--selected", "g"], "not_a_number"),
        (["--group", "one", "--selected", "s"], "unsuitable_groups"),
        (["--group", "g", "--selected", "t"], "out_of_range"),
    ],
)
def test_the_command_refuses_unusable_input(engine, csv_file, argv, code):
    path = csv_file("g,one,s,t\nf,1,1,5\nm,1,0,6\n")

    status, found = engine("adverse-impact", "--data", path, *argv)

    assert (status, found["error"]["code"]) == (2, code)
