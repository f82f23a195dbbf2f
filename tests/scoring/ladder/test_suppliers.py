"""Figures of supplier scales, from the answers of suppliers' staff to the gates."""

import io
import json
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from scoring.cli import main
from scoring.definitions.standing import OriginCounts
from scoring.executors import available_cores, default_executor
from scoring.factor.confirmatory import Estimator, confirm, parse_model
from scoring.ladder.other_evidence import supplier_gates
from scoring.ladder.suppliers import supplier_figures
from scoring.responses import ResponseTable

DATA = Path(__file__).parents[2] / "data"
ITEMS = tuple(f"i{k}" for k in range(6))
LOADINGS = np.array([0.8, 0.75, 0.7, 0.8, 0.75, 0.7])
CUTS = np.array([-1.5, -0.7, 0.0, 0.7, 1.5])
REPLICATIONS = 2_000


def answers(rng, *, suppliers=40, members=8, icc=0.2, second=1.0):
    """Keyed answers 0-5 of suppliers' staff: a share `icc` of each trait lies between suppliers."""
    group = np.repeat(np.arange(suppliers), members)

    def trait():
        between = rng.standard_normal(suppliers)[group]
        return icc**0.5 * between + (1 - icc) ** 0.5 * rng.standard_normal(group.size)

    first = trait()
    other = second * first + (1 - second**2) ** 0.5 * trait()
    traits = np.where(np.arange(6) < 3, first[:, None], other[:, None])
    values = traits * LOADINGS + rng.standard_normal((group.size, 6)) * np.sqrt(1 - LOADINGS**2)
    return ResponseTable(
        items=ITEMS,
        values=np.searchsorted(CUTS, values).astype(float),
        rows=np.arange(1, group.size + 1),
        groups=tuple(f"supplier {g}" for g in group),
    )


def figures_of(table):
    (figures,), notes = supplier_figures(table, {"S": table.items}, OriginCounts(real=table.n_rows))
    return figures, notes


def test_a_sound_scale_of_suppliers_that_differ_passes_every_gate():
    figures, _ = figures_of(answers(np.random.default_rng(4)))

    assert (figures.suppliers, figures.respondents) == (40, 320)
    assert supplier_gates(figures).promotable


def test_two_traits_under_one_name_do_not_fit():
    figures, _ = figures_of(answers(np.random.default_rng(4), second=0.5))

    assert {gate.index for gate in supplier_gates(figures).stopped_by} >= {"cfi", "rmsea"}


def test_suppliers_that_do_not_differ_stop_the_scale():
    figures, _ = figures_of(answers(np.random.default_rng(5), icc=0.0))

    assert "icc2" in {gate.index for gate in supplier_gates(figures).stopped_by}


def test_the_fit_is_that_of_the_cluster_robust_model():
    table = answers(np.random.default_rng(6))
    model = parse_model("S =~ " + " + ".join(ITEMS))

    figures, _ = figures_of(table)

    robust = confirm(table, model, estimator=Estimator.WLSMV, clustered=True).indices.scaled
    naive = confirm(table, model, estimator=Estimator.WLSMV).indices.scaled
    assert figures.cluster_robust_fit.rmsea == robust.rmsea
    assert robust.chisq != pytest.approx(naive.chisq, rel=1e-3)


def test_rows_without_a_supplier_or_with_a_hole_are_left_out():
    table = answers(np.random.default_rng(7))
    values = table.values.copy()
    values[0, 0] = np.nan
    spoiled = ResponseTable(items=table.items, values=values, rows=table.rows, groups=(*table.groups[:-1], ""))

    assert figures_of(spoiled)[0].respondents == table.n_rows - 2


def test_one_supplier_gives_no_figures_and_says_why():
    figures, notes = figures_of(answers(np.random.default_rng(8), suppliers=1, members=50))

    assert (figures.icc1, figures.icc2, figures.cluster_robust_fit.cfi) == (None, None, None)
    assert {note.code for note in notes} >= {"icc_not_estimable"}
    assert not supplier_gates(figures).promotable


def test_equal_answers_of_everybody_are_no_error():
    table = answers(np.random.default_rng(9))
    flat = ResponseTable(items=ITEMS, values=np.ones_like(table.values), rows=table.rows, groups=table.groups)

    figures, notes = figures_of(flat)

    assert (figures.icc1, figures.cluster_robust_fit.cfi) == (None, None)
    assert len(notes) == 2


def command(*words):
    with redirect_stdout(io.StringIO()) as out:
        status = main([str(word) for word in words])
    return status, json.loads(out.getvalue())


def test_real_companies_are_calibrated_and_judged_as_suppliers(tmp_path):
    (tmp_path / "scales.txt").write_text("LEAD =~ LEAD01 + LEAD02 + LEAD03 + LEAD04 + LEAD05 + LEAD06\n")
    model = tmp_path / "model.json"
    keys = ("--data", DATA / "lq2002.csv", "--model", tmp_path / "scales.txt", "--min", 1, "--max", 5)

    status, found = command("calibrate", *keys, "--cluster", "COMPID", "--out", model)
    _, judged = command("gates", "--calibration", model)

    assert status == 0
    assert found["suppliers"][0]["suppliers"] == 49
    assert found["suppliers"][0]["respondents"] == 2042
    assert judged["gates"] == found["gates"]
    assert {g["gate"]: g["passed"] for g in judged["gates"]}["suppliers"] is True
    assert not judged["promotable"]  # the file has no column origin: nobody vouches for it


def test_halves_and_suppliers_are_two_ways_of_judging(tmp_path):
    (tmp_path / "scales.txt").write_text("LEAD =~ LEAD01 + LEAD02 + LEAD03\n")

    status, found = command(
        "calibrate", "--data", DATA / "lq2002.csv", "--model", tmp_path / "scales.txt", "--cluster", "COMPID",
        "--split", 1,
    )  # fmt: skip

    assert (status, found["error"]["place"]) == (2, "--cluster")


def stopped(seeds, shape):
    """For every seed whether the gates stop the scale."""
    return [
        not supplier_gates(figures_of(answers(np.random.default_rng(seed), **shape))[0]).promotable for seed in seeds
    ]


def rejected(seeds, shape):
    """For every seed whether the cluster-robust test of fit rejects at .05."""
    model = parse_model("S =~ " + " + ".join(ITEMS))
    return [
        confirm(
            answers(np.random.default_rng(seed), **shape), model, estimator=Estimator.WLSMV, clustered=True
        ).indices.scaled.pvalue
        < 0.05
        for seed in seeds
    ]


def rate(question, **shape):
    chunks = [range(start, start + 100) for start in range(0, REPLICATIONS, 100)]
    executor = default_executor(min(available_cores(), 2))
    return np.mean([entry for part in executor.map(partial(question, shape=shape), chunks) for entry in part])


@pytest.mark.long
def test_the_cluster_robust_test_keeps_its_size():
    assert 0.02 <= rate(rejected, icc=0.25) <= 0.06


@pytest.mark.long
def test_a_sound_supplier_scale_is_seldom_stopped():
    assert rate(stopped, icc=0.25) <= 0.205


@pytest.mark.long
@pytest.mark.parametrize("shape", [{"second": 0.5, "icc": 0.25}, {"icc": 0.05}])
def test_an_unsound_supplier_scale_seldom_passes(shape):
    assert rate(stopped, **shape) >= 0.99
