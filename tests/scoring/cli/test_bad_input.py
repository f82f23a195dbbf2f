"""Bad input, line by line: a named error with place, value and remedy, exit status 2, and nothing written."""

import csv
import json
import os
from pathlib import Path

import pytest

from scoring.cli import reading

NUMBERS = [
    *(
        (name, "answers.csv", "N2")
        for name in ["describe", "alpha", "omega", "polychoric", "parallel", "efa", "cfa", "invariance"]
    ),
    *((name, "answers.csv", "N2") for name in ("dif", "calibrate", "score", "agreement", "icc", "quality")),
    ("adverse-impact", "answers.csv", "chosen"),
    ("norms", "answers.csv", "age"),
    ("ratings", "ratings.csv", "grade"),
    ("judgement", "options.csv", "s0o1"),
    ("panel", "panel.csv", "rating"),
    ("combine", "evidence.csv", "y"),
    ("combine", "evidence.csv", "v"),
    ("next-evidence", "evidence.csv", "v"),
    ("fit", "scores.csv", "D1"),
    ("fit", "scores.csv", "D1_se"),
    ("compare", "scores.csv", "S1"),
    ("workshop", "ideal.csv", "N3"),
    ("standard-setting", "expected.csv", "N3"),
    ("surface", "outcomes.csv", "y"),
    ("drift", "drift.csv", "value"),
]
TEXTS = ("often", "inf", "-Infinity", "1e999")
ESTIMATORS = ("ML", "MLR", "MLM", "FIML", "ULS", "DWLS", "WLSMV")
TWO_GROUPS = [
    ("invariance", []),
    ("invariance", ["--estimator", "WLSMV"]),
    ("dif", []),
    ("dif", ["--method", "mantel-haenszel"]),
]


@pytest.fixture
def refused(engine, tmp_path):
    """Runs a command with --out; gives the error after checking its form and that nothing was written."""

    def run(name, *arguments):
        out = tmp_path / "out"
        out.mkdir()
        answer = engine(name, *arguments, "--out", out / "result")
        assert answer.status == 2, answer.out[:300]
        assert list(json.loads(answer.out)) == ["error"]
        error = answer.json["error"]
        assert list(error) == ["code", "place", "value", "message", "remedy"]
        assert error["place"]
        assert error["remedy"]
        assert list(out.iterdir()) == []
        return error

    return run


@pytest.fixture
def spoiled(command_lines, folder, tmp_path):
    """The call of a command with one file changed: `change` gets its rows as dictionaries."""

    def call(name, file, change):
        with (folder / file).open(newline="", encoding="utf-8") as handle:
            rows = list(csv.DictReader(handle))
        change(rows)
        with (tmp_path / file).open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return [tmp_path / file if argument == folder / file else argument for argument in command_lines[name]]

    return call


@pytest.fixture
def with_model(command_lines, folder, tmp_path):
    """The call of a command with another model text."""

    def call(name, text):
        (tmp_path / "model.txt").write_text(text, encoding="utf-8")
        return [tmp_path / "model.txt" if a == folder / "scales.txt" else a for a in command_lines[name]]

    return call


def setting(column, value, *, row=None):
    """A change of one cell, or of a whole column."""

    def change(rows):
        for number, entry in enumerate(rows):
            if row is None or number == row:
                entry[column] = value(number) if callable(value) else value

    return change


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("name", "file", "column"), NUMBERS)
def test_text_and_infinite_values_in_a_column_of_numbers(name, file, column, text, spoiled, refused):
    error = refused(name, *spoiled(name, file, setting(column, text, row=1)))

    assert (error["code"], error["value"]) == ("not_a_number", text)
    assert error["place"] == f"row 2, column {column}"


def test_a_category_that_nobody_chose_has_no_threshold_and_no_model(spoiled, refused):
    error = refused(
        "calibrate", *spoiled("calibrate", "answers.csv", setting("N1", lambda row: [1, 2, 4, 5, 6][row % 5]))
    )

    assert (error["code"], error["place"], error["value"]) == ("not_a_category", "item N1", 3)
    assert "--merge-empty" in error["remedy"]


@pytest.mark.parametrize(("name", "more"), [("polychoric", []), ("cfa", ["--estimator", "WLSMV"])])
def test_a_category_that_nobody_chose_is_named_where_correlations_do_without(name, more, spoiled, engine):
    gap = setting("N1", lambda row: [1, 2, 4, 5, 6][row % 5])

    answer = engine(name, *spoiled(name, "answers.csv", gap), *more)

    notes = [note for note in answer.json["notes"] if note["code"] == "empty_category"]
    assert [note["place"] for note in notes] == ["N1"]
    assert "category 3" in notes[0]["message"]


@pytest.mark.parametrize("name", ["alpha", "omega", "agreement", "calibrate", "score", "judgement"])
def test_a_category_that_the_scale_does_not_have(name, spoiled, refused):
    file, column = ("options.csv", "s0o1") if name == "judgement" else ("answers.csv", "N2")

    error = refused(name, *spoiled(name, file, setting(column, "9", row=1)))

    assert error["code"] in ("out_of_range", "not_a_category")
    assert error["place"].startswith("row 2")
    assert error["value"] == 9.0


@pytest.mark.parametrize("name", ["cfa", "invariance", "calibrate", "quality"])
def test_a_scale_named_twice_in_a_model(name, with_model, refused):
    error = refused(name, *with_model(name, "N =~ N1 + N2 + N3\nN =~ E1 + E2 + E3\n"))

    assert (error["code"], error["place"], error["value"]) == ("model_syntax", "model, line 2", "N")
    assert "line 1" in error["message"]


@pytest.mark.parametrize("name", ["fit", "compare", "next-evidence"])
def test_a_dimension_named_twice_in_a_definition(name, command_lines, folder, tmp_path, refused):
    twice = tmp_path / "definition.yaml"
    twice.write_text(
        "name: ours\ndimensions:\n  - {name: D1, kind: trait}\n  - {name: D1, kind: standard, cut: 0}\n",
        encoding="utf-8",
    )

    error = refused(name, *(twice if a == folder / "definition.yaml" else a for a in command_lines[name]))

    assert (error["code"], error["value"]) == ("duplicate_name", "D1")


@pytest.mark.parametrize("name", ["describe", "norms", "ratings", "drift", "panel", "fit", "combine"])
def test_a_column_named_twice(name, command_lines, tmp_path, refused):
    place = next(i for i, a in enumerate(command_lines[name]) if str(a).endswith(".csv"))
    source = command_lines[name][place]
    lines = source.read_text(encoding="utf-8").splitlines()
    first = lines[0].split(",")[0]
    (tmp_path / source.name).write_text("\n".join([f"{first},{lines[0]}", *(f"x,{x}" for x in lines[1:])]) + "\n")

    error = refused(
        name, *command_lines[name][:place], tmp_path / source.name, *command_lines[name][place + 1 :]
    )  # fmt: skip

    assert (error["code"], error["value"]) == ("duplicate_name", first)


@pytest.mark.parametrize("estimator", ESTIMATORS)
@pytest.mark.parametrize("text", ["N =~ N1 + N2\n", "N =~ N1 + N2 + N3\nE =~ N1 + N2 + N3\n"])
def test_a_model_that_is_not_identified(estimator, text, with_model, refused):
    error = refused("cfa", *with_model("cfa", text), "--estimator", estimator)

    assert error["code"] == "not_identified"
    assert error["value"] < 0


@pytest.mark.parametrize(("name", "more"), TWO_GROUPS)
def test_one_group_where_two_are_compared(name, more, spoiled, refused):
    error = refused(name, *spoiled(name, "answers.csv", setting("site", "a")), *more)

    assert error["code"] == "unsuitable_groups"


@pytest.mark.parametrize("outcome", [[], ["--score", "age"]])
def test_one_group_has_no_impact_ratio(outcome, spoiled, refused):
    arguments = spoiled("adverse-impact", "answers.csv", setting("site", "a"))

    error = refused("adverse-impact", *(arguments[:-2] if outcome else arguments), *outcome)

    assert (error["code"], error["value"]) == ("unsuitable_groups", 1)


@pytest.mark.parametrize(("name", "more"), TWO_GROUPS)
def test_a_group_of_one_where_two_are_compared(name, more, spoiled, refused):
    error = refused(name, *spoiled(name, "answers.csv", setting("site", lambda row: "b" if row == 2 else "a")), *more)

    assert (error["code"], error["value"]) == ("unsuitable_groups", 1)
    assert error["place"].endswith("b")


def test_a_group_of_one_is_shown_and_said_to_be_small_where_nobody_may_be_dropped(spoiled, engine):
    alone = setting("site", lambda row: "b" if row == 2 else "a")

    found = engine("adverse-impact", *spoiled("adverse-impact", "answers.csv", alone)).json

    assert [group["n"] for group in found["groups"]] == [399, 1]
    assert [(note["code"], note["place"]) for note in found["notes"]] == [("small_group", "b")]


def test_a_supplier_with_one_respondent_has_no_agreement_and_says_so(spoiled, engine):
    alone = setting("team", lambda row: "small" if row == 2 else f"t{row % 12}")

    found = engine("agreement", *spoiled("agreement", "answers.csv", alone)).json

    group = next(group for group in found["scale"]["groups"] if group["group"] == "small")
    assert (group["n"], group["rwgj"], group["se"], group["agrees"]) == (1, None, None, None)
    assert ("too_few_respondents", "small") in [(note["code"], note["place"]) for note in found["notes"]]


FILES = [
    ("describe", "answers.csv"), ("score", "answers.csv"), ("score", "model.json"), ("cfa", "scales.txt"),
    ("calibrate", "answers.csv"), ("ratings", "ratings.csv"), ("judgement", "key.yaml"), ("panel", "panel.csv"),
    ("retranslation", "assigned.csv"), ("norms", "answers.csv"), ("adverse-impact", "answers.csv"),
    ("combine", "evidence.csv"), ("next-evidence", "methods.json"), ("fit", "scores.csv"), ("fit", "definition.yaml"),
    ("workshop", "ideal.csv"), ("standard-setting", "expected.csv"), ("surface", "outcomes.csv"),
    ("drift", "drift.csv"), ("gates", "figures.json"), ("link", "model.json"), ("simulate", "model.json"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "file"), FILES)
def test_a_file_of_two_gigabytes(name, file, command_lines, folder, tmp_path, refused):
    large = tmp_path / file
    with large.open("wb") as handle:
        handle.truncate(2 * 2**30)  # a hole: the disk does not fill

    error = refused(name, *(large if argument == folder / file else argument for argument in command_lines[name]))

    assert (error["code"], error["place"], error["value"]) == ("unreadable_file", str(large), 2 * 2**30)
    assert "2.0 GiB" in error["message"]


def test_two_gigabytes_without_a_line_break_are_refused_before_memory_holds_them(
    command_lines, folder, tmp_path, refused
):
    large = tmp_path / "answers.csv"
    with large.open("wb") as handle:
        handle.write((folder / "answers.csv").read_bytes())
        handle.truncate(2 * 2**30)
    rows = (folder / "answers.csv").read_text().count("\n")
    line = [large if argument == folder / "answers.csv" else argument for argument in command_lines["calibrate"]]

    error = refused("calibrate", *line, "--method", "dwls")

    assert (error["code"], error["place"]) == ("unreadable_file", f"answers.csv, line {rows + 1}")


def test_a_definition_of_two_gigabytes_is_a_finding(tmp_path, engine):
    with (tmp_path / "instrument.yaml").open("wb") as handle:
        handle.truncate(2 * 2**30)

    answer = engine("validate", tmp_path)

    assert answer.status == 1
    assert "FILE_005" in {finding["code"] for finding in answer.json["findings"]}


@pytest.mark.parametrize("target", ["missing/result", "folder", "device"])
def test_an_output_that_cannot_be_written_leaves_nothing(target, command_lines, engine, tmp_path):
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "device")

    answer = engine("describe", *command_lines["describe"], "--out", tmp_path / target)

    assert (answer.status, answer.json["error"]["code"]) == (2, "unreadable_file")
    assert answer.json["error"]["place"] == str(tmp_path / target)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["device", "folder"]
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.parametrize("name", ["describe", "score", "calibrate", "simulate"])
def test_a_disk_that_fills_leaves_the_earlier_result_as_it_was(name, command_lines, engine, tmp_path, monkeypatch):
    out = tmp_path / "result"
    out.write_text("earlier", encoding="utf-8")
    half_written(monkeypatch)

    answer = engine(name, *command_lines[name], "--out", out)

    assert (answer.status, answer.json["error"]["code"]) == (2, "unreadable_file")
    assert out.read_text(encoding="utf-8") == "earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["result"]


def half_written(monkeypatch):
    """Every text that is written from now on ends after ten bytes."""

    class FullDisk(type(Path())):
        def write_text(self, text, **options):
            super().write_text(text[:10], **options)
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(reading, "Path", FullDisk)
