"""The locks: complete for every platform that we name, hashed, and silent about where packages come from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
REQUIREMENTS = ROOT / "requirements"


def pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))


def places_of(wanted: str, path: str) -> set[str]:
    """Where Node looks for a package from another's folder: there, and in every folder above."""
    above = path.split("/node_modules/")
    return {f"node_modules/{wanted}"} | {
        "/node_modules/".join([*above[: depth + 1], wanted]) for depth in range(len(above))
    }


@pytest.mark.parametrize("name", ["build.txt", "run.txt", "dev.txt"])
def test_every_package_is_pinned_with_hashes_and_no_line_names_an_index(name: str) -> None:
    text = (REQUIREMENTS / name).read_text()
    requirements = re.split(r"\n(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())

    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert not re.search(r"(?m)^\s*(-i|-f|--index|--extra-index|--find-links|--trusted)|https?://", text)


def test_tests_run_on_what_the_product_runs_on() -> None:
    assert {name: version for name, version in pins("run.txt").items() if pins("dev.txt").get(name) != version} == {}


def test_the_front_end_lock_names_no_address_and_holds_every_optional_package() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    missing = [
        f"{path} wants {wanted}"
        for path, package in packages.items()
        for wanted in package.get("optionalDependencies", {})
        if not places_of(wanted, path) & set(packages)
    ]

    assert missing == []  # npm ci refuses a lock from which a platform's package is missing
    assert all("resolved" not in package and "integrity" in package for path, package in packages.items() if path)


def test_nothing_that_installs_chooses_an_index_or_a_certificate() -> None:
    bootstrap = ROOT / "backend" / "config" / "bootstrap"
    text = "\n".join(path.read_text() for path in [*bootstrap.iterdir(), ROOT / "Makefile"] if path.is_file())

    assert not re.search(r"--(extra-)?index|--find-links|--trusted-host|--cert|--registry|strict-ssl", text)
