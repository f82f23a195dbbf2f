"""Lists as CSV files, reopened with a reader: nothing that would run, nothing lost, nothing collapsed."""

import csv
import io
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from backend.kernel.rest.spreadsheets import ROWS_AT_ONCE, csv_chunks

RUNS = tuple("=+-@\t\r\n＝＋－＠")
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)


def reopened(headings: list[str], rows: list[list[Any]]) -> list[list[str]]:
    content = b"".join(csv_chunks(headings, rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, min_size=1, max_size=6))
@example(["=cmd|' /C calc'!A0"], ["@SUM(1)"])
@example(["name", "name", "name (2)"], [" =1+1", "＝1", "-"])
@example(["=x", "'=x"], ["\t1", "\r1"])
def test_no_cell_and_no_heading_runs_and_no_two_columns_collapse(headings: list[str], cells: list[str]) -> None:
    shown, row = reopened(headings, [cells])

    for text in (*shown, *row):
        assert not text.lstrip(" ").startswith(RUNS)
    assert len(set(shown)) == len(headings)
    for written, read in zip(cells, row, strict=True):
        assert read in {written, f"'{written}"}


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_a_number_stays_the_number_it_is_whatever_its_sign(numbers: list[float]) -> None:
    _, row = reopened(["a"], [numbers])

    assert [float(cell) for cell in row] == [float(number) for number in numbers]


def test_nothing_is_an_empty_cell_and_several_things_share_one() -> None:
    _, row = reopened(["a"], [[None, True, ["owner", "auditor"], {"rows": 2}, "Åsa, “A”"]])

    assert row == ["", "yes", "owner; auditor", '{"rows": 2}', "Åsa, “A”"]


def test_a_long_list_leaves_in_pieces_while_it_is_read() -> None:
    asked: list[int] = []

    def rows():
        for number in range(3 * ROWS_AT_ONCE):
            asked.append(number)
            yield [number]

    pieces = csv_chunks(["n"], rows())
    next(pieces)

    assert len(asked) == ROWS_AT_ONCE
