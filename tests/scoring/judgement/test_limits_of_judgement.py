"""Situational keys, panels, norms and regressions exactly at their limits, and every field of what they give."""

import numpy as np
import pytest

from scoring.definitions.standing import Basis, NotScored
from scoring.errors import DuplicateNameError, OutOfRangeError, TooFewPersonsError, ZeroVarianceError
from scoring.judgement.keys import Option, key_as_document, key_findings, key_from_document
from scoring.judgement.norms import (
    ASSUMED_NORM,
    SlopeNorm,
    person_evidence,
    slope_evidence,
    slope_norm,
    split_reliability,
)
from scoring.judgement.panel import panel_result, retranslation_result
from scoring.judgement.regression import Slope, score_ratings


def key_of(*scenarios):
    """A key from scenarios of (dimensions, options), an option being (quality, pole)."""
    document = [
        {
            "id": f"s{s}",
            "dimensions": list(dimensions),
            "options": [
                {"id": f"s{s}o{o}", "mean": 4, "sd": 0.9, "n": 12, "quality": q, "pole": a}
                for o, (q, a) in enumerate(options)
            ],
        }
        for s, (dimensions, options) in enumerate(scenarios)
    ]
    return key_from_document({"key": "k", "version": "1", "scale_min": 1, "scale_max": 7, "scenarios": document})


def slope_of(found, name):
    return next(slope for slope in (*found.positions, *found.quality) if slope.dimension == name)


def test_a_key_written_and_read_is_the_same(document):
    key = key_from_document(document)

    assert key_from_document(key_as_document(key)) == key
    assert key.options[0].sd == 0.9
    assert key.options[0].n == 12


@pytest.mark.parametrize(("sd", "n"), [(None, 12), (0.9, 0)])
def test_an_option_without_spread_or_judges_is_not_judged_yet(sd, n):
    assert Option(name="a", mean=4.0, quality=0.5, sd=sd, n=n).kept(6.0) is None


def test_a_pole_counts_only_where_a_scenario_touches_the_style():
    key = key_of(
        (["D1"], [(0.5, {"D1": 1}), (0.5, {})]),
        (["D2"], [(0.5, {"D1": 1, "D2": -1}), (0.5, {"D2": 1})]),
    )

    assert key.poles("D1").tolist() == [1.0, 0.0, 0.0, 0.0]
    assert key.poles("D2").tolist() == [0.0, 0.0, -1.0, 1.0]


def test_pole_and_quality_may_go_together_between_scenarios_and_not_within():
    apart = key_of(
        (["D1"], [(0.2, {"D1": -1.0}), (0.3, {"D1": -1.0}), (0.25, {"D1": -0.9}), (0.25, {"D1": -1.0})]),
        (["D1"], [(0.9, {"D1": 1.0}), (0.8, {"D1": 1.0}), (0.85, {"D1": 0.9}), (0.85, {"D1": 1.0})]),
    )
    together = key_of((["D1"], [(0.9, {"D1": 1}), (0.1, {"D1": -1}), (0.5, {"D1": 0})]))

    assert key_findings(apart) == ()
    assert [finding.message for finding in key_findings(together)] == ["Pole and quality go together."]


def test_a_correlation_of_exactly_one_half_is_accepted():
    key = key_of((["D1"], [(1.0, {"D1": 1}), (0.0, {"D1": 0}), (0.5, {"D1": -1})]))

    assert [f.message for f in key_findings(key)] == []


@pytest.mark.parametrize(
    ("change", "message", "value"),
    [
        ({"quality": 1.5}, "The quality lies outside 0 to 1.", 1.5),
        ({"mean": 8}, "The mean lies outside 1 to 7.", 8.0),
        ({"pole": {"D1": -2}}, "The pole D1 lies outside -1 to 1.", -2.0),
    ],
)
def test_a_feature_outside_its_range_is_named_and_shown(change, message, value, document):
    document["scenarios"][0]["options"][0] |= change

    with pytest.raises(OutOfRangeError) as caught:
        key_from_document(document)

    assert (caught.value.message, caught.value.value, caught.value.place) == (message, value, "option d0_0")


def test_a_slope_without_its_error_is_no_evidence():
    with pytest.raises(OutOfRangeError):
        person_evidence(Slope(dimension="D1", estimate=0.5, se=None, df=3, n_scenarios=4), ASSUMED_NORM)


@pytest.mark.parametrize(("sd", "reliability"), [(0.0, 0.5), (0.25, 0.0), (0.25, 1.0)])
def test_a_norm_without_spread_or_with_an_impossible_reliability_is_shown(sd, reliability):
    with pytest.raises(OutOfRangeError) as caught:
        slope_evidence(0.5, SlopeNorm(mean=0.0, sd=sd, reliability=reliability, basis=Basis.DATA, n=200))

    assert caught.value.value == [sd, reliability]


def test_slopes_that_vary_exactly_as_much_as_their_errors_are_no_norm():
    slopes = np.array([2.0, -2.0] * 100 + [0.0])  # variance 800 / 200

    with pytest.raises(ZeroVarianceError):
        slope_norm(slopes, np.full(201, 2.0))
    with pytest.raises(TooFewPersonsError) as caught:
        slope_norm(slopes[:199], np.full(199, 0.1))
    assert caught.value.value == 199


def test_a_second_half_without_spread_has_no_reliability():
    with pytest.raises(ZeroVarianceError):
        split_reliability(np.array([0.1, 0.2, 0.4]), np.array([0.3, 0.3, 0.3]))


def panel(*ratings, width=6.0):
    """A panel of experts by rows of ratings of options."""
    rows = [(f"j{j}", "expert", f"o{o}", str(x)) for j, row in enumerate(ratings) for o, x in enumerate(row)]
    columns = dict(zip(("judge", "group", "option", "rating"), map(list, zip(*rows, strict=True)), strict=True))
    return panel_result(columns, rng=np.random.default_rng(1), width=width)


def test_an_option_whose_spread_is_exactly_the_limit_is_kept():
    # SD 1.0; on a scale of five steps the limit is 1.2 * 5 / 6
    assert panel([1], [2], [3], width=5.0).options[0].kept
    assert not panel([1], [2], [3], width=4.9).options[0].kept
    assert panel([1], [2], [3]).options[0].customer_mean is None


def test_a_panel_rates_on_seven_points_unless_told_otherwise():
    columns = {"judge": ["a", "b"], "group": ["expert"] * 2, "option": ["o"] * 2, "rating": ["1", "2.8"]}

    (option,) = panel_result(columns, rng=np.random.default_rng(1)).options

    assert (option.sd, option.kept) == (pytest.approx(1.8 / 2**0.5), False)


@pytest.mark.parametrize("ratings", [[(1, 2, 3)], [(1, 2), (2, 3)], [(4, 4, 4), (4, 4, 4)]])
def test_one_judge_two_options_or_equal_means_have_no_stability(ratings):
    assert panel(*ratings).rank_stability is None


def test_two_judges_who_order_alike_are_stable_whoever_is_drawn():
    # the second judge alone orders nothing: such samples are left out
    found = panel((1, 2, 3), (4, 4, 4))

    assert (found.rank_stability, found.stability_lower, found.stability_upper) == (1.0, 1.0, 1.0)


def test_judges_who_order_differently_are_less_stable():
    # both: means 2, 2, 3; the second alone orders 3, 2, 3 against ranks 1.5, 1.5, 3
    found = panel((1, 2, 3), (3, 2, 3))

    first, second = (np.corrcoef([1.5, 1.5, 3], ranks)[0, 1] for ranks in ([1, 2, 3], [2.5, 1, 2.5]))
    assert found.rank_stability == pytest.approx(1 / 2 + first / 4 + second / 4, abs=0.03)
    assert found.stability_lower == pytest.approx(second)


def assigned(*rows, **more):
    """Columns of a retranslation from (judge, item, dimension)."""
    judges, items, dimensions = (list(column) for column in zip(*rows, strict=True))
    return {"judge": judges, "group": ["expert"] * len(rows), "item": items, "dimension": dimensions, **more}


def test_an_item_that_one_judge_saw_says_nothing_about_agreement():
    rows = [("a", "i", "S"), ("b", "i", "S"), ("a", "k", "T"), ("b", "k", "S")]

    with_one, without = (retranslation_result(assigned(*r)) for r in ([*rows, ("a", "x", "T")], rows))

    assert with_one.kappa == without.kappa
    assert retranslation_result(assigned(("a", "x", "T"))).kappa is None


def test_what_one_judge_says_is_kept_with_its_intention_and_no_rating():
    (item,) = retranslation_result(assigned(("a", "i", "S"), intended=["S"])).items

    assert (item.intended, item.share, item.mean, item.sd) == ("S", 1.0, None, None)


def test_two_ratings_of_an_item_have_a_spread():
    (item,) = retranslation_result(assigned(("a", "i", "S"), ("b", "i", "S"), rating=["2", "4"])).items

    assert (item.mean, item.sd) == (3.0, pytest.approx(2**0.5))


def test_a_judge_who_assigns_an_item_twice_is_named_with_the_row():
    with pytest.raises(DuplicateNameError) as caught:
        retranslation_result(assigned(("a", "i", "S"), ("a", "i", "T")))

    assert caught.value.place == "row 2"


def test_somebody_who_looks_at_the_pole_alone_is_scorable(key, rate):
    found = score_ratings(key, np.where(key.touching("D1"), rate(0.8, 0.0, 0.1, 3), 4.0))

    assert found.scorable
    assert found.r_squared > 0.5
    assert slope_of(found, "D1").estimate > 0.3


def test_ratings_without_any_variation_within_scenarios_are_explained_by_nothing():
    key = key_of(*[(["D1"], [(0.8, {"D1": 1}), (0.2, {"D1": -1}), (0.5, {"D1": 0.5}), (0.1, {})])] * 4)

    found = score_ratings(key, np.repeat([1.0, 2.0, 5.0, 6.0], 4))

    assert (found.unscorable, found.r_squared) == (NotScored.INCONSISTENT, 0.0)


def test_somebody_unscorable_keeps_shape_and_share_and_has_no_slopes(key):
    ratings = np.random.default_rng(5).normal(size=80)
    means = np.array([option.mean for option in key.options])

    found = score_ratings(key, ratings)

    assert (found.positions, found.quality) == ((), ())
    assert found.shape == pytest.approx(-2 * (1 - np.corrcoef(ratings, means)[0, 1]))
    assert 0 < found.r_squared < 0.10


def test_a_key_whose_options_are_all_rated_alike_has_no_shape():
    key = key_of(*[(["D1"], [(0.8, {"D1": 1}), (0.2, {"D1": -1}), (0.5, {"D1": 0.5})])] * 4)
    ratings = np.tile([6.0, 2.0, 4.0], 4)

    found = score_ratings(key, ratings)

    assert (found.scorable, found.shape) == (True, None)
    assert found.r_squared == pytest.approx(1.0)


@pytest.mark.parametrize(("answered", "df"), [(0, 0), (1, 0), (3, 2)])
def test_a_dimension_that_is_not_scored_says_how_many_scenarios_it_had(answered, df, key, rate):
    ratings = rate(0.8, 2.0, 0.1, 6)
    ratings[key.touching("D1") & (key.scenario_of >= answered)] = np.nan

    slope = slope_of(score_ratings(key, ratings), "D1")

    assert (slope.estimate, slope.se, slope.df, slope.n_scenarios) == (None, None, df, answered)


def test_exactly_four_scenarios_give_a_slope(key, rate):
    ratings = rate(0.8, 2.0, 0.1, 6)
    ratings[key.touching("D1") & (key.scenario_of >= 4)] = np.nan

    slope = slope_of(score_ratings(key, ratings), "D1")

    assert slope.estimate is not None
    assert slope.se > 0
    assert (slope.df, slope.n_scenarios) == (3, 4)


def test_the_pooled_slope_is_that_of_all_rated_options(key, rate):
    ratings = rate(0.5, 1.0, 0.6, 2)
    ratings[::7] = np.nan
    rated = ~np.isnan(ratings)
    z = (ratings[rated] - ratings[rated].mean()) / ratings[rated].std()
    dummies = (key.scenario_of[rated][:, None] == np.arange(16)).astype(float)
    design = np.column_stack([key.qualities()[rated], key.poles("D1")[rated], dummies])

    found = score_ratings(key, ratings)

    assert slope_of(found, "pooled").estimate == pytest.approx(np.linalg.lstsq(design, z, rcond=None)[0][0])
