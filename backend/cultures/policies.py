"""Who may see culture definitions: everybody who belongs to the organisation may read what it stands for."""

from django.db.models import Q, QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.cultures.enums import VersionStatus
from backend.cultures.models import Definition, DefinitionVersion
from backend.kernel.tenancy import Actor


def visible_definitions(actor: Actor) -> QuerySet[Definition]:
    return Definition.objects.all() if may(actor, Capability.VIEW_CULTURE) else Definition.objects.none()


def visible_versions(actor: Actor) -> QuerySet[DefinitionVersion]:
    """Signed and proposed versions; drafts for those who draft, sign or audit."""
    if not may(actor, Capability.VIEW_CULTURE):
        return DefinitionVersion.objects.none()
    if sees_drafts(actor):
        return DefinitionVersion.objects.all()
    return DefinitionVersion.objects.filter(~Q(status=VersionStatus.DRAFT))


def sees_drafts(actor: Actor) -> bool:
    """Whether drafts are shown to this actor."""
    return any(
        may(actor, capability)
        for capability in (Capability.DRAFT_CULTURE, Capability.SIGN_CULTURE, Capability.VIEW_AUDIT_TRAIL)
    )
