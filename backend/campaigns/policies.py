"""Who sees campaigns."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.campaigns.enums import CampaignKind
from backend.campaigns.models import Campaign, PanelSeat
from backend.kernel.tenancy import Actor


def visible_campaigns(actor: Actor) -> QuerySet[Campaign]:
    """Everything for those who see campaigns; tenders alone for those who only evaluate them."""
    if may(actor, Capability.VIEW_CAMPAIGNS):
        return Campaign.objects.all()
    rows = Campaign.objects.filter(kind=CampaignKind.TENDER)
    return rows if may(actor, Capability.VIEW_TENDERS) else rows.none()


def managing(kind: str) -> Capability:
    """What managing a campaign of this kind needs: tenders are the buyers', everything else the recruiters'."""
    return Capability.MANAGE_TENDERS if kind == CampaignKind.TENDER else Capability.MANAGE_CAMPAIGNS


def visible_seats(actor: Actor) -> QuerySet[PanelSeat]:
    """Who judges where: for those who see campaigns."""
    return PanelSeat.objects.all() if may(actor, Capability.VIEW_CAMPAIGNS) else PanelSeat.objects.none()
