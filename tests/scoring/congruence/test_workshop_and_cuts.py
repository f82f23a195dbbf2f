"""Ideal-person workshop and standard setting."""

import numpy as np
import pytest
from scipy.stats import norm

from scoring.congruence.judges import answers_by_round
from scoring.congruence.standard_setting import consequences, cut_of_round, theta_of_expected_sum
from scoring.congruence.workshop import ideal_person_band
from scoring.errors import NoDataError, NotANumberError, OutOfRangeError, TooFewPersonsError, UnknownColumnError
from scoring.irt.curves import GradedItem, expected_category

ITEMS = tuple(GradedItem(a, (-1.5 * a, -0.5 * a, 0.5 * a, 1.5 * a)) for a in (0.8, 1.2, 1.6, 1.1))


def expected_at(theta):
    return [float(expected_category(item, np.array([theta]), "logit")[0]) for item in ITEMS]


def test_the_centre_is_the_mean_of_group_medians_so_no_group_wins_by_numbers():
    positions = np.array([1.0, 1.1, 1.2, 1.1, 1.1, -0.5, -0.4, -0.6])
    groups = ["expert"] * 5 + ["customer"] * 3

    found = ideal_person_band(positions, np.full(8, 0.3), groups, planned_se=0.5)

    assert found.centre == pytest.approx((1.1 - 0.5) / 2)
    assert [(g.group, g.n, g.median) for g in found.groups] == [("expert", 5, 1.1), ("customer", 3, -0.5)]
    assert found.largest_gap == pytest.approx(1.4)
    assert found.enough


def test_the_half_width_is_the_spread_beyond_measurement_and_at_least_one():
    positions = np.array([-3.0, -1.0, 1.0, 3.0])

    wide = ideal_person_band(positions, np.full(4, 0.5), ["customer"] * 4, planned_se=0.5)
    narrow = ideal_person_band(positions / 10, np.full(4, 0.5), ["customer"] * 4, planned_se=0.5)

    assert wide.half_width == pytest.approx((positions.var(ddof=1) - 0.25) ** 0.5)
    assert narrow.half_width == 1.0
    assert (wide.sd, wide.mean_se) == (pytest.approx(positions.std(ddof=1)), pytest.approx(0.5))
    assert narrow.p_max == pytest.approx(norm.cdf(2) - norm.cdf(-2))
    assert not wide.enough


@pytest.mark.parametrize(("judges", "customers", "enough"), [(8, 3, True), (7, 3, False), (8, 2, False)])
def test_eight_judges_with_three_customers_are_enough(judges, customers, enough):
    groups = ["customer"] * customers + ["expert"] * (judges - customers)

    found = ideal_person_band(np.linspace(0, 1, judges), np.full(judges, 0.3), groups, planned_se=0.4)

    assert found.enough is enough


def test_a_group_of_one_has_no_spread():
    found = ideal_person_band(np.array([0.0, 1.0, 2.0]), np.full(3, 0.3), ["a", "b", "b"], planned_se=0.5)

    assert [group.sd for group in found.groups] == [None, pytest.approx(0.5**0.5)]
    assert [group.mean for group in found.groups] == [0.0, 1.5]


def test_two_judges_propose_a_band():
    found = ideal_person_band(np.array([0.0, 3.0]), np.full(2, 0.5), ["customer", "expert"], planned_se=0.5)

    assert found.half_width == pytest.approx((4.5 - 0.25) ** 0.5)


def test_one_judge_is_no_workshop():
    with pytest.raises(NoDataError):
        ideal_person_band(np.array([1.0]), np.array([0.3]), ["customer"], planned_se=0.5)


@pytest.mark.parametrize("theta", [-2.0, -0.3, 0.0, 1.7])
def test_a_sum_is_read_back_to_the_theta_that_expects_it(theta):
    assert theta_of_expected_sum(ITEMS, sum(expected_at(theta)), "logit") == pytest.approx(theta, abs=1e-9)


def test_the_cut_is_the_mean_of_judges_with_its_standard_error():
    thetas = [0.2, 0.5, 0.8, 0.5]

    found = cut_of_round(ITEMS, "logit", np.array([expected_at(t) for t in thetas]), 2)

    assert found.cut == pytest.approx(0.5)
    assert found.se == pytest.approx(np.std(thetas, ddof=1) / 2)
    assert (found.round, found.n, found.sd) == (2, 4, pytest.approx(np.std(thetas, ddof=1)))
    assert found.judges == pytest.approx(thetas, abs=1e-9)


def test_two_judges_are_the_fewest_that_set_a_cut():
    assert cut_of_round(ITEMS, "logit", np.array([expected_at(t) for t in (0.0, 1.0)]), 1).n == 2


@pytest.mark.parametrize("total", [0.0, 16.0, -1.0])
def test_perfection_is_no_cut(total):
    with pytest.raises(OutOfRangeError):
        theta_of_expected_sum(ITEMS, total, "logit")


def test_one_judge_sets_no_cut():
    with pytest.raises(TooFewPersonsError):
        cut_of_round(ITEMS, "logit", np.array([expected_at(0.0)]), 1)


def test_consequences_show_shares_around_the_cut():
    found = consequences(0.5, 0.2, np.array([0.0, 0.6, 1.0, np.nan]))

    assert [row.cut for row in found] == pytest.approx([0.1, 0.3, 0.5, 0.7, 0.9])
    assert [row.share_above for row in found] == pytest.approx(norm.sf([0.1, 0.3, 0.5, 0.7, 0.9]).tolist())
    assert [row.share_of_scored for row in found] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1 / 3, 1 / 3])
    assert consequences(0.5, 0.2)[0].share_of_scored is None


COLUMNS = {
    "judge": ["a", "b", "a"],
    "group": ["customer", "expert", "customer"],
    "round": ["1", "1", "2"],
    "i": ["3", "", "4.5"],
}


def test_answers_are_gathered_by_round():
    found = answers_by_round(COLUMNS, ["i"])

    assert [(entry.round, entry.judges) for entry in found] == [(1, ("a", "b")), (2, ("a",))]
    assert found[1].answers.tolist() == [[4.5]]
    assert np.isnan(found[0].answers[1, 0])


def test_impossible_answers_are_refused():
    for column, text in (("i", "much"), ("i", "inf"), ("round", "much"), ("round", "-inf")):
        with pytest.raises(NotANumberError) as caught:
            answers_by_round({**COLUMNS, column: ["1", text, "1"]}, ["i"])
        assert (caught.value.place, caught.value.value) == (f"row 2, column {column}", text)
    with pytest.raises(UnknownColumnError):
        answers_by_round(COLUMNS, ["i", "j"])
