import os
import signal
from pathlib import Path

import numpy as np
import pytest

from scoring.errors import UsageError
from scoring.executors import ProcessExecutor, SerialExecutor, default_executor, executor_from_path, spawn_generators


def draw(generator: np.random.Generator) -> float:
    return float(generator.standard_normal(1000).sum())


def die_once(path: str) -> str:
    marker = Path(path)
    if not marker.exists():
        marker.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return marker.name


def test_one_worker_two_workers_and_this_process_give_the_same_bytes() -> None:
    results = [executor.map(draw, spawn_generators(7, 5)) for executor in (SerialExecutor(), ProcessExecutor(2))]

    assert results[0] == results[1]


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    chunks = [str(tmp_path / f"chunk{k}") for k in range(3)]
    for path in chunks[1:]:
        Path(path).write_text("there")

    assert ProcessExecutor(2).map(die_once, chunks) == ["chunk0", "chunk1", "chunk2"]


def test_an_executor_may_be_handed_in_by_its_path() -> None:
    assert isinstance(executor_from_path("scoring.executors:SerialExecutor"), SerialExecutor)
    assert isinstance(default_executor(1), SerialExecutor)
    assert isinstance(default_executor(2), ProcessExecutor)


@pytest.mark.parametrize("path", ["nothing", "no.module:factory", "scoring.executors:Nothing", ":"])
def test_a_path_that_leads_nowhere_is_named(path: str) -> None:
    with pytest.raises(UsageError):
        executor_from_path(path)


def test_a_pool_without_workers_is_refused() -> None:
    with pytest.raises(UsageError):
        ProcessExecutor(0)
