"""Promotion: by gates, by a named person who has just proved who they are, never by one simulated answer."""

import json
import subprocess
import sys
from io import StringIO

import numpy as np
import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from backend.accounts.enums import Role
from backend.accounts.errors import ReauthenticationRequiredError
from backend.calibration.errors import GatesNotPassedError, SimulatedSampleError
from backend.calibration.services.promotion import suspend_scale
from backend.calibration.services.shortening import publish_shorter_version
from backend.cultures.models import DefinitionVersion
from backend.cultures.services import sign_version
from backend.fit.models import DimensionFit
from backend.kernel.models import AuditEvent
from backend.kernel.tenancy import organisation_context
from backend.library.errors import ShortFormCarriesNoCutError
from backend.library.models import LadderStep, NormGroup, ScoringModelVersion
from backend.library.selectors.ladder import ladder_statuses
from backend.library.selectors.scoring_models import current_scoring_model, model_of
from backend.scores.models import ScaleScore
from backend.sittings.services.imports import import_sittings
from scoring.definitions.standing import Status
from scoring.errors import UnsuitableModelError
from scoring.models.files import parse_model
from scoring.simulation import simulate_answers
from tests.factories.calibration import ROOT, bfi_rows, calibrated, four_items_that_hold, imported, promote, reviewed
from tests.factories.jobs import run_waiting_jobs
from tests.factories.sittings import JSON, staff_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return staff_house()


@pytest.fixture
def four_items(house):
    """Four items of one scale, answered by 1,500 real people of a pilot that is held against a signed band."""
    return four_items_that_hold(house, origin="real")


def test_a_scale_climbs_step_by_step_and_its_people_are_scored_with_the_new_model(house, four_items) -> None:
    run = calibrated(house, four_items.pk)
    reviewed(house, four_items.pk, ["E"])

    promote(house, run, "piloted")
    promote(house, run, "structure_confirmed")
    run_waiting_jobs()

    with organisation_context(house.id):
        assert ladder_statuses(four_items, "en") == {"E": Status.STRUCTURE_CONFIRMED}
        published = current_scoring_model(four_items.pk)
        assert (published.basis, published.origin_real, published.origin_simulated) == ("data", 1500, 0)
        assert published.predecessor.basis == "assumed"
        assert parse_model(published.text).card["predecessor"] == published.predecessor.model_hash
        current = ScaleScore.objects.filter(superseded=False)
        assert set(current.values_list("model_hash", "basis", "status")) == {
            (published.model_hash, "data", "structure_confirmed")
        }
        norms = NormGroup.objects.get()
        assert (norms.unit, norms.provisional, norms.composition) == ("E", False, "volunteers")
        step = LadderStep.objects.get(status="structure_confirmed")
        assert step.decided_by_id == house.members[Role.PSYCHOMETRICIAN].pk
        assert step.evidence["psychometrician"] == house.members[Role.PSYCHOMETRICIAN].name
    out = StringIO()
    call_command("recompute_scores", check=True, organisation=house.id, stdout=out)
    assert "1500 scores recomputed, all equal" in out.getvalue()


def test_no_verdict_is_said_before_the_moved_bands_are_signed_and_then_it_is(house, four_items) -> None:
    run = calibrated(house, four_items.pk)
    reviewed(house, four_items.pk, ["E"])
    promote(house, run, "piloted")
    promote(house, run, "structure_confirmed")
    run_waiting_jobs()
    with organisation_context(house.id):
        waiting = DimensionFit.objects.filter(assessment__superseded=False, mean__isnull=False)
        before = set(waiting.values_list("verdict", "reason", "eligible"))
        moved = DefinitionVersion.objects.get(status="proposed")
        target = moved.targets.get(code="E")

        sign_version(
            actor=house.actor(Role.SIGNATORY),
            version_id=moved.pk,
            content_hash=moved.content_hash,
            recently_authenticated=True,
        )
    run_waiting_jobs()

    assert before == {("", "band_not_signed", False)}
    with organisation_context(house.id):
        assert "Before: -1.00 to +1.00" in target.reason
        assert (target.lower, target.upper) != (-1.0, 1.0)
        fits = DimensionFit.objects.filter(assessment__superseded=False, mean__isnull=False)
        assert set(fits.values_list("verdict", flat=True)) == {"off", "cannot_tell"}
        assert set(fits.values_list("eligible", "reason")) == {(True, "")}
        assert set(fits.values_list("assessment__definition_version_id", flat=True)) == {moved.pk}
        assert not fits.filter(assessment__expected_count__isnull=True).exists()


def test_the_published_model_scores_from_the_command_line(house, four_items, tmp_path) -> None:
    run = calibrated(house, four_items.pk)
    reviewed(house, four_items.pk, ["E"])
    promote(house, run, "piloted")
    promote(house, run, "structure_confirmed")
    run_waiting_jobs()
    with organisation_context(house.id):
        published = current_scoring_model(four_items.pk)
    client = house.client(Role.PSYCHOMETRICIAN)
    (tmp_path / "MODEL.json").write_bytes(client.get(house.url(f"scoring-models/{published.pk}/file")).content)
    (tmp_path / "answers.csv").write_text(bfi_rows(5, "E"), encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "scoring", "score", "--data", tmp_path / "answers.csv", "--model",
         tmp_path / "MODEL.json"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip

    result = json.loads(done.stdout)
    assert result["model_hash"] == published.model_hash
    assert (result["basis"], result["n_scored"]) == (["data"], [5])


def test_a_failed_gate_says_by_how_much_and_nothing_is_published(house) -> None:
    instrument_id = imported(house, people=2800, scales="N")
    run = calibrated(house, instrument_id)
    reviewed(house, instrument_id, ["N"])
    promote(house, run, "piloted", ["N"])

    with pytest.raises(GatesNotPassedError) as refused:
        promote(house, run, "structure_confirmed", ["N"])

    messages = {error.code: error.message for error in refused.value.errors}
    assert "required <= 0.06" in messages["rmsea"]
    with organisation_context(house.id):
        assert not ScoringModelVersion.objects.filter(basis="data").exists()
        assert LadderStep.objects.filter(unit="N").latest("created_at").status == "piloted"


def test_a_short_form_is_piloted_and_goes_no_further_however_good_its_figures(house) -> None:
    short = four_items_that_hold(house, origin="real", header={"short_form_of": {"code": "bfi", "version": "1.0.0"}})
    run = calibrated(house, short.pk)
    reviewed(house, short.pk, ["E"])
    promote(house, run, "piloted")

    with pytest.raises(ShortFormCarriesNoCutError, match="Leave the scale at piloted") as refused:
        promote(house, run, "structure_confirmed")

    assert refused.value.code == "short_form_carries_no_cut"
    with organisation_context(house.id):
        assert ladder_statuses(short, "en") == {"E": Status.PILOTED}
        assert current_scoring_model(short.pk).basis == "assumed"


def test_whoever_has_not_just_proved_who_they_are_promotes_and_suspends_nothing(house, four_items) -> None:
    run = calibrated(house, four_items.pk)

    with pytest.raises(ReauthenticationRequiredError):
        promote(house, run, "piloted", recently_authenticated=False)
    with organisation_context(house.id), pytest.raises(ReauthenticationRequiredError):
        suspend_scale(
            actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=four_items.pk, unit="E", language="en",
            reason="It leaked.", recently_authenticated=False,
        )  # fmt: skip
    answer = house.client(Role.PSYCHOMETRICIAN).post(
        house.url(f"calibrations/{run.pk}/promote"),
        {"status": "piloted", "units": ["E"], "reason": "Every gate is passed."},
        content_type=JSON,
    )
    assert (answer.status_code, answer.json()["code"]) == (428, "reauthentication_required")


def test_a_suspended_scale_is_said_to_be_so_in_every_score(house, four_items) -> None:
    with organisation_context(house.id):
        suspend_scale(
            actor=house.actor(Role.PSYCHOMETRICIAN), instrument_id=four_items.pk, unit="E", language="en",
            reason="Its items stood in a newspaper.", recently_authenticated=True,
        )  # fmt: skip
    run_waiting_jobs()

    with organisation_context(house.id):
        assert set(ScaleScore.objects.filter(superseded=False).values_list("status", flat=True)) == {"suspended"}
        assert AuditEvent.objects.filter(action="ladder.suspended").count() == 1


def test_six_hundred_simulated_people_recover_their_model_and_promote_nothing(house) -> None:
    truth = _truth(house)
    found = simulate_answers(truth, people=600, seed=5)
    lines = [",".join(truth.items), *(",".join(str(int(v)) for v in row) for row in found.answers)]
    instrument_id = imported(house, scales="E", origin="simulated", text="\n".join(lines))
    run = calibrated(house, instrument_id)
    reviewed(house, instrument_id, ["E"])

    estimate = run.figures["scales"][0]["estimates"]
    true_slopes = [item.slope for item in truth.scales[0].parameter_sets[0].items]
    z = (np.array(estimate["discrimination"]) - true_slopes) / np.array(estimate["discrimination_se"])
    assert np.abs(z).max() < 3.5
    with pytest.raises(SimulatedSampleError, match="600 simulated"):
        promote(house, run, "piloted")
    with organisation_context(house.id):
        assert not LadderStep.objects.filter(status="piloted").exists()


def test_one_simulated_row_among_real_ones_is_enough(house) -> None:
    instrument_id = imported(house, people=600, scales="E")
    with organisation_context(house.id):
        import_sittings(
            actor=house.actor(Role.PSYCHOMETRICIAN), instrument_version_id=instrument_id, title="One more",
            origin="simulated", text=bfi_rows(1, "E"),
        )  # fmt: skip
    run = calibrated(house, instrument_id)
    reviewed(house, instrument_id, ["E"])

    engine = run.figures["reports"]["E"]
    assert next(g for g in engine["gates"] if g["gate"] == "simulated_rows")["observed"] == 1
    assert engine["promotable"] is False
    with pytest.raises(SimulatedSampleError, match="1 simulated"):
        promote(house, run, "piloted")
    with organisation_context(house.id), pytest.raises(IntegrityError, match="promotes nothing"), transaction.atomic():
        _step_by_hand(house, instrument_id, run)


def _step_values(house, instrument_id, run):
    from backend.library.models import InstrumentVersion

    row = InstrumentVersion.objects.get(pk=instrument_id)
    return {
        "id": str(run.pk), "created_at": "2026-01-01T00:00:00Z", "organisation_id": str(house.id),
        "instrument_id": str(instrument_id), "structure_hash": row.structure_hash,
        "content_hash": row.content_hashes["en"], "unit": "E", "language": "en", "status": "structure_confirmed",
        "reason": "By hand.", "evidence": json.dumps({"sample": str(run.sample_id)}), "origin_real": 120,
        "origin_simulated": 0,
    }  # fmt: skip


def _step_by_hand(house, instrument_id, run) -> None:
    with connection.cursor() as cursor:
        _insert(cursor, "library_ladderstep", _step_values(house, instrument_id, run))


def _insert(cursor, table: str, values: dict[str, object]) -> None:
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def _truth(house):
    """A model from data to draw answers from: the one that 600 real people gave."""
    other = staff_house()
    run = calibrated(other, imported(other, people=600, scales="E"))
    return parse_model(run.model_text).model


def test_a_shorter_version_holds_what_was_chosen_on_the_calibrating_part(house) -> None:
    instrument_id = imported(house, people=900, scales="A")
    run = calibrated(house, instrument_id, parts=3)

    with organisation_context(house.id):
        shorter = publish_shorter_version(actor=house.actor(Role.PSYCHOMETRICIAN), run_id=run.pk, version="2.0.0")
        model = model_of(current_scoring_model(shorter))

    assert list(model.items) == run.figures["scales"][0]["proposal"]
    assert len(model.items) == 4


def test_the_engine_refuses_the_link_of_a_model_that_was_changed(house, four_items) -> None:
    run = calibrated(house, four_items.pk)
    changed = json.loads(run.model_text)
    changed["model"]["origin"] = {"real": 10_000, "simulated": 0}

    with pytest.raises(UnsuitableModelError, match="its hash does not fit"):
        parse_model(json.dumps(changed))
