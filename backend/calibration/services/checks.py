"""The predictive check: do the first real answers contradict the assumed parameters of a scale?"""

import uuid

import numpy as np

from backend.calibration.models import AssumedCheck
from backend.calibration.selectors.samples import campaign_at_milestone, real_answers
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.selectors.scoring_models import current_scoring_model, model_of
from scoring.definitions.standing import Basis
from scoring.models.graded_response import GradedResponseModel
from scoring.models.predictive_check import ANSWERS_AT_LEAST, PredictiveCheck, predictive_check

SEED = 50
AGAIN_AT = (50, 100, 200, 400, 800, 1600)


def check_assumed(*, actor: Actor, campaign_id: uuid.UUID) -> int:
    """Checks the assumed scales of a campaign's questionnaires once 50 real people have answered, and at each doubling.

    Gives how many scales were checked. Simulated answers say nothing about real people and are left out.
    """
    checked = 0
    for instrument_id, language, answers in real_answers(campaign_id):
        model = model_of(current_scoring_model(instrument_id))
        if not isinstance(model, GradedResponseModel):
            continue
        for scale in model.scales:
            values = answers[scale.name]
            n = int((~np.isnan(values)).any(axis=1).sum())
            if scale.basis is Basis.ASSUMED and _due(instrument_id, scale.name, language, n):
                found = predictive_check(scale, values, rng=np.random.default_rng(SEED))
                _store(actor, instrument_id, language, found)
                checked += 1
    return checked


def check_after_sitting(*, actor: Actor, sitting_id: uuid.UUID) -> int:
    """The same after one more person has answered; looks at answers only when their number reaches a milestone."""
    campaign_id = campaign_at_milestone(sitting_id, AGAIN_AT)
    return check_assumed(actor=actor, campaign_id=campaign_id) if campaign_id else 0


def _due(instrument_id: uuid.UUID, unit: str, language: str, n: int) -> bool:
    """Whether a milestone lies between the last check and now."""
    if n < ANSWERS_AT_LEAST:
        return False
    rows = AssumedCheck.objects.filter(instrument_version_id=instrument_id, unit=unit, language=language)
    last = rows.order_by("-created_at").values_list("n", flat=True).first() or 0
    return any(last < milestone <= n for milestone in AGAIN_AT)


def _store(actor: Actor, instrument_id: uuid.UUID, language: str, found: PredictiveCheck) -> None:
    row = AssumedCheck.objects.create(
        instrument_version_id=instrument_id,
        unit=found.scale,
        language=language,
        n=found.n,
        seed=SEED,
        contradicted=found.contradicted,
        discrepancies=[vars(one) for one in found.discrepancies],
    )
    record_audit_event(
        actor=actor,
        action="assumed_parameters.checked",
        subject=row,
        details={"unit": found.scale, "n": found.n, "contradicted": found.contradicted},
    )
