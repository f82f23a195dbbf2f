import math
from typing import Any

import numpy as np
import pytest

from scoring.errors import (
    DuplicateNameError,
    NoDataError,
    NotANumberError,
    OutOfRangeError,
    ScoringError,
    UnknownColumnError,
    UnreadableFileError,
    UsageError,
)
from scoring.responses import column_names, parse_columns, parse_responses, reading, stream_responses

LINES = ["id,a,b,group\n", "p1,1,5,x\n", "p2,NA,2,\n", "p3,3,,y\n"]


def test_empty_cells_and_na_are_missing() -> None:
    table = parse_responses(LINES, items="a,b")

    np.testing.assert_array_equal(table.values, [[1, 5], [math.nan, 2], [3, math.nan]])
    assert (table.n_rows, table.n_complete) == (3, 1)


def test_turned_items_are_measured_from_the_other_end() -> None:
    table = parse_responses(LINES, items="a,b", reverse="b", minimum=1, maximum=5)

    np.testing.assert_array_equal(table.column("b"), [1, 4, math.nan])
    assert table.reversed == ("b",)


def test_groups_are_text_and_empty_when_missing() -> None:
    assert parse_responses(LINES, items="a", group="group").groups == ("x", "", "y")


def test_without_a_list_every_column_but_the_group_is_an_item() -> None:
    assert parse_responses(["a,b,g\n", "1,2,x\n"], items=None, group="g").items == ("a", "b")


def test_a_byte_order_mark_and_blank_lines_do_no_harm() -> None:
    table = parse_responses(["\ufeffa,b\n", "\n", "1,2\n"], items="a")

    assert table.values.tolist() == [[1.0]]


def test_a_stream_gives_the_same_answers_a_block_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BLOCK", 2)
    options: dict[str, Any] = {"items": "a,b", "reverse": "b", "minimum": 1, "maximum": 5, "group": "group"}

    blocks = list(stream_responses(LINES, **options))

    whole = parse_responses(LINES, **options)
    assert [block.n_rows for block in blocks] == [2, 1]
    np.testing.assert_array_equal(np.concatenate([block.values for block in blocks]), whole.values)
    assert [row for block in blocks for row in block.rows] == whole.rows.tolist() == [1, 2, 3]
    assert [label for block in blocks for label in block.groups or ()] == list(whole.groups or ())


def test_a_bad_answer_in_a_later_block_is_named_with_its_own_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BLOCK", 2)

    with pytest.raises(OutOfRangeError) as refused:
        list(stream_responses(["a\n", "1\n", "2\n", "3\n", "9\n"], items="a", minimum=1, maximum=5))

    assert refused.value.place == "row 4, column a"


def test_the_header_is_read_alone() -> None:
    assert column_names(iter(LINES)) == ("id", "a", "b", "group")


@pytest.mark.parametrize(
    ("lines", "options", "error", "place"),
    [
        (["a,b\n", "1,2\n", "x,2\n"], {}, NotANumberError, "row 2, column a"),
        (["a,b\n", "1,inf\n"], {}, NotANumberError, "row 1, column b"),
        (["a,b\n", "1,nan\n"], {}, NotANumberError, "row 1, column b"),
        (["a,b\n", "1,1_0\n"], {}, NotANumberError, "row 1, column b"),
        (["a,b\n", "1,7\n"], {"minimum": 1, "maximum": 6}, OutOfRangeError, "row 1, column b"),
        (["a,a\n", "1,2\n"], {}, DuplicateNameError, "data"),
        (["a,b\n", "1\n"], {}, UnreadableFileError, "data, row 1"),
        (["a,b\n"], {}, NoDataError, "data"),
        ([], {}, NoDataError, "data"),
        (["a,b\n", "1,2\n"], {"items": "c"}, UnknownColumnError, "--items"),
        (["a,b\n", "1,2\n"], {"reverse": "a"}, UsageError, "--reverse"),
        (["a,b\n", "1,2\n"], {"minimum": 6, "maximum": 1}, UsageError, "--min"),
        (["a,b\n", "1,2\n"], {"group": "g"}, UnknownColumnError, "--group"),
    ],
)
def test_bad_input_is_named_with_its_place(
    lines: list[str], options: dict[str, Any], error: type[ScoringError], place: str
) -> None:
    with pytest.raises(error) as caught:
        parse_responses(lines, **{"items": None, **options})

    assert caught.value.place == place
    assert caught.value.remedy


def test_columns_come_as_text_with_empty_for_missing() -> None:
    assert parse_columns(LINES, names=["group", "a"]) == {"group": ["x", "", "y"], "a": ["1", "", "3"]}


def test_a_long_file_is_read_like_a_short_one() -> None:
    rows = [f"{i % 6},{i % 5}\n" for i in range(45_001)]

    table = parse_responses(["a,b\n", *rows], items=None)

    assert table.n_rows == 45_001
    assert table.values[20_000].tolist() == [20_000 % 6, 0.0]
    assert table.values[-1].tolist() == [45_000 % 6, 0.0]
