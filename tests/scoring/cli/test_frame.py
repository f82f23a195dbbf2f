import json
import subprocess
import sys
from pathlib import Path

import pytest

from scoring.cli import main
from scoring.cli.printing import as_json, as_table, strict
from scoring.cli.registry import COMMANDS

CSV = "a,b,c,g\n1,2,3,x\n2,3,4,y\n3,,5,x\n4,5,6,y\n5,4,4,x\n"


@pytest.fixture
def data(tmp_path: Path) -> str:
    path = tmp_path / "data.csv"
    path.write_text(CSV)
    return str(path)


def test_the_result_is_one_strict_json_object_with_the_common_keys(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["describe", "--data", data, "--items", "a-c"])

    result = json.loads(capsys.readouterr().out)
    assert status == 0
    assert result["command"] == "describe"
    assert result["items"] == ["a", "b", "c"]
    assert (result["n"], result["n_complete"], result["missing"]) == (5, 4, "pairwise")
    assert result["seconds"] >= 0
    assert result["notes"] == []


def test_everything_but_the_seconds_is_the_same_again(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    results = []
    for _ in range(2):
        main(["describe", "--data", data, "--items", "a-c"])
        results.append({k: v for k, v in json.loads(capsys.readouterr().out).items() if k != "seconds"})

    assert results[0] == results[1]


def test_unusable_input_prints_only_the_error_and_ends_with_2(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["describe", "--data", data, "--items", "a,z"])

    printed = capsys.readouterr()
    assert status == 2
    assert list(json.loads(printed.out)) == ["error"]
    assert set(json.loads(printed.out)["error"]) == {"code", "place", "value", "message", "remedy"}
    assert printed.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing"],
        ["describe"],
        ["describe", "--data"],
        ["describe", "--data", "x", "--seed", "-1"],
        ["describe", "--wrong"],
    ],
)
def test_a_command_line_that_cannot_be_read_is_a_named_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] in ("usage", "unreadable_file")


def test_the_overview_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    text = capsys.readouterr().out
    assert all(f"  {name} " in text for name in COMMANDS)


def test_out_writes_the_json_and_a_folder_that_is_missing_is_a_named_error(
    data: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "result.json"

    assert main(["describe", "--data", data, "--items", "a", "--out", str(target)]) == 0
    assert json.loads(target.read_text())["items"] == ["a"]
    assert main(["describe", "--data", data, "--items", "a", "--out", str(tmp_path / "no" / "x.json")]) == 2
    capsys.readouterr()


def test_a_table_for_people_shows_items_in_rows(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["describe", "--data", data, "--items", "a-c", "--table"])

    text = capsys.readouterr().out
    assert "item" in text
    assert "3.0000" in text


def test_nan_and_infinity_become_null_with_a_note() -> None:
    tree, notes = strict({"a": [1.0, float("nan")], "b": {"c": float("inf")}}, "")

    assert tree == {"a": [1.0, None], "b": {"c": None}}
    assert [note["place"] for note in notes] == ["a", "b/c"]
    assert json.loads(as_json(tree, pretty=True)) == tree


def test_tables_hold_matrices_rows_and_nested_results() -> None:
    text = as_table({"n": 3, "matrix": [[1.0, 0.5], [0.5, 1.0]], "rows": [{"x": 1, "y": None}], "fit": {"cfi": 0.9}})

    assert "0.5000" in text
    assert "cfi" in text


def test_the_engine_starts_as_a_program_and_without_django(data: str) -> None:
    code = "import sys, scoring.cli, scoring.cli.frame; print('django' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]

    done = subprocess.run(
        [sys.executable, "-m", "scoring", "describe", "--data", data, "--items", "a"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["mean"] == [3.0]
