"""Graded response models: assumed and calibrated, scored by EAP and MAP, written to files and back."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.definitions.standing import Basis, OriginCounts, Status
from scoring.errors import UnreadableFileError, UnsuitableModelError, UsageError
from scoring.irt.curves import category_probabilities, item_from_factor
from scoring.irt.grid import normal_nodes
from scoring.models.calibrated import calibrated_model, calibrated_scale, merged_inward, scale_estimates
from scoring.models.cold_start import assumed_model, assumed_thresholds
from scoring.models.files import model_text, parse_model, read_model, write_model
from scoring.models.layout import scale_layout

LAYOUT = scale_layout("S", ["a", "b", "c", "d", "e"], reverse=["b"], lowest=1, highest=6)
OTHER = scale_layout("T", ["f", "g", "h"], lowest=1, highest=5)
MODEL = assumed_model([LAYOUT, OTHER])
ANSWERS = np.array([[6, 1, 5, 6, 4, 3, 3, 3], [1, 6, 2, 1, 3, 5, 5, 5], [2, 2, np.nan, 4, np.nan, 1, np.nan, 2]], float)


def calibrated(link="probit"):
    items = tuple(item_from_factor(0.6, (-1.5, -0.75, 0.0, 0.75, 1.5), link) for _ in range(5))
    return calibrated_model([calibrated_scale(LAYOUT, items, link)], np.ones((1, 1)), OriginCounts(real=700))


def test_assumed_thresholds_are_equally_spaced_and_zero_for_two_categories():
    assert assumed_thresholds(5) == pytest.approx((-1.5, -0.5, 0.5, 1.5))
    assert assumed_thresholds(2) == (0.0,)


def test_a_cold_start_position_integrates_over_the_loading():
    theta, weight = normal_nodes()
    keyed = [6, 6, 5, 6, 4]
    joint = np.zeros_like(theta)
    for loading, share in ((0.45, 0.25), (0.60, 0.5), (0.75, 0.25)):
        item = item_from_factor(loading, assumed_thresholds(6), "probit")
        curves = category_probabilities(item, theta, "probit")
        joint += share * weight * np.prod([curves[answer - 1] for answer in keyed], axis=0)
    mean = (joint @ theta) / joint.sum()

    scores = MODEL.score(ANSWERS).scale("S")

    assert scores.mean[0] == pytest.approx(mean, abs=1e-12)
    assert scores.se[0] == pytest.approx(np.sqrt(joint @ theta**2 / joint.sum() - mean**2), abs=1e-12)
    assert (scores.basis, scores.status) == (Basis.ASSUMED, Status.DRAFT)


def test_under_eighty_per_cent_of_a_scale_there_is_no_figure():
    scores = MODEL.score(ANSWERS)

    assert scores.scale("S").scored.tolist() == [True, True, False]
    assert np.isnan(scores.scale("S").mean[2])
    assert np.isnan(scores.scale("S").se[2])
    assert scores.scale("S").n_answered.tolist() == [5, 5, 3]
    assert scores.scale("T").scored.tolist() == [True, True, False]


def test_middle_answers_stand_in_the_middle():
    layout = scale_layout("S", "abcd", lowest=1, highest=5)

    assert assumed_model([layout]).score(np.full((1, 4), 3.0)).scale("S").mean[0] == pytest.approx(0, abs=1e-12)


@settings(max_examples=20)
@given(st.lists(st.integers(1, 6), min_size=5, max_size=5))
def test_turning_the_whole_key_turns_the_position(answers):
    turned = scale_layout("S", LAYOUT.item_names, reverse=["a", "c", "d", "e"], lowest=1, highest=6)
    row = np.array([answers], dtype=float)

    one = assumed_model([LAYOUT]).score(row).scale("S")
    other = assumed_model([turned]).score(row).scale("S")

    assert other.mean[0] == pytest.approx(-one.mean[0], abs=1e-12)
    assert other.se[0] == pytest.approx(one.se[0], abs=1e-12)


def test_a_model_read_back_has_the_same_hash_and_gives_the_same_bits(tmp_path):
    write_model(tmp_path / "m.json", MODEL.with_status({"S": Status.PILOTED}), {"note": "x"})

    found = read_model(tmp_path / "m.json")

    assert found.model.model_hash == MODEL.model_hash
    assert found.model.statuses == {"S": Status.PILOTED, "T": Status.DRAFT}
    assert found.card == {"note": "x"}
    for one, other in zip(found.model.score(ANSWERS).scales, MODEL.score(ANSWERS).scales, strict=True):
        assert one.mean.tobytes() == other.mean.tobytes()


def test_status_is_no_part_of_the_hash_and_parameters_are():
    model = calibrated()
    scale = model.scales[0]
    items = scale.parameter_sets[0].items
    moved = replace(scale.parameter_sets[0], items=(replace(items[0], slope=items[0].slope + 1e-12), *items[1:]))
    changed = replace(model, scales=(replace(scale, parameter_sets=(moved,)),))

    assert model.with_status({"S": Status.IN_USE}).model_hash == model.model_hash
    assert changed.model_hash != model.model_hash


def test_a_file_that_was_changed_is_refused():
    content = json.loads(model_text(calibrated(), {}))
    content["model"]["scales"][0]["parameter_sets"][0]["slopes"][0] += 0.1

    with pytest.raises(UnsuitableModelError, match="changed"):
        parse_model(json.dumps(content))


@pytest.mark.parametrize("text", ["{}", "[]", '{"model": {"kind": "magic"}}', "3"])
def test_json_that_is_no_model_is_refused(text):
    with pytest.raises(UnsuitableModelError):
        parse_model(text)


def test_text_that_is_no_json_is_refused():
    with pytest.raises(UnreadableFileError):
        parse_model("not json")


def test_map_and_eap_agree_closely_for_one_scale():
    eap, most_probable = (calibrated().score(ANSWERS[:2, :5], method=m).scale("S") for m in ("eap", "map"))

    assert most_probable.mean == pytest.approx(eap.mean, abs=0.1)


def test_map_refuses_assumed_parameters_because_a_mixture_has_no_single_mode():
    with pytest.raises(UnsuitableModelError):
        MODEL.score(ANSWERS, method="map")


def test_an_unknown_method_is_refused():
    with pytest.raises(UsageError):
        MODEL.score(ANSWERS, method="sum")


def test_another_number_of_columns_is_refused():
    with pytest.raises(UnsuitableModelError):
        MODEL.score(ANSWERS[:, :7])


def test_estimates_give_loadings_and_thresholds_back():
    estimates = scale_estimates(calibrated().scales[0])

    assert estimates["loadings"] == pytest.approx([0.6] * 5)
    assert estimates["thresholds"][0] == pytest.approx([-1.5, -0.75, 0.0, 0.75, 1.5])
    assert estimates["difficulty"][0] == pytest.approx([-2.5, -1.25, 0.0, 1.25, 2.5])


def test_somebody_who_agrees_with_everything_stands_in_the_middle_once_the_method_factor_is_integrated_out():
    layout = scale_layout("S", "abcdef", reverse="def", lowest=1, highest=5)
    cuts = (-1.2, -0.4, 0.4, 1.2)
    signs = [-1.0 if item.reversed else 1.0 for item in layout.items]
    marked = tuple(item_from_factor(0.6, cuts, "probit", method_loading=0.35 * s) for s in signs)
    yes_sayer = np.array([[5.0, 5.0, 5.0, 5.0, 5.0, 5.0]])

    model = calibrated_model([calibrated_scale(layout, marked, "probit")], np.ones((1, 1)), OriginCounts(real=1))

    assert model.score(yes_sayer).scale("S").mean[0] == pytest.approx(0.0, abs=1e-9)


def test_categories_nobody_chose_join_their_neighbour_towards_the_middle():
    assert merged_inward([True, False, True, True, False, True]) == (0, 1, 1, 2, 2, 3)
    assert merged_inward([False, True, True, True, True, False]) == (0, 0, 1, 2, 3, 3)
