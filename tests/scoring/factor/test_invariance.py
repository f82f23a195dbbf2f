import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from scoring.errors import ScoringError, UnsuitableGroupsError, UsageError
from scoring.factor.confirmatory import Estimator, parse_model
from scoring.factor.invariance import InvarianceResult, Level, measurement_invariance
from scoring.factor.invariance.differences import satorra_2000
from scoring.factor.invariance.merging import MergedCategory, merge_rare_categories
from scoring.linalg import FloatMatrix
from scoring.responses import ResponseTable

MODEL = parse_model("F =~ x1 + x2 + x3 + x4 + x5")
THRESHOLDS = (-1.2, -0.3, 0.4, 1.3)
LOADINGS = np.array([[0.8], [0.75], [0.7], [0.65], [0.6]])


@pytest.fixture
def two_groups(
    simulate: Callable[..., FloatMatrix], make_table: Callable[..., ResponseTable]
) -> Callable[..., ResponseTable]:
    """Two groups of 800; the second differs in factor mean and variance, and in what `change` does to its answers."""

    def draw(
        change: Callable[[FloatMatrix], None] = lambda values: None,
        *,
        seed: int = 3,
        n: int = 800,
        thresholds: tuple[float, ...] | None = None,
    ) -> ResponseTable:
        rng = np.random.default_rng(seed)
        factor = np.concatenate([rng.normal(size=n), 0.5 + 1.2 * rng.normal(size=n)])
        values = factor[:, None] * LOADINGS.T + rng.normal(size=(2 * n, 5)) * np.sqrt(1 - LOADINGS.T**2)
        change(values[n:])
        if thresholds is not None:
            values = 1.0 + np.searchsorted(np.array(thresholds), values)
        return make_table(values, groups=["a"] * n + ["b"] * n)

    return draw


def levels_of(found: InvarianceResult) -> list[Level]:
    return [level.level for level in found.levels]


def shifted(values: FloatMatrix) -> None:
    values[:, 0] += 0.6


def test_groups_that_differ_only_in_the_factor_pass_every_level(two_groups: Callable[..., ResponseTable]) -> None:
    found = measurement_invariance(two_groups(), MODEL, estimator=Estimator.MLR)

    assert levels_of(found) == [Level.CONFIGURAL, Level.METRIC, Level.SCALAR, Level.STRICT]
    assert [level.difference.df for level in found.levels[1:] if level.difference] == [4, 4, 5]
    assert all(level.difference.p > 0.001 for level in found.levels[1:] if level.difference and level.difference.p)
    assert found.levels[0].difference is None
    assert found.groups == (("a", 800), ("b", 800))


def test_a_shifted_intercept_fails_at_the_scalar_level_only(two_groups: Callable[..., ResponseTable]) -> None:
    found = measurement_invariance(two_groups(shifted), MODEL, estimator=Estimator.MLR)

    p = [level.difference.p for level in found.levels[1:] if level.difference]
    assert p[0] > 0.001
    assert p[1] < 1e-10
    assert found.levels[2].delta_cfi is not None
    assert found.levels[2].delta_cfi < -0.01


def test_the_mean_and_variance_of_the_second_group_are_recovered(two_groups: Callable[..., ResponseTable]) -> None:
    found = measurement_invariance(two_groups(n=4_000), MODEL, estimator=Estimator.MLR).levels[2].fitted
    place = {(q.lhs, q.op, q.rhs): q.free for q in found.table.parameters if q.group == 2 and q.free >= 0}

    for key, truth in ((("F", "~1", ""), 0.5), (("F", "~~", "F"), 1.44)):
        number = place[key]
        assert abs(found.theta[number] - truth) < 4 * np.sqrt(found.covariance[number, number])


def test_ordinal_levels_follow_wu_and_estabrook(two_groups: Callable[..., ResponseTable]) -> None:
    found = measurement_invariance(two_groups(thresholds=THRESHOLDS), MODEL, estimator=Estimator.WLSMV)

    assert levels_of(found) == [
        Level.CONFIGURAL,
        Level.THRESHOLDS,
        Level.LOADINGS,
        Level.INTERCEPTS,
        Level.RESIDUALS,
    ]
    # Of 20 thresholds 10 pay for intercepts and scales; 5 loadings free a variance; 5 intercepts a mean; 5 residuals.
    assert [level.difference.df for level in found.levels[1:] if level.difference] == [10, 4, 4, 5]
    assert all(level.difference.p > 0.001 for level in found.levels[1:] if level.difference and level.difference.p)


def test_a_shifted_ordinal_item_fails_at_the_level_of_intercepts(two_groups: Callable[..., ResponseTable]) -> None:
    found = measurement_invariance(two_groups(shifted, thresholds=THRESHOLDS), MODEL, estimator=Estimator.WLSMV)

    p = {level.level: level.difference.p for level in found.levels[1:] if level.difference}
    assert min(p[Level.THRESHOLDS] or 0, p[Level.LOADINGS] or 0) > 0.001
    assert (p[Level.INTERCEPTS] or 0) < 1e-10


@pytest.mark.parametrize("thresholds", [(0.0,), (-0.5, 0.5)])
def test_thresholds_of_few_categories_cannot_be_tested_and_say_so(
    thresholds: tuple[float, ...], two_groups: Callable[..., ResponseTable]
) -> None:
    found = measurement_invariance(two_groups(thresholds=thresholds), MODEL, estimator=Estimator.WLSMV)

    untestable = [note.place for note in found.notes if note.code == "untestable"]
    assert "thresholds" in untestable
    assert ("loadings" in untestable) == (len(thresholds) == 1)
    first, second = (level.indices.naive.chisq for level in found.levels[:2])
    assert second == pytest.approx(first, rel=1e-4)
    assert found.converged


def test_rows_without_a_group_are_left_out(make_table: Callable[..., ResponseTable]) -> None:
    values = np.random.default_rng(1).normal(size=(90, 1)) + np.random.default_rng(2).normal(size=(90, 5))

    found = measurement_invariance(
        make_table(values, groups=["a"] * 40 + ["b"] * 40 + [""] * 10), MODEL, estimator=Estimator.ML
    )

    assert found.groups == (("a", 40), ("b", 40))


def test_the_order_of_groups_changes_no_test(two_groups: Callable[..., ResponseTable]) -> None:
    table = two_groups(thresholds=THRESHOLDS)
    turned = table.where(np.ones(table.n_rows, dtype=bool))
    back = ResponseTable(
        items=turned.items,
        values=turned.values[::-1],
        rows=turned.rows,
        groups=tuple(reversed(turned.groups or ())),
    )

    for estimator in (Estimator.ML, Estimator.WLSMV):
        first, second = (measurement_invariance(t, MODEL, estimator=estimator) for t in (table, back))
        for one, other in zip(first.levels, second.levels, strict=True):
            assert other.indices.naive.chisq == pytest.approx(one.indices.naive.chisq, rel=1e-5)


def test_rare_categories_are_merged_inward_in_all_groups_and_listed(make_table: Callable[..., ResponseTable]) -> None:
    first = make_table(np.array([[1.0]] * 2 + [[2.0]] * 20 + [[3.0]] * 20 + [[4.0]] * 20 + [[5.0]] * 20))
    second = make_table(np.array([[1.0]] * 20 + [[2.0]] * 20 + [[3.0]] * 20 + [[4.0]] * 20 + [[5.0]] * 3))

    groups, categories, merged = merge_rare_categories([first, second])

    assert categories == ((2.0, 3.0, 4.0),)
    assert merged == (
        MergedCategory(item="x1", category=1.0, into=2.0),
        MergedCategory(item="x1", category=5.0, into=4.0),
    )
    assert [int((g.values == 2.0).sum()) for g in groups] == [22, 40]


def test_the_scaled_difference_is_the_plain_one_when_the_weight_is_right() -> None:
    rng = np.random.default_rng(4)
    root = rng.normal(size=(6, 6))
    gamma = root @ root.T + np.eye(6)
    slopes = rng.normal(size=(6, 4))

    found = satorra_2000(10.0, slopes, slopes[:, :2], np.linalg.inv(gamma), gamma)

    assert found == pytest.approx(10.0, abs=1e-8)


@pytest.mark.parametrize(
    ("groups", "error"),
    [
        (["a"] * 60, UnsuitableGroupsError),
        (["a"] * 59 + ["b"], UnsuitableGroupsError),
        ([""] * 60, UnsuitableGroupsError),
    ],
)
def test_one_group_or_a_group_of_one_is_refused(
    groups: list[str], error: type[ScoringError], make_table: Callable[..., ResponseTable]
) -> None:
    values = np.random.default_rng(1).normal(size=(60, 1)) + np.random.default_rng(2).normal(size=(60, 5))

    with pytest.raises(error) as caught:
        measurement_invariance(make_table(values, groups=groups), MODEL, estimator=Estimator.ML)

    assert caught.value.remedy


def test_factors_of_factors_are_refused(two_groups: Callable[..., ResponseTable]) -> None:
    model = parse_model("F =~ x1 + x2 + x3\nG =~ x4 + x5\nH =~ F + G")

    with pytest.raises(UsageError):
        measurement_invariance(two_groups(), model, estimator=Estimator.ML)


RESIDUALS = json.loads(
    (Path(__file__).parents[2] / "oracles" / "invariance_residuals" / "invariance_residuals.json").read_text()
)["result"]


@pytest.mark.parametrize("scale", ["N", "E", "C"])
def test_equal_residuals_agree_with_semtools_and_lavaan(bfi: ResponseTable, scale: str) -> None:
    oracle = RESIDUALS[scale]

    found = measurement_invariance(bfi, parse_model(f"F =~ {' + '.join(oracle['items'])}"), estimator=Estimator.WLSMV)

    assert dict(found.groups) == oracle["n"]
    for level in found.levels[-2:]:
        figures, scaled = oracle[level.level.value], level.indices.scaled
        assert scaled is not None
        assert level.indices.naive.df == figures["df"]
        assert level.indices.naive.chisq == pytest.approx(figures["chisq"], rel=1e-5)
        assert scaled.chisq == pytest.approx(figures["chisq.scaled"], rel=1e-5)
        assert scaled.rmsea == pytest.approx(figures["rmsea.scaled"], abs=1e-6)
        assert (level.indices.naive.cfi, scaled.cfi, scaled.tli) == pytest.approx(
            (figures["cfi"], figures["cfi.scaled"], figures["tli.scaled"]), abs=1e-6
        )
    last = found.levels[-1]
    assert last.level is Level.RESIDUALS
    assert last.difference is not None
    assert last.difference.df == oracle["difference"]["df"]
    assert last.difference.chisq == pytest.approx(oracle["difference"]["chisq"], rel=1e-4)
    assert last.difference.p == pytest.approx(oracle["difference"]["p"], abs=1e-5)
