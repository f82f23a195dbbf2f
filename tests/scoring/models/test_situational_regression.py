"""The model of a situational test: slopes become positions with their error, or a reason why there is none."""

import numpy as np
import pytest
from scipy.stats import norm, t

from scoring.definitions.standing import Basis, NotScored, Status
from scoring.errors import OutOfRangeError, UnsuitableModelError
from scoring.evidence.pieces import unshrink
from scoring.judgement.keys import key_as_document, key_from_document
from scoring.judgement.norms import ASSUMED_NORM, ASSUMED_QUALITY_NORM, SlopeNorm
from scoring.judgement.regression import score_ratings
from scoring.models.files import model_text, parse_model
from scoring.models.situational_regression import SituationalModel, assumed_situational_model

POLES, QUALITIES = (1.0, -1.0, 0.0, 0.0), (0.8, 0.8, 0.1, 0.5)
STANDARD = (1.0, 0.7, 0.3, 0.0)


def key(scenarios=8):
    entries = []
    for number in range(scenarios):
        entries.append(scenario("d", number, "D1", zip(QUALITIES, POLES, strict=True)))
        entries.append(scenario("p", number, "P", ((quality, None) for quality in STANDARD)))
    return key_from_document(
        {"key": "authors", "version": "1.0.0", "scale_min": 1, "scale_max": 7, "scenarios": entries}
    )


def scenario(letter, number, dimension, features):
    options = [
        {"id": f"{letter}{number}_{place}", "mean": 1 + 6 * quality, "n": 0, "quality": quality}
        | ({} if pole is None else {"pole": {dimension: pole}})
        for place, (quality, pole) in enumerate(features)
    ]
    return {"id": f"{letter}{number}", "dimensions": [dimension], "options": options}


def ratings(model, *, pole=0.8, quality=3.0, noise=0.6, seed=1):
    rng = np.random.default_rng(seed)
    drawn = 4 + pole * model.key.poles("D1") + quality * (model.key.qualities() - 0.5)
    return np.clip(np.round(drawn + rng.normal(0, noise, len(drawn))), 1, 7)


def scored(model, answers):
    return {scale.scale: scale for scale in model.score(np.atleast_2d(answers)).scales}


def test_a_position_is_the_slope_on_the_scale_of_theta_with_the_prior_in_it():
    model = assumed_situational_model(key())
    answers = ratings(model)
    slope = score_ratings(model.key, answers).positions[0]

    found = scored(model, answers)["D1"]

    y, v = unshrink(found.mean, found.se)
    assert y[0] == pytest.approx((slope.estimate - 0.0) / (0.25 * 0.5**0.5))
    own = (slope.se * t.ppf(0.95, slope.df) / norm.ppf(0.95)) ** 2 / (0.25**2 * 0.5)
    assert v[0] == pytest.approx(max(1.0, own))


def test_while_nobody_has_been_measured_no_error_is_smaller_than_the_assumed_one():
    model = assumed_situational_model(key())

    steady, shaky = (scored(model, ratings(model, noise=noise, seed=4))["D1"].se[0] for noise in (0.0, 1.6))

    assert steady == pytest.approx(0.5**0.5)
    assert shaky > steady


def test_with_a_norm_sample_the_error_is_that_of_the_sample():
    measured = SlopeNorm(mean=0.1, sd=0.3, reliability=0.69, basis=Basis.DATA, n=400)
    model = SituationalModel(key=key(), norms={"D1": measured, "P": measured})

    found = scored(model, ratings(model, noise=1.6, seed=4))["D1"]

    assert found.se[0] == pytest.approx(0.31**0.5)
    assert (found.basis, model.basis) == (Basis.DATA, Basis.DATA)


def test_a_standard_is_a_level_around_what_people_who_follow_quality_show():
    model = assumed_situational_model(key())
    answers = ratings(model, seed=2)
    slope = next(one for one in score_ratings(model.key, answers).quality if one.dimension == "P")

    y, _ = unshrink(scored(model, answers)["P"].mean, scored(model, answers)["P"].se)

    assert y[0] == pytest.approx((slope.estimate - 2.0) / (0.5 * 0.5**0.5))
    assert model.norms == {"D1": ASSUMED_NORM, "P": ASSUMED_QUALITY_NORM}


def test_nobody_who_is_scorable_stands_far_out_on_a_standard():
    # The reason for a mean above zero: with 0 and .25 everybody would stand beyond 4 on every standard.
    model = assumed_situational_model(key())
    people = np.array([ratings(model, quality=q, noise=1.2, seed=s) for q in (1.5, 3.0, 5.0) for s in range(40)])

    means = model.score(people).scale("P").mean

    assert np.nanmin(means) > -3
    assert np.nanmax(means) < 3
    assert (np.diff([np.nanmean(means[start : start + 40]) for start in (0, 40, 80)]) > 0).all()


def test_flat_ratings_have_a_reason_and_no_position():
    model = assumed_situational_model(key())

    found = scored(model, np.full(len(model.items), 4.0))

    for scale in found.values():
        assert (bool(scale.scored[0]), scale.reason(0), scale.n_answered[0]) == (False, NotScored.FLAT, 8)
        assert np.isnan(scale.mean[0])
        assert np.isnan(scale.se[0])


def test_ratings_that_the_key_does_not_explain_have_a_reason_and_no_position():
    model = assumed_situational_model(key())

    found = scored(model, ratings(model, pole=0.0, quality=0.0, noise=2.0, seed=8))

    assert {scale.reason(0) for scale in found.values()} == {NotScored.INCONSISTENT}


def test_under_four_answered_scenarios_only_that_dimension_is_not_scored():
    model = assumed_situational_model(key())
    answers = ratings(model)
    answers[model.key.touching("D1") & (model.key.scenario_of >= 6)] = np.nan

    found = scored(model, answers)

    assert (found["D1"].reason(0), found["D1"].n_answered[0]) == (NotScored.TOO_FEW_SCENARIOS, 3)
    assert (found["P"].reason(0), found["P"].n_answered[0], found["P"].n_items) == (None, 8, 8)


def test_nobody_who_rated_nothing_is_scored():
    model = assumed_situational_model(key())

    found = scored(model, np.full(len(model.items), np.nan))

    assert {scale.reason(0) for scale in found.values()} == {NotScored.TOO_FEW_SCENARIOS}


def test_a_person_gets_the_same_bits_alone_and_in_a_batch():
    model = assumed_situational_model(key())
    people = np.array([ratings(model, seed=seed) for seed in range(5)])

    batch = model.score(people).scale("D1")

    for person in range(5):
        alone = model.score(people[person : person + 1]).scale("D1")
        assert (alone.mean[0], alone.se[0]) == (batch.mean[person], batch.se[person])


def test_the_text_of_a_model_reads_back_as_the_same_model():
    model = assumed_situational_model(key()).with_status({"D1": Status.REVIEWED})

    again = parse_model(model_text(model, {"instrument": "x"})).model

    assert again.model_hash == model.model_hash
    assert again.statuses == {"D1": Status.REVIEWED, "P": Status.DRAFT}
    assert key_from_document(key_as_document(model.key)) == model.key


def test_another_norm_is_another_model_and_another_status_is_not():
    model = assumed_situational_model(key())
    measured = SlopeNorm(mean=0.1, sd=0.3, reliability=0.69, basis=Basis.DATA, n=400)

    other = SituationalModel(key=model.key, norms={**model.norms, "D1": measured})

    assert other.model_hash != model.model_hash
    assert model.with_status({"D1": Status.REVIEWED}).model_hash == model.model_hash


def test_impossible_ratings_are_refused_with_their_place():
    model = assumed_situational_model(key())
    answers = ratings(model)
    answers[3] = 8

    with pytest.raises(OutOfRangeError, match="1 to 7") as refused:
        model.score(answers[None])
    with pytest.raises(UnsuitableModelError):
        model.score(answers[None, :5])

    assert refused.value.place == "row 1, option d0_3"
