"""Polytomous lz: patterns that a position should not produce."""

import numpy as np
import pytest

from scoring.irt.curves import GradedItem, category_probabilities
from scoring.irt.grid import theta_grid
from scoring.irt.patterns import pattern_tables
from scoring.irt.posterior import posterior_of
from scoring.quality.person_fit import pattern_likelihood, standardised

ORACLES = {
    "bfiN5": ("bfi.csv", [f"N{i}" for i in range(1, 6)], ()),
    "bfiE5_keyed": ("bfi.csv", [f"E{i}" for i in range(1, 6)], ("E1", "E2")),
}


def bank(rng, n_items, categories=5):
    cuts = np.sort(rng.uniform(-2, 2, (n_items, categories - 1)), axis=1)
    slopes = rng.uniform(1.0, 2.5, n_items)
    return [GradedItem(float(a), tuple(float(a * b) for b in row)) for a, row in zip(slopes, cuts, strict=True)]


def draw(rng, items, theta):
    codes = []
    for item in items:
        cumulative = category_probabilities(item, theta, "logit").cumsum(axis=0)
        codes.append((rng.random(theta.size) > cumulative).sum(axis=0))
    return np.array(codes)


def eap(items, codes):
    grid = theta_grid()
    tables = pattern_tables(
        tuple(category_probabilities(i, grid.theta, "logit") for i in items), grid.theta, grid.weight
    )
    return posterior_of(tables, codes).mean


@pytest.mark.parametrize("name", ORACLES)
def test_lz_agrees_with_r_at_its_parameters(columns, oracle, name):
    data, wanted, reverse = ORACLES[name]
    expected = oracle(f"graded_response/grm_mml_ownR_{name}.json")
    answers = columns(data, wanted)
    for item in reverse:
        answers[:, wanted.index(item)] = 7 - answers[:, wanted.index(item)]
    a = np.array(expected["a"]["values"] if isinstance(expected["a"], dict) else expected["a"], dtype=float).ravel()
    b = np.array(expected["b"]["values"] if isinstance(expected["b"], dict) else expected["b"], dtype=float)
    items = [GradedItem(float(s), tuple(float(s * x) for x in row)) for s, row in zip(a, b.reshape(5, -1), strict=True)]
    codes = np.where(np.isnan(answers), 6, answers - 1).astype(np.intp).T

    found = standardised(pattern_likelihood(codes, items, "logit", eap(items, codes)))

    assert found[:20] == pytest.approx(np.array(expected["lz_first20"], dtype=float), abs=1e-3)


def test_at_known_positions_lz_has_mean_zero_and_variance_one():
    rng = np.random.default_rng(1)
    items, theta = bank(rng, 20), rng.normal(size=8000)

    lz = standardised(pattern_likelihood(draw(rng, items, theta), items, "logit", theta))

    assert lz.mean() == pytest.approx(0.0, abs=4 / np.sqrt(8000))
    assert lz.var() == pytest.approx(1.0, abs=4 * np.sqrt(3 / 8000))


def test_random_answers_are_lower_than_those_of_the_model():
    rng = np.random.default_rng(2)
    items = bank(rng, 20)
    honest = draw(rng, items, rng.normal(size=500))
    random = rng.integers(0, 5, (20, 500))

    fits, random_fits = (
        standardised(pattern_likelihood(codes, items, "logit", eap(items, codes))) for codes in (honest, random)
    )

    assert np.mean(random_fits < -1.645) > 0.9
    assert np.mean(fits < -1.645) < 0.06


def test_missing_answers_are_left_out():
    rng = np.random.default_rng(3)
    items, theta = bank(rng, 6), rng.normal(size=10)
    codes = draw(rng, items, theta)
    gaps = codes.copy()
    gaps[3:] = 5

    some = pattern_likelihood(gaps, items, "logit", theta)
    first = pattern_likelihood(codes[:3], items[:3], "logit", theta)

    assert some.observed == pytest.approx(first.observed)
    assert some.variance == pytest.approx(first.variance)
    assert np.isnan(standardised(pattern_likelihood(np.full((6, 10), 5), items, "logit", theta))).all()


def test_two_scales_add_up_to_their_items_together():
    rng = np.random.default_rng(4)
    items, theta = bank(rng, 6), rng.normal(size=10)
    codes = draw(rng, items, theta)

    parts = pattern_likelihood(codes[:2], items[:2], "logit", theta) + pattern_likelihood(
        codes[2:], items[2:], "logit", theta
    )

    whole = pattern_likelihood(codes, items, "logit", theta)
    assert standardised(parts) == pytest.approx(standardised(whole))


def test_the_order_of_items_changes_nothing():
    rng = np.random.default_rng(5)
    items, theta = bank(rng, 8), rng.normal(size=20)
    codes, order = draw(rng, items, theta), rng.permutation(8)

    one = standardised(pattern_likelihood(codes, items, "logit", theta))
    other = standardised(pattern_likelihood(codes[order], [items[i] for i in order], "logit", theta))

    assert other == pytest.approx(one)


@pytest.mark.parametrize(("n_items", "most"), [(5, 0.045), (10, 0.05), (25, 0.055)])
def test_at_estimated_positions_lz_is_conservative(n_items, most):
    """The real size of lz < -1.645, said to be 5 %; docs/scoring/quality.md has the table."""
    rng = np.random.default_rng(6)
    items = bank(rng, n_items)
    codes = draw(rng, items, rng.normal(size=20_000))

    lz = standardised(pattern_likelihood(codes, items, "logit", eap(items, codes)))

    assert np.mean(lz < -1.645) < most
