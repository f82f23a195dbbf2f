import pytest

from scoring.errors import DuplicateNameError, UnknownColumnError
from scoring.responses import expand_names

HEADER = ["id", "A1", "A2", "A3", "item-1", "item-2", "B1"]


def test_a_range_follows_the_order_of_the_header() -> None:
    assert expand_names("A1-B1", header=HEADER, place="--items") == ("A1", "A2", "A3", "item-1", "item-2", "B1")


def test_a_name_with_a_hyphen_is_one_column() -> None:
    assert expand_names("item-1, B1", header=HEADER, place="--items") == ("item-1", "B1")


def test_a_range_may_end_with_a_name_that_has_a_hyphen() -> None:
    assert expand_names("A3-item-2", header=HEADER, place="--items") == ("A3", "item-1", "item-2")


def test_an_unknown_name_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(UnknownColumnError) as caught:
        expand_names("A1,iten-1", header=HEADER, place="--items")

    assert caught.value.as_dict() == {
        "code": "unknown_column",
        "place": "--items",
        "value": "iten-1",
        "message": "The header has no such column.",
        "remedy": "Did you mean item-1?",
    }


@pytest.mark.parametrize("text", ["A3-A1", "A1-Z9", "-A1"])
def test_a_range_that_runs_backwards_or_nowhere_is_refused(text: str) -> None:
    with pytest.raises(UnknownColumnError):
        expand_names(text, header=HEADER, place="--items")


def test_a_column_named_twice_is_refused_also_inside_a_range() -> None:
    with pytest.raises(DuplicateNameError) as caught:
        expand_names("A1-A3,A2", header=HEADER, place="--items")

    assert caught.value.value == "A2"
