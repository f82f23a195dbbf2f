"""Most probable positions on correlated traits."""

import numpy as np
import pytest
from scipy.optimize import minimize

from scoring.errors import NotPositiveDefiniteError
from scoring.irt.curves import category_probabilities, item_from_factor
from scoring.irt.maximum import correlated_map

ITEMS = tuple(item_from_factor(0.5 + 0.04 * i, (-1.2, -0.3, 0.5, 1.4), "probit") for i in range(6))
LOGIT = tuple(item_from_factor(0.5 + 0.04 * i, (-1.2, -0.3, 0.5, 1.4), "logit") for i in range(6))


def correlations(r):
    return np.array([[1.0, r], [r, 1.0]])


def missing(people):
    return np.full((6, people), 5)


def test_a_scale_without_answers_moves_with_its_neighbour_and_is_surer_than_the_prior():
    codes = np.array([[4], [4], [3], [4], [4], [3]])

    mode, sd = correlated_map([ITEMS, ITEMS], ["probit", "probit"], correlations(0.8), [codes, missing(1)])

    assert mode[1, 0] == pytest.approx(0.8 * mode[0, 0], abs=1e-9)
    assert mode[1, 0] > 0.5
    assert sd[1, 0] < 1.0
    assert sd[1, 0] == pytest.approx(np.sqrt(1 - 0.64 * (1 - sd[0, 0] ** 2)), abs=1e-9)


@pytest.mark.parametrize(("items", "link"), [(ITEMS, "probit"), (LOGIT, "logit")])
def test_the_mode_is_where_a_general_optimiser_finds_it(items, link):
    rng = np.random.default_rng(3)
    codes = [rng.integers(0, 6, (6, 1)) for _ in range(2)]
    prior = np.linalg.inv(correlations(0.4))

    def loss(theta):
        value = 0.5 * theta @ prior @ theta
        for d in range(2):
            for item, code in zip(items, codes[d][:, 0], strict=True):
                if code < 5:
                    value -= np.log(category_probabilities(item, theta[[d]], link)[code, 0])
        return value

    best = minimize(loss, np.zeros(2), method="BFGS", options={"gtol": 1e-9})
    mode, sd = correlated_map([items, items], [link, link], correlations(0.4), codes)

    assert mode[:, 0] == pytest.approx(best.x, abs=1e-5)
    step = 1e-4
    curvature = [
        [
            (
                loss(best.x + step * (e + f)) - loss(best.x + step * (e - f))
                - loss(best.x - step * (e - f)) + loss(best.x - step * (e + f))
            )
            / (4 * step**2)
            for f in np.eye(2)
        ]
        for e in np.eye(2)
    ]  # fmt: skip
    assert sd[:, 0] == pytest.approx(np.sqrt(np.diag(np.linalg.inv(curvature))), rel=1e-4)


@pytest.mark.parametrize(("items", "link"), [(ITEMS, "probit"), (LOGIT, "logit")])
def test_a_person_gets_the_same_bits_alone_and_in_any_batch(items, link):
    rng = np.random.default_rng(4)
    codes = [rng.integers(0, 6, (6, 331)) for _ in range(2)]
    mode, sd = correlated_map([items, items], [link, link], correlations(0.5), codes)

    for person in range(0, 331, 7):
        alone = [part[:, [person]] for part in codes]
        own_mode, own_sd = correlated_map([items, items], [link, link], correlations(0.5), alone)

        assert np.array_equal(own_mode[:, 0], mode[:, person])
        assert np.array_equal(own_sd[:, 0], sd[:, person])


def test_without_correlation_a_scale_without_answers_stays_at_the_prior():
    mode, sd = correlated_map([ITEMS, ITEMS], ["probit"] * 2, np.eye(2), [np.full((6, 1), 4), missing(1)])

    assert (mode[1, 0], sd[1, 0]) == (0.0, 1.0)


def test_impossible_correlations_are_refused():
    with pytest.raises(NotPositiveDefiniteError):
        correlated_map([ITEMS, ITEMS], ["probit"] * 2, correlations(1.2), [missing(1), missing(1)])
