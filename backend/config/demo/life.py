"""The life of an instrument on real people: calibrated, stopped by its gates, shortened, confirmed on a third part.

Nothing here knows how it ends. What passes is promoted and what does not is not, whichever the data say.
"""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from backend.accounts.enums import Role
from backend.calibration.enums import Population
from backend.calibration.selectors.runs import finished_run
from backend.calibration.services.promotion import promote_scales
from backend.calibration.services.review import review_scales
from backend.calibration.services.runs import start_calibration
from backend.calibration.services.samples import draw_sample
from backend.calibration.services.shortening import publish_shorter_version
from backend.config.demo.bfi import SOURCE
from backend.config.demo.people import Crew
from backend.cultures.selectors import proposed_again, signed_bands
from backend.cultures.services import sign_version
from backend.kernel.tenancy import organisation_context
from backend.library.enums import LadderStatus
from backend.reports.services import manual_report_for, printed
from backend.sittings.enums import Origin
from backend.sittings.services.imports import import_sittings

SEED = 2010  # the year of the data's paper; chosen before anything was looked at, and never changed
PAPER = "Revelle, Wilt & Rosenthal (2010): the authors of the item set assigned every item to its scale."
CONSENT = "Volunteers of an open web study, who agreed that their answers may be used for research."


@dataclass(frozen=True)
class Chapter:
    """One version of the instrument, and how it ended."""

    instrument_id: uuid.UUID
    version: str
    items: tuple[str, ...]
    gates: tuple[dict[str, Any], ...]
    promoted: tuple[str, ...]


def live(crew: Crew, instrument_id: uuid.UUID, wait: Callable[[], None]) -> list[Chapter]:
    """Both versions, from a sample cut in three to what is promoted."""
    psychometrician = crew.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(psychometrician.organisation_id):
        sample = draw_sample(
            actor=psychometrician,
            instrument_id=instrument_id,
            title="2,800 people of the open study",
            population=Population.VOLUNTEERS,
            consent=CONSENT,
            parts=3,
            seed=SEED,
        )
        first_run = start_calibration(actor=psychometrician, sample_id=sample.pk).pk
    wait()
    first = _decide(crew, first_run)
    with organisation_context(psychometrician.organisation_id):
        shorter = publish_shorter_version(actor=psychometrician, run_id=first_run, version="2.0.0")
        run = start_calibration(actor=psychometrician, sample_id=sample.pk, instrument_id=shorter, confirm_part=2).pk
    wait()
    return [first, _decide(crew, run)]


def _decide(crew: Crew, run_id: uuid.UUID) -> Chapter:
    """Everything that its gates let through is taken up, step by step; a gate that stops a scale stops it."""
    actor = crew.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(actor.organisation_id):
        run = finished_run(actor, run_id)
        units = list(run.figures["reports"])
        passing = [unit for unit, report in run.figures["reports"].items() if report["promotable"]]
        review_scales(
            actor=actor, instrument_id=run.instrument_version_id, language="en", units=units,
            reason="The assignment of the items is that of their authors.", recently_authenticated=True,
            taken_over_from=PAPER,
        )  # fmt: skip
        _promote(crew, run_id, LadderStatus.PILOTED, units)
        if passing:
            _promote(crew, run_id, LadderStatus.STRUCTURE_CONFIRMED, passing)
        return Chapter(
            instrument_id=run.instrument_version_id,
            version=run.instrument_version.version,
            items=tuple(item for scale in run.figures["scales"] for item in scale["items"]),
            gates=tuple(_gates(run.figures["reports"])),
            promoted=tuple(passing),
        )


def _promote(crew: Crew, run_id: uuid.UUID, status: str, units: list[str]) -> None:
    promote_scales(
        actor=crew.actor(Role.PSYCHOMETRICIAN), run_id=run_id, status=status, units=units,
        reason="Every gate of this step is passed.", recently_authenticated=True,
    )  # fmt: skip


def _gates(reports: dict[str, Any]) -> list[dict[str, Any]]:
    names = ("gate", "part", "index", "operator", "required", "observed", "n", "passed")
    return [
        {"scale": scale, **{name: gate[name] for name in names}}
        for scale, report in reports.items()
        for gate in report["gates"]
    ]


def sign_moved_bands(crew: Crew) -> None:
    """The signatories sign the definition again, with the bands where the same answers now lie."""
    signatories = crew.all_with(Role.SIGNATORY)
    with organisation_context(signatories[0].organisation_id):
        for version_id, content_hash in proposed_again():
            for signatory in signatories:
                sign_version(
                    actor=signatory, version_id=version_id, content_hash=content_hash, recently_authenticated=True
                )


def import_again(crew: Crew, chapter: Chapter) -> uuid.UUID:
    """The same people under the version of a chapter, held against the newest signed bands. Gives the campaign."""
    actor = crew.actor(Role.PSYCHOMETRICIAN)
    with organisation_context(actor.organisation_id):
        [version_id] = {band.version_id for band in signed_bands(["A", "C", "E", "N", "O"])}
        return import_sittings(
            actor=actor,
            instrument_version_id=chapter.instrument_id,
            title=f"2,800 open answers to {len(chapter.items)} items",
            origin=Origin.REAL,
            text=SOURCE.read_text(encoding="utf-8"),
            definition_version_id=version_id,
        ).campaign_id


def write_life(chapters: list[Chapter]) -> Path:
    """`var/demo/bfi-calibration.json`: versions with their items, gates and what was promoted."""
    path = Path(settings.VAR) / "demo" / "bfi-calibration.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    versions = [
        {
            "version": chapter.version,
            "items": list(chapter.items),
            "gates": list(chapter.gates),
            "promoted": list(chapter.promoted),
        }
        for chapter in chapters
    ]
    said = "" if any(chapter.promoted for chapter in chapters) else "No scale passed its gates; none was promoted."
    content = {"seed": SEED, "versions": versions, "note": said}
    path.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    return path


def write_manual(crew: Crew, instrument_id: uuid.UUID) -> Path:
    """`var/demo/bfi-manual.pdf`: the technical manual of every scale of a version."""
    actor = crew.actor(Role.PSYCHOMETRICIAN)
    path = Path(settings.VAR) / "demo" / "bfi-manual.pdf"
    with organisation_context(actor.organisation_id):
        report = manual_report_for(actor=actor, instrument_id=instrument_id)
    path.write_bytes(printed(report, kind="manual").content)
    return path
