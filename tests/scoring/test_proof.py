"""The page that lists the four kinds of test of every statistic names tests that exist."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = re.compile(r"^def (test_\w+)\(", re.MULTILINE)
CELL = re.compile(r"`(\w+?)(_\*)?`")


def rows():
    """Statistic, and for each kind of test the name in its cell."""
    lines = (ROOT / "docs" / "scoring" / "proof.md").read_text(encoding="utf-8").splitlines()
    table = [line.strip("|").split(" | ") for line in lines if line.startswith("|")][2:]
    return [[cell.strip() for cell in row] for row in table]


def test_every_statistic_has_four_tests_that_exist():
    tests = {name for file in (ROOT / "tests").rglob("test_*.py") for name in TESTS.findall(file.read_text("utf-8"))}
    cases = [case["name"] for case in json.loads((ROOT / "tests/oracles/cases.json").read_text("utf-8"))["cases"]]
    without, unknown = [], []

    for statistic, *kinds in rows():
        for kind, cell in zip(("identity", "recovery", "oracle", "edge"), kinds, strict=True):
            found = CELL.search(cell)
            if found is None:
                without.append((statistic, kind))
                continue
            name, of_cases = found.groups()
            known = any(case.startswith(f"{name}_") for case in cases) if of_cases else f"test_{name}" in tests
            unknown += [] if known else [cell]

    assert unknown == []
    assert without == [("cluster-robust WLSMV", "oracle")]


def test_no_statistic_stands_there_twice():
    names = [row[0] for row in rows()]

    assert len(names) == len(set(names)) > 50
