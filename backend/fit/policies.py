"""Who may see how people stand, and who may decide."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.fit.models import Decision, DimensionFit, FitAssessment
from backend.kernel.tenancy import Actor


def visible_assessments(actor: Actor) -> QuerySet[FitAssessment]:
    return FitAssessment.objects.all() if may(actor, Capability.VIEW_RESULTS) else FitAssessment.objects.none()


def visible_dimension_fits(actor: Actor) -> QuerySet[DimensionFit]:
    return DimensionFit.objects.all() if may(actor, Capability.VIEW_RESULTS) else DimensionFit.objects.none()


def visible_decisions(actor: Actor) -> QuerySet[Decision]:
    return Decision.objects.all() if may(actor, Capability.VIEW_RESULTS) else Decision.objects.none()
