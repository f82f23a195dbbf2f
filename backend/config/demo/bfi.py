"""An organisation on real data: 2,800 people of an open data set, scored with assumed parameters and fitted."""

import csv
import uuid
from pathlib import Path
from typing import Any

from django.conf import settings

from backend.accounts.enums import Role
from backend.config.demo.culture import sign_by_all
from backend.config.demo.people import Crew
from backend.cultures.services import create_definition, edit_version, record_placement
from backend.fit.selectors.tables import fit_cells, fit_headings, fitted_rows
from backend.kernel.tenancy import organisation_context
from backend.library.services import publish_instrument
from backend.sittings.enums import Origin
from backend.sittings.services.imports import import_sittings

SOURCE = Path(settings.ROOT) / "tests" / "data" / "bfi.csv"
SCALES = {
    "A": "Agreeableness",
    "C": "Conscientiousness",
    "E": "Extraversion",
    "N": "Emotional instability",
    "O": "Openness",
}
REVERSED = frozenset({"A1", "C4", "C5", "E1", "E2", "O2", "O5"})
ITEMS = tuple(f"{scale}{number}" for scale in SCALES for number in range(1, 6))
NOTICES = ("purpose", "use", "who_sees", "rights", "careless_answers")


def import_real_people(crew: Crew) -> tuple[uuid.UUID, uuid.UUID]:
    """Publishes the instrument, signs a definition over its five scales, imports the rows.

    Gives the instrument and the campaign.
    """
    psychometrician = crew.actor(Role.PSYCHOMETRICIAN)
    version_id = _sign_definition(crew)
    with organisation_context(psychometrician.organisation_id):
        instrument = publish_instrument(actor=psychometrician, documents=bfi_documents())
        record = import_sittings(
            actor=psychometrician,
            instrument_version_id=instrument.pk,
            title="2,800 open answers to 25 items",
            origin=Origin.REAL,
            text=SOURCE.read_text(encoding="utf-8"),
            definition_version_id=version_id,
        )
        return instrument.pk, record.campaign_id


def _sign_definition(crew: Crew) -> uuid.UUID:
    steward, signatories = crew.actor(Role.CULTURE_STEWARD), crew.all_with(Role.SIGNATORY)
    with organisation_context(steward.organisation_id):
        draft = create_definition(actor=steward, name="Five scales, as an exercise")
        edit_version(
            actor=steward,
            version_id=draft.pk,
            statement="An exercise on open data. Nobody is hired by it.",
            rallying_cry="Let the data say.",
            full_definition="Five scales with a band each, so that the whole way can be walked on real answers.",
        )
        for code, name in SCALES.items():
            record_placement(
                actor=steward,
                version_id=draft.pk,
                code=code,
                wanted=_band(name),
                on=["Answers that speak for a place inside the band."],
                off=["Answers that speak for a place outside it."],
            )
        sign_by_all(steward, signatories, draft.pk)
    return draft.pk


def _band(name: str) -> dict[str, Any]:
    return {
        "kind": "style",
        "name": name,
        "pole_a_name": f"High: {name.lower()}",
        "pole_b_name": f"Low: {name.lower()}",
        "lower": -1.0,
        "upper": 1.0,
        "weight": 3,
        "commercial_reason": "None: an exercise.",
    }


def bfi_documents() -> dict[str, Any]:
    """The organisation's own instrument: item codes as texts, five scales, the keys of the data's paper."""
    return {
        "instrument.yaml": {
            "code": "bfi-25",
            "version": "1.0.0",
            "kind": "questionnaire",
            "framework": {"code": "five-scales", "version": "1.0.0"},
            "intended_use": {
                "population": "Volunteers of an open web study.",
                "decision": "None: an exercise on open data.",
                "stakes": "low",
                "not_for": ["Decisions about people."],
            },
            "authors": ["SAPA project; item codes only"],
            "default_language": "en",
            "formats": {"six": {"type": "rating_scale", "categories": 6}},
            "sections": [{"code": "all", "format": "six"}],
        },
        "items.yaml": {
            "items": [
                {"code": item, "section": "all", "scale": item[0], "key": "b" if item in REVERSED else "a"}
                for item in ITEMS
            ]
        },
        "scales.yaml": {
            "scales": [{"code": code, "dimension": code, "kind": "style", "balanced": False} for code in SCALES]
        },
        "locales/en.yaml": {
            "language": "en",
            "title": "Five scales of an open study",
            "summary": "Item codes of an open data set; the words were never part of it.",
            "measures": [{"title": name, "why": "Imported."} for name in SCALES.values()],
            "notices": dict.fromkeys(NOTICES, "Imported answers."),
            "consent": ["Given at the source."],
            "sections": {"all": {"title": "All items", "instruction": "Item codes only."}},
            "formats": {"six": {"type": "rating_scale", "labels": [str(number) for number in range(1, 7)]}},
            "items": {item: item for item in ITEMS},
            "scales": {code: {"name": name, "description": "Imported."} for code, name in SCALES.items()},
        },
    }


def write_fit(crew: Crew, campaign_id: uuid.UUID) -> Path:
    """`var/demo/bfi-fit.csv`: one row a person, unscored cells empty."""
    actor = crew.actor(Role.PSYCHOMETRICIAN)
    path = Path(settings.VAR) / "demo" / "bfi-fit.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with organisation_context(actor.organisation_id), path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fit_headings(tuple(SCALES)))
        for row in fitted_rows(actor, campaign_id):
            writer.writerow(fit_cells(row, tuple(SCALES)))
    return path
