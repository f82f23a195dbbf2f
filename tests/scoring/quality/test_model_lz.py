"""lz over the scales of a scoring model."""

from dataclasses import replace

import numpy as np
import pytest

from scoring.definitions.standing import Basis
from scoring.irt.curves import item_from_factor
from scoring.models.cold_start import assumed_model
from scoring.models.graded_response import GradedResponseModel, GradedScale, ParameterSet
from scoring.models.layout import scale_layout
from scoring.models.person_fit import model_lz


def scale(name, loadings, method=0.0, reverse=()):
    layout = scale_layout(name, [f"{name}{i}" for i in range(len(loadings))], reverse=reverse, lowest=1, highest=5)
    items = tuple(
        item_from_factor(a, (-1.2, -0.4, 0.4, 1.2), "probit", method * (-1 if item in reverse else 1))
        for a, item in zip(loadings, layout.item_names, strict=True)
    )
    return GradedScale(
        layout=layout, link="probit", parameter_sets=(ParameterSet(weight=1.0, items=items),), basis=Basis.DATA
    )


def model(*scales):
    identity = tuple(tuple(float(i == j) for j in range(len(scales))) for i in range(len(scales)))
    return GradedResponseModel(scales=scales, factor_correlations=identity)


def test_scales_add_up_and_reversed_items_are_turned():
    rng = np.random.default_rng(1)
    plain, turned = scale("A", [0.7] * 6), scale("A", [0.7] * 6, reverse=("A1", "A4"))
    answers = rng.integers(1, 6, (50, 6)).astype(float)
    as_answered = answers.copy()
    as_answered[:, [1, 4]] = 6 - as_answered[:, [1, 4]]

    one, _ = model_lz(model(plain), answers)
    other, _ = model_lz(model(turned), as_answered)

    assert other == pytest.approx(one)


def test_assumed_scales_are_left_out_with_a_note():
    layout = scale_layout("A", ["A0", "A1", "A2"], lowest=1, highest=5)
    answers = np.random.default_rng(2).integers(1, 6, (20, 3)).astype(float)

    lz, notes = model_lz(assumed_model([layout]), answers)

    assert np.isnan(lz).all()
    assert [note.code for note in notes] == ["assumed_parameters"]


def test_one_assumed_scale_leaves_the_other_its_lz():
    known = scale("B", [0.7] * 4)
    assumed = replace(assumed_model([scale_layout("A", ["A0", "A1"], lowest=1, highest=5)]).scales[0])
    answers = np.random.default_rng(3).integers(1, 6, (20, 6)).astype(float)

    both, _ = model_lz(model(assumed, known), answers)
    alone, _ = model_lz(model(known), answers[:, 2:])

    assert both == pytest.approx(alone)


def test_saying_yes_to_everything_is_no_odd_pattern_where_the_model_knows_acquiescence():
    reverse = ("A1", "A3", "A5")
    yes = np.full((1, 6), 4.0)

    without, _ = model_lz(model(scale("A", [0.7] * 6, reverse=reverse)), yes)
    with_method, _ = model_lz(model(scale("A", [0.7] * 6, method=0.4, reverse=reverse)), yes)

    assert with_method[0] > without[0]


def test_a_person_without_answers_has_no_lz():
    lz, _ = model_lz(model(scale("A", [0.7] * 4)), np.full((1, 4), np.nan))

    assert np.isnan(lz).all()
