"""Answers as given become categories."""

import numpy as np
import pytest

from scoring.errors import DuplicateNameError, NotACategoryError, OutOfRangeError, TooFewItemsError, UnknownColumnError
from scoring.models.layout import answered_counts, category_codes, enough_answered, scale_layout

LAYOUT = scale_layout("S", ["a", "b"], reverse=["b"], lowest=1, highest=5)


def test_reversed_items_are_turned_and_missing_answers_get_the_last_code():
    codes = category_codes(LAYOUT, np.array([[1.0, 1.0], [5.0, 2.0], [np.nan, np.nan]]))

    assert codes.tolist() == [[0, 4, 5], [4, 3, 5]]


@pytest.mark.parametrize("answer", [0.0, 6.0, 2.5, -3.0, np.inf, -np.inf])
def test_an_impossible_answer_is_refused_with_its_row_and_item(answer):
    with pytest.raises(NotACategoryError) as caught:
        category_codes(LAYOUT, np.array([[1.0, 1.0], [2.0, answer]]))

    assert caught.value.place == "row 2, item b"
    assert caught.value.value == answer


def test_four_of_five_answers_are_enough_and_three_are_not():
    layout = scale_layout("S", "abcde", lowest=1, highest=6)
    nan = np.nan
    codes = category_codes(layout, np.array([[1, 2, 3, 4, nan], [1, 2, 3, nan, nan]]))

    counts = answered_counts(layout, codes)

    assert counts.tolist() == [4, 3]
    assert enough_answered(layout, counts).tolist() == [True, False]


@pytest.mark.parametrize(
    ("items", "reverse", "highest", "error"),
    [
        ([], [], 5, TooFewItemsError),
        (["a", "a"], [], 5, DuplicateNameError),
        (["a"], ["z"], 5, UnknownColumnError),
        (["a"], [], 1, OutOfRangeError),
    ],
)
def test_impossible_layouts_are_refused(items, reverse, highest, error):
    with pytest.raises(error):
        scale_layout("S", items, reverse=reverse, lowest=1, highest=highest)
