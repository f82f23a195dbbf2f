"""How often do the gates stop a good scale, and pass a bad one? Fixed seeds; the table is in docs/scoring/ladder.md.

The limits lie three Monte-Carlo errors from the published rates.
"""

from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts
from scoring.executors import available_cores, default_executor
from scoring.irt.curves import item_from_factor
from scoring.ladder.confirmation import halved, structure_figures
from scoring.ladder.rating_scales import structure_gates
from scoring.responses import ResponseTable
from scoring.simulation import draw_categories

REPLICATIONS = 2_000
CHUNK = 100
ITEMS = 8
CUTS = (-1.2, -0.4, 0.4, 1.2)
GOOD = (0.60, 0.65, 0.70, 0.75, 0.60, 0.65, 0.70, 0.75)


@dataclass(frozen=True, kw_only=True)
class Truth:
    """8 items: two traits that correlate `second` (1 = one trait), two items that share `twin` of their residuals."""

    loadings: tuple[float, ...] = GOOD
    second: float = 1.0
    twin: float = 0.0


def sample(truth, people, seed):
    rng = np.random.default_rng(seed)
    first = rng.standard_normal(people)
    other = truth.second * first + (1 - truth.second**2) ** 0.5 * rng.standard_normal(people)
    shared = rng.standard_normal(people)
    columns = []
    for k, loading in enumerate(truth.loadings):
        trait = first if k < ITEMS // 2 else other
        extra = truth.twin**0.5 * (1 - loading**2) ** 0.5 if k < 2 else 0.0
        item = item_from_factor(loading, CUTS, "probit", method_loading=extra)
        columns.append(draw_categories(item, trait, "probit", rng, xi=shared))
    values = np.stack(columns, axis=1).astype(float)
    return ResponseTable(items=tuple(f"i{k}" for k in range(ITEMS)), values=values, rows=np.arange(1, people + 1))


def stopping_gates(replications, truth, people):
    """For every replication the gates that stop the scale: none when it passes."""
    found = []
    for replication in replications:
        table = sample(truth, people, 1000 + replication)
        # the origin says real so that the figures alone decide; nothing here is stored
        figures, _ = structure_figures(
            table, {"S": table.items}, halved(people, replication), OriginCounts(real=people)
        )
        found.append(sorted({entry.index for entry in structure_gates(figures[0]).stopped_by}))
    return found


def stop_rate(truth, people):
    """Share of scales that are stopped, and how often each gate was among the reasons."""
    chunks = [range(start, start + CHUNK) for start in range(0, REPLICATIONS, CHUNK)]
    work = partial(stopping_gates, truth=truth, people=people)
    stopped = [gates for part in default_executor(min(available_cores(), 2)).map(work, chunks) for gates in part]
    reasons = Counter(gate for gates in stopped for gate in gates)
    return sum(bool(gates) for gates in stopped) / REPLICATIONS, reasons


@pytest.mark.long
@pytest.mark.parametrize(("people", "most"), [(500, 0.03), (1000, 0.005)])
def test_a_good_scale_is_seldom_stopped(people, most):
    rate, reasons = stop_rate(Truth(), people)
    print(f"\ngood scale, n {people}: stopped {rate:.4f} {reasons}")  # noqa: T201

    assert rate <= most


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "truth", "people", "least"),
    [
        ("two traits correlating .5", Truth(second=0.5), 500, 0.995),
        ("two traits correlating .7", Truth(second=0.7), 500, 0.975),
        ("two items that share .4 more", Truth(twin=0.4), 500, 0.81),
        ("two items that share .4 more", Truth(twin=0.4), 2000, 0.985),
        ("loadings of .35", Truth(loadings=(0.35,) * ITEMS), 500, 0.995),
    ],
)
def test_a_bad_scale_seldom_passes(name, truth, people, least):
    rate, reasons = stop_rate(truth, people)
    print(f"\n{name}, n {people}: stopped {rate:.4f} {reasons}")  # noqa: T201

    assert rate >= least
