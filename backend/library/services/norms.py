"""Publishing norm groups: how positions are spread in a group that is described."""

import uuid
from collections.abc import Mapping
from typing import Any

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor
from backend.library.models import NormGroup, ScoringModelVersion


def publish_norms(*, actor: Actor, model_id: uuid.UUID, unit: str, group: Mapping[str, Any]) -> NormGroup:
    """Publishes the norm group of one scale under a model. Needs `publish_instrument`.

    `group` holds n, mean, sd, provisional and table as the engine made them, and who the people are: language,
    composition, consent, collected_from, collected_until. A later group stands beside the former ones.
    """
    require(actor, Capability.PUBLISH_INSTRUMENT)
    model = ScoringModelVersion.objects.get(pk=model_id)
    names = ("language", "composition", "consent", "collected_from", "collected_until", "n", "mean", "sd", "table")
    norms = NormGroup.objects.create(
        organisation_id=actor.organisation_id,
        instrument_id=model.instrument_id,
        unit=unit,
        model_hash=model.model_hash,
        provisional=group["provisional"],
        **{name: group[name] for name in names},
    )
    record_audit_event(
        actor=actor,
        action="norms.published",
        subject=norms,
        details={"unit": unit, "n": norms.n, "model_hash": norms.model_hash, "composition": norms.composition},
    )
    return norms
