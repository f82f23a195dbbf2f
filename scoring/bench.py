"""How fast the engine is on this machine: what is promised to be quick, timed on simulated answers."""

from __future__ import annotations

import platform
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scoring.congruence.definition import Kind, Target
from scoring.congruence.fit import Positions, assess_fit
from scoring.definitions.standing import OriginCounts
from scoring.executors import ProcessExecutor
from scoring.factor.confirmatory import Estimator, Identification, confirm, parse_model
from scoring.factor.confirmatory.confirm import table_of
from scoring.factor.confirmatory.estimates import parameter_estimates
from scoring.factor.confirmatory.estimation import fit
from scoring.factor.confirmatory.samples import sample_from_tables
from scoring.factor.polychoric import polychoric_correlations
from scoring.factor.tables import TwoWayTables, observed_categories, tables_of
from scoring.irt.calibration import calibrate_graded
from scoring.irt.curves import item_from_factor
from scoring.linalg import FloatMatrix
from scoring.models.calibrated import calibrated_model, calibrated_scale
from scoring.models.cold_start import assumed_model
from scoring.models.estimation import counts_of_blocks, estimate_by_dwls
from scoring.models.graded_response import GradedResponseModel
from scoring.models.layout import category_codes, scale_layout
from scoring.responses import MissingRule, ResponseTable, stream_responses
from scoring.simulation import simulate_answers

CALIBRATION_ROWS = 2_800
FIT_DIMENSIONS = 8


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to time. goal : rows a second that are promised, or None."""

    name: str
    rows: int
    run: Callable[[], object]
    goal: float | None = None


@dataclass(frozen=True, kw_only=True)
class Timing:
    """Median over interleaved runs."""

    name: str
    rows: int
    seconds: float
    rows_per_second: float
    goal: float | None
    reached: bool | None


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A figure that is promised to stay at or under its limit."""

    name: str
    unit: str
    measured: float
    limit: float
    reached: bool


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    config: Any = np.show_config(mode="dicts")
    blas = config.get("Build Dependencies", {}).get("blas", {}) if isinstance(config, dict) else {}
    return {
        "processor": platform.processor() or platform.machine(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas.get('name', '?')} {blas.get('version', '?')}",
    }


def run_tasks(
    tasks: Sequence[Task],
    *,
    repeats: int,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,  # noqa: ARG005 -- the port's names
) -> tuple[Timing, ...]:
    """Times every task `repeats` times, tasks taking turns so that a busy moment hits all of them; medians.

    Seconds of this process's processor time: on a busy machine the clock on the wall measures the neighbours.
    """
    seconds: dict[str, list[float]] = {task.name: [] for task in tasks}
    for task in tasks:
        task.run()  # caches and imports
    for turn in range(repeats):
        progress("bench", turn, repeats)
        for task in tasks:
            begin = time.process_time()
            task.run()
            seconds[task.name].append(time.process_time() - begin)
    return tuple(_timing(task, statistics.median(seconds[task.name])) for task in tasks)


def _timing(task: Task, median: float) -> Timing:
    speed = task.rows / median
    return Timing(
        name=task.name,
        rows=task.rows,
        seconds=median,
        rows_per_second=speed,
        goal=task.goal,
        reached=None if task.goal is None else speed >= task.goal,
    )


def standard_tasks(people: int, seed: int) -> tuple[Task, ...]:
    """The tasks of `bench`, on `people` simulated persons."""
    rng = np.random.default_rng(seed)
    return (*_scoring_tasks(people, rng), _fit_task(people, rng), *_calibration_tasks(people, seed))


def standard_bounds(people: int, seed: int, *, repeats: int) -> tuple[Bound, ...]:
    """What has to stay bounded however many people there are: time after tabulation, and memory."""
    after = cost_after_tabulation(people, seed, repeats=repeats)
    return after, memory_of_scoring(10 * people), memory_of_calibrating(10 * people)


def cost_after_tabulation(people: int, seed: int, *, repeats: int) -> Bound:
    """How many times longer a calibration takes from the counts of a hundred times as many people."""
    model = graded_example(5, 5, 6)
    few, many = people // 10, people * 10
    tasks = [
        Task(name=str(n), rows=n, run=_calibration_from(tables_of(_table(model, n, seed)), model)) for n in (few, many)
    ]
    short, long = run_tasks(tasks, repeats=repeats)
    return _bound(f"calibration from tables, {many:,} rows against {few:,}", "times", long.seconds / short.seconds, 1.5)


def _calibration_from(tables: TwoWayTables, model: GradedResponseModel) -> Callable[[], object]:
    factors = parse_model(_factor_model(model))

    def calibrate() -> object:
        sample = sample_from_tables(tables)
        return parameter_estimates(
            fit(sample, table_of(factors, sample, identification=Identification.VARIANCE), Estimator.DWLS)
        )

    return calibrate


def memory_of_scoring(people: int) -> Bound:
    """The largest memory of a process of its own that scores 40 answers of so many people, their answers included."""
    (peak,) = ProcessExecutor(1).map(_peak_of_scoring, [people])
    return _bound(f"memory of scoring {people:,} x 40 answers", "MB", peak, 1_500.0)


def _peak_of_scoring(people: int) -> float:
    answers = np.random.default_rng(1).integers(1, 6, (people, 40)).astype(np.float64)
    graded_example(5, 8, 5).score(answers)
    return _peak_of_this_process()


def memory_of_calibrating(people: int) -> Bound:
    """The largest memory of a process of its own that reads so many rows of CSV and calibrates 25 items on them."""
    (peak,) = ProcessExecutor(1).map(_peak_of_calibrating, [people])
    return _bound(f"memory of reading and calibrating {people:,} x 25 answers", "MB", peak, 300.0)


def _peak_of_calibrating(people: int) -> float:
    layouts = [scale.layout for scale in graded_example(5, 5, 6).scales]
    names = [name for layout in layouts for name in layout.item_names]
    counts = counts_of_blocks(layouts, stream_responses(_csv_lines(names, people), items=names))
    estimate_by_dwls(layouts, counts, OriginCounts(simulated=people))
    return _peak_of_this_process()


def _csv_lines(names: Sequence[str], people: int) -> Iterator[str]:
    """CSV of answers that share a common factor, made line by line: no file, and never all of it at once."""
    yield ",".join(names) + "\n"
    rng = np.random.default_rng(1)
    for start in range(0, people, CALIBRATION_ROWS):
        rows = min(CALIBRATION_ROWS, people - start)
        common = rng.normal(size=(rows, 1))
        answers = np.clip(np.rint(3.5 + common + rng.normal(size=(rows, len(names)))), 1, 6).astype(int)
        yield from (",".join(map(str, row)) + "\n" for row in answers.tolist())


def _peak_of_this_process() -> float:
    """The largest resident memory so far, in MB."""
    status = Path("/proc/self/status")  # Linux's ru_maxrss would also count what the parent held before the fork
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    if found:
        return int(found.group(1)) / 1024.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024.0**2 if sys.platform == "darwin" else 1024.0)


def _bound(name: str, unit: str, measured: float, limit: float) -> Bound:
    return Bound(name=name, unit=unit, measured=measured, limit=limit, reached=measured <= limit)


def _factor_model(model: GradedResponseModel) -> str:
    return "\n".join(f"{s.name} =~ {' + '.join(s.layout.item_names)}" for s in model.scales)


def graded_example(scales: int, items: int, categories: int) -> GradedResponseModel:
    """A calibrated model with loadings from .5 to .8 and correlated traits."""
    cuts = tuple(float(c) for c in np.linspace(-1.5, 1.5, categories - 1))
    built = []
    for scale in range(scales):
        names = [f"s{scale}_{item}" for item in range(items)]
        loadings = np.linspace(0.5, 0.8, items)
        own = tuple(item_from_factor(float(loading), cuts, "logit") for loading in loadings)
        built.append(calibrated_scale(scale_layout(f"S{scale}", names, lowest=1, highest=categories), own, "logit"))
    correlations = np.full((scales, scales), 0.4) + 0.6 * np.eye(scales)
    return calibrated_model(built, correlations, OriginCounts(simulated=1))


def _with_holes(answers: FloatMatrix, rng: np.random.Generator, share: float) -> FloatMatrix:
    return np.where(rng.random(answers.shape) < share, np.nan, answers)


def _scoring_tasks(people: int, rng: np.random.Generator) -> tuple[Task, ...]:
    one, five = graded_example(1, 8, 5), graded_example(5, 8, 5)
    assumed = assumed_model([scale.layout for scale in one.scales])
    short = _with_holes(simulate_answers(one, people, 1).answers, rng, 0.05)
    fewer = max(people // 10, 1)
    long = _with_holes(simulate_answers(five, fewer, 2).answers, rng, 0.05)
    return (
        Task(name="eap 8 items x 5, 5 % missing", rows=people, run=lambda: one.score(short), goal=1_000_000),
        Task(name="eap assumed parameters", rows=people, run=lambda: assumed.score(short)),
        Task(name="map 5 scales, 40 items", rows=fewer, run=lambda: five.score(long, method="map"), goal=25_000),
    )


def _fit_task(people: int, rng: np.random.Generator) -> Task:
    everybody = np.ones(people, dtype=np.bool_)
    targets = [
        Target(name=f"D{k}", kind=Kind.STYLE, lower=-1.0, upper=1.0, weight=1 + k % 5) for k in range(FIT_DIMENSIONS)
    ]
    positions = {
        target.name: Positions(
            dimension=target.name, mean=rng.normal(size=people), se=rng.uniform(0.2, 0.7, people),
            assessed=everybody, on_data=everybody, eligible=everybody,
        )
        for target in targets
    }  # fmt: skip
    return Task(
        name="fit, 8 dimensions",
        rows=people,
        run=lambda: assess_fit(targets, positions, people),
        goal=100_000 / 0.3,
    )


def _calibration_tasks(people: int, seed: int) -> tuple[Task, ...]:
    model = graded_example(5, 5, 6)
    table = _table(model, people, seed)
    small = _table(model, CALIBRATION_ROWS, seed)
    first = model.scales[0]
    codes = category_codes(first.layout, small.select(first.layout.item_names).values)
    factors = parse_model(_factor_model(model))
    categories = observed_categories(small)

    def confirmed(estimator: Estimator) -> Callable[[], object]:
        return lambda: confirm(small, factors, estimator=estimator, missing=MissingRule.LISTWISE)

    n = CALIBRATION_ROWS
    return (
        Task(
            name="two-way tables, 25 items",
            rows=people,
            run=lambda: tables_of(table, categories=categories),
            goal=1_000_000,
        ),
        Task(
            name="polychoric, 25 items",
            rows=n,
            run=lambda: polychoric_correlations(tables_of(small, categories=categories)),
        ),
        Task(name="cfa ML, 25 x 5", rows=n, run=confirmed(Estimator.ML)),
        Task(name="cfa MLR, 25 x 5", rows=n, run=confirmed(Estimator.MLR)),
        Task(name="cfa WLSMV, 25 x 5", rows=n, run=confirmed(Estimator.WLSMV)),
        Task(name="mml, 5 items", rows=n, run=lambda: calibrate_graded(codes, (6,) * 5)),
    )


def _table(model: GradedResponseModel, people: int, seed: int) -> ResponseTable:
    found = simulate_answers(model, people, seed)
    rows = np.arange(1, people + 1, dtype=np.int64)
    return ResponseTable(items=found.items, values=found.answers, rows=rows)
