"""The walls of the house hold, and a deliberate break of each is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

BREAKS = {
    "the engine imports the web": ("scoring/linalg.py", "import django"),
    "the engine imports the backend": ("scoring/errors.py", "import backend.kernel.errors"),
    "a low layer of the engine imports a high one": ("scoring/linalg.py", "import scoring.cli"),
    "the kernel imports an app": ("backend/kernel/errors.py", "import backend.accounts.enums"),
    "models import services": ("backend/accounts/models.py", "import backend.accounts.services"),
    "services know REST": ("backend/accounts/services.py", "import rest_framework"),
    "a second file reads YAML": ("scoring/definitions/hashes.py", "import ruamel.yaml"),
    "a junk drawer is born": ("backend/accounts/utils.py", ""),
    "an app that is in no layer": ("backend/misc/__init__.py", ""),
}


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=root, capture_output=True, text=True, check=False)


def test_every_import_contract_is_kept() -> None:
    result = lint(ROOT)

    assert result.returncode == 0, result.stdout[-4000:]


@pytest.mark.parametrize("words", BREAKS)
def test_a_deliberate_break_is_caught(words: str, tmp_path: Path) -> None:
    for name in ("scoring", "backend"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc", "fonts"))
    shutil.copy(ROOT / ".importlinter", tmp_path)
    place, line = BREAKS[words]
    file = tmp_path / place
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{file.read_text() if file.exists() else ''}\n{line}\n")

    assert lint(tmp_path).returncode != 0


def test_rows_of_an_app_are_touched_by_itself_and_read_by_selectors_above_alone() -> None:
    graph = grimp.build_graph("backend", cache_dir=None)
    wrong = sorted(
        f"{importer} -> {models}"
        for models in graph.modules
        if models.split(".")[2:] == ["models"] and models.split(".")[1] != "kernel"
        for importer in graph.find_modules_that_directly_import(models)
        if importer.split(".")[1] != models.split(".")[1] and ".selectors" not in importer
    )

    assert wrong == []


def test_the_top_level_is_what_the_architecture_says() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line and not line.startswith(".")}

    assert folders == {"backend", "frontend", "instruments", "scoring", "docs", "tests", "requirements"}
