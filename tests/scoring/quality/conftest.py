"""Data of real people, oracle numbers, and the engine's command line, for the statistics of quality."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scoring.cli import main
from scoring.linalg import FloatMatrix

TESTS = Path(__file__).parents[2]
DATA = TESTS / "data"


@pytest.fixture(scope="session")
def oracle() -> Callable[[str], Any]:
    """The result of an oracle file, by its path below tests/oracles."""

    def read(path: str) -> Any:
        return json.loads((TESTS / "oracles" / path).read_text(encoding="utf-8"))["result"]

    return read


@pytest.fixture(scope="session")
def columns() -> Callable[[str, list[str]], FloatMatrix]:
    """Columns of a data file as numbers, NaN where missing."""

    def read(name: str, wanted: list[str]) -> FloatMatrix:
        with (DATA / name).open(newline="", encoding="utf-8") as handle:
            rows = list(csv.DictReader(handle))
        return np.array([[float(row[c]) if row[c] not in ("", "NA") else np.nan for c in wanted] for row in rows])

    return read


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any]]:
    """Runs the engine's command line: exit status and parsed output."""

    def run(*argv: str) -> tuple[int, Any]:
        status = main([str(argument) for argument in argv])
        return status, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[[str], Path]:
    """Writes CSV text to a file."""

    def write(text: str) -> Path:
        path = tmp_path / "data.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write
