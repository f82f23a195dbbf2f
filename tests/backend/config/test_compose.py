"""docker-compose.yml says only what Compose, our own commands and our own settings understand."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_pydantic import ComposeSpecification

from backend.config.supervisor.options import read_options

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text()))


def ours(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {name: service for name, service in compose["services"].items() if "image" not in service}


def test_the_file_follows_the_compose_schema(compose: dict[str, Any]) -> None:
    understood = ComposeSpecification.model_validate({k: v for k, v in compose.items() if not k.startswith("x-")})

    assert set(understood.services) == {"database", "roles", "upgrade", "web", "worker"}


def test_control_the_schema_refuses_a_word_it_does_not_know(compose: dict[str, Any]) -> None:
    broken = {**compose["services"]["web"], "comand": ["true"]}

    with pytest.raises(ValueError, match="comand"):
        ComposeSpecification.model_validate({"services": {"web": broken}})


def test_the_first_line_says_whether_it_was_ever_run() -> None:
    assert FILE.read_text().splitlines()[0].startswith("# Not run yet by its authors")


def test_every_command_exists_with_its_options(compose: dict[str, Any]) -> None:
    commands = [service["command"] for service in ours(compose).values()]

    for command in commands:
        assert command[:3] == ["python", "-m", "backend"]
        if command[3] == "serve":
            assert read_options(command[4:]).is_part
        else:
            told = subprocess.run(
                [sys.executable, "-m", "backend", "help", command[3]],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            )
            assert all(option in told.stdout for option in command[4:])


def test_every_variable_that_is_set_is_read_by_the_product(compose: dict[str, Any]) -> None:
    given = {name for service in ours(compose).values() for name in service["environment"]}
    sources = "\n".join(path.read_text() for path in (ROOT / "backend").rglob("*.py"))
    by_role = {"ONCULTURE_OWNER_PASSWORD", "ONCULTURE_WEB_PASSWORD", "ONCULTURE_MAINTENANCE_PASSWORD"}
    by_role |= {"ONCULTURE_CALIBRATOR_PASSWORD", "ONCULTURE_AUDITOR_PASSWORD"}  # read by a name made from the role's

    assert {name for name in given - by_role if f'"{name}"' not in sources} == set()


def test_every_variable_that_is_asked_for_stands_in_the_example(compose: dict[str, Any]) -> None:
    asked = set(re.findall(r"\$\{(\w+)", FILE.read_text()))
    offered = set(re.findall(r"^(\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))

    assert asked == offered


def test_no_process_that_serves_is_given_the_owner(compose: dict[str, Any]) -> None:
    for name in ("web", "worker"):
        assert not {key for key in compose["services"][name]["environment"] if "OWNER" in key or "ADMINISTRATOR" in key}


def test_every_path_that_the_image_copies_is_in_the_checkout() -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    copied = [line.split()[1] for line in lines if line.startswith("COPY ") and "--from" not in line]

    assert copied
    assert all((ROOT / path).exists() for path in copied)
