import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from scoring.errors import TooFewItemsError, ZeroVarianceError
from scoring.executors import ProcessExecutor, SerialExecutor
from scoring.factor.polychoric import influence_tables, polychoric_correlations, standard_errors
from scoring.factor.polychoric.bivariate import density, probability_below
from scoring.factor.polychoric.influence import correlation_variances, threshold_variances
from scoring.factor.tables import category_codes, observed_categories, tables_of, two_way_tables
from scoring.linalg import FloatMatrix
from scoring.responses import ResponseTable

ORACLES = Path(__file__).parents[2] / "oracles" / "polychoric"
THRESHOLDS = (-1.2, -0.3, 0.4, 1.3)


def integrated(x: float, y: float, r: float) -> float:
    """P(X <= x, Y <= y) by Gauss-Legendre on short pieces, the shorter where the integrand bends."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    root, bend = np.sqrt((1 - r) * (1 + r)), np.clip(y / r, -12, x) if r else 0.0
    edges = np.unique(np.clip(np.concatenate([np.linspace(-12, x, 300), bend + np.linspace(-0.3, 0.3, 300)]), -12, x))
    half, middle = np.diff(edges) / 2, (edges[1:] + edges[:-1]) / 2
    t = middle[:, None] + half[:, None] * nodes
    inner = np.exp(-t * t / 2) / np.sqrt(2 * np.pi) * ndtr((y - r * t) / root)
    return float((inner * weights * half[:, None]).sum())


@pytest.mark.parametrize("r", [-0.9999, -0.95, -0.8, -0.3, 0.0, 0.2, 0.6, 0.92, 0.93, 0.99, 0.9999])
def test_bivariate_probabilities_equal_numerical_integration(r: float) -> None:
    for x, y in np.random.default_rng(2).normal(size=(8, 2)) * 1.6:
        found = probability_below(np.array(x), np.array(y), np.array(r))

        assert float(found) == pytest.approx(integrated(float(x), float(y), r), abs=1e-14)


def test_infinite_limits_leave_the_other_margin() -> None:
    x, y, r = np.array([np.inf, -np.inf, 0.5]), np.array([0.3, 0.3, np.inf]), np.array(0.7)

    np.testing.assert_allclose(probability_below(x, y, r), [ndtr(0.3), 0.0, ndtr(0.5)], atol=1e-15)
    np.testing.assert_array_equal(density(x, y, r), [0.0, 0.0, 0.0])


def test_the_tetrachoric_of_a_median_split_is_the_sine_of_the_concordance() -> None:
    """With both thresholds at zero P(both above) = 1/4 + asin(r) / (2 pi), so r has a closed form (Sheppard 1899)."""
    both = 340
    codes = np.repeat([[0, 0], [0, 1], [1, 0], [1, 1]], [both, 500 - both, 500 - both, both], axis=0).astype(np.int8)

    found = polychoric_correlations(two_way_tables(codes, items=("a", "b"), categories=((0.0, 1.0),) * 2))

    assert found.matrix[0, 1] == pytest.approx(np.sin(2 * np.pi * (both / 1000 - 0.25)), abs=1e-9)
    assert found.thresholds[0].tolist() == [0.0]


def test_thresholds_are_the_quantiles_of_the_margins(make_table: Callable[..., ResponseTable]) -> None:
    found = polychoric_correlations(tables_of(make_table(np.array([[1, 1], [1, 2], [2, 1], [3, 2]] * 5))))

    np.testing.assert_allclose(found.thresholds[0], ndtri([0.5, 0.75]), atol=1e-15)


def test_known_correlations_are_recovered_within_four_standard_errors(
    simulate: Callable[..., FloatMatrix],
    cut: Callable[..., FloatMatrix],
    two_factors: tuple[FloatMatrix, FloatMatrix],
    make_table: Callable[..., ResponseTable],
) -> None:
    loadings, phi = two_factors
    answers = cut(simulate(loadings=loadings, factor_correlations=phi, n=20_000, seed=11), THRESHOLDS)
    tables = tables_of(make_table(answers))

    found = polychoric_correlations(tables)
    errors = standard_errors(found, tables)

    truth = loadings @ phi @ loadings.T
    off = ~np.eye(8, dtype=bool)
    assert np.abs((found.matrix - truth)[off] / errors[off]).max() < 4
    np.testing.assert_allclose(found.thresholds[0], THRESHOLDS, atol=0.05)


def test_standard_errors_equal_the_spread_over_samples(
    simulate: Callable[..., FloatMatrix], cut: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> None:
    loadings = np.array([[0.8], [0.7], [0.6]])
    estimates, errors = [], []
    for seed in range(150):
        sample = simulate(loadings=loadings, factor_correlations=np.eye(1), n=400, seed=seed)
        tables = tables_of(make_table(cut(sample, THRESHOLDS)))
        found = polychoric_correlations(tables)
        estimates.append(found.matrix[0, 1])
        errors.append(standard_errors(found, tables)[0, 1])

    # The standard deviation of 150 estimates has a relative error of about 1 / sqrt(300) = 6 %.
    assert np.mean(errors) == pytest.approx(np.std(estimates, ddof=1), rel=0.24)


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    order=st.permutations(range(4)),
    stretch=st.sampled_from([(0, 1, 2, 3, 4), (-3, 0, 1, 7, 20)]),
)
def test_correlations_ignore_order_of_persons_and_labels_and_turn_with_items(
    seed: int, order: list[int], stretch: tuple[int, ...]
) -> None:
    rng = np.random.default_rng(seed)
    common = rng.normal(size=(120, 1))
    codes = np.searchsorted(np.array(THRESHOLDS), common * 0.7 + rng.normal(size=(120, 4)) * 0.7)
    values = np.array(stretch, dtype=float)[codes]
    turned = values.copy()
    turned[:, 0] = sum(stretch[:: len(stretch) - 1]) - turned[:, 0] if stretch[0] == 0 else turned[:, 0]

    def matrix(table: np.ndarray) -> np.ndarray:
        names = tuple(f"i{j}" for j in range(table.shape[1]))
        answers = ResponseTable(items=names, values=table, rows=np.arange(1, table.shape[0] + 1))
        return polychoric_correlations(tables_of(answers)).matrix

    base = matrix(codes.astype(float))
    np.testing.assert_allclose(matrix(values[rng.permutation(120)]), base, atol=1e-8)
    np.testing.assert_allclose(matrix(values[:, order]), base[np.ix_(order, order)], atol=1e-8)
    if stretch[0] == 0:
        np.testing.assert_allclose(matrix(turned)[0, 1:], -base[0, 1:], atol=1e-7)


def test_variances_from_tables_alone_are_the_diagonal_of_the_cross_product_of_persons(bfi: ResponseTable) -> None:
    some = bfi.select(("A1", "A2", "C1", "N3"))
    tables = tables_of(some)
    found = polychoric_correlations(tables)
    influence = influence_tables(found, tables)

    gram = influence.gram(category_codes(some, tables.categories))

    n_tau = influence.n_thresholds
    np.testing.assert_allclose(np.diag(gram)[n_tau:], correlation_variances(influence, tables), rtol=1e-12)
    np.testing.assert_allclose(np.diag(gram)[:n_tau], threshold_variances(influence, tables), rtol=1e-12)


def test_cross_products_add_up_over_batches(bfi: ResponseTable) -> None:
    some = bfi.select(("A1", "A2", "C1"))
    tables = tables_of(some)
    influence = influence_tables(polychoric_correlations(tables), tables)
    codes = category_codes(some, tables.categories)

    np.testing.assert_allclose(
        influence.gram(codes[:900]) + influence.gram(codes[900:]), influence.gram(codes), rtol=1e-10
    )


def test_influences_of_all_persons_cancel(bfi: ResponseTable) -> None:
    some = bfi.select(("A1", "A2", "E3"))
    tables = tables_of(some)
    influence = influence_tables(polychoric_correlations(tables), tables)

    total = influence.of_persons(category_codes(some, tables.categories)).sum(axis=1)

    np.testing.assert_allclose(total, 0.0, atol=1e-8)


def test_a_perfect_correlation_stops_at_its_limit_and_says_so(make_table: Callable[..., ResponseTable]) -> None:
    column = np.tile([1, 2, 3], 30)

    found = polychoric_correlations(tables_of(make_table(np.column_stack([column, column, 4 - column]))))

    assert found.matrix[0, 1] == pytest.approx(0.99999)
    assert found.matrix[0, 2] == pytest.approx(-0.99999)
    assert {note.code for note in found.notes} == {"boundary"}


def test_a_pair_that_nobody_answered_has_no_correlation_and_a_note(make_table: Callable[..., ResponseTable]) -> None:
    nan = float("nan")
    values = np.array([[1, 1, nan], [2, 2, nan], [1, 2, nan], [1, nan, 1], [2, nan, 2], [2, nan, 1]])

    found = polychoric_correlations(tables_of(make_table(values)))

    assert np.isnan(found.matrix[1, 2])
    assert [note.code for note in found.notes] == ["no_pairs"]


def test_a_correction_of_empty_cells_moves_a_perfect_correlation_off_its_limit(
    make_table: Callable[..., ResponseTable],
) -> None:
    tables = tables_of(make_table(np.array([[1, 1], [2, 2]] * 20)))

    assert polychoric_correlations(tables, correct=0.5).matrix[0, 1] < 0.999


def test_one_item_or_one_category_is_refused(make_table: Callable[..., ResponseTable]) -> None:
    with pytest.raises(TooFewItemsError):
        polychoric_correlations(tables_of(make_table(np.array([[1], [2]]))))
    with pytest.raises(ZeroVarianceError):
        polychoric_correlations(tables_of(make_table(np.array([[1, 1], [1, 2]]))))


def test_standard_errors_of_real_answers_are_close_to_those_of_polycor(bfi: ResponseTable) -> None:
    """polycor inverts a Hessian with thresholds held fixed, ours is empirical; equality with lavaan: cfa_WLSMV_*."""
    oracle = json.loads((ORACLES / "polychoric_polycor_bfi25_first6.json").read_text())["result"]["se"]
    complete = bfi.complete().select(oracle["rows"])
    tables = tables_of(complete)

    found = standard_errors(polychoric_correlations(tables), tables)

    np.testing.assert_allclose(found, oracle["values"], rtol=0.2)


def test_chunks_in_other_processes_change_no_byte(bfi: ResponseTable) -> None:
    some = bfi.select(("A1", "A2", "C1"))
    categories = observed_categories(some)
    codes = np.tile(category_codes(some, categories), (8, 1))

    here, there = (
        two_way_tables(codes, items=some.items, categories=categories, executor=executor)
        for executor in (SerialExecutor(), ProcessExecutor(2))
    )
    influence = influence_tables(polychoric_correlations(here), here)

    np.testing.assert_array_equal(here.counts, there.counts)
    np.testing.assert_array_equal(influence.gram(codes), influence.gram(codes, executor=ProcessExecutor(2)))
