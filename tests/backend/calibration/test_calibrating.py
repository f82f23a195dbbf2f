"""Samples and runs: cut by a stored seed, every figure kept, nothing half-written."""

import uuid

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from backend.accounts.enums import Role
from backend.calibration.errors import AnotherRunIsOpenError, SampleRefusedError
from backend.calibration.models import CalibrationRun, Sample
from backend.calibration.services.runs import cancel_calibration, code_version, start_calibration
from backend.calibration.services.samples import draw_sample
from backend.calibration.study.findings import calibrate
from backend.calibration.study.material import Material
from backend.kernel.tenancy import organisation_context
from backend.library.errors import DefinitionRefusedError
from backend.library.services import publish_instrument
from scoring.definitions.standing import OriginCounts
from scoring.errors import TooFewItemsError
from scoring.ladder.confirmation import parts_of
from scoring.models.files import parse_model
from scoring.models.layout import scale_layout
from tests.factories.calibration import SEED, bfi_instrument, bfi_rows, calibrated, imported
from tests.factories.jobs import run_waiting_jobs
from tests.factories.sittings import JSON, staff_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return staff_house()


def test_a_sample_is_cut_by_its_seed_and_says_who_is_in_it(house) -> None:
    instrument_id = imported(house, people=300)

    with organisation_context(house.id):
        drawn = draw_sample(
            actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=instrument_id, title="All", parts=3, seed=7
        )

        assert (drawn.origin_real, drawn.origin_simulated, drawn.language) == (300, 0, "en")
        assert drawn.part_numbers == parts_of(300, 7, 3).tolist()
        assert [drawn.part_numbers.count(part) for part in range(3)] == [100, 100, 100]
        assert drawn.description["campaigns"][0]["real"] == 300


def test_a_run_keeps_every_figure_with_its_seed_and_the_version_of_the_code(house) -> None:
    run = calibrated(house, imported(house))

    assert (run.status, run.problem, run.code_version) == ("succeeded", {}, code_version())
    assert (run.figures["seed"], run.figures["n"], run.figures["n_calibration"]) == (SEED, 900, 450)
    assert run.done == run.total
    assert [entry["scale"] for entry in run.figures["structure"]] == ["A", "E"]
    scale = run.figures["scales"][0]
    assert scale["items"] == ["A1", "A2", "A3", "A4", "A5"]
    assert scale["confirmation"]["n"] == run.figures["structure"][0]["n_confirmation"]
    assert scale["norms"]["n"] > 800
    assert len(scale["confirmation"]["residuals"]) == 5
    assert {gate["gate"] for gate in run.figures["reports"]["A"]["gates"]} >= {"cfi", "tli", "rmsea", "srmr", "omega"}
    assert parse_model(run.model_text).model.model_hash == run.model_hash


def test_the_same_sample_gives_the_same_model_again(house) -> None:
    instrument_id = imported(house)

    first = calibrated(house, instrument_id)
    again = calibrated(house, instrument_id)

    assert first.model_hash == again.model_hash
    assert first.figures["scales"] == again.figures["scales"]


def test_a_second_look_at_the_same_people_is_counted_as_one(house) -> None:
    instrument_id = imported(house)

    first = calibrated(house, instrument_id, parts=3)
    second = calibrated(house, instrument_id, parts=3)
    untouched = calibrated(house, instrument_id, parts=3, confirm_part=2)

    looks = [run.figures["structure"][0]["looks"] for run in (first, second, untouched)]
    assert looks == [1, 2, 1]
    stops = {g["gate"] for g in second.figures["reports"]["A"]["gates"] if g["stops"]}
    assert "first_look_at_this_hold_out" in stops


def test_too_few_people_make_no_sample_and_it_says_how_many_are_missing(house) -> None:
    instrument_id = imported(house, people=40)

    with organisation_context(house.id), pytest.raises(SampleRefusedError, match="Collect 60 more answers"):
        draw_sample(actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=instrument_id, title="All")


def test_two_runs_at_once_are_refused(house) -> None:
    instrument_id = imported(house, people=200)
    actor = house.actor(Role.PSYCHOMETRICIAN)

    with organisation_context(house.id):
        drawn = draw_sample(actor=actor, instrument_id=instrument_id, title="All", seed=1)
        start_calibration(actor=actor, sample_id=drawn.pk)
        with pytest.raises(AnotherRunIsOpenError):
            start_calibration(actor=actor, sample_id=drawn.pk)


def test_a_cancelled_run_ends_with_nothing_written(house) -> None:
    instrument_id = imported(house, people=200)
    actor = house.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(house.id):
        drawn = draw_sample(actor=actor, instrument_id=instrument_id, title="All", seed=1)
        waiting = start_calibration(actor=actor, sample_id=drawn.pk)
        cancel_calibration(actor=actor, run_id=waiting.pk)
        running = start_calibration(actor=actor, sample_id=drawn.pk)
        CalibrationRun.objects.filter(pk=running.pk).update(cancel_requested=True)

    run_waiting_jobs()

    with organisation_context(house.id):
        ended = CalibrationRun.objects.filter(pk__in=[waiting.pk, running.pk])
        assert {(row.status, row.model_text, str(row.figures)) for row in ended} == {("cancelled", "", "{}")}


def test_a_half_without_a_category_merges_it_and_an_item_all_alike_fails_by_name(house) -> None:
    lines = bfi_rows(300, "A").splitlines()
    alike = "\n".join([lines[0], *(",".join(["3", *line.split(",")[1:]]) for line in lines[1:])])

    run = calibrated(house, imported(house, scales="A", text=alike))

    assert run.status == "failed"
    assert run.problem["place"] == "item A1"
    assert run.model_text == ""


def test_a_scale_of_two_items_is_refused_when_it_is_published_and_when_it_is_calibrated(house) -> None:
    documents = bfi_instrument("A")
    documents["items.yaml"]["items"] = documents["items.yaml"]["items"][:2]
    layout = scale_layout("A", ["A1", "A2"], lowest=1, highest=6)
    material = Material(
        layouts=(layout,),
        answers={"A": np.ones((4, 2))},
        parts=np.array([0, 0, 1, 1]),
        seed=1,
        origin=OriginCounts(real=4),
    )

    with organisation_context(house.id), pytest.raises(DefinitionRefusedError, match="at least 3 items"):
        publish_instrument(actor=house.actor(Role.PSYCHOMETRICIAN), documents=documents)
    with pytest.raises(TooFewItemsError, match="no structure that data could confirm"):
        calibrate(material, lambda _: None)


def test_what_has_ended_is_never_changed_not_even_by_the_product(house) -> None:
    run = calibrated(house, imported(house, people=300, scales="A"))

    with organisation_context(house.id), pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        CalibrationRun.objects.filter(pk=run.pk).update(figures={})


def test_a_sample_cannot_say_that_simulated_answers_are_real(house) -> None:
    instrument_id = imported(house, people=150, origin="simulated")

    with organisation_context(house.id):
        drawn = draw_sample(actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=instrument_id, title="All")
        values = {field.attname: getattr(drawn, field.attname) for field in Sample._meta.fields}
        forged = {**values, "id": uuid.uuid4(), "origin_real": 150, "origin_simulated": 0}
        with pytest.raises(IntegrityError, match="does not say what its sittings are"), transaction.atomic():
            Sample.objects.create(**forged)


def test_the_way_from_answers_to_figures_by_the_api_alone(house) -> None:
    instrument_id = imported(house, people=600)
    client = house.client(Role.PSYCHOMETRICIAN)
    path = house.url(f"instruments/{instrument_id}")

    drawn = client.post(f"{path}/samples", {"title": "All", "parts": 3, "seed": 1}, content_type=JSON)
    asked = client.post(house.url("calibrations"), {"sample_id": drawn.json()["id"]}, content_type=JSON)
    run_waiting_jobs()
    done = client.get(house.url(f"calibrations/{asked.json()['id']}"))
    model = client.get(house.url(f"calibrations/{asked.json()['id']}/model"))
    listed = client.get(f"{path}/calibrations").json()["results"]
    scale = client.get(f"{path}/scales/A")
    glance = client.get(house.url("psychometrics")).json()["scales"]

    assert (drawn.status_code, asked.status_code) == (201, 202)
    assert done.json()["status"] == "succeeded"
    assert [report["scale"] for report in done.json()["reports"]] == ["A", "E"]
    assert model.json()["model_hash"] == done.json()["model_hash"]
    assert [one["id"] for one in listed] == [asked.json()["id"]]
    assert scale.status_code == 200, scale.content
    assert len(scale.json()["curves"]["items"]) == 5
    assert np.allclose(np.sum(scale.json()["curves"]["items"][0]["categories"], axis=0), 1.0)
    own = next(one for one in glance if one["instrument_id"] == str(instrument_id) and one["unit"] == "A")
    assert (own["answers_real"], own["status"], own["basis"]) == (600, "draft", "assumed")
    assert own["stopped_by"] > 0
