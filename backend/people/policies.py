"""Who sees people, and who sees what they asked for."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.kernel.tenancy import Actor
from backend.people.models import AccommodationRequest, Candidate, Supplier


def visible_candidates(actor: Actor) -> QuerySet[Candidate]:
    """Everybody who is still there; the erased are left out."""
    if not may(actor, Capability.VIEW_CAMPAIGNS):
        return Candidate.objects.none()
    return Candidate.objects.filter(erased_at=None)


def visible_suppliers(actor: Actor) -> QuerySet[Supplier]:
    return Supplier.objects.all() if may(actor, Capability.VIEW_TENDERS) else Supplier.objects.none()


def visible_accommodation_requests(actor: Actor) -> QuerySet[AccommodationRequest]:
    """For accommodations officers; deciders and raters never learn that somebody asked."""
    if not may(actor, Capability.MANAGE_ACCOMMODATIONS):
        return AccommodationRequest.objects.none()
    return AccommodationRequest.objects.filter(candidate__erased_at=None, respondent__erased_at=None)
