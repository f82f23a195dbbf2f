"""Agreement inside groups and differences between them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scoring.errors import NoDataError, OutOfRangeError, TooFewPersonsError, UnsuitableGroupsError, ZeroVarianceError
from scoring.reliability.agreement.between_groups import between_groups
from scoring.reliability.agreement.groups import agreement_by_item, agreement_of_scale, mean_with_interval
from scoring.reliability.agreement.suppliers import reference_pool, shrunken_mean, supplier_position
from scoring.reliability.agreement.within_group import (
    Centre,
    average_deviations,
    item_variances,
    largest_gap,
    rwg,
    rwg_j,
    slight_skew_null_variance,
    uniform_null_variance,
)

LEAD = [f"LEAD{i:02d}" for i in range(1, 12)]
groups_of_answers = hnp.arrays(
    np.float64, st.tuples(st.integers(3, 12), st.integers(1, 6)), elements=st.integers(1, 6).map(float)
)


def grouped(columns, data, items, group):
    answers, labels = columns(data, items), columns(data, [group])[:, 0]
    names = np.unique(labels)
    return answers, np.searchsorted(names, labels), tuple(str(int(n)) for n in names)


@pytest.mark.parametrize(
    ("data", "group", "items"),
    [("lq2002", "COMPID", ["LEAD", "TSIG", "HOSTILE"]), ("bhr2000", "GRP", ["AF06", "HRS", "RELIG"])],
)
def test_items_agree_with_multilevel(columns, oracle, data, group, items):
    answers, index, labels = grouped(columns, f"{data}.csv", items, group)
    expected = oracle(f"agreement/agreement_{data}.json")

    found = agreement_by_item(answers, index, items=tuple(items), labels=labels, categories=5)

    for item in found:
        assert item.between.icc1 == pytest.approx(expected["icc"][item.item]["ICC1"], abs=1e-10)
        assert item.between.icc2 == pytest.approx(expected["icc"][item.item]["ICC2"], abs=1e-10)
        assert item.between.f == pytest.approx(expected["icc"][item.item]["F"], rel=1e-9)
        order = [labels.index(str(label)) for label in expected["rwg"][item.item]["groups"]]
        for key, ours in (("rwg", "rwg"), ("ad_mean", "ad_mean"), ("ad_median", "ad_median")):
            values = [getattr(item.groups[i], ours) for i in order]
            assert values == pytest.approx(expected[key][item.item]["values"], abs=1e-10)


def test_the_scale_agrees_with_multilevel(columns, oracle):
    answers, index, labels = grouped(columns, "lq2002.csv", LEAD, "COMPID")
    expected = oracle("agreement/agreement_lq2002.json")

    found = agreement_of_scale(answers, index, labels=labels, categories=5)

    order = [labels.index(str(label)) for label in expected["rwgj"]["groups"]]
    assert [found.groups[i].rwgj for i in order] == pytest.approx(expected["rwgj"]["values"], abs=1e-10)
    assert [found.groups[i].ad_mean for i in order] == pytest.approx(expected["ad_j"]["values"], abs=1e-10)


def test_answers_spread_evenly_over_the_options_have_no_agreement():
    even = np.repeat(np.arange(1.0, 6.0), 2000)[:, None]

    assert rwg(item_variances(even), uniform_null_variance(5))[0] == pytest.approx(0.0, abs=1e-3)


def test_everybody_saying_the_same_agrees_perfectly():
    same = np.full((6, 3), 4.0)

    assert (rwg(item_variances(same), 2.0) == 1.0).all()
    assert rwg_j(item_variances(same), 2.0) == 1.0
    assert (average_deviations(same, Centre.MEDIAN) == 0.0).all()


def test_variance_above_the_null_gives_no_agreement_instead_of_a_negative_one():
    split = np.array([[1.0], [1.0], [5.0], [5.0]])

    assert rwg(item_variances(split), uniform_null_variance(5))[0] == 0.0
    assert rwg_j(item_variances(split), uniform_null_variance(5)) == 0.0


def test_four_against_one_shows_in_the_gap_even_where_rwgj_is_high():
    answers = np.array([[5.0] * 8] * 4 + [[3.0] * 8])

    assert rwg_j(item_variances(answers), uniform_null_variance(6)) > 0.70
    assert largest_gap(answers.mean(axis=1)) == 2.0
    found = agreement_of_scale(answers, np.zeros(5, dtype=int), labels=("a",), categories=6)
    assert found.groups[0].agrees is False


@pytest.mark.parametrize(("options", "variance"), [(5, 1.34), (6, 1.85), (7, 2.90)])
def test_the_skewed_null_is_that_of_its_source(options, variance):
    assert slight_skew_null_variance(options) == variance
    assert np.isnan(slight_skew_null_variance(4))


@given(groups_of_answers, st.integers(-3, 3))
@settings(max_examples=60, deadline=None)
def test_shifting_all_answers_leaves_agreement_alone(answers, shift):
    moved = answers + shift

    assert item_variances(moved) == pytest.approx(item_variances(answers), abs=1e-12)
    assert largest_gap(moved.mean(axis=1)) == pytest.approx(largest_gap(answers.mean(axis=1)), abs=1e-12)


@given(groups_of_answers)
@settings(max_examples=60, deadline=None)
def test_the_median_is_never_further_away_than_the_mean(answers):
    assert (average_deviations(answers, Centre.MEDIAN) <= average_deviations(answers, Centre.MEAN) + 1e-12).all()


@given(groups_of_answers)
@settings(max_examples=60, deadline=None)
def test_more_parallel_items_never_lower_agreement_of_the_scale(answers):
    variances = item_variances(answers)

    assert rwg_j(np.tile(variances, 2), 35 / 12) >= rwg_j(variances, 35 / 12) - 1e-12


def test_the_intraclass_correlation_that_made_the_data_is_recovered():
    rng = np.random.default_rng(5)
    index = np.repeat(np.arange(50), 20)
    found = [
        between_groups(rng.normal(0, 0.5, 50)[index] + rng.normal(size=1000), index, place="x") for _ in range(100)
    ]

    icc1 = [f.icc1 for f in found]
    assert np.mean(icc1) == pytest.approx(0.2, abs=4 * np.std(icc1) / 10)


def test_fewer_than_ten_groups_leave_the_coefficients_unknown_with_a_note():
    found = between_groups(np.arange(12.0), np.repeat([0, 1, 2], 4), place="scale")

    assert np.isnan([found.icc1, found.icc2]).all()
    assert found.f > 0
    assert found.notes[0].code == "icc_not_estimable"


@pytest.mark.parametrize("index", [np.zeros(5, dtype=int), np.arange(5)])
def test_one_group_or_groups_of_one_leave_differences_unknown(index):
    found = between_groups(np.arange(5.0), index, place="scale")

    assert np.isnan([found.icc1, found.f, found.p]).all()


def test_equal_values_are_refused():
    with pytest.raises(ZeroVarianceError):
        between_groups(np.ones(6), np.repeat([0, 1], 3), place="scale")


def test_respondents_who_answered_too_little_do_not_count():
    answers = np.array([[1.0, 2, 3, 4, 5], [1, np.nan, 3, 4, 5], [1, np.nan, np.nan, 4, 5], [2, 2, 2, 2, 2]])

    found = agreement_of_scale(answers, np.zeros(4, dtype=int), labels=("a",), categories=5)

    assert found.groups[0].n == 3
    assert found.groups[0].mean == pytest.approx((3 + 13 / 4 + 2) / 3)
    assert found.groups[0].agrees is None


def test_a_scale_that_nobody_answered_is_refused():
    with pytest.raises(NoDataError):
        agreement_of_scale(np.full((3, 2), np.nan), np.zeros(3, dtype=int), labels=("a",), categories=5)


def test_one_respondent_has_a_mean_but_no_interval():
    mean, se, lower, upper = mean_with_interval(np.array([4.0]), confidence=0.9)

    assert mean == 4.0
    assert np.isnan([se, lower, upper]).all()


def test_asking_the_whole_staff_leaves_no_error():
    mean, se, lower, upper = mean_with_interval(np.array([3.0, 4.0, 5.0]), confidence=0.9, population=3)

    assert (mean, se, lower, upper) == (4.0, 0.0, 4.0, 4.0)


def test_more_respondents_than_staff_are_refused():
    with pytest.raises(UnsuitableGroupsError):
        mean_with_interval(np.array([3.0, 4.0]), confidence=0.9, population=1)


def test_a_supplier_stands_relative_to_its_pool():
    pool = reference_pool(np.linspace(3.0, 5.0, 40))

    found = supplier_position(mean=pool.mean + pool.sd, se=0.1, pool=pool)

    assert (pool.assumed, found.y, found.method_extra_sd) == (False, pytest.approx(1.0), 0.0)
    assert found.v == pytest.approx((0.1 / pool.sd) ** 2)


def test_without_a_pool_the_position_is_assumed_and_says_so():
    pool = reference_pool(np.array([4.0, 4.5]))

    assert (pool.assumed, pool.mean, pool.sd) == (True, 3.5, 1.0)
    assert supplier_position(mean=4.5, se=0.2, pool=pool).method_extra_sd == 1.0
    with pytest.raises(TooFewPersonsError):
        shrunken_mean(4.5, 0.6, pool)


def test_the_shrunken_mean_lies_between_the_mean_and_the_pool():
    pool = reference_pool(np.linspace(3.0, 5.0, 40))

    assert shrunken_mean(5.0, 0.6, pool) == pytest.approx(0.6 * 5.0 + 0.4 * 4.0)
    with pytest.raises(OutOfRangeError):
        shrunken_mean(5.0, 1.2, pool)


def test_a_supplier_with_one_respondent_is_no_evidence():
    with pytest.raises(OutOfRangeError):
        supplier_position(mean=4.0, se=float("nan"), pool=reference_pool(np.array([])))


def test_the_command_judges_a_single_supplier(engine, csv_file):
    rows = "\n".join(f"s,{a},{b},9" for a, b in [(5, 5), (5, 4), (4, 5), (5, 5), (4, 4)])
    path = csv_file(f"supplier,q1,q2,staff\n{rows}\n")

    status, found = engine(
        "agreement", "--data", path, "--items", "q1,q2", "--group", "supplier", "--categories", "6", "--staff", "staff"
    )

    assert status == 0
    (group,) = found["scale"]["groups"]
    assert group["agrees"] is True
    means = np.array([5, 4.5, 4.5, 5, 4])
    assert group["se"] == pytest.approx(means.std(ddof=1) / np.sqrt(5) * np.sqrt(1 - 5 / 9))
    assert found["scale"]["icc1"] is None


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--group", "g"], "usage"),
        (["--categories", "6"], "usage"),
        (["--group", "g", "--categories", "1"], "out_of_range"),
        (["--group", "h", "--categories", "6"], "unknown_column"),
        (["--group", "g", "--categories", "6", "--staff", "t"], "not_a_number"),
    ],
)
def test_the_command_refuses_unusable_input(engine, csv_file, argv, code):
    path = csv_file("g,q1,q2,t\n1,5,4,many\n1,4,4,many\n2,3,2,many\n2,5,1,many\n")

    status, found = engine("agreement", "--data", path, "--items", "q1,q2", *argv)

    assert (status, found["error"]["code"]) == (2, code)


@pytest.mark.long
@pytest.mark.parametrize("n_respondents", [5, 8, 15])
def test_the_interval_of_a_supplier_mean_covers_its_confidence(n_respondents):
    rng = np.random.default_rng(90)

    def scale_means(shape):
        # eight items on six points, answered as whole numbers
        return np.clip(rng.normal(4.2, 0.8, (*shape, 1)) + rng.normal(0, 0.7, (*shape, 8)), 1, 6).round().mean(axis=-1)

    truth = scale_means((200_000,)).mean()
    hits = 0
    for sample in scale_means((2000, n_respondents)):
        _, _, lower, upper = mean_with_interval(sample, confidence=0.90)
        hits += lower <= truth <= upper

    assert 0.88 <= hits / 2000 <= 0.92
