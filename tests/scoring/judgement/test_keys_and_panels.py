"""Keys, panels, retranslation and norms of situational tests."""

import copy

import numpy as np
import pytest

from scoring.definitions.standing import Basis
from scoring.errors import (
    DuplicateNameError,
    NoDataError,
    NotANumberError,
    OutOfRangeError,
    TooFewPersonsError,
    UnknownColumnError,
    UnsuitableModelError,
    ZeroVarianceError,
)
from scoring.judgement.keys import Option, key_findings, key_from_document
from scoring.judgement.norms import ASSUMED_NORM, SlopeNorm, alternating, slope_evidence, slope_norm, split_reliability
from scoring.judgement.panel import panel_result, retranslation_result

OPTION = {"id": "a", "mean": 4, "quality": 0.5}


def document(*options, dimensions=("D1",)):
    return {
        "key": "k",
        "version": "1",
        "scale_min": 1,
        "scale_max": 7,
        "scenarios": [{"id": "s", "dimensions": list(dimensions), "options": list(options)}],
    }


def styled(name, pole, quality):
    return {"id": name, "mean": 4, "quality": quality, "pole": {"D1": pole}}


def test_a_key_knows_styles_and_standards(key):
    assert (key.styles, key.standards) == (("D1",), ("P",))
    assert key.poles("D1")[:5].tolist() == [1.0, -1.0, 0.5, -0.5, 0.0]
    assert key.poles("D1")[40:].tolist() == [0.0] * 40


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"quality": 1.1}, OutOfRangeError),
        ({"quality": -0.1}, OutOfRangeError),
        ({"mean": 8}, OutOfRangeError),
        ({"pole": {"D1": 1.01}}, OutOfRangeError),
        ({"quality": "good"}, UnsuitableModelError),
        ({"id": "b"}, DuplicateNameError),
    ],
)
def test_impossible_options_are_refused(change, error):
    with pytest.raises(error):
        key_from_document(document({**OPTION, **change}, {**OPTION, "id": "b"}))


@pytest.mark.parametrize("spoiled", [{}, [], {"key": "k"}, None])
def test_what_is_no_key_is_refused(spoiled):
    with pytest.raises(UnsuitableModelError):
        key_from_document(spoiled)


def test_the_panel_keeps_options_it_agrees_on():
    agreed = Option(name="a", mean=4, quality=0.5, sd=1.2, n=10)
    torn = Option(name="a", mean=4, quality=0.5, sd=1.21, n=10)

    assert (agreed.kept(6.0), torn.kept(6.0)) == (True, False)
    assert agreed.kept(4.0) is False  # the same spread is more on five points
    assert Option(name="a", mean=4, quality=0.5).kept(6.0) is None


def test_an_acceptable_key_has_no_findings(key):
    assert key_findings(key) == ()


def test_pole_and_quality_must_not_go_together():
    spoiled = key_from_document(document(styled("a", 1, 1), styled("b", -1, 0), styled("c", 0, 0.5)))

    assert [finding.message for finding in key_findings(spoiled)] == ["Pole and quality go together."]
    assert key_findings(spoiled)[0].value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("poles", "qualities", "message"),
    [
        ((0.4, -1, 0.4), (0.2, 0.5, 0.8), "No option stands for pole A."),
        ((1, -0.4, -0.4), (0.5, 0.2, 0.8), "No option stands for pole B."),
        ((1, -1, 0), (0.5, 0.5, 0.4), "No option is poor."),
    ],
)
def test_a_key_needs_both_poles_and_a_poor_option(poles, qualities, message):
    options = [styled(n, p, q) for n, p, q in zip("abc", poles, qualities, strict=True)]

    assert [finding.message for finding in key_findings(key_from_document(document(*options)))] == [message]


def test_slopes_become_evidence_on_theta():
    y, v = slope_evidence(0.25)

    assert (y, v) == (pytest.approx(1 / 0.5**0.5), pytest.approx(1.0))
    assert ASSUMED_NORM.basis is Basis.ASSUMED


def test_evidence_of_a_norm_sample_has_the_variance_of_theta_plus_its_error():
    rng = np.random.default_rng(1)
    true = rng.normal(0.3, 0.2, 5000)
    slopes = true + rng.normal(0, 0.15, 5000)
    norm = slope_norm(slopes, np.full(5000, 0.15))

    y = np.array([slope_evidence(s, norm)[0] for s in slopes])
    v = slope_evidence(0.0, norm)[1]

    assert norm.reliability == pytest.approx(0.04 / 0.0625, abs=0.02)
    assert y.var() == pytest.approx(1 + v, rel=1e-3)
    assert np.var(y - (true - 0.3) / 0.2) == pytest.approx(v, rel=0.06)


def test_norms_need_200_takers_whose_slopes_vary_beyond_error():
    with pytest.raises(TooFewPersonsError):
        slope_norm(np.zeros(199), np.zeros(199))
    with pytest.raises(ZeroVarianceError):
        slope_norm(np.random.default_rng(1).normal(0, 0.1, 300), np.full(300, 0.2))
    with pytest.raises(OutOfRangeError):
        slope_evidence(0.1, SlopeNorm(mean=0, sd=0.1, reliability=1.0, basis=Basis.DATA, n=300))
    with pytest.raises(OutOfRangeError):
        slope_evidence(0.1, SlopeNorm(mean=0, sd=0.1, reliability=0.0, basis=Basis.DATA, n=300))


def test_split_halves_are_stepped_up():
    rng = np.random.default_rng(2)
    true = rng.normal(size=20_000)
    halves = [true + rng.normal(size=20_000) for _ in range(2)]
    halves[0][0] = np.nan

    assert split_reliability(*halves) == pytest.approx(2 / 3, abs=0.02)
    assert alternating("abcde") == (("a", "c", "e"), ("b", "d"))


def test_halves_without_people_or_variation_are_refused():
    with pytest.raises(TooFewPersonsError):
        split_reliability(np.array([1.0, np.nan]), np.array([1.0, 2.0]))
    with pytest.raises(ZeroVarianceError):
        split_reliability(np.ones(5), np.arange(5.0))


def panel(judges=10, customers=3, options=4):
    rng = np.random.default_rng(3)
    rows = {"judge": [], "group": [], "option": [], "rating": []}
    for judge in range(judges):
        for option in range(options):
            rows["judge"].append(f"j{judge}")
            rows["group"].append("customer" if judge < customers else "expert")
            rows["option"].append(f"o{option}")
            rows["rating"].append(str(1 + 1.5 * option + (rng.normal(0, 0.3) if option else rng.choice([0, 4]))))
    return rows


def test_a_panel_gives_means_with_errors_and_keeps_what_it_agrees_on():
    rows = panel()
    found = panel_result(rows, rng=np.random.default_rng(1))

    ratings = np.array([float(r) for r in rows["rating"]]).reshape(10, 4)
    assert found.enough
    assert [o.kept for o in found.options] == [False, True, True, True]
    second = found.options[1]
    assert second.mean == pytest.approx(ratings[:, 1].mean())
    assert second.sd == pytest.approx(ratings[:, 1].std(ddof=1))
    assert second.se == pytest.approx(ratings[:, 1].std(ddof=1) / 10**0.5)
    assert second.customer_mean == pytest.approx(ratings[:3, 1].mean())
    assert second.expert_mean == pytest.approx(ratings[3:, 1].mean())
    assert 0.7 < found.stability_lower <= found.rank_stability <= found.stability_upper <= 1.0


@pytest.mark.parametrize(("judges", "customers"), [(9, 3), (10, 2)])
def test_a_panel_of_nine_or_with_two_customers_is_too_small(judges, customers):
    assert not panel_result(panel(judges, customers), rng=np.random.default_rng(1)).enough


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda rows: rows.pop("rating"), UnknownColumnError),
        (lambda rows: rows["rating"].__setitem__(0, "good"), NotANumberError),
        (lambda rows: [rows[name].append(rows[name][0]) for name in rows], DuplicateNameError),
        (lambda rows: [rows[name].clear() for name in rows], NoDataError),
    ],
)
def test_impossible_judgements_are_refused(spoil, error):
    rows = copy.deepcopy(panel())
    spoil(rows)
    with pytest.raises(error):
        panel_result(rows, rng=np.random.default_rng(1))


ASSIGNED = {
    "judge": ["a", "b", "c"] * 2,
    "group": ["customer", "expert", "expert"] * 2,
    "item": ["i1"] * 3 + ["i2"] * 3,
    "dimension": ["D1", "D1", "D1", "D2", "D1", "D2"],
}


def test_items_are_kept_when_seventy_per_cent_put_them_where_they_belong():
    found = retranslation_result(ASSIGNED)

    assert [(i.item, i.dimension, i.kept) for i in found.items] == [("i1", "D1", True), ("i2", "D2", False)]
    assert found.items[1].share == pytest.approx(2 / 3)
    assert (found.judges, found.customers) == (3, 1)


def test_an_intended_scale_decides_where_it_is_named():
    found = retranslation_result({**ASSIGNED, "intended": ["D2"] * 6})

    assert [i.share for i in found.items] == pytest.approx([0.0, 2 / 3])


def test_kappa_agrees_with_the_published_example():
    # Fleiss 1971 as worked on in many textbooks: 10 subjects, 14 raters, 5 categories, kappa = .210
    table = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    rows = {"judge": [], "group": [], "item": [], "dimension": []}
    for item, counts in enumerate(table):
        named = [str(c) for c, count in enumerate(counts) for _ in range(count)]
        for judge, dimension in enumerate(named):
            rows["judge"].append(str(judge))
            rows["group"].append("expert")
            rows["item"].append(str(item))
            rows["dimension"].append(dimension)

    assert retranslation_result(rows).kappa == pytest.approx(0.2099, abs=1e-4)


def test_two_judges_are_enough_for_kappa():
    named = {"judge": ["a", "b"] * 2, "group": ["expert"] * 4, "item": ["i1", "i1", "i2", "i2"]}

    assert retranslation_result({**named, "dimension": ["D1", "D1", "D2", "D2"]}).kappa == pytest.approx(1.0)


def test_judges_who_all_name_one_scale_have_no_kappa():
    assert retranslation_result({**ASSIGNED, "dimension": ["D1"] * 6}).kappa is None


def test_a_judge_who_assigns_an_item_twice_is_refused():
    with pytest.raises(DuplicateNameError):
        retranslation_result({name: [*cells, cells[0]] for name, cells in ASSIGNED.items()})
