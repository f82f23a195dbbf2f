"""Promotion past every service, by SQL: the database itself refuses, whoever asks."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from backend.calibration.models import CalibrationRun
from backend.kernel.tenancy import organisation_context
from backend.library.models import InstrumentVersion
from tests.factories.accounts import House
from tests.factories.calibration import calibrated, imported
from tests.factories.sittings import staff_house

pytestmark = pytest.mark.real_commits


@pytest.fixture
def house(committed: Any, django_db_blocker: Any) -> Iterator[House]:
    with django_db_blocker.unblock():
        yield staff_house()


def step_by_hand(house: House, run: CalibrationRun) -> dict[str, object]:
    """A row of the ladder that says what it likes."""
    with organisation_context(house.id):
        row = InstrumentVersion.objects.get(pk=run.instrument_version_id)
    return {
        "id": str(run.pk),
        "created_at": "2026-01-01T00:00:00Z",
        "organisation_id": str(house.id),
        "instrument_id": str(row.pk),
        "structure_hash": row.structure_hash,
        "content_hash": row.content_hashes["en"],
        "unit": "E",
        "language": "en",
        "status": "structure_confirmed",
        "reason": "By hand.",
        "evidence": json.dumps({"sample": str(run.sample_id)}),
        "origin_real": 120,
        "origin_simulated": 0,
    }


def insert(table: str, values: dict[str, object]) -> None:
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))


def test_not_even_the_owner_of_the_database_promotes_by_a_simulated_row(house, committed) -> None:
    simulated = calibrated(house, imported(house, people=120, scales="E", origin="simulated"))
    step = step_by_hand(house, simulated)

    with committed.as_role("OWNER"):
        with pytest.raises(IntegrityError, match="one simulated row promotes nothing"), transaction.atomic():
            insert("library_ladderstep", step)
        with pytest.raises(IntegrityError, match="names its sample"), transaction.atomic():
            insert("library_ladderstep", {**step, "evidence": "{}"})


def test_the_owner_cannot_publish_a_model_from_simulated_answers_either(house, committed) -> None:
    simulated = calibrated(house, imported(house, people=120, scales="E", origin="simulated"))
    model = {
        "id": str(simulated.pk),
        "created_at": "2026-01-01T00:00:00Z",
        "organisation_id": str(house.id),
        "instrument_id": str(simulated.instrument_version_id),
        "kind": "graded_response",
        "basis": "data",
        "model_hash": simulated.model_hash,
        "text": json.dumps({"card": {"sample": str(simulated.sample_id)}}),
        "origin_real": 120,
        "origin_simulated": 0,
    }

    with (
        committed.as_role("OWNER"),
        pytest.raises(IntegrityError, match="one simulated row promotes nothing"),
        transaction.atomic(),
    ):
        insert("library_scoringmodelversion", model)


def test_control_a_real_sample_is_let_through(house, committed) -> None:
    real = calibrated(house, imported(house, people=120, scales="E", origin="real"))

    with committed.as_role("OWNER"):
        insert("library_ladderstep", step_by_hand(house, real))
        with connection.cursor() as cursor:
            cursor.execute("SELECT status FROM library_ladderstep WHERE unit = 'E'")
            assert cursor.fetchall() == [("structure_confirmed",)]
