"""The tutorial, command by command."""

import io
import json
import re
import shlex
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from scoring.cli import main

ROOT = Path(__file__).parents[3]
BLOCK = re.compile(r"```(\w+)([^\n]*)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", ["tutorial.md"])
def test_every_command_of_the_tutorial_runs(page, tmp_path, monkeypatch):
    shutil.copy(ROOT / "tests" / "data" / "bfi.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = []
    for language, name, text in BLOCK.findall((ROOT / "docs" / "scoring" / page).read_text(encoding="utf-8")):
        if language != "sh":
            (tmp_path / name.strip()).write_text(text, encoding="utf-8")
            continue
        for line in text.strip().splitlines():
            words = shlex.split(line)
            assert words[:3] == ["python", "-m", "scoring"]
            with redirect_stdout(io.StringIO()) as out:
                status = main(words[3:])
            assert status == 0, (line, out.getvalue()[:500])
            ran.append(words[3])

    assert len(ran) >= 14
    fit = json.loads((tmp_path / "fit.json").read_text(encoding="utf-8"))
    assert fit["persons"][0]["reason"].startswith("No overall figure")
    assert (tmp_path / "simulated.csv").read_text(encoding="utf-8").splitlines()[1].endswith(",simulated")
