"""How often intervals hold the truth and tests reject it: `make test-long`. The figures stand in docs/scoring."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import numpy as np
import pytest

from scoring.executors import available_cores, default_executor
from scoring.factor.confirmatory import Estimator, confirm, parse_model
from scoring.factor.invariance import measurement_invariance
from scoring.linalg import FloatMatrix
from scoring.responses import ResponseTable

pytestmark = pytest.mark.long

MODEL = parse_model("F =~ x1 + x2 + x3 + x4\nG =~ x5 + x6 + x7 + x8")
ONE = parse_model("F =~ x1 + x2 + x3 + x4")
REPLICATIONS = 2_000
CHUNK = 200
NORMAL_90 = 1.6448536269514722

Simulate = Callable[..., FloatMatrix]
MakeTable = Callable[..., ResponseTable]
Row = TypeVar("Row")


def studied(replicate: Callable[[Sequence[int]], list[Row]]) -> list[Row]:
    """What every replication gives, in the order of their seeds, on two processes where there are two cores."""
    chunks = [range(start, start + CHUNK) for start in range(0, REPLICATIONS, CHUNK)]
    executor = default_executor(min(available_cores(), 2))
    return [row for part in executor.map(replicate, chunks) for row in part]


def drawn(estimator: Estimator, values: FloatMatrix, rng: np.random.Generator) -> FloatMatrix:
    if estimator.ordinal:  # skewed five-point answers
        return 1.0 + np.searchsorted(np.array([-0.5, 0.3, 0.9, 1.6]), values)
    if estimator is Estimator.FIML:  # a fifth of the answers missing completely at random
        return np.where(rng.random(values.shape) < 0.2, np.nan, values)
    return values


def held_and_rejected(
    seeds: Sequence[int],
    estimator: Estimator,
    factors: tuple[FloatMatrix, FloatMatrix],
    simulate: Simulate,
    make_table: MakeTable,
) -> list[tuple[list[bool], bool]]:
    """Which of nine intervals hold their parameter, and whether the test rejects the model."""
    loadings, phi = factors
    truth = [loadings[j, j // 4] for j in range(8)] + [0.4]
    results = []
    for seed in seeds:
        sample = simulate(loadings=loadings, factor_correlations=phi, n=500, seed=seed)
        values = drawn(estimator, sample, np.random.default_rng(10_000 + seed))
        found = confirm(make_table(values), MODEL, estimator=estimator)
        rows = {(p.lhs, p.op, p.rhs): p for p in found.parameters}
        figures = [rows["F" if j < 4 else "G", "=~", f"x{j + 1}"] for j in range(8)] + [rows["F", "~~", "G"]]
        test = found.indices.scaled or found.indices.naive
        held = [abs(r.estimate - t) <= NORMAL_90 * r.se for r, t in zip(figures, truth, strict=True)]
        results.append((held, test.pvalue < 0.05))
    return results


@pytest.mark.parametrize(
    "estimator", [Estimator.ML, Estimator.MLR, Estimator.FIML, Estimator.ULS, Estimator.DWLS, Estimator.WLSMV]
)
def test_intervals_hold_the_truth_and_tests_keep_their_size(
    estimator: Estimator,
    simulate: Simulate,
    two_factors: tuple[FloatMatrix, FloatMatrix],
    make_table: MakeTable,
    record_property: Callable[[str, object], None],
) -> None:
    found = studied(
        partial(held_and_rejected, estimator=estimator, factors=two_factors, simulate=simulate, make_table=make_table)
    )

    coverage, size = np.mean([held for held, _ in found]), np.mean([rejected for _, rejected in found])
    record_property("coverage", float(coverage))
    record_property("size", float(size))
    print(f"\n{estimator.value}: coverage {coverage:.4f}, size {size:.4f}")  # noqa: T201
    if estimator is Estimator.DWLS:  # naive: its errors are too small, its statistic is no chi-square
        assert 0.78 <= coverage <= 0.87
    else:
        assert (0.86 if estimator.ordinal else 0.88) <= coverage <= 0.92
        assert 0.03 <= size <= 0.085


def rejections_with_heavy_tails(
    seeds: Sequence[int], simulate: Simulate, make_table: MakeTable
) -> list[tuple[bool, bool]]:
    loadings = np.array([[0.8], [0.7], [0.6], [0.5]])
    results = []
    for seed in seeds:
        sample = simulate(loadings=loadings, factor_correlations=np.eye(1), n=800, seed=seed)
        # One scale for all answers of a person: elliptical, with heavy tails.
        stretch = np.sqrt(8.0 / np.random.default_rng(50_000 + seed).chisquare(8.0, (800, 1)))
        indices = confirm(make_table(sample * stretch), ONE, estimator=Estimator.MLR).indices
        assert indices.scaled is not None
        results.append((indices.naive.pvalue < 0.05, indices.scaled.pvalue < 0.05))
    return results


def test_mlr_keeps_its_size_where_ml_does_not_when_answers_have_heavy_tails(
    simulate: Simulate, make_table: MakeTable, record_property: Callable[[str, object], None]
) -> None:
    ml, mlr = np.mean(studied(partial(rejections_with_heavy_tails, simulate=simulate, make_table=make_table)), axis=0)

    record_property("ml", float(ml))
    record_property("mlr", float(mlr))
    assert ml > 0.12
    assert 0.03 <= mlr <= 0.085


def rejections_of_levels(seeds: Sequence[int], estimator: Estimator, make_table: MakeTable) -> list[list[bool]]:
    loadings, n = np.array([0.8, 0.7, 0.6, 0.5]), 400
    results = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        factor = np.concatenate([rng.normal(size=n), 0.4 + 1.1 * rng.normal(size=n)])
        values = factor[:, None] * loadings + rng.normal(size=(2 * n, 4)) * np.sqrt(1 - loadings**2)
        table = make_table(drawn(estimator, values, rng), groups=["a"] * n + ["b"] * n)
        found = measurement_invariance(table, ONE, estimator=estimator)
        results.append(
            [level.difference.p < 0.05 for level in found.levels[1:] if level.difference and level.difference.p]
        )
    return results


@pytest.mark.parametrize("estimator", [Estimator.MLR, Estimator.WLSMV])
def test_tests_of_invariance_keep_their_size(
    estimator: Estimator, make_table: MakeTable, record_property: Callable[[str, object], None]
) -> None:
    sizes = np.mean(studied(partial(rejections_of_levels, estimator=estimator, make_table=make_table)), axis=0)

    record_property("sizes", [float(s) for s in sizes])
    print(f"\n{estimator.value}: sizes {sizes}")  # noqa: T201
    assert sizes.max() < 0.08
    assert sizes.min() > 0.025
