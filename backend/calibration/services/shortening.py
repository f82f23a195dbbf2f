"""A shorter version of an instrument: the items that held together on the calibrating part, and no others."""

import copy
import uuid
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.calibration.errors import SampleRefusedError
from backend.calibration.selectors.runs import finished_run
from backend.kernel.tenancy import Actor
from backend.library.selectors.instruments import definition_of
from backend.library.services import publish_instrument
from scoring.definitions.questionnaires import Questionnaire


def publish_shorter_version(*, actor: Actor, run_id: uuid.UUID, version: str) -> uuid.UUID:
    """Publishes the items that a run proposes as a new version of the same instrument. Gives its id.

    Needs `calibrate_scales`. The choice was made on the calibrating part alone, so the new version has to be confirmed
    on a hold-out that nobody has looked at.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    run = finished_run(actor, run_id)
    definition = definition_of(run.instrument_version)
    if not isinstance(definition, Questionnaire):
        raise SampleRefusedError("Only questionnaires are shortened.", "Choose a questionnaire.", "run")
    kept = {item for scale in run.figures["scales"] for item in scale["proposal"]}
    if kept == {item.code for item in definition.items}:
        raise SampleRefusedError("Every item holds: there is nothing to leave out.", "Promote what passes.", "run")
    return publish_instrument(actor=actor, documents=_documents(run.instrument_version.document, kept, version)).pk


def _documents(document: dict[str, Any], kept: set[str], version: str) -> dict[str, Any]:
    """The definition's documents by file name, with these items alone."""
    header = copy.deepcopy(document["header"])
    header["version"] = version
    locales = copy.deepcopy(document["locales"])
    for words in locales.values():
        words["items"] = {code: text for code, text in words["items"].items() if code in kept}
    return {
        "instrument.yaml": header,
        "items.yaml": {"items": [item for item in document["items"] if item["code"] in kept]},
        "scales.yaml": {"scales": document["scales"]},
        **{f"locales/{language}.yaml": words for language, words in locales.items()},
    }
