"""Omega total, hierarchical and categorical."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.factor.exploration import explore
from scoring.factor.polychoric import influence_tables, polychoric_correlations
from scoring.factor.tables import category_codes, tables_of
from scoring.reliability.alpha import alpha_of
from scoring.reliability.categorical_omega import (
    categorical_omega,
    gram_of,
    reliability_interval,
    reliability_lower_bound,
)
from scoring.reliability.omega import omega, omega_hierarchical, omega_total, schmid_leiman
from scoring.responses import ResponseTable

DATA = Path(__file__).parents[2] / "data"
CASES = {
    "bfi25": ("bfi.csv", [f"{s}{i}" for s in "ACENO" for i in range(1, 6)], "A1,C4,C5,E1,E2,O2,O5", 5),
    "bfi_AN10": ("bfi.csv", [f"{s}{i}" for s in "AN" for i in range(1, 6)], "A1", 3),
    "hs9": ("hs1939.csv", [f"x{i}" for i in range(1, 10)], "", 3),
}


def ordinal_table(values):
    return ResponseTable(
        items=tuple(f"i{j}" for j in range(values.shape[1])), values=values, rows=np.arange(1, len(values) + 1)
    )


def of_sample(values):
    table = ordinal_table(values)
    tables = tables_of(table)
    polychorics = polychoric_correlations(tables)
    gram = gram_of(influence_tables(polychorics, tables), category_codes(table, tables.categories))
    return categorical_omega(polychorics, gram)


def answers(rng, n, loadings, cuts):
    theta = rng.normal(size=(n, 1))
    latent = loadings * theta + np.sqrt(1 - loadings**2) * rng.normal(size=(n, loadings.size))
    return np.searchsorted(cuts, latent).astype(float)


@pytest.mark.parametrize("name", CASES)
def test_total_and_hierarchical_agree_with_psych(engine, oracle, name):
    data, items, reverse, factors = CASES[name]
    expected = oracle(f"omega/omega_{name}.json")
    keys = ["--reverse", reverse, "--min", "1", "--max", "6"] if reverse else []

    status, found = engine("omega", "--data", DATA / data, "--items", ",".join(items), "--factors", str(factors), *keys)

    assert status == 0
    assert found["omega_total"] == pytest.approx(expected["omega_tot"], abs=1e-5)
    assert found["omega_hierarchical"] == pytest.approx(expected["omega_h"], abs=1e-5)
    columns = expected["schmid"]["cols"]
    values = np.array(expected["schmid"]["values"], dtype=float)
    assert found["general_loadings"] == pytest.approx(values[:, columns.index("g")], abs=1e-4)
    assert found["uniquenesses"] == pytest.approx(values[:, columns.index("u2")], abs=1e-4)


@pytest.mark.parametrize(("name", "data"), [("bfiN5", "bfi.csv"), ("bfiE5", "bfi.csv"), ("ability16", "ability.csv")])
def test_categorical_omega_agrees_with_semtools(columns, oracle, name, data):
    expected = oracle("categorical_omega/categorical_omega.json")[name]
    values = columns(data, expected["items"])
    for item in expected["reverse"]:
        values[:, expected["items"].index(item)] = 7 - values[:, expected["items"].index(item)]

    found = of_sample(values[~np.isnan(values).any(axis=1)])

    assert found.omega == pytest.approx(expected["omega"], abs=1e-6)
    assert found.loadings == pytest.approx(expected["loadings"], abs=1e-6)


def test_a_bifactor_structure_is_recovered_exactly_from_its_correlations():
    general_of_factors, within = np.array([0.8, 0.7, 0.6]), 0.7
    pattern = np.kron(np.eye(3), np.full((4, 1), within))
    phi = np.outer(general_of_factors, general_of_factors)
    np.fill_diagonal(phi, 1.0)
    correlations = pattern @ phi @ pattern.T
    np.fill_diagonal(correlations, 1.0)

    found = omega(correlations, explore(correlations, n=1000, factors=3))

    general = within * np.repeat(general_of_factors, 4)
    assert np.sort(found.structure.general) == pytest.approx(np.sort(general), abs=1e-5)
    assert found.omega_hierarchical == pytest.approx(omega_hierarchical(correlations, general), abs=1e-5)
    assert found.omega_total == pytest.approx(1 - 12 * (1 - within**2) / correlations.sum(), abs=1e-5)


def test_omega_of_tau_equivalent_items_is_alpha():
    correlations = np.full((6, 6), 0.4) + 0.6 * np.eye(6)

    assert omega_total(correlations, np.full(6, 0.6)) == pytest.approx(alpha_of(correlations))


def test_schmid_leiman_keeps_what_the_factors_explain():
    rng = np.random.default_rng(4)
    pattern = rng.uniform(-0.2, 0.7, (9, 3))
    higher = np.array([0.7, 0.6, 0.5])
    phi = np.outer(higher, higher)
    np.fill_diagonal(phi, 1.0)

    found = schmid_leiman(pattern, phi, np.zeros(9))

    explained = np.outer(found.general, found.general) + found.group @ found.group.T
    assert explained == pytest.approx(pattern @ phi @ pattern.T, abs=1e-6)


def test_two_group_factors_are_said_to_be_assumed_equal_and_one_to_be_no_hierarchy():
    two = schmid_leiman(np.full((4, 2), 0.5), np.array([[1.0, 0.36], [0.36, 1.0]]), np.zeros(4))
    against = schmid_leiman(np.full((4, 2), 0.5), np.array([[1.0, -0.3], [-0.3, 1.0]]), np.zeros(4))
    one = schmid_leiman(np.full((4, 1), 0.5), np.ones((1, 1)), np.zeros(4))

    assert two.general == pytest.approx(np.full(4, 0.6))
    assert [two.notes[0].code, one.notes[0].code] == ["two_group_factors", "one_factor"]
    assert np.isnan(against.general).all()
    assert against.notes[0].code == "no_general_factor"


def test_with_many_categories_categorical_omega_is_that_of_the_latent_sum():
    rng = np.random.default_rng(6)
    loadings = np.full(6, 0.7)

    found = of_sample(answers(rng, 4000, loadings, np.linspace(-2.4, 2.4, 13)))

    latent = 0.49 * 36 / (0.49 * 36 + 0.51 * 6)
    assert found.omega == pytest.approx(latent, abs=4 * found.se + 0.01)


def test_the_standard_error_follows_the_numerical_slope():
    rng = np.random.default_rng(7)
    table = ordinal_table(answers(rng, 600, np.array([0.8, 0.7, 0.6, 0.5]), np.array([-0.7, 0.2, 1.0])))
    tables = tables_of(table)
    polychorics = polychoric_correlations(tables)
    gram = gram_of(influence_tables(polychorics, tables), category_codes(table, tables.categories))
    rows, columns = np.tril_indices(4, -1)
    order = np.lexsort((rows, columns))
    rows, columns = rows[order], columns[order]

    def at(step, place):
        thresholds, matrix = [t.copy() for t in polychorics.thresholds], polychorics.matrix.copy()
        if place < 12:
            thresholds[place // 3][place % 3] += step
        else:
            j, k = rows[place - 12], columns[place - 12]
            matrix[j, k] += step
            matrix[k, j] += step
        return categorical_omega(
            type(polychorics)(**{**vars(polychorics), "thresholds": tuple(thresholds), "matrix": matrix})
        ).omega

    slope = np.array([(at(1e-5, p) - at(-1e-5, p)) / 2e-5 for p in range(18)])

    assert categorical_omega(polychorics, gram).se == pytest.approx(np.sqrt(slope @ gram @ slope), rel=1e-4)


@given(st.permutations(range(5)))
@settings(max_examples=10, deadline=None)
def test_categorical_omega_does_not_depend_on_the_order_of_items(order):
    values = answers(np.random.default_rng(8), 400, np.array([0.8, 0.7, 0.6, 0.5, 0.4]), np.array([-0.5, 0.5]))

    assert of_sample(values[:, list(order)]).omega == pytest.approx(of_sample(values).omega, abs=1e-8)


def test_turning_every_item_leaves_categorical_omega_alone():
    values = answers(np.random.default_rng(9), 400, np.array([0.8, 0.7, 0.6]), np.array([-0.5, 0.5]))

    assert of_sample(2 - values).omega == pytest.approx(of_sample(values).omega, abs=1e-8)


@given(st.floats(0.05, 0.99), st.floats(1e-4, 0.05))
@settings(max_examples=50, deadline=None)
def test_intervals_of_reliability_stay_inside_zero_to_one(estimate, se):
    lower, upper = reliability_interval(estimate, se, 0.90)

    assert 0 < lower < estimate < upper < 1
    assert reliability_lower_bound(estimate, se, 0.95) == pytest.approx(lower)


@pytest.mark.parametrize(("estimate", "se"), [(1.0, 0.01), (-0.2, 0.01), (0.8, float("nan"))])
def test_no_interval_where_there_is_none(estimate, se):
    assert np.isnan(reliability_interval(estimate, se, 0.90)).all()


def test_a_loading_at_its_boundary_has_no_standard_error():
    rng = np.random.default_rng(10)
    values = answers(rng, 300, np.array([0.7, 0.7, 0.7]), np.array([0.0]))
    values[:, 0] = values[:, 1]
    values[:3, 0] = 1 - values[:3, 0]

    found = of_sample(values)

    assert np.isnan(found.se)
    assert 0 < found.omega <= 1


def test_continuous_answers_have_no_categorical_omega_and_the_command_says_so(engine):
    status, found = engine("omega", "--data", DATA / "hs1939.csv", "--items", "x1-x9")

    assert status == 0
    assert found["omega_categorical"] is None
    assert "not_ordinal" in [note["code"] for note in found["notes"]]
    assert json.dumps(found, allow_nan=False)


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["--items", "N1,N2"], "too_few_items"),
        (["--items", "N1-N5", "--factors", "9"], "usage"),
        (["--items", "N1-N5", "--confidence", "0"], "usage"),
    ],
)
def test_the_command_refuses_unusable_input(engine, argv, code):
    status, found = engine("omega", "--data", DATA / "bfi.csv", *argv)

    assert (status, found["error"]["code"]) == (2, code)


@pytest.mark.long
def test_the_interval_of_categorical_omega_covers_its_confidence():
    rng = np.random.default_rng(91)
    loadings, cuts = np.array([0.75, 0.65, 0.7, 0.55, 0.6, 0.5]), np.array([-1.2, -0.3, 0.5, 1.3])
    truth = of_sample(answers(rng, 400_000, loadings, cuts)).omega
    hits = above = 0
    for _ in range(2000):
        found = of_sample(answers(rng, 300, loadings, cuts))
        lower, upper = reliability_interval(found.omega, found.se, 0.90)
        hits += lower <= truth <= upper
        above += reliability_lower_bound(found.omega, found.se, 0.90) <= truth

    assert 0.87 <= hits / 2000 <= 0.93
    assert 0.87 <= above / 2000 <= 0.93
