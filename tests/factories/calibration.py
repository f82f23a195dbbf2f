"""Samples and calibrations of real and simulated answers, made through the services."""

import csv
import io
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from backend.accounts.enums import Role
from backend.calibration.models import CalibrationRun
from backend.calibration.services.promotion import promote_scales
from backend.calibration.services.review import review_scales
from backend.calibration.services.runs import start_calibration
from backend.calibration.services.samples import draw_sample
from backend.config.demo.bfi import bfi_documents
from backend.kernel.tenancy import organisation_context
from backend.library.models import InstrumentVersion
from backend.library.services import publish_instrument
from backend.sittings.services.imports import import_sittings
from tests.factories.accounts import House
from tests.factories.cultures import STYLE, signed_version
from tests.factories.jobs import run_waiting_jobs

ROOT = Path(__file__).resolve().parents[2]
SEED = 2010
HOLDING = ("E1", "E2", "E4", "E5")


def bfi_rows(people: int, scales: str = "AE") -> str:
    """The first rows of the open data set as a CSV text, the items of these scales alone."""
    with (ROOT / "tests" / "data" / "bfi.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:people]
    columns = [name for name in rows[0] if name[0] in scales and name[1:].isdigit()]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def bfi_instrument(scales: str = "AE", version: str = "1.0.0") -> dict[str, Any]:
    """The documents of the demo's instrument, with these scales alone."""
    documents = bfi_documents()
    documents["instrument.yaml"]["version"] = version
    documents["items.yaml"]["items"] = [one for one in documents["items.yaml"]["items"] if one["scale"] in scales]
    documents["scales.yaml"]["scales"] = [one for one in documents["scales.yaml"]["scales"] if one["code"] in scales]
    words = documents["locales/en.yaml"]
    words["items"] = {code: text for code, text in words["items"].items() if code[0] in scales}
    words["scales"] = {code: text for code, text in words["scales"].items() if code in scales}
    return documents


def imported(house: House, *, people: int = 900, origin: str = "real", scales: str = "AE", text: str = "") -> uuid.UUID:
    """An instrument of the data set's items with that many people imported. Gives the instrument."""
    psychometrician = house.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(house.id):
        instrument = publish_instrument(actor=psychometrician, documents=bfi_instrument(scales))
        import_sittings(
            actor=psychometrician,
            instrument_version_id=instrument.pk,
            title="Open answers",
            origin=origin,
            text=text or bfi_rows(people, scales),
        )
    return instrument.pk


def calibrated(
    house: House, instrument_id: uuid.UUID, *, parts: int = 2, confirm_part: int = 1, **sample: Any
) -> CalibrationRun:
    """A run that has ended, on a sample of everybody who answered."""
    actor = house.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(house.id):
        drawn = draw_sample(
            actor=actor, instrument_id=instrument_id, title="Everybody", parts=parts, **{"seed": SEED, **sample}
        )
        run = start_calibration(actor=actor, sample_id=drawn.pk, confirm_part=confirm_part)
    run_waiting_jobs()
    with organisation_context(house.id):
        return CalibrationRun.objects.select_related("sample").get(pk=run.pk)


def reviewed(house: House, instrument_id: uuid.UUID, units: list[str]) -> None:
    """Scales taken to reviewed by the review of a publication."""
    with organisation_context(house.id):
        review_scales(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            instrument_id=instrument_id,
            language="en",
            units=units,
            reason="The authors' assignment is taken over.",
            recently_authenticated=True,
            taken_over_from="An open data set and its paper.",
        )


def four_items_that_hold(house: House, *, origin: str, header: Mapping[str, Any] | None = None) -> InstrumentVersion:
    """Four items of one scale, answered by 1,500 people of a pilot that is held against a signed band."""
    documents = bfi_instrument("E")
    documents["instrument.yaml"] |= header or {}
    documents["items.yaml"]["items"] = [one for one in documents["items.yaml"]["items"] if one["code"] in HOLDING]
    documents["locales/en.yaml"]["items"] = {code: code for code in HOLDING}
    actor = house.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(house.id):
        version = signed_version(
            steward=house.actor(Role.CULTURE_STEWARD),
            signatory=house.actor(Role.SIGNATORY),
            dimensions={"E": {**STYLE, "lower": -1.0, "upper": 1.0}},
        )
        instrument = publish_instrument(actor=actor, documents=documents)
        import_sittings(
            actor=actor,
            instrument_version_id=instrument.pk,
            title="Pilot",
            origin=origin,
            text=bfi_rows(1500, "E"),
            definition_version_id=version.pk,
        )
    run_waiting_jobs()
    return instrument


def promote(
    house: House, run: CalibrationRun, status: str, units: Sequence[str] = ("E",), **changes: Any
) -> list[uuid.UUID]:
    """Scales taken one step up by the figures of a run."""
    with organisation_context(house.id):
        return promote_scales(
            actor=house.actor(Role.PSYCHOMETRICIAN),
            run_id=run.pk,
            status=status,
            units=list(units),
            reason="Every gate is passed.",
            **{"recently_authenticated": True, **changes},
        )
