"""Who sees campaigns."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.campaigns.models import Campaign, PanelSeat
from backend.kernel.tenancy import Actor


def visible_campaigns(actor: Actor) -> QuerySet[Campaign]:
    return Campaign.objects.all() if may(actor, Capability.VIEW_CAMPAIGNS) else Campaign.objects.none()


def visible_seats(actor: Actor) -> QuerySet[PanelSeat]:
    """Who judges where: for those who see campaigns."""
    return PanelSeat.objects.all() if may(actor, Capability.VIEW_CAMPAIGNS) else PanelSeat.objects.none()
