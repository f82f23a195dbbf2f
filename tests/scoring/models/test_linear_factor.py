"""Regression and Bartlett scores of continuous factor models."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts, Status
from scoring.errors import NotIdentifiedError, UnsuitableModelError, UsageError
from scoring.models.continuous_estimation import estimate_by_ml
from scoring.models.files import model_text, parse_model
from scoring.models.linear_factor import LinearFactorModel, LinearItem, bartlett_weights, regression_weights
from scoring.responses import ResponseTable

TESTS = Path(__file__).parents[2]
SCALES = {"V": ("x1", "x2", "x3"), "T": ("x4", "x5", "x6"), "S": ("x7", "x8", "x9")}


def complete_rows(file, items):
    with (TESTS / "data" / file).open(newline="", encoding="utf-8") as handle:
        rows = [[row[item] for item in items] for row in csv.DictReader(handle)]
    values = np.array([[float(text) for text in row] for row in rows if "" not in row and "NA" not in row])
    return ResponseTable(items=tuple(items), values=values, rows=np.arange(1, len(values) + 1))


@pytest.fixture(scope="module")
def table():
    return complete_rows("hs1939.csv", [item for members in SCALES.values() for item in members])


@pytest.fixture(scope="module", params=[("factor_scores_hs9", "hs1939.csv"), ("factor_scores_bfi25", "bfi.csv")])
def scored(request):
    """What psych computes, and the answers it computed that from."""
    name, file = request.param
    oracle = json.loads((TESTS / "oracles" / "factor_scores" / f"{name}.json").read_text(encoding="utf-8"))["result"]
    return oracle, complete_rows(file, oracle["loadings"]["rows"])


def simple(people=0, seed=0):
    items = tuple(
        LinearItem(name=f"i{k}", scale="A" if k < 3 else "B", mean=3.0, loading=0.6 + 0.1 * (k % 3), residual=0.5)
        for k in range(6)
    )
    model = LinearFactorModel(
        scale_names=("A", "B"), linear_items=items, factor_correlations=((1.0, 0.5), (0.5, 1.0)),
        origin=OriginCounts(real=1),
    )  # fmt: skip
    return model, np.random.default_rng(seed).normal(3, 1, (people, 6))


def first_scores(table, weights):
    """Scores of the first ten persons from standardised answers."""
    z = (table.values - table.values.mean(axis=0)) / table.values.std(axis=0, ddof=1)
    return (z @ weights)[:10]


def test_bartlett_weights_and_scores_agree_with_the_oracle(scored):
    oracle, table = scored
    loadings = np.array(oracle["loadings"]["values"])
    phi = np.array(oracle["phi"]["values"])
    residuals = 1 - np.einsum("ij,jk,ik->i", loadings, phi, loadings)

    weights, _ = bartlett_weights(loadings, residuals)

    assert table.n_rows == oracle["n"]
    assert weights == pytest.approx(np.array(oracle["Bartlett"]["weights"]["values"]), abs=1e-5)
    assert first_scores(table, weights) == pytest.approx(np.array(oracle["Bartlett"]["first10"]["values"]), abs=1e-4)


def test_regression_weights_and_scores_agree_with_the_oracle_where_the_model_is_exact(scored):
    oracle, table = scored
    loadings = np.array(oracle["loadings"]["values"])
    phi = np.array(oracle["phi"]["values"])
    observed = np.corrcoef(table.values.T)

    # the oracle inverts observed correlations; with these the product's formula is the same
    expected = np.linalg.solve(observed, loadings @ phi)

    assert expected == pytest.approx(np.array(oracle["Thurstone"]["weights"]["values"]), abs=1e-5)
    assert first_scores(table, expected) == pytest.approx(np.array(oracle["Thurstone"]["first10"]["values"]), abs=1e-4)
    residuals = 1 - np.einsum("ij,jk,ik->i", loadings, phi, loadings)
    weights, _ = regression_weights(loadings, phi, residuals)
    implied = loadings @ phi @ loadings.T + np.diag(residuals)
    assert weights == pytest.approx(np.linalg.solve(implied, loadings @ phi), abs=1e-12)


def test_regression_scores_are_bartlett_scores_shrunk_for_one_factor():
    loadings, residuals = np.array([[0.8], [0.6], [0.7]]), np.array([0.4, 0.6, 0.5])

    bartlett, own_se = bartlett_weights(loadings, residuals)
    regression, se = regression_weights(loadings, np.eye(1), residuals)

    reliability = 1 / (1 + own_se[0] ** 2)
    assert regression == pytest.approx(reliability * bartlett)
    assert se[0] ** 2 == pytest.approx(1 - reliability)


def test_standard_errors_are_the_spread_of_scores_around_the_truth():
    rng = np.random.default_rng(1)
    theta = rng.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], 40_000)
    model, _ = simple()
    loading = np.array([i.loading for i in model.linear_items])
    answers = 3 + theta[:, [0, 0, 0, 1, 1, 1]] * loading + rng.normal(0, 0.5**0.5, (40_000, 6))

    for method in model.methods:
        scores = model.score(answers, method=method)
        for d, scale in enumerate(scores.scales):
            assert (scale.mean - theta[:, d]).std() == pytest.approx(scale.se[0], rel=0.02)


@pytest.mark.parametrize("method", ["regression", "bartlett"])
def test_a_person_gets_the_same_bits_alone_and_in_a_batch(method):
    model, answers = simple(50)
    answers[7, 4] = np.nan

    batch = model.score(answers, method=method)

    for person in (0, 7, 49):
        alone = model.score(answers[[person]], method=method)
        for one, other in zip(alone.scales, batch.scales, strict=True):
            assert one.mean[0].tobytes() == other.mean[person].tobytes()


def test_under_eighty_per_cent_of_a_scale_there_is_no_score():
    model, answers = simple(2)
    answers[0, 0] = np.nan

    scores = model.score(answers)

    assert scores.scale("A").scored.tolist() == [False, True]
    assert np.isnan(scores.scale("A").mean[0])
    assert scores.scale("B").scored.tolist() == [True, True]


@pytest.mark.parametrize("method", ["regression", "bartlett"])
def test_somebody_without_any_answer_is_not_scored(method):
    model, _ = simple()

    assert not model.score(np.full((1, 6), np.nan), method=method).scale("A").scored[0]


def test_a_model_from_data_scores_and_reads_back_with_the_same_hash(table):
    found = estimate_by_ml(SCALES, table, OriginCounts(real=301))

    model = parse_model(model_text(found.model, {})).model
    scores = model.score(table.values)

    assert found.converged
    assert model.model_hash == found.model.model_hash
    assert model.factor_correlations[0][1] == pytest.approx(0.459, abs=1e-3)
    assert scores.scale("V").mean.mean() == pytest.approx(0.0, abs=1e-10)
    reliability = np.var(scores.scale("V").mean)
    assert reliability + scores.scale("V").se[0] ** 2 == pytest.approx(1.0, abs=0.02)


def test_status_is_no_part_of_the_hash():
    model, _ = simple()

    assert model.with_status({"A": Status.IN_USE}).model_hash == model.model_hash
    assert model.with_status({"A": Status.IN_USE}).statuses == {"A": Status.IN_USE, "B": Status.DRAFT}


def test_turned_items_are_turned_by_the_model():
    model, answers = simple(5)
    turned = LinearFactorModel(
        scale_names=model.scale_names,
        linear_items=tuple(
            LinearItem(**{**vars(i), "reversed": i.name == "i1", "lowest": 1.0, "highest": 5.0})
            for i in model.linear_items
        ),
        factor_correlations=model.factor_correlations,
    )
    given = answers.copy()
    given[:, 1] = 6 - given[:, 1]

    assert turned.score(given).scale("A").mean == pytest.approx(model.score(answers).scale("A").mean)
    assert turned.keys == (("i1",), 1, 5)


def test_what_cannot_be_scored_is_refused():
    model, answers = simple(1)
    with pytest.raises(UsageError):
        model.score(answers, method="eap")
    with pytest.raises(UnsuitableModelError):
        model.score(answers[:, :3])
    with pytest.raises(NotIdentifiedError):
        bartlett_weights(np.array([[0.9], [1.0]]), np.array([0.2, 0.0]))
