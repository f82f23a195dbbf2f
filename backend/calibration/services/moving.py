"""When theta of a scale moves, bands that were signed on the old line are said again on the new one, to be signed."""

from collections.abc import Sequence
from itertools import groupby

from backend.calibration.models import CalibrationRun
from backend.cultures.selectors import signed_bands
from backend.cultures.services import propose_moved_bands
from backend.kernel.tenancy import current_organisation_id, system_actor
from backend.library.selectors.instruments import definition_of
from scoring.definitions.questionnaires import Questionnaire
from scoring.errors import ScoringError
from scoring.models.graded_response import GradedResponseModel, GradedScale
from scoring.models.reexpression import moved_edges


def ask_for_signatures(
    run: CalibrationRun, former: GradedResponseModel, new: GradedResponseModel, units: Sequence[str]
) -> int:
    """Proposes every signed definition again whose bands on these scales move. Gives how many were proposed.

    The product itself does it: nobody chooses which bands move, or by how much.
    """
    scale_of = _scales_by_dimension(run, units)
    bands = signed_bands(list(scale_of))
    proposed = 0
    for version_id, own in groupby(bands, key=lambda band: band.version_id):
        edges = {}
        for band in own:
            unit = scale_of[band.code]
            moved = _moved((band.lower, band.upper), _scale(former, unit), _scale(new, unit))
            if moved is not None:
                edges[band.code] = moved
        if edges:
            reason = f"Said again on the line of scoring model {new.model_hash[:12]}: where the same answers lie."
            actor = system_actor(current_organisation_id())
            done = propose_moved_bands(actor=actor, version_id=version_id, edges=edges, reason=reason)
            proposed += done is not None
    return proposed


def _scales_by_dimension(run: CalibrationRun, units: Sequence[str]) -> dict[str, str]:
    definition = definition_of(run.instrument_version)
    scales = definition.scales if isinstance(definition, Questionnaire) else ()
    return {scale.dimension: scale.code for scale in scales if scale.code in units}


def _scale(model: GradedResponseModel, unit: str) -> GradedScale:
    return next(scale for scale in model.scales if scale.name == unit)


def _moved(edges: tuple[float, float], old: GradedScale, new: GradedScale) -> tuple[float, float] | None:
    """The band on the new line; None where it moves too little to be signed again."""
    try:
        found = moved_edges(edges, old, new)
    except ScoringError:
        return edges  # nothing in common to go by: the signatories place it anew, starting from what they had
    return (found.edges[0], found.edges[1]) if found.needs_signature else None
