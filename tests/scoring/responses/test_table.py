from collections.abc import Callable

import numpy as np
import pytest

from scoring.errors import DuplicateNameError, NoDataError, NotACategoryError, UnknownColumnError, ZeroVarianceError
from scoring.responses import MissingRule, ResponseTable

NAN = float("nan")


def table_of(values: list[list[float]], **others: object) -> ResponseTable:
    array = np.array(values, dtype=float)
    items = tuple("abcdef"[: array.shape[1]])
    return ResponseTable(items=items, values=array, rows=np.arange(1, array.shape[0] + 1), **others)  # type: ignore[arg-type]


def test_rows_that_count_depend_on_the_missing_rule() -> None:
    table = table_of([[1, 2], [NAN, 2], [NAN, NAN]])

    assert table.n_used(MissingRule.PAIRWISE) == 2
    assert table.n_used(MissingRule.LISTWISE) == 1
    assert table.under(MissingRule.PAIRWISE).rows.tolist() == [1, 2]
    assert table.under(MissingRule.LISTWISE).rows.tolist() == [1]


def test_selection_keeps_persons_and_changes_the_order_of_items() -> None:
    table = table_of([[1, 2, 3], [4, 5, 6]], reversed=("a", "b")).select(("c", "a"))

    assert table.items == ("c", "a")
    assert table.reversed == ("a",)
    assert table.values.tolist() == [[3, 1], [6, 4]]


def test_a_group_is_only_its_own_rows() -> None:
    table = table_of([[1], [2], [3]], groups=("x", "y", "x")).of_group("x")

    assert table.column("a").tolist() == [1, 3]
    assert table.groups == ("x", "x")


@pytest.mark.parametrize(
    ("use", "error"),
    [
        (lambda: table_of([[1], [1]]).require_answers(), ZeroVarianceError),
        (lambda: table_of([[NAN], [NAN]]).require_answers(), NoDataError),
        (lambda: table_of([[1.5], [1]]).categories("a"), NotACategoryError),
        (lambda: table_of([[float(i)] for i in range(31)]).categories("a"), NotACategoryError),
        (lambda: table_of([[1]]).column("z"), UnknownColumnError),
        (lambda: ResponseTable(items=("a", "a"), values=np.ones((1, 2)), rows=np.array([1])), DuplicateNameError),
    ],
)
def test_what_cannot_be_used_is_named(use: Callable[[], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        use()


def test_categories_are_the_answers_that_occur() -> None:
    assert table_of([[3], [1], [NAN], [3]]).categories("a").tolist() == [1, 3]
