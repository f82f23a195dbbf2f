import json
from pathlib import Path
from typing import Any

import pytest

from scoring.cli import main

ROOT = Path(__file__).parents[3]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    status = main(["validate", *arguments])
    return status, json.loads(capsys.readouterr().out)


def test_a_finding_is_reported_with_exit_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "instrument.yaml").write_text("code: Small\n")

    status, result = run(capsys, str(tmp_path))

    assert status == 1
    assert result["findings"][0] == {
        "file": str(tmp_path / "instrument.yaml"),
        "line": 1,
        "code": "SCHEMA_003",
        "value": "Small",
        "message": '"code" cannot be "Small": string should match pattern \'^[a-z][a-z0-9]*(-[a-z0-9]+)*$\'.',
        "remedy": "Correct the value.",
    }


def test_a_path_that_does_not_exist_is_unusable_input(capsys: pytest.CaptureFixture[str]) -> None:
    status, result = run(capsys, "nowhere")

    assert status == 2
    assert result["error"]["code"] == "unreadable_file"


def test_a_folder_without_definitions_is_unusable_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, str(tmp_path))[0] == 2


def test_drifted_schema_files_are_findings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, result = run(capsys, "--check-schema", str(tmp_path))

    assert status == 1
    assert {finding["code"] for finding in result["findings"]} == {"FILE_008"}


def test_written_schema_files_have_not_drifted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, result = run(capsys, "--write-schema", str(tmp_path), "--check-schema", str(tmp_path))

    assert (status, result["findings"]) == (0, [])
