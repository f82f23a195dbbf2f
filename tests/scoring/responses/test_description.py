import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.responses import ResponseTable, parse_responses
from scoring.responses.description import describe_items, pairwise_correlation, pairwise_covariance

NAN = float("nan")


def table_of(values: np.ndarray) -> ResponseTable:
    items = tuple(f"i{j}" for j in range(values.shape[1]))
    return ResponseTable(items=items, values=values, rows=np.arange(1, values.shape[0] + 1))


ANSWERS = st.integers(0, 2**32 - 1).map(lambda seed: np.random.default_rng(seed).integers(1, 7, (40, 4)).astype(float))


def test_mean_sd_counts_and_item_rest_of_a_small_table() -> None:
    found = describe_items(table_of(np.array([[1, 2], [2, 4], [NAN, 3], [3, 6]])))

    assert found.mean.tolist() == [2.0, 3.75]
    assert found.n_valid.tolist() == [3, 4]
    assert found.n_missing.tolist() == [1, 0]
    assert found.category_counts[0] == ((1.0, 1), (2.0, 1), (3.0, 1))
    assert found.sd[0] == pytest.approx(1.0, abs=1e-12)


def test_item_rest_is_the_correlation_with_the_sum_of_the_others() -> None:
    values = np.random.default_rng(3).normal(size=(60, 4))

    found = describe_items(table_of(values)).item_rest

    expected = [np.corrcoef(values[:, j], np.delete(values, j, axis=1).sum(axis=1))[0, 1] for j in range(4)]
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_pairwise_moments_are_the_ordinary_ones_without_missing_answers() -> None:
    values = np.random.default_rng(4).normal(size=(50, 5)) + 1e3

    np.testing.assert_allclose(pairwise_covariance(values), np.cov(values.T), atol=1e-10)
    np.testing.assert_allclose(pairwise_correlation(values), np.corrcoef(values.T), atol=1e-10)


def test_pairwise_moments_use_the_persons_of_the_pair() -> None:
    values = np.random.default_rng(5).normal(size=(50, 3))
    values[:10, 0], values[30:, 1] = NAN, NAN

    both = values[10:30]

    assert pairwise_covariance(values)[0, 1] == pytest.approx(np.cov(both[:, 0], both[:, 1])[0, 1], abs=1e-12)
    assert pairwise_correlation(values)[0, 1] == pytest.approx(np.corrcoef(both[:, 0], both[:, 1])[0, 1], abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(values=ANSWERS, shift=st.integers(-50, 50), order=st.permutations(range(40)))
def test_item_rest_does_not_depend_on_the_origin_or_the_order_of_persons(
    values: np.ndarray, shift: int, order: list[int]
) -> None:
    before = describe_items(table_of(values))
    after = describe_items(table_of(values[order] + shift))

    np.testing.assert_allclose(after.item_rest, before.item_rest, atol=1e-10)
    np.testing.assert_allclose(after.mean, before.mean + shift, atol=1e-10)
    np.testing.assert_allclose(after.sd, before.sd, atol=1e-10)


def test_one_item_zero_variance_and_all_missing_are_described_and_noted() -> None:
    found = describe_items(table_of(np.array([[3.0, NAN], [3.0, NAN]])))

    assert [note.code for note in found.notes] == ["no_answers", "zero_variance"]
    assert np.isnan(found.item_rest).all()
    assert np.isnan(describe_items(table_of(np.array([[1.0], [2.0]]))).item_rest).all()


def test_pairwise_correlations_of_real_answers_equal_those_of_r() -> None:
    tests = Path(__file__).parents[2]
    oracle = json.loads((tests / "oracles" / "pearson" / "pearson_bfi25.json").read_text())["result"]
    with (tests / "data" / "bfi.csv").open(newline="") as handle:
        table = parse_responses(handle, items="A1-O5")

    found = pairwise_correlation(table.values)

    np.testing.assert_allclose(found, oracle["r"]["values"], atol=1e-12)
