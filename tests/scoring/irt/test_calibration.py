"""Marginal maximum likelihood of graded scales."""

import numpy as np
import pytest

from scoring.errors import NotIdentifiedError, TooFewItemsError, TooFewPersonsError
from scoring.irt.calibration import calibrate_graded
from scoring.irt.curves import GradedItem, category_probabilities
from scoring.irt.information import scale_information
from scoring.irt.trait_correlation import trait_correlations


def simulated(items, people, seed, theta=None):
    rng = np.random.default_rng(seed)
    theta = rng.standard_normal(people) if theta is None else theta
    codes = []
    for item in items:
        steps = np.cumsum(category_probabilities(item, theta, "logit"), axis=0)[:-1]
        codes.append((rng.random(people) > steps).sum(axis=0))
    return np.array(codes)


TRUE = tuple(GradedItem(a, tuple(a * b for b in (-1.5, -0.4, 0.5, 1.3))) for a in (0.8, 1.2, 1.6, 2.0, 1.1, 1.4))


@pytest.mark.parametrize("scale", ["neuroticism", "extraversion"])
def test_estimates_agree_with_the_oracle(scale, request):
    real = request.getfixturevalue(scale)

    found = calibrate_graded(real.codes, real.categories)

    assert found.converged
    assert [item.slope for item in found.items] == pytest.approx(real.oracle["a"], abs=2e-5)
    for item, difficulty in zip(found.items, real.oracle["b"], strict=True):
        assert item.difficulties == pytest.approx(difficulty, abs=2e-5)
    assert found.loglik >= real.oracle["loglik"] - 1e-6


def test_information_agrees_with_the_oracle(neuroticism):
    items = [
        GradedItem(a, tuple(a * c for c in b))
        for a, b in zip(neuroticism.oracle["a"], neuroticism.oracle["b"], strict=True)
    ]
    curve = neuroticism.oracle["test_info"]

    found = scale_information(items, np.array(curve["theta"], dtype=float), "logit")

    assert found == pytest.approx(curve["info"], abs=1e-6)


def test_doubling_the_nodes_changes_nothing_above_a_millionth(extraversion):
    coarse, fine = (calibrate_graded(extraversion.codes, extraversion.categories, nodes=n) for n in (61, 121))

    for one, other in zip(coarse.items, fine.items, strict=True):
        assert one.slope == pytest.approx(other.slope, abs=1e-6)


def test_known_parameters_come_back_within_three_standard_errors():
    found = calibrate_graded(simulated(TRUE, 2500, 11), (5,) * 6)

    truth = np.concatenate([[item.slope, *item.cuts] for item in TRUE])
    estimate = np.concatenate([[item.slope, *item.cuts] for item in found.items])
    z = (estimate - truth) / np.sqrt(np.diag(found.covariance))
    assert np.abs(z).max() < 3.5
    assert 0.6 < z.std() < 1.4


def test_the_order_of_people_changes_nothing():
    codes = simulated(TRUE, 600, 12)

    one, other = calibrate_graded(codes, (5,) * 6), calibrate_graded(codes[:, ::-1], (5,) * 6)

    assert one.items == other.items


def test_missing_answers_leave_the_estimates_unbiased():
    codes = simulated(TRUE, 1500, 13)
    holes = np.random.default_rng(14).random(codes.shape) < 0.2
    thinned = np.where(holes, 5, codes)

    full, thin = calibrate_graded(codes, (5,) * 6), calibrate_graded(thinned, (5,) * 6)

    for one, other in zip(full.items, thin.items, strict=True):
        assert one.slope == pytest.approx(other.slope, abs=0.35)


def test_a_duplicated_item_is_refused_because_its_slope_has_no_limit():
    codes = simulated(TRUE[:4], 800, 15)

    with pytest.raises(NotIdentifiedError):
        calibrate_graded(np.vstack([codes, codes[:1]]), (5,) * 5)


def test_two_items_are_too_few():
    with pytest.raises(TooFewItemsError):
        calibrate_graded(simulated(TRUE[:2], 500, 1), (5, 5))


def test_fewer_people_than_parameters_are_too_few():
    with pytest.raises(TooFewPersonsError):
        calibrate_graded(simulated(TRUE, 20, 1), (5,) * 6)


def test_correlation_between_traits_comes_back():
    rng = np.random.default_rng(16)
    theta = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 3000).T
    codes = [simulated(TRUE, 3000, 17 + d, theta[d]) for d in range(2)]

    found = trait_correlations([TRUE, TRUE], ["logit", "logit"], codes)

    assert found[0, 1] == pytest.approx(0.6, abs=0.05)
