"""The life of an instrument on 2,800 real people, as the demo lives it: the data decide, and the files say how."""

import csv
import json

import pytest
from django.conf import settings

from backend.config.demo import bfi, life, people
from backend.config.demo.people import found_organisation
from tests.factories.jobs import run_waiting_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def crew(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR", tmp_path)
    return found_organisation("Open Answers", people.RESEARCH_OWNER, people.RESEARCH_STAFF)


def test_version_one_is_stopped_and_version_two_is_judged_on_people_nobody_looked_at(crew) -> None:
    instrument_id, pilot = bfi.import_real_people(crew)
    run_waiting_jobs()

    chapters = life.live(crew, instrument_id, run_waiting_jobs)
    life.sign_moved_bands(crew)
    written = json.loads(life.write_life(chapters).read_text(encoding="utf-8"))
    if chapters[-1].promoted:
        pilot = life.import_again(crew, chapters[-1])
    run_waiting_jobs()
    fit = list(csv.DictReader(bfi.write_fit(crew, pilot).read_text(encoding="utf-8").splitlines()))
    manual = life.write_manual(crew, chapters[-1].instrument_id).read_bytes()

    first, second = written["versions"]
    assert (len(first["items"]), first["promoted"]) == (25, [])
    assert len(second["items"]) < 25
    assert {gate["passed"] for gate in first["gates"]} >= {True, False}
    stopped = {gate["scale"] for gate in second["gates"] if gate["passed"] is not True}
    assert set(second["promoted"]) == {gate["scale"] for gate in second["gates"]} - stopped
    looks = [gate for gate in second["gates"] if gate["gate"] == "first_look_at_this_hold_out"]
    assert all(gate["passed"] for gate in looks)
    assert manual.startswith(b"%PDF")
    assert len(fit) == 2800
    for scale in second["promoted"]:
        own = [row for row in fit if row[f"{scale}_mean"]]
        assert {row[f"{scale}_eligible"] for row in own} == {"true"}
        assert {row[f"{scale}_basis"] for row in own} == {"data"}
        assert {row[f"{scale}_verdict"] for row in own} <= {"on", "off", "cannot_tell"}
    counted = [row for row in fit if row["expected_count"]]
    assert bool(counted) == bool(second["promoted"])
    assert all(float(row["count_lower"]) <= float(row["expected_count"]) + 1 for row in counted)
