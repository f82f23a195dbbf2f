#!/usr/bin/env python3
# ruff: noqa -- a program of its own, kept as it was written; it prints
"""Compare the scoring engine of Onculture with oracle numbers, case by case.

    check_engine.py --engine "python -m scoring" --cases cases.json --data DIR --oracles DIR [--only GLOB] [--json OUT]

A case of the case file:

    name        unique name; its first word is the family
    oracle      file name in the oracle folder; its `result` is what is compared with
    data        file name in the data folder
    steps       optional changes to the data, written to a temporary CSV (see STEPS): only for what the engine's
                command line has no option for
    models      optional model texts by name: each is written to a file
    before      optional commands to run first (their output is not compared)
    command     arguments of the engine; {data}, {tmp} (a folder of the case) and {NAME} of a model are replaced
    read        optional CSV written by the engine; its columns become the key `csv` of the result
    compares    list of comparisons, or names of lists under `compare_sets` of the case file
    why         reason for a tolerance that is wider than usual

A comparison:

    ours, oracle      where the figures are: keys separated by "/", each optionally with [3], [:20], [*] or [key=value];
                      then rules after " | " (see RULES). {"value": x} instead of a path is a constant
    tolerance         largest difference allowed
    kind              absolute (default), relative, mixed (absolute below 1, relative above) or exact (for text)
    align             none      same order on both sides
                      names     match by name: `names` and `oracle_names` say where the names are
                      matrix    oracle {rows, cols, values}; `names` says where the names of ours are (default: items)
                      loadings  as matrix, but columns are matched by congruence and signs turned
                      factors   square matrix of factors, in the order and sign found by `loadings` in the same case
                      parameters  rows matched by lhs, op, rhs; `field` and `oracle_field` name the column, `free` the
                                oracle frame that has the standard errors; only free parameters are required

Oracle entries that are null or "NA" are not compared. Exit status 0 only when every case agrees.
"""

from __future__ import annotations

import argparse
import csv
import fnmatch
import json
import math
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from collections.abc import Callable
from typing import Any

from check_figures import Unreadable, label, number, pairs_of

Row = dict[str, str]


# ---------------------------------------------------------------- data


def _filter(rows: list[Row], step: dict[str, Any]) -> list[Row]:
    wanted, unwanted = step.get("in"), step.get("not_in", [])
    return [r for r in rows if (wanted is None or r[step["column"]] in wanted) and r[step["column"]] not in unwanted]


def _complete(rows: list[Row], step: dict[str, Any]) -> list[Row]:
    return [r for r in rows if all(r[c] not in ("", "NA") for c in step["columns"])]


def _dichotomise(rows: list[Row], step: dict[str, Any]) -> list[Row]:
    def cut(value: str) -> str:
        return value if value in ("", "NA") else str(int(float(value) >= step["at_least"]))

    return [{**r, **{c: cut(r[c]) for c in step["columns"]}} for r in rows]


def _recode(rows: list[Row], step: dict[str, Any]) -> list[Row]:
    return [{**r, step["to"]: step["values"].get(r[step["column"]], step.get("otherwise", ""))} for r in rows]


def _sum(rows: list[Row], step: dict[str, Any]) -> list[Row]:
    def total(row: Row) -> str:
        if any(row[c] in ("", "NA") for c in step["columns"]):
            return ""
        return str(sum(step["reverse"] - float(row[c]) if c in step.get("reversed", []) else float(row[c])
                       for c in step["columns"]))

    return [{**r, step["to"]: total(r)} for r in rows]


def _expand(rows: list[Row], step: dict[str, Any]) -> list[Row]:
    return [r for r in rows for _ in range(int(float(r[step["count"]])))]


STEPS: dict[str, Callable[[list[Row], dict[str, Any]], list[Row]]] = {
    "filter": _filter,  # column, in / not_in
    "complete": _complete,  # columns: keep the rows that have all of them
    "dichotomise": _dichotomise,  # columns, at_least
    "recode": _recode,  # column, to, values, otherwise
    "sum": _sum,  # columns, to, optional reversed and reverse (the sum of the two ends of the scale)
    "expand": _expand,  # count: one row for each of the counted
}


def prepare(source: Path, steps: list[dict[str, Any]], target: Path) -> Path:
    """The data of a case: the file itself, or a changed copy."""
    if not steps:
        return source
    with source.open(newline="", encoding="utf-8") as handle:
        rows: list[Row] = list(csv.DictReader(handle))
    for step in steps:
        rows = STEPS[step["do"]](rows, step)
    with target.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return target


# ---------------------------------------------------------------- comparing


@dataclass
class Finding:
    """What one comparison found; `ratio` is the worst difference over the tolerance."""

    what: str
    agrees: bool
    ratio: float = math.inf
    where: str = ""
    ours: Any = None
    oracle: Any = None
    difference: float | None = None
    tolerance: float | None = None
    message: str = ""


def judge(check: dict[str, Any], ours: Any, oracle: Any, memory: dict[str, Any]) -> Finding:
    """Compare one thing; whatever is malformed is a finding, never a crash."""
    what = check.get("what") or str(check["ours"]) + (f".{check['field']}" if "field" in check else "")
    tolerance, kind = float(check.get("tolerance", 0)), check.get("kind", "absolute")
    try:
        pairs = pairs_of(check, ours, oracle, memory)
    except Unreadable as problem:
        return Finding(what, False, message=str(problem))
    except Exception as problem:  # noqa: BLE001 - output of an unknown program may be anything
        return Finding(what, False, message=f"malformed: {type(problem).__name__}: {problem}")
    worst = Finding(what, True, ratio=-1.0, tolerance=tolerance)
    for where, mine, theirs in pairs:
        if kind == "exact":
            same = label(mine) == label(theirs)
            entry = Finding(what, same, 0.0 if same else math.inf, where, mine, theirs, None, 0.0)
        else:
            x, y = number(mine), number(theirs)
            if math.isnan(y):
                continue
            scale = {"relative": abs(y) or 1.0, "mixed": max(1.0, abs(y))}.get(kind, 1.0)
            difference = 0.0 if x == y else abs(x - y) / scale
            limit = max(tolerance, 1e-300)
            ratio = math.inf if math.isnan(difference) else difference / limit
            entry = Finding(what, ratio <= 1, ratio, where, mine, theirs, difference, tolerance)
        if entry.ratio > worst.ratio:
            worst = entry
    if worst.ratio < 0:
        return Finding(what, False, message="nothing to compare")
    return worst


@dataclass
class Verdict:
    """The outcome of a case."""

    name: str
    status: str  # agree | differs | error | not there
    agreed: int = 0
    compared: int = 0
    seconds: float | None = None
    message: str = ""
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Checker:
    """Runs the cases of one case file against one engine."""

    engine: list[str]
    data: Path
    oracles: Path
    sets: dict[str, list[dict[str, Any]]]
    timeout: float
    present: dict[str, bool] = field(default_factory=dict)

    def run(self, arguments: list[str], where: str) -> tuple[int, str, str]:
        """Exit status, standard output and standard error; 124 for a timeout, 127 for an engine that cannot start."""
        try:
            done = subprocess.run([*self.engine, *arguments], capture_output=True, timeout=self.timeout, check=False)
        except subprocess.TimeoutExpired:
            return 124, "", f"no answer within {self.timeout:g} s"
        except OSError as problem:
            return 127, "", str(problem)
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")

    def exists(self, command: str) -> bool:
        """Whether the engine knows the command: its --help must end with status 0."""
        if command not in self.present:
            self.present[command] = self.run([command, "--help"], ".")[0] == 0
        return self.present[command]

    def check(self, case: dict[str, Any]) -> Verdict:
        """Prepare, run and compare one case."""
        checks = [c for entry in case["compares"] for c in (self.sets[entry] if isinstance(entry, str) else [entry])]
        verdict = Verdict(case["name"], "error", compared=len(checks))
        with tempfile.TemporaryDirectory(prefix="check_engine_") as folder:
            tmp = Path(folder)
            try:
                oracle = json.loads((self.oracles / case["oracle"]).read_text(encoding="utf-8"))["result"]
                data = prepare(self.data / case["data"], case.get("steps", []), tmp / "data.csv")
            except (OSError, ValueError, KeyError, IndexError) as problem:
                verdict.message = f"case cannot be prepared: {type(problem).__name__}: {problem}"
                return verdict
            places = {"{data}": str(data), "{tmp}": str(tmp)}
            for name, text in case.get("models", {}).items():
                (tmp / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
                places["{" + name + "}"] = str(tmp / f"{name}.txt")
            ours: Any = None
            for command in [*case.get("before", []), case["command"]]:
                status, output, errors = self.run([_fill(a, places) for a in command], folder)
                if status and not self.exists(command[0]):
                    verdict.status, verdict.message = "not there", f"command {command[0]} is missing"
                    return verdict
                try:
                    ours = json.loads(output)
                except ValueError:
                    ours = None
                if status or not isinstance(ours, dict):
                    verdict.message = _trouble(command[0], status, output, errors, ours)
                    return verdict
            if "read" in case:
                ours["csv"] = _columns(Path(_fill(case["read"], places)))
        verdict.seconds = number(ours.get("seconds"))
        memory: dict[str, Any] = {}
        verdict.findings = [judge(check, ours, oracle, memory) for check in checks]
        verdict.agreed = sum(f.agrees for f in verdict.findings)
        verdict.status = "agree" if verdict.agreed == verdict.compared else "differs"
        return verdict


def _fill(text: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        text = text.replace(name, value)
    return text


def _columns(path: Path) -> dict[str, list[str]]:
    try:
        with path.open(newline="", encoding="utf-8") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, ValueError):
        return {}
    return {name: [r.get(name) or "" for r in rows] for name in (rows[0] if rows else {}) if name}


def _trouble(command: str, status: int, output: str, errors: str, ours: Any) -> str:
    error = ours.get("error") if isinstance(ours, dict) else None
    if isinstance(error, dict):
        said = f"{error.get('code')}: {error.get('message')}"
    elif status == 0:
        said = f"output is not one JSON object: {output.strip()[:80]!r}"
    else:
        said = (errors.strip() or output.strip()).splitlines()[-1:] or ["no message"]
        said = said[0][:200]
    return f"{command}: exit status {status}: {said}"


def describe(verdict: Verdict) -> str:
    """One line, and one more for each comparison that differs."""
    line = f"{verdict.status:9}  {verdict.name}"
    if verdict.status in ("agree", "differs"):
        line += f"  {verdict.agreed} of {verdict.compared}"
        if best := max((f for f in verdict.findings if math.isfinite(f.ratio)), key=lambda f: f.ratio, default=None):
            line += f"  (worst: {best.what}{best.where} at {best.ratio:.2g} of its tolerance)"
    if verdict.message:
        line += f"  {verdict.message}"
    for f in (f for f in verdict.findings if not f.agrees):
        line += f"\n           {f.what} {f.where}: "
        line += f.message or f"ours {f.ours}, oracle {f.oracle}, difference {f.difference}, tolerance {f.tolerance}"
    return line


def _finite(entries: list[tuple[str, Any]]) -> dict[str, Any]:
    """A dictionary that strict JSON can hold: null for NaN and infinity."""
    return {k: None if isinstance(v, float) and not math.isfinite(v) else v for k, v in entries}


def main(arguments: list[str] | None = None) -> int:
    """Run the cases and print the verdicts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", required=True, help="command that starts the engine")
    parser.add_argument("--cases", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--oracles", required=True, type=Path)
    parser.add_argument("--only", default="*", help="shell pattern of case names")
    parser.add_argument("--json", type=Path, help="write all findings to this file")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for one command")
    options = parser.parse_args(arguments)
    cases = json.loads(options.cases.read_text(encoding="utf-8"))
    checker = Checker(shlex.split(options.engine), options.data, options.oracles, cases["compare_sets"], options.timeout)
    verdicts = []
    for case in cases["cases"]:
        if fnmatch.fnmatch(case["name"], options.only):
            verdicts.append(checker.check(case))
            print(describe(verdicts[-1]), flush=True)
    if options.json:
        findings = [asdict(v, dict_factory=_finite) for v in verdicts]
        options.json.write_text(json.dumps(findings, indent=1), encoding="utf-8")
    states = Counter(v.status for v in verdicts)
    agreed, compared = sum(v.agreed for v in verdicts), sum(v.compared for v in verdicts)
    print(", ".join(f"{states[s]} {s}" for s in ("agree", "differs", "error", "not there")))
    print(f"{states['agree']} of {len(verdicts)} cases agree, {agreed} comparisons of {compared}")
    return 0 if verdicts and states["agree"] == len(verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
