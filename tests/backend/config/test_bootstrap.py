"""Make on a machine that is not as it should be: says what to do before it downloads anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backend.config.bootstrap.__main__ import TARGETS
from backend.config.bootstrap.checks import Outcome, report
from backend.config.bootstrap.machine import candidate_pythons, node_version, venv_package
from backend.config.bootstrap.steps import hash_of, is_done, mark_done
from tests.factories.bare_checkout import ROOT, copy_checkout, make


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_checkout(tmp_path_factory.mktemp("bare") / "checkout")


def program(folder: Path, name: str, script: str) -> str:
    """A PATH that finds this script first."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def test_make_alone_lists_every_target_with_a_line(bare: Path) -> None:
    told = make(bare).stdout

    for target in TARGETS:
        assert f"make {target} " in told


def test_an_old_node_is_said_before_anything_is_installed(bare: Path, tmp_path: Path) -> None:
    refused = make(bare, "demo", path=program(tmp_path / "bin", "node", "echo v18.20.4"))

    assert "Node is v18.20.4; 20.19 or newer is needed" in refused.stdout
    assert refused.returncode == 2
    assert not (bare / ".venv").exists()


def test_a_missing_node_is_said_before_anything_is_installed(bare: Path, tmp_path: Path) -> None:
    refused = make(bare, "demo", path=program(tmp_path / "bin", "node", "exit 127"))

    assert "Node and npm were not found" in refused.stdout
    assert refused.returncode == 2
    assert not (bare / ".venv").exists()


def test_a_python_shim_that_runs_nothing_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", program(tmp_path / "bin", "python3.14", "echo 'command not found' >&2; exit 127"))

    candidates = list(candidate_pythons())

    assert candidates
    assert not any(str(tmp_path) in candidate for candidate in candidates)


def test_a_python_that_cannot_make_an_environment_leads_to_the_one_thing_to_type(bare: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    real = sys._base_executable  # type: ignore[attr-defined]  # the Python behind this environment
    lame = f'case "$*" in *"-m venv"*|*ensurepip*) exit 1;; esac; exec {real} "$@"'
    for name in ("python3.14", "python3.13", "python3.12", "python3.11", "python3"):
        program(folder, name, lame)
    question = (
        "import sys; sys.path.insert(0, '.')\n"
        "from backend.config.bootstrap import environment, machine\n"
        "environment.candidate_pythons = lambda: iter([sys.argv[1]])\n"
        "environment._make_environment()"
    )

    refused = subprocess.run(
        [real, "-c", question, folder / "python3.11"], cwd=bare, capture_output=True, text=True, check=False
    )

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"Type: sudo apt-get install python{version}-venv" in refused.stderr
    assert not (bare / ".venv").exists()


def test_versions_are_read_as_node_and_debian_write_them() -> None:
    assert node_version("v20.19.0\n") == (20, 19)
    assert node_version("nonsense") == (0, 0)
    assert venv_package(sys.executable) == f"python{sys.version_info.major}.{sys.version_info.minor}-venv"


def test_a_stamp_holds_until_an_input_changes(tmp_path: Path) -> None:
    source = ROOT / "requirements" / "build.txt"
    stamp = tmp_path / "stamps" / "run"
    digest = hash_of([source], "3.11")

    assert not is_done(stamp, digest)
    mark_done(stamp, digest)
    assert is_done(stamp, digest)
    assert not is_done(stamp, hash_of([source], "3.12"))


def test_reset_is_refused_when_another_database_is_named(bare: Path) -> None:
    (bare / "var").mkdir(exist_ok=True)

    refused = make(bare, "demo", "RESET=1", DATABASE_URL="postgresql://elsewhere/onculture")

    assert refused.returncode == 2
    assert "DATABASE_URL names another" in refused.stdout
    assert (bare / "var").exists()


def test_reset_deletes_the_var_folder_of_this_checkout_alone(bare: Path) -> None:
    (bare / "var" / "postgres").mkdir(parents=True, exist_ok=True)
    (bare / "keep").mkdir(exist_ok=True)

    subprocess.run(
        [sys.executable, "-c", "from backend.config.bootstrap.running import reset; reset()"],
        cwd=bare,
        env={"PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
    )

    assert not (bare / "var").exists()
    assert (bare / "keep").exists()


def test_what_runs_before_the_installation_needs_the_standard_library_alone() -> None:
    question = "import backend.config.bootstrap.__main__, sys; print('psycopg' in sys.modules, 'django' in sys.modules)"

    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {question}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["False", "False"]


def test_one_failed_check_fails_the_run_and_the_summary_lines_come_last(capsys: pytest.CaptureFixture[str]) -> None:
    good = Outcome("python tests", 0, 1.0, ["3 passed in 1.00s"])
    bad = Outcome("mypy", 1, 1.0, [])

    assert report([good], started=0.0) == 0
    assert report([good, bad], started=0.0) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed in 1.00s"
