"""Order and numbers of groups."""

import pytest

from scoring.responses.grouping import group_numbers, order_of_labels


@pytest.mark.parametrize(
    ("labels", "order"),
    [
        (["10", "9", "10", "2"], ("2", "9", "10")),
        (["b", "a", "", "b"], ("a", "b")),
        (["2", "a", "10"], ("10", "2", "a")),
        (["1.5", "1", "-3"], ("-3", "1", "1.5")),
        (["", ""], ()),
    ],
)
def test_labels_are_ordered_as_numbers_when_all_are_numbers(labels, order):
    assert order_of_labels(labels) == order


def test_numbers_are_places_in_the_order_and_unknown_labels_have_none():
    assert list(group_numbers(["b", "", "a", "z"], ("a", "b"))) == [1, -1, 0, -1]
