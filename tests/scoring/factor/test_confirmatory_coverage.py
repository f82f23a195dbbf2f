"""How often intervals hold the truth and tests reject it: `make test-long`. The figures stand in docs/scoring."""

from collections.abc import Callable

import numpy as np
import pytest

from scoring.factor.confirmatory import Estimator, confirm, parse_model
from scoring.factor.invariance import measurement_invariance
from scoring.linalg import FloatMatrix
from scoring.responses import ResponseTable

pytestmark = pytest.mark.long

MODEL = parse_model("F =~ x1 + x2 + x3 + x4\nG =~ x5 + x6 + x7 + x8")
ONE = parse_model("F =~ x1 + x2 + x3 + x4")
REPLICATIONS = 500
NORMAL_90 = 1.6448536269514722


def drawn(estimator: Estimator, values: FloatMatrix, rng: np.random.Generator) -> FloatMatrix:
    if estimator.ordinal:  # skewed five-point answers
        return 1.0 + np.searchsorted(np.array([-0.5, 0.3, 0.9, 1.6]), values)
    if estimator is Estimator.FIML:  # a fifth of the answers missing completely at random
        return np.where(rng.random(values.shape) < 0.2, np.nan, values)
    return values


@pytest.mark.parametrize(
    "estimator", [Estimator.ML, Estimator.MLR, Estimator.FIML, Estimator.ULS, Estimator.DWLS, Estimator.WLSMV]
)
def test_intervals_hold_the_truth_and_tests_keep_their_size(
    estimator: Estimator,
    simulate: Callable[..., FloatMatrix],
    two_factors: tuple[FloatMatrix, FloatMatrix],
    make_table: Callable[..., ResponseTable],
    record_property: Callable[[str, object], None],
) -> None:
    loadings, phi = two_factors
    truth = [loadings[j, j // 4] for j in range(8)] + [0.4]
    held, rejected = np.zeros((REPLICATIONS, 9)), np.zeros(REPLICATIONS)
    for seed in range(REPLICATIONS):
        sample = simulate(loadings=loadings, factor_correlations=phi, n=500, seed=seed)
        values = drawn(estimator, sample, np.random.default_rng(10_000 + seed))
        found = confirm(make_table(values), MODEL, estimator=estimator)
        rows = {(p.lhs, p.op, p.rhs): p for p in found.parameters}
        figures = [rows["F" if j < 4 else "G", "=~", f"x{j + 1}"] for j in range(8)] + [rows["F", "~~", "G"]]
        held[seed] = [abs(r.estimate - t) <= NORMAL_90 * r.se for r, t in zip(figures, truth, strict=True)]
        test = found.indices.scaled or found.indices.naive
        rejected[seed] = test.pvalue < 0.05

    record_property("coverage", float(held.mean()))
    record_property("size", float(rejected.mean()))
    if estimator is Estimator.DWLS:  # naive: its errors are too small, its statistic is no chi-square
        assert 0.78 <= held.mean() <= 0.87
    else:
        assert (0.86 if estimator.ordinal else 0.88) <= held.mean() <= 0.92
        assert 0.03 <= rejected.mean() <= 0.085


def test_mlr_keeps_its_size_where_ml_does_not_when_answers_have_heavy_tails(
    simulate: Callable[..., FloatMatrix],
    make_table: Callable[..., ResponseTable],
    record_property: Callable[[str, object], None],
) -> None:
    loadings = np.array([[0.8], [0.7], [0.6], [0.5]])
    rejected = np.zeros((REPLICATIONS, 2))
    for seed in range(REPLICATIONS):
        sample = simulate(loadings=loadings, factor_correlations=np.eye(1), n=800, seed=seed)
        # One scale for all answers of a person: elliptical, with heavy tails.
        stretch = np.sqrt(8.0 / np.random.default_rng(50_000 + seed).chisquare(8.0, (800, 1)))
        indices = confirm(make_table(sample * stretch), ONE, estimator=Estimator.MLR).indices
        assert indices.scaled is not None
        rejected[seed] = indices.naive.pvalue < 0.05, indices.scaled.pvalue < 0.05

    record_property("ml", float(rejected[:, 0].mean()))
    record_property("mlr", float(rejected[:, 1].mean()))
    assert rejected[:, 0].mean() > 0.12
    assert 0.025 <= rejected[:, 1].mean() <= 0.095


@pytest.mark.parametrize("estimator", [Estimator.MLR, Estimator.WLSMV])
def test_tests_of_invariance_keep_their_size(
    estimator: Estimator,
    make_table: Callable[..., ResponseTable],
    record_property: Callable[[str, object], None],
) -> None:
    loadings, n = np.array([0.8, 0.7, 0.6, 0.5]), 400
    rejected = []
    for seed in range(REPLICATIONS // 2):
        rng = np.random.default_rng(seed)
        factor = np.concatenate([rng.normal(size=n), 0.4 + 1.1 * rng.normal(size=n)])
        values = factor[:, None] * loadings + rng.normal(size=(2 * n, 4)) * np.sqrt(1 - loadings**2)
        table = make_table(drawn(estimator, values, rng), groups=["a"] * n + ["b"] * n)
        found = measurement_invariance(table, ONE, estimator=estimator)
        rejected.append(
            [level.difference.p < 0.05 for level in found.levels[1:] if level.difference and level.difference.p]
        )

    sizes = np.mean(rejected, axis=0)
    record_property("sizes", [float(s) for s in sizes])
    # 250 replications: two standard errors are .03.
    assert sizes.max() < 0.1
    assert sizes.min() > 0.01
