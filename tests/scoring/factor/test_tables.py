from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import UnsuitableModelError
from scoring.factor.tables import (
    category_codes,
    observed_categories,
    sum_of_tables,
    tables_of,
    two_way_tables,
)
from scoring.responses import ResponseTable

CATEGORIES = ((1.0, 2.0, 3.0), (0.0, 1.0), (1.0, 2.0, 3.0, 4.0))
CODES = st.integers(0, 2**32 - 1).map(
    lambda seed: np.column_stack(
        [np.random.default_rng(seed + j).integers(-1, len(c), 50) for j, c in enumerate(CATEGORIES)]
    ).astype(np.int8)
)


def tabulate(codes: np.ndarray) -> object:
    return two_way_tables(codes, items=("a", "b", "c"), categories=CATEGORIES)


def test_counts_are_those_of_a_cross_table(make_table: Callable[..., ResponseTable]) -> None:
    table = make_table(np.array([[1, 1], [1, 2], [2, 2], [2, np.nan], [np.nan, 1]]), names=("a", "b"))

    found = tables_of(table)

    assert found.pair(0, 1).tolist() == [[1, 1], [0, 1]]
    assert found.pair(1, 0).tolist() == [[1, 0], [1, 1]]
    assert found.margin(0).tolist() == [2, 2]
    assert found.margin(1).tolist() == [2, 2]
    assert (found.n_rows, found.n_complete) == (5, 3)


@settings(max_examples=25, deadline=None)
@given(codes=CODES, cut=st.integers(1, 49))
def test_tables_of_parts_add_up_to_the_table_of_the_whole(codes: np.ndarray, cut: int) -> None:
    whole = tabulate(codes)
    parts = sum_of_tables([tabulate(codes[:cut]), tabulate(codes[cut:])])  # type: ignore[list-item]

    np.testing.assert_array_equal(parts.counts, whole.counts)  # type: ignore[attr-defined]
    assert (parts.n_rows, parts.n_complete) == (whole.n_rows, whole.n_complete)  # type: ignore[attr-defined]


def test_many_rows_are_counted_exactly_across_chunks() -> None:
    codes = np.random.default_rng(1).integers(-1, 2, (20_000, 3)).astype(np.int8)

    found = two_way_tables(codes, items=("a", "b", "c"), categories=((0.0, 1.0),) * 3)

    for a in range(2):
        for b in range(2):
            assert found.pair(0, 2)[a, b] == int(((codes[:, 0] == a) & (codes[:, 2] == b)).sum())


def test_tables_of_different_items_are_not_added() -> None:
    other = two_way_tables(np.zeros((1, 1), dtype=np.int8), items=("z",), categories=((1.0, 2.0),))

    with pytest.raises(UnsuitableModelError):
        other + tabulate(np.zeros((1, 3), dtype=np.int8))  # type: ignore[operator]


def test_codes_follow_the_answers_and_missing_is_minus_one(make_table: Callable[..., ResponseTable]) -> None:
    table = make_table(np.array([[3, 9], [5, np.nan]]))

    assert category_codes(table, observed_categories(table)).tolist() == [[0, 0], [1, -1]]


@pytest.mark.parametrize("known", [(1.0, 2.0, 3.0), (1.0, 2.0, 4.0), (-1.0, 0.0, 1.0)])
def test_an_answer_that_is_no_category_counts_as_missing(
    make_table: Callable[..., ResponseTable], known: tuple[float, ...]
) -> None:
    answers = [*known, np.nan, known[0] - 1, known[-1] + 1, known[0] + 0.5]

    codes = category_codes(make_table(np.array(answers)[:, None]), (known,))

    assert codes[:, 0].tolist() == [0, 1, 2, -1, -1, -1, -1]
