"""Norm groups of a scale, made whenever there are people to make them of: promotion is not the only occasion."""

import uuid
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.calibration.errors import NormsRefusedError, SimulatedSampleError
from backend.calibration.models import Sample
from backend.calibration.selectors.samples import answers_by_scale, layouts_on_sample, origins_of, sample
from backend.calibration.study.scales import norms_of_positions
from backend.kernel.tenancy import Actor
from backend.library.errors import UnknownUnitError
from backend.library.selectors.instruments import instrument
from backend.library.selectors.scoring_models import current_scoring_model, model_of
from backend.library.services import publish_norms
from scoring.definitions.standing import Basis
from scoring.models.graded_response import GradedResponseModel, GradedScale


def make_norm_group(*, actor: Actor, instrument_id: uuid.UUID, unit: str, sample_id: uuid.UUID) -> uuid.UUID:
    """Publishes how the people of a sample, all its parts, are spread on a scale under its current model. Gives its id.

    Needs `calibrate_scales`. Refused unless the scale has parameters from data, every row is real, and it is said what
    the people agreed to. Whether they are applicants or incumbents was said, and checked, when they were drawn.
    """
    require(actor, Capability.CALIBRATE_SCALES)
    row = instrument(actor, instrument_id)
    drawn = sample(actor, sample_id)
    published = current_scoring_model(row.pk)
    model = model_of(published)
    scale = _scale(model, unit)
    _refuse_without_consent(drawn)
    layout = next(one for one in layouts_on_sample(row, drawn) if one.name == unit)
    present, answers = answers_by_scale(drawn, (layout,), drawn.sitting_ids)
    origin = origins_of(present)
    if origin.simulated:
        raise SimulatedSampleError(origin.simulated)
    alone = GradedResponseModel(scales=(scale,), factor_correlations=((1.0,),), origin=origin)
    scores = alone.score(answers[unit]).scale(unit)
    found = norms_of_positions(scores.mean[scores.scored], scores.se[scores.scored])
    if found is None:
        raise NormsRefusedError("Too few of these people answered enough of the scale.", "Draw more people.")
    return publish_norms(actor=actor, model_id=published.pk, unit=unit, group=described(drawn, found)).pk


def described(drawn: Sample, norms: dict[str, Any]) -> dict[str, Any]:
    """Norms with who the people are."""
    return {
        **norms,
        "language": drawn.language,
        "composition": drawn.population,
        "consent": drawn.consent,
        "collected_from": drawn.description["first"],
        "collected_until": drawn.description["last"],
    }


def _scale(model: object, unit: str) -> GradedScale:
    scales = model.scales if isinstance(model, GradedResponseModel) else ()
    found = next((scale for scale in scales if scale.name == unit), None)
    if found is None:
        raise UnknownUnitError(unit, ", ".join(scale.name for scale in scales))
    if found.basis is not Basis.DATA:
        raise NormsRefusedError(
            "The parameters of this scale are assumed: nobody has been measured on its line.",
            "Calibrate and promote it first.",
        )
    return found


def _refuse_without_consent(drawn: Sample) -> None:
    if not drawn.consent.strip():
        raise NormsRefusedError(
            "Nobody has said what these people agreed to.", "Draw them again, and say what they agreed to."
        )
