"""What a key and a panel hold after reading: every field."""

import numpy as np
import pytest

from scoring.definitions.standing import Basis
from scoring.errors import DuplicateNameError, NotANumberError, ScoringError
from scoring.judgement.keys import Option, key_findings, key_from_document
from scoring.judgement.norms import SlopeNorm, slope_evidence, slope_norm, split_reliability
from scoring.judgement.panel import panel_result, retranslation_result

DOCUMENT = {
    "key": "authors",
    "version": "1.2.0",
    "scale_min": 1,
    "scale_max": 7,
    "scenarios": [
        {
            "id": "s1",
            "dimensions": ["D1"],
            "options": [
                {"id": "a", "mean": 6, "sd": 0.9, "n": 12, "quality": 0.9, "pole": {"D1": 1}},
                {"id": "b", "mean": 2, "quality": 0.1, "pole": {"D1": -1}},
            ],
        }
    ],
}


def test_a_key_keeps_name_version_scenario_and_what_the_panel_said():
    key = key_from_document(DOCUMENT)

    assert (key.name, key.version, key.lowest, key.highest) == ("authors", "1.2.0", 1.0, 7.0)
    assert (key.scenarios[0].name, key.scenarios[0].dimensions) == ("s1", ("D1",))
    assert key.options == (
        Option(name="a", mean=6.0, sd=0.9, n=12, quality=0.9, pole={"D1": 1.0}),
        Option(name="b", mean=2.0, sd=None, n=0, quality=0.1, pole={"D1": -1.0}),
    )
    assert [option.kept(6.0) for option in key.options] == [True, None]


@pytest.mark.parametrize(
    ("change", "word"), [({"pole": {"D1": -1.5}}, "pole"), ({"quality": -0.1}, "quality"), ({"mean": 8}, "mean")]
)
def test_a_feature_outside_its_range_is_named(change, word):
    options = [{**DOCUMENT["scenarios"][0]["options"][0], **change}]

    with pytest.raises(ScoringError) as problem:
        key_from_document({**DOCUMENT, "scenarios": [{**DOCUMENT["scenarios"][0], "options": options}]})

    assert word in problem.value.message + problem.value.place
    assert "Quality" not in problem.value.place


def options(*features):
    return [{"id": f"o{k}", "mean": 4, "quality": q, "pole": {"D1": a}} for k, (a, q) in enumerate(features)]


def findings_of(*features):
    document = {**DOCUMENT, "scenarios": [{"id": "s", "dimensions": ["D1"], "options": options(*features)}]}
    return [finding.message for finding in key_findings(key_from_document(document))]


def test_features_that_lie_exactly_on_their_limits_are_clear():
    assert findings_of((0.5, 0.3), (-0.5, 0.3), (0.5, 0.9), (-0.5, 0.9)) == []


def test_equal_qualities_do_not_correlate_with_anything():
    assert findings_of((0.5, 0.9), (-0.5, 0.9)) == ["No option is poor."]


def test_a_norm_of_slopes_has_their_variance_beyond_error():
    slopes = np.random.default_rng(1).normal(0.1, 0.3, 200)

    norm = slope_norm(slopes, np.full(200, 0.15))

    variance = float(slopes.var(ddof=1))
    assert (norm.mean, norm.sd, norm.n) == (pytest.approx(slopes.mean()), pytest.approx(variance**0.5), 200)
    assert norm.reliability == pytest.approx(1 - 0.15**2 / variance)


def test_evidence_from_a_slope_is_its_distance_from_the_mean_of_the_norm():
    norm = SlopeNorm(mean=0.1, sd=0.2, reliability=0.64, basis=Basis.DATA, n=200)

    y, v = slope_evidence(0.5, norm)

    assert (y, v) == (pytest.approx(0.4 / (0.2 * 0.8)), pytest.approx(0.36 / 0.64))


def test_three_people_are_enough_for_a_split():
    first, second = np.array([0.1, 0.2, 0.4]), np.array([0.2, 0.3, 0.5])

    assert split_reliability(first, second) == pytest.approx(1.0)


def test_retranslation_keeps_what_judges_named_meant_and_rated():
    columns = {
        "judge": [f"j{k}" for k in range(10)],
        "group": ["customer"] * 3 + ["expert"] * 7,
        "item": ["a"] * 10,
        "dimension": ["S"] * 7 + ["T"] * 3,
        "intended": ["S"] * 10,
        "rating": ["5", "4", "3", "5", "4", "3", "5", "4", "3", "4"],
    }

    (item,) = retranslation_result(columns).items

    assert (item.dimension, item.intended, item.share, item.n, item.kept) == ("S", "S", 0.7, 10, True)
    assert (item.mean, item.sd) == (4.0, pytest.approx(np.std([5, 4, 3, 5, 4, 3, 5, 4, 3, 4], ddof=1)))


def test_one_rating_has_no_spread_and_a_word_is_named_with_its_row():
    columns = {"judge": ["x", "y"], "group": ["expert", "expert"], "item": ["a", "b"], "dimension": ["S", "S"]}

    first, second = retranslation_result({**columns, "rating": ["5", "4"]}).items
    with pytest.raises(ScoringError) as problem:
        retranslation_result({**columns, "rating": ["5", "often"]})

    assert (first.mean, first.sd, second.mean) == (5.0, None, 4.0)
    assert problem.value.place.startswith("row 2")


def panel_of(*rows):
    """Columns of a panel from (judge, group, option, rating)."""
    return dict(zip(("judge", "group", "option", "rating"), map(list, zip(*rows, strict=True)), strict=True))


def test_a_panel_keeps_names_numbers_and_no_spread_of_one_rating():
    columns = panel_of(("a", "customer", "x", "5"), ("b", "expert", "x", "7"), ("b", "expert", "y", "2"))

    found = panel_result(columns, rng=np.random.default_rng(1))

    x, y = found.options
    assert (found.judges, found.customers, found.enough) == (2, 1, False)
    assert (x.option, x.n, x.mean, x.sd, x.se) == ("x", 2, 6.0, pytest.approx(2**0.5), pytest.approx(1.0))
    assert (y.option, y.n, y.mean, y.sd, y.se, y.kept) == ("y", 1, 2.0, None, None, False)
    assert (found.rank_stability, found.stability_lower, found.stability_upper) == (None, None, None)


@pytest.mark.parametrize("rating", ["much", "inf", ""])
def test_a_rating_that_is_no_finite_number_is_named_with_its_row(rating):
    with pytest.raises(NotANumberError) as caught:
        panel_result(panel_of(("a", "customer", "x", "5"), ("b", "expert", "x", rating)), rng=np.random.default_rng(1))

    assert (caught.value.place, caught.value.value) == ("row 2, column rating", rating)


def test_a_second_rating_of_an_option_is_named_with_its_row():
    with pytest.raises(DuplicateNameError) as caught:
        panel_result(panel_of(("a", "customer", "x", "5"), ("a", "customer", "x", "5")), rng=np.random.default_rng(1))

    assert caught.value.place == "row 2"


def test_a_sample_of_slopes_is_a_norm_of_basis_data():
    rng = np.random.default_rng(2)

    found = slope_norm(rng.normal(0.1, 0.3, 200), np.full(200, 0.1))

    assert (found.basis, found.n) == (Basis.DATA, 200)
