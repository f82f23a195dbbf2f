"""Bands said again on the line of a new scoring model: a new version of the same wishes, put before its signatories."""

import uuid
from collections.abc import Mapping

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.cultures.enums import EDGE_OF_LINE
from backend.cultures.errors import OpenVersionExistsError
from backend.cultures.models import DefinitionVersion
from backend.cultures.services.drafting import draft_version
from backend.cultures.services.signing import propose_version
from backend.kernel.audit import record_audit_event
from backend.kernel.tenancy import Actor

NARROWEST = 0.05


def propose_moved_bands(
    *, actor: Actor, version_id: uuid.UUID, edges: Mapping[str, tuple[float, float]], reason: str
) -> DefinitionVersion | None:
    """Proposes a signed version again with these bands re-expressed, to the same signatories. Needs `draft_culture`.

    Gives None where a version of the definition is open already: whoever works on it sees the moved bands there.
    Nothing but the bands differs, and nobody's fit changes before the quorum has signed.
    """
    require(actor, Capability.DRAFT_CULTURE)
    signed = DefinitionVersion.objects.get(pk=version_id)
    try:
        draft = draft_version(actor=actor, definition_id=signed.definition_id, based_on=version_id)
    except OpenVersionExistsError:
        return None
    DefinitionVersion.objects.filter(pk=draft.pk).update(moved_from_id=version_id)
    for target in draft.targets.filter(code__in=list(edges)):
        lower, upper = _on_the_line(edges[target.code])
        note = f"{reason} Before: {target.lower:+.2f} to {target.upper:+.2f}; now: {lower:+.2f} to {upper:+.2f}."
        target.lower, target.upper, target.reason = lower, upper, note
        target.save(update_fields=["lower", "upper", "reason"])
    record_audit_event(
        actor=actor,
        action="definition_version.bands_moved",
        subject=draft,
        changed_fields=[f"dimensions.{code}" for code in sorted(edges)],
        details={"from": str(version_id)},
    )
    return propose_version(actor=actor, version_id=draft.pk)


def _on_the_line(edges: tuple[float, float]) -> tuple[float, float]:
    """The edges kept on the line, and apart: a band at its end stays a band."""
    lower = min(max(edges[0], -EDGE_OF_LINE), EDGE_OF_LINE - NARROWEST)
    return lower, max(min(edges[1], EDGE_OF_LINE), lower + NARROWEST)
