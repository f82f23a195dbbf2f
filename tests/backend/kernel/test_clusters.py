"""A local Dask cluster gives the same bytes as this process and as two of our own workers."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import dask
import numpy as np
import pytest
from distributed import KilledWorker, LocalCluster

from backend.kernel.clusters import ADDRESS, DaskExecutor, dask_executor
from scoring.cli import main
from scoring.errors import UsageError
from scoring.executors import SerialExecutor, spawn_generators
from scoring.factor.polychoric import influence_tables, polychoric_correlations
from scoring.factor.tables import two_way_tables

ROOT = Path(__file__).resolve().parents[3]
BFI = str(ROOT / "tests" / "data" / "bfi.csv")


@contextmanager
def local_cluster(**settings: Any) -> Iterator[str]:
    """The address of a scheduler on this machine with two worker processes."""
    with (
        dask.config.set(settings),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0"
        ) as cluster,
    ):
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with local_cluster() as address:
        yield address


def draw(generator: np.random.Generator) -> bytes:
    return generator.standard_normal(1000).tobytes()


def die_once(work: tuple[str, np.random.Generator]) -> bytes:
    """What `draw` gives, from the second try on: the first kills its worker."""
    path, generator = work
    marker = Path(path)
    if not marker.exists():
        marker.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return draw(generator)


def output_of(command: list[str]) -> dict[str, Any]:
    with redirect_stdout(io.StringIO()) as out:
        assert main(command) == 0, out.getvalue()
    return {key: value for key, value in json.loads(out.getvalue()).items() if key != "seconds"}


def test_one_worker_two_workers_and_a_cluster_print_the_same(cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, cluster)
    command = ["parallel", "--data", BFI, "--items", "A1-E5", "--replications", "8"]

    one = output_of([*command, "--threads", "1"])
    two = output_of([*command, "--threads", "2"])
    many = output_of([*command, "--executor", "backend.kernel.clusters:dask_executor"])

    assert one == two == many


def test_tables_and_influences_add_up_to_the_same_bytes_on_a_cluster(cluster: str) -> None:
    codes = np.random.default_rng(5).integers(0, 3, (40_000, 4)).astype(np.int8)
    counted = {"items": ("a", "b", "c", "d"), "categories": ((1.0, 2.0, 3.0),) * 4}

    here, there = two_way_tables(codes, **counted), two_way_tables(codes, **counted, executor=DaskExecutor(cluster))
    influence = influence_tables(polychoric_correlations(here), here)

    assert here.counts.tobytes() == there.counts.tobytes()
    assert influence.gram(codes).tobytes() == influence.gram(codes, executor=DaskExecutor(cluster)).tobytes()


def test_a_killed_worker_changes_no_byte(cluster: str, tmp_path: Path) -> None:
    paths = [str(tmp_path / f"chunk{k}") for k in range(4)]
    for path in paths[1:]:
        Path(path).write_text("there")

    found = DaskExecutor(cluster).map(die_once, list(zip(paths, spawn_generators(3, 4), strict=True)))

    assert (tmp_path / "chunk0").read_text() == "died"
    assert found == SerialExecutor().map(draw, spawn_generators(3, 4))


@pytest.mark.long
def test_without_a_second_try_a_killed_worker_is_an_error(tmp_path: Path) -> None:
    """The control: it is the second try that saves the work."""
    with (
        local_cluster(**{"distributed.scheduler.allowed-failures": 0}) as address,
        pytest.raises(KilledWorker),
    ):
        DaskExecutor(address).map(die_once, [(str(tmp_path / "chunk"), spawn_generators(3, 1)[0])])


def test_an_address_that_nobody_answers_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backend.kernel.clusters.SECONDS_TO_CONNECT", 1)

    with pytest.raises(UsageError, match="No Dask scheduler answers"):
        DaskExecutor("tcp://127.0.0.1:9").map(draw, spawn_generators(1, 1))


def test_without_an_address_the_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)

    with pytest.raises(UsageError) as problem:
        dask_executor()

    assert problem.value.place == ADDRESS


def test_the_engine_does_not_load_dask() -> None:
    loaded = "import sys, scoring.cli, scoring.executors; print({'dask', 'distributed'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"
