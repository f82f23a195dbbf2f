"""How often do the gates stop a good scale, and pass a bad one? Fixed seeds; the table is in docs/scoring/ladder.md."""

import numpy as np
import pytest

from scoring.definitions.standing import OriginCounts
from scoring.irt.curves import item_from_factor
from scoring.ladder.confirmation import halved, structure_figures
from scoring.ladder.rating_scales import structure_gates
from scoring.responses import ResponseTable
from scoring.simulation import draw_categories

REPLICATIONS = 60
ITEMS = 8
CUTS = (-1.2, -0.4, 0.4, 1.2)


def sample(people, loadings, seed, *, second=1.0, twin=0.0):
    """Answers to 8 items: two traits that correlate `second` (1 = one trait), two items that share `twin` more."""
    rng = np.random.default_rng(seed)
    first = rng.standard_normal(people)
    other = second * first + (1 - second**2) ** 0.5 * rng.standard_normal(people)
    shared = rng.standard_normal(people)
    columns = []
    for k, loading in enumerate(loadings):
        trait = first if k < ITEMS // 2 else other
        extra = twin**0.5 * (1 - loading**2) ** 0.5 if k < 2 else 0.0
        item = item_from_factor(loading, CUTS, "probit", method_loading=extra)
        columns.append(draw_categories(item, trait, "probit", rng, xi=shared))
    values = np.stack(columns, axis=1).astype(float)
    return ResponseTable(items=tuple(f"i{k}" for k in range(ITEMS)), values=values, rows=np.arange(1, people + 1))


def stop_rate(people, loadings, **shape):
    stops, reasons = 0, {}
    for replication in range(REPLICATIONS):
        table = sample(people, loadings, 1000 + replication, **shape)
        # the origin says real so that the figures alone decide; nothing here is stored
        figures, _ = structure_figures(
            table, {"S": table.items}, halved(people, replication), OriginCounts(real=people)
        )
        report = structure_gates(figures[0])
        stops += not report.promotable
        for gate in {entry.index for entry in report.stopped_by}:
            reasons[gate] = reasons.get(gate, 0) + 1
    return stops / REPLICATIONS, reasons


GOOD = [0.60, 0.65, 0.70, 0.75, 0.60, 0.65, 0.70, 0.75]


@pytest.mark.long
@pytest.mark.parametrize(("people", "most"), [(500, 0.35), (1000, 0.15)])
def test_a_good_scale_is_seldom_stopped(people, most):
    rate, reasons = stop_rate(people, GOOD)
    print(f"\ngood scale, n {people}: stopped {rate:.2f} {reasons}")  # noqa: T201

    assert rate <= most


@pytest.mark.long
@pytest.mark.parametrize(
    ("name", "loadings", "shape", "least"),
    [
        ("two traits correlating .5", GOOD, {"second": 0.5}, 0.95),
        ("two traits correlating .7", GOOD, {"second": 0.7}, 0.90),
        ("two items that share .4 more", GOOD, {"twin": 0.4}, 0.60),
        ("loadings of .35", [0.35] * ITEMS, {}, 0.95),
    ],
)
def test_a_bad_scale_seldom_passes(name, loadings, shape, least):
    rate, reasons = stop_rate(500, loadings, **shape)
    print(f"\n{name}, n 500: stopped {rate:.2f} {reasons}")  # noqa: T201

    assert rate >= least
