"""Are assumed parameters contradicted?"""

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts
from scoring.errors import TooFewPersonsError, UnsuitableModelError
from scoring.irt.curves import item_from_factor
from scoring.models.calibrated import calibrated_model, calibrated_scale
from scoring.models.cold_start import assumed_model, assumed_thresholds
from scoring.models.layout import scale_layout
from scoring.models.predictive_check import checks_of, predictive_check
from scoring.simulation import simulate_answers

LAYOUT = scale_layout("S", [f"i{k}" for k in range(8)], reverse=["i1", "i3"], lowest=1, highest=6)
ASSUMED = assumed_model([LAYOUT])


def answers(loading, people, seed, shift=0.0):
    cuts = tuple(t + shift for t in assumed_thresholds(6))
    items = tuple(item_from_factor(loading, cuts, "probit") for _ in range(8))
    scale = calibrated_scale(LAYOUT, items, "probit")
    return simulate_answers(calibrated_model([scale], np.ones((1, 1)), OriginCounts(simulated=1)), people, seed).answers


def check(data):
    return predictive_check(ASSUMED.scales[0], data, rng=np.random.default_rng(1), replications=200)


def test_samples_of_the_assumed_model_are_seldom_contradicted():
    found = [check(answers(0.6, 60, seed)).contradicted for seed in range(20)]

    assert sum(found) <= 2


@pytest.mark.parametrize(("loading", "shift", "statistic"), [(0.6, 0.8, "level"), (0.05, 0.0, "coherence")])
def test_another_level_or_items_that_do_not_go_together_contradict(loading, shift, statistic):
    found = check(answers(loading, 120, 3, shift))

    assert found.contradicted
    assert statistic in {d.statistic for d in found.discrepancies if d.p < 0.05 / 3}


def test_missing_answers_stay_missing_in_the_comparison():
    data = answers(0.6, 100, 5)
    data[::3, 2] = np.nan

    found = checks_of(ASSUMED, data, rng=np.random.default_rng(2))[0]

    assert (found.n, found.contradicted) == (100, False)


def test_forty_nine_people_are_too_few():
    with pytest.raises(TooFewPersonsError):
        check(answers(0.6, 49, 1))


def test_calibrated_parameters_are_checked_by_gates_and_not_here():
    scale = calibrated_scale(LAYOUT, ASSUMED.scales[0].parameter_sets[0].items, "probit")
    with pytest.raises(UnsuitableModelError):
        predictive_check(scale, answers(0.6, 60, 1), rng=np.random.default_rng(1))
