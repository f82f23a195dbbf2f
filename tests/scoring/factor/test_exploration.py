from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import NotPositiveDefiniteError, TooFewItemsError, TooFewPersonsError, UsageError
from scoring.factor.correlations import CorrelationKind, correlate
from scoring.factor.dimensionality import Reference, average_partials, parallel_analysis
from scoring.factor.exploration import Library, explore
from scoring.factor.extraction import LOWEST_UNIQUENESS, Method, extract
from scoring.factor.rotation import Rotation, oblimin, promax, rotate, varimax
from scoring.linalg import FloatMatrix
from scoring.responses import MissingRule, ResponseTable


def implied(two_factors: tuple[FloatMatrix, FloatMatrix]) -> FloatMatrix:
    loadings, phi = two_factors
    matrix = loadings @ phi @ loadings.T
    np.fill_diagonal(matrix, 1.0)
    return np.asarray(matrix)


@pytest.mark.parametrize("method", [Method.MINRES, Method.ML])
def test_correlations_of_a_model_give_its_loadings_back(
    method: Method, two_factors: tuple[FloatMatrix, FloatMatrix]
) -> None:
    found = explore(implied(two_factors), n=500, factors=2, method=method, rotation=Rotation.OBLIMIN)

    np.testing.assert_allclose(found.loadings, two_factors[0], atol=1e-5)
    np.testing.assert_allclose(found.factor_correlations, two_factors[1], atol=1e-5)
    assert found.fit.chisq == pytest.approx(0.0, abs=1e-6)
    assert found.fit.rmsr == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("rotation", list(Rotation))
@pytest.mark.parametrize("method", list(Method))
def test_rotation_changes_neither_communalities_nor_fit(method: Method, rotation: Rotation, bfi: ResponseTable) -> None:
    matrix = correlate(bfi, kind=CorrelationKind.PEARSON, missing=MissingRule.PAIRWISE).matrix

    plain = explore(matrix, n=2800, factors=5, method=method, rotation=Rotation.NONE)
    turned = explore(matrix, n=2800, factors=5, method=method, rotation=rotation)

    np.testing.assert_allclose(turned.communalities, plain.communalities, atol=1e-9)
    np.testing.assert_allclose(turned.communalities + turned.uniquenesses, 1.0, atol=1e-12)
    assert turned.fit.chisq == pytest.approx(plain.fit.chisq, rel=1e-8)


def test_factor_analyzer_agrees_with_our_code_but_for_its_communalities(bfi: ResponseTable) -> None:
    matrix = correlate(bfi, kind=CorrelationKind.PEARSON, missing=MissingRule.PAIRWISE).matrix

    ours = explore(matrix, n=2800, factors=5, rotation=Rotation.NONE)
    theirs = explore(matrix, n=2800, factors=5, rotation=Rotation.NONE, library=Library.FACTOR_ANALYZER)
    oblique = explore(matrix, n=2800, factors=5, rotation=Rotation.OBLIMIN, library=Library.FACTOR_ANALYZER)

    np.testing.assert_allclose(theirs.loadings, ours.loadings, atol=1e-3)
    np.testing.assert_allclose(oblique.communalities, ours.communalities, atol=1e-4)


def test_minres_is_at_a_minimum(bfi: ResponseTable) -> None:
    matrix = correlate(bfi, kind=CorrelationKind.PEARSON, missing=MissingRule.PAIRWISE).matrix
    found = extract(matrix, factors=5, method=Method.MINRES)

    def misfit(loadings: FloatMatrix) -> float:
        rest = matrix - loadings @ loadings.T
        np.fill_diagonal(rest, 0.0)
        return float((rest**2).sum())

    rng = np.random.default_rng(1)
    least = misfit(found.loadings)
    assert all(misfit(found.loadings + rng.normal(size=(25, 5)) * 1e-3) > least for _ in range(20))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_rotations_start_from_any_rotation_of_the_same_loadings(seed: int) -> None:
    rng = np.random.default_rng(seed)
    simple = np.zeros((9, 3))
    for k in range(3):
        simple[3 * k : 3 * k + 3, k] = rng.uniform(0.5, 0.9, 3)
    spun = simple @ np.linalg.qr(rng.normal(size=(3, 3)))[0]

    for turn in (varimax, promax, oblimin):
        found = np.abs(turn(spun).loadings)
        np.testing.assert_allclose(np.sort(found, axis=1)[:, -1], simple.max(axis=1), atol=1e-5)
        np.testing.assert_allclose(np.sort(found, axis=1)[:, :2], 0.0, atol=1e-5)


def test_one_factor_is_not_rotated() -> None:
    loadings = np.array([[0.5], [0.6], [0.7]])

    assert rotate(loadings, Rotation.OBLIMIN).loadings is loadings


def test_a_heywood_case_stops_at_the_bound_and_says_so() -> None:
    matrix = np.array([[1.0, 0.9, 0.9, 0.2], [0.9, 1.0, 0.7, 0.1], [0.9, 0.7, 1.0, 0.1], [0.2, 0.1, 0.1, 1.0]])

    found = extract(matrix, factors=1, method=Method.MINRES)

    assert [note.code for note in found.notes] == ["heywood"]
    assert found.converged
    assert found.uniquenesses.min() > -0.2
    assert LOWEST_UNIQUENESS == 0.005


def test_parallel_analysis_finds_the_factors_that_made_the_answers(
    simulate: Callable[..., FloatMatrix], two_factors: tuple[FloatMatrix, FloatMatrix]
) -> None:
    answers = simulate(loadings=two_factors[0], factor_correlations=two_factors[1], n=600, seed=3)

    found = parallel_analysis(np.corrcoef(answers.T), n=600, replications=60, percentile=95, seed=1)

    assert found.factors == 2
    assert found.components == 2
    assert int(np.argmin(found.map)) + 1 == 2


def test_unrelated_items_have_no_factor_in_nineteen_of_twenty_samples() -> None:
    rng = np.random.default_rng(8)
    counts = [
        parallel_analysis(
            np.corrcoef(rng.normal(size=(200, 6)).T), n=200, replications=40, percentile=95, seed=s
        ).components
        for s in range(40)
    ]

    # Binomial(40, about .05): more than 7 has a probability below .001.
    assert sum(c > 0 for c in counts) <= 7


def test_wishart_draws_and_simulated_answers_give_the_same_reference() -> None:
    matrix = np.eye(6)
    options: dict[str, Any] = {"n": 300, "replications": 300, "percentile": 50, "seed": 4}

    drawn = parallel_analysis(matrix, reference=Reference.WISHART, **options).reference
    simulated = parallel_analysis(matrix, reference=Reference.ANSWERS, **options).reference

    # The median of 300 first eigenvalues (standard deviation about .04) has an error of about .003.
    np.testing.assert_allclose(drawn, simulated, atol=0.015)


def test_the_seed_settles_the_reference() -> None:
    first, again, other = (
        parallel_analysis(np.eye(5), n=100, replications=10, percentile=95, seed=s).reference for s in (1, 1, 2)
    )

    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_map_of_unrelated_items_after_all_but_one_component_is_one() -> None:
    matrix = np.corrcoef(np.random.default_rng(1).normal(size=(50, 4)).T)

    assert average_partials(matrix)[-1] == pytest.approx(1.0, abs=1e-9)


@pytest.mark.parametrize(
    ("use", "error"),
    [
        (lambda m: explore(m, n=500, factors=5), UsageError),
        (lambda m: explore(m, n=500, factors=0), UsageError),
        (lambda m: explore(m, n=8, factors=1), TooFewPersonsError),
        (lambda m: parallel_analysis(m, n=8, replications=5, percentile=95, seed=1), TooFewPersonsError),
    ],
)
def test_what_cannot_be_explored_is_named(
    use: Callable[[FloatMatrix], object], error: type[Exception], two_factors: tuple[FloatMatrix, FloatMatrix]
) -> None:
    with pytest.raises(error):
        use(implied(two_factors))


def test_perfect_correlations_and_two_items_are_refused(make_table: Callable[..., ResponseTable]) -> None:
    column = np.random.default_rng(1).normal(size=(30, 3))
    doubled = np.column_stack([column, column[:, 0]])

    with pytest.raises(NotPositiveDefiniteError):
        correlate(make_table(doubled), kind=CorrelationKind.PEARSON, missing=MissingRule.PAIRWISE)
    with pytest.raises(TooFewItemsError):
        correlate(make_table(column[:, :2]), kind=CorrelationKind.PEARSON, missing=MissingRule.PAIRWISE)
