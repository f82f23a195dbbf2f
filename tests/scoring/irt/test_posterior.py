"""Posterior positions by quadrature."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from scoring.irt.curves import GradedItem, category_probabilities, item_from_factor
from scoring.irt.grid import normal_nodes
from scoring.irt.patterns import pattern_tables, runs_of_items
from scoring.irt.posterior import posterior_of

ITEMS = tuple(item_from_factor(0.3 + 0.05 * i, (-1.5, -0.5, 0.4, 1.6), "probit") for i in range(8))


def tables(items=ITEMS, nodes=61, link="probit"):
    theta, weight = normal_nodes(nodes)
    return pattern_tables(tuple(category_probabilities(item, theta, link) for item in items), theta, weight)


def test_positions_agree_with_the_oracle(neuroticism):
    items = tuple(
        GradedItem(a, tuple(a * c for c in b))
        for a, b in zip(neuroticism.oracle["a"], neuroticism.oracle["b"], strict=True)
    )

    found = posterior_of(tables(items, link="logit"), neuroticism.codes)

    assert found.mean[:20] == pytest.approx(neuroticism.oracle["eap_first20"], abs=1e-10)
    assert found.sd[:20] == pytest.approx(neuroticism.oracle["eap_se_first20"], abs=1e-10)


def test_positions_agree_with_adaptive_integration():
    code = [4, 0, 2, 5, 1, 3, 2, 4]  # 5 is missing

    def likelihood(t):
        value = norm.pdf(t)
        for item, c in zip(ITEMS, code, strict=True):
            if c < 5:
                value *= category_probabilities(item, np.array([t]), "probit")[c, 0]
        return value

    total = quad(likelihood, -8, 8, epsabs=1e-14)[0]
    mean = quad(lambda t: t * likelihood(t), -8, 8, epsabs=1e-14)[0] / total
    square = quad(lambda t: t * t * likelihood(t), -8, 8, epsabs=1e-14)[0] / total

    found = posterior_of(tables(), np.array(code)[:, None])

    assert found.mean[0] == pytest.approx(mean, abs=1e-9)
    assert found.sd[0] == pytest.approx(math.sqrt(square - mean**2), abs=1e-9)


@settings(max_examples=25)
@given(st.integers(1, 400), st.integers(0, 2**32 - 1))
def test_a_person_gets_the_same_bits_alone_and_in_any_batch(size, seed):
    rng = np.random.default_rng(seed)
    codes = rng.integers(0, 6, (8, size))
    alone, batch = int(rng.integers(size)), posterior_of(tables(), codes)

    single = posterior_of(tables(), codes[:, [alone]])

    assert (single.mean[0], single.sd[0]) == (batch.mean[alone], batch.sd[alone])


def test_no_answer_gives_the_prior_back():
    found = posterior_of(tables(), np.full((8, 1), 5))

    assert found.mean[0] == pytest.approx(0.0, abs=1e-12)
    assert found.sd[0] == pytest.approx(1.0, abs=1e-6)


def test_doubling_the_nodes_changes_nothing_above_a_millionth():
    codes = np.random.default_rng(1).integers(0, 6, (8, 500))

    coarse, fine = posterior_of(tables(), codes), posterior_of(tables(nodes=121), codes)

    assert np.abs(coarse.mean - fine.mean).max() < 1e-6
    assert np.abs(coarse.sd - fine.sd).max() < 1e-6


def test_a_higher_answer_never_lowers_the_position():
    base = np.array([2, 1, 3, 2, 4, 0, 2, 1])
    raised = base.copy()
    raised[1] += 1

    found = posterior_of(tables(), np.stack([base, raised], axis=1))

    assert found.mean[1] > found.mean[0]


def test_answers_that_contradict_each_other_beyond_the_range_of_doubles_still_have_a_position():
    steep = tuple(GradedItem(9.0, (9.0 * cut,)) for cut in [3.0] * 30 + [-3.0] * 30)
    codes = np.array([[1]] * 30 + [[0]] * 30)

    found = posterior_of(tables(steep, link="logit"), codes)

    assert found.mean[0] == pytest.approx(0.0, abs=1e-9)
    assert 0.0 < found.sd[0] < 1.0


def test_items_are_run_together_only_while_their_patterns_stay_few():
    assert runs_of_items((5,) * 8) == ((0, 1, 2, 3), (4, 5, 6, 7))
    assert runs_of_items((2,) * 7) == ((0, 1, 2, 3, 4, 5), (6,))
