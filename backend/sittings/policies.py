"""Who sees invitations, sittings and imports."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.kernel.tenancy import Actor
from backend.sittings.models import Invitation, ResponseImport, Sitting


def visible_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Candidates' invitations. Who answers for a supplier is shown to nobody here: they are seen as a group."""
    rows = Invitation.objects.filter(candidate__isnull=False, candidate__erased_at=None)
    return rows if may(actor, Capability.VIEW_CAMPAIGNS) else rows.none()


def visible_sittings(actor: Actor) -> QuerySet[Sitting]:
    """How far somebody is; what they answered is not in it. Sittings for suppliers are seen as a group alone."""
    return (
        Sitting.objects.filter(invitation__respondent=None)
        if may(actor, Capability.VIEW_CAMPAIGNS)
        else Sitting.objects.none()
    )


def visible_imports(actor: Actor) -> QuerySet[ResponseImport]:
    may_see = may(actor, Capability.IMPORT_RESPONSES) or may(actor, Capability.VIEW_CAMPAIGNS)
    return ResponseImport.objects.all() if may_see else ResponseImport.objects.none()
