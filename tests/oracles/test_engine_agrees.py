"""Every case of cases.json: the engine, by its command line, against numbers of established programs."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from scoring.cli import main

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from check_engine import Checker, describe  # noqa: E402 -- lives beside this file, which is no package

FILE = json.loads((HERE / "cases.json").read_text(encoding="utf-8"))


class SameProcess(Checker):
    """The checker with the engine in this process: starting Python anew for each case would take a minute."""

    def run(self, arguments: list[str], where: str) -> tuple[int, str, str]:
        """Exit status, standard output and standard error."""
        output, errors = io.StringIO(), io.StringIO()
        with redirect_stdout(output), redirect_stderr(errors):
            status = main(arguments)
        return status, output.getvalue(), errors.getvalue()


CHECKER = SameProcess([], HERE.parent / "data", HERE, FILE["compare_sets"], 120.0)


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["name"])
def test_engine_agrees_with_established_programs(case: dict[str, Any]) -> None:
    verdict = CHECKER.check(case)

    assert verdict.status == "agree", describe(verdict)
