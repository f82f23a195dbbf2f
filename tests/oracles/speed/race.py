"""The engine against R on the same answers: `python tests/oracles/speed/race.py [TURNS]`.

Both sides keep their process and take turns, task by task; medians over the turns of processor time, because on a busy
machine the clock on the wall measures the neighbours. One process and one thread on either side.
Both do estimates, standard errors and fit; psych and `lavCor` give no errors of polychorics, the engine does. Says what
is missing where R or a package is; exit code 1 below the floors, half of the goals.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from scoring.bench import machine
from scoring.factor.confirmatory import Estimator, Identification, Model, parse_model
from scoring.factor.confirmatory.confirm import sample_of, table_of
from scoring.factor.confirmatory.estimates import parameter_estimates
from scoring.factor.confirmatory.estimation import fit
from scoring.factor.confirmatory.indices import fit_indices
from scoring.factor.correlations import CorrelationKind, correlate
from scoring.factor.dimensionality import Reference, parallel_analysis
from scoring.factor.exploration import explore
from scoring.factor.invariance import measurement_invariance
from scoring.factor.polychoric import polychoric_correlations, standard_errors
from scoring.factor.rotation import Rotation
from scoring.factor.tables import tables_of
from scoring.fairness.dif.screening import screen_by_logistic
from scoring.responses import MissingRule, ResponseTable, parse_responses
from scoring.responses.grouping import group_numbers, order_of_labels

DATA = Path(__file__).resolve().parents[2] / "data"
SCRIPT = Path(__file__).with_name("side_of_r.R")
TURNS = 9
MODEL = "\n".join(f"{s} =~ {' + '.join(f'{s}{k}' for k in range(1, 6))}" for s in "ACENO")
# Times faster than R; the floor is half of it.
GOALS = {
    "polychoric_psych": 100.0,
    "polychoric_lavaan": 20.0,
    "wlsmv": 30.0,
    "mlr": 10.0,
    "ml": 6.0,
    "invariance": 6.0,
    "efa": 3.0,
    "dif": 5.0,
    "parallel": 15.0,
}


@dataclass(frozen=True, kw_only=True)
class Race:
    """Median processor seconds of both sides over the turns."""

    task: str
    r_seconds: float
    seconds: float
    goal: float

    @property
    def times_faster(self) -> float:
        return self.r_seconds / self.seconds

    @property
    def holds(self) -> bool:
        """Whether the floor, half of the goal, is kept."""
        return self.times_faster >= self.goal / 2


@dataclass(frozen=True, kw_only=True)
class SideOfR:
    """R waiting for the names of tasks. missing : task -> what it needs."""

    orders: IO[str]
    answers: IO[str]
    versions: tuple[str, ...]
    missing: dict[str, str]
    rotation: Rotation

    def seconds(self, task: str) -> float:
        self.orders.write(task + "\n")
        self.orders.flush()
        name, _, answer = self.answers.readline().rstrip("\n").partition("\t")
        if name != task or answer.startswith("failed"):
            raise RuntimeError(f"R on {task}: {answer or 'ended'}")
        return float(answer)


def what_is_missing() -> str:
    """The sentence why there is no race at all; empty when R is here."""
    return "" if shutil.which("Rscript") else "R is not installed (no Rscript on the path): nothing to race against."


@contextmanager
def side_of_r() -> Iterator[SideOfR]:
    """R started, with what it says about itself."""
    process = subprocess.Popen(
        ["Rscript", str(SCRIPT), str(DATA)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    orders, answers = process.stdin, process.stdout
    assert orders is not None
    assert answers is not None
    versions, missing, rotation = [], {}, Rotation.OBLIMIN
    try:
        for line in answers:
            kind, *words = line.rstrip("\n").split("\t")
            if kind == "ready":
                break
            if kind == "task" and words[1] != "here":
                missing[words[0]] = words[1]
            elif kind == "rotation":
                rotation = Rotation(words[0].lower())
            elif kind in ("version", "blas", "package"):
                versions.append(" ".join(words))
        yield SideOfR(orders=orders, answers=answers, versions=tuple(versions), missing=missing, rotation=rotation)
    finally:
        orders.close()
        answers.close()
        process.terminate()
        process.wait()


def our_side(rotation: Rotation) -> dict[str, Callable[[], object]]:
    """The same tasks on the same answers."""
    with (DATA / "bfi.csv").open(newline="") as handle:
        bfi = parse_responses(handle, items="A1-O5", group="gender")
    complete, model = bfi.complete(), parse_model(MODEL)
    correlations = correlate(bfi, kind=CorrelationKind.PEARSON, missing=MissingRule.PAIRWISE).matrix
    neurotic = bfi.select([f"N{k}" for k in range(1, 6)]).complete()
    groups = group_numbers(neurotic.groups or (), order_of_labels(neurotic.groups or ()))

    return {
        "polychoric_psych": lambda: _polychoric(bfi),
        "polychoric_lavaan": lambda: _polychoric(complete),
        "wlsmv": lambda: _confirmed(complete, model, Estimator.WLSMV),
        "mlr": lambda: _confirmed(complete, model, Estimator.MLR),
        "ml": lambda: _confirmed(complete, model, Estimator.ML),
        "invariance": lambda: _invariance(complete, model),
        "efa": lambda: explore(correlations, n=bfi.n_rows, factors=5, rotation=rotation),
        "dif": lambda: screen_by_logistic(neurotic.values, groups, items=neurotic.items),
        "parallel": lambda: parallel_analysis(
            correlations, n=bfi.n_rows, replications=100, percentile=95, seed=1, reference=Reference.ANSWERS
        ),
    }


def _polychoric(table: ResponseTable) -> object:
    tables = tables_of(table)
    found = polychoric_correlations(tables)
    return found, standard_errors(found, tables)


def _confirmed(table: ResponseTable, model: Model, estimator: Estimator) -> object:
    sample = sample_of([table], estimator, missing=MissingRule.LISTWISE)
    fitted = fit(sample, table_of(model, sample, identification=Identification.VARIANCE), estimator)
    return parameter_estimates(fitted), fit_indices(fitted)


def _invariance(table: ResponseTable, model: Model) -> object:
    levels = measurement_invariance(table, model, estimator=Estimator.ML).levels  # with indices and difference tests
    return [(level, parameter_estimates(level.fitted)) for level in levels]


def race(turns: int) -> tuple[list[Race], list[str]]:
    """All tasks that both sides can do, and sentences about R and about what is missing."""
    with side_of_r() as r:
        ours = our_side(r.rotation)
        tasks = [task for task in GOALS if task not in r.missing]
        for task in tasks:  # imports and caches
            ours[task]()
        theirs: dict[str, list[float]] = {task: [] for task in tasks}
        own: dict[str, list[float]] = {task: [] for task in tasks}
        for _ in range(turns):
            for task in tasks:
                theirs[task].append(r.seconds(task))
                begin = time.process_time()
                ours[task]()
                own[task].append(time.process_time() - begin)
    found = [
        Race(
            task=task,
            r_seconds=statistics.median(theirs[task]),
            seconds=statistics.median(own[task]),
            goal=GOALS[task],
        )
        for task in tasks
    ]
    lines = ["R: " + "; ".join(r.versions)]
    lines += [f"NOT RACED: {task} {why}" for task, why in r.missing.items()]
    if r.rotation is not Rotation.OBLIMIN:
        lines.append("GPArotation is missing, so psych cannot do oblimin: both sides rotate by promax.")
    return found, lines


def table_of_races(found: list[Race]) -> list[str]:
    """A line for each task, for people."""
    lines = [f"{'task':<20}{'R, s':>10}{'engine, s':>12}{'times':>8}{'goal':>7}{'floor':>7}"]
    for entry in found:
        word = "" if entry.times_faster >= entry.goal else "  below its goal" if entry.holds else "  BELOW THE FLOOR"
        lines.append(
            f"{entry.task:<20}{entry.r_seconds:>10.4f}{entry.seconds:>12.5f}{entry.times_faster:>8.1f}"
            f"{entry.goal:>7.0f}{entry.goal / 2:>7.1f}{word}"
        )
    return lines


def main(arguments: list[str]) -> int:
    absent = what_is_missing()
    if absent:
        sys.stdout.write(f"NOT RUN: {absent}\n")
        return 0
    found, lines = race(int(arguments[0]) if arguments else TURNS)
    sys.stdout.write("\n".join([json.dumps(machine()), *lines, *table_of_races(found), ""]))
    return 0 if all(entry.holds for entry in found) else 1


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # numpy reads it when it is loaded: start again, with one thread
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "OPENBLAS_NUM_THREADS": "1"})
    sys.exit(main(sys.argv[1:]))
