"""Whose scores may be seen, by whom."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.kernel.tenancy import Actor
from backend.scores.models import ScaleScore


def visible_scores(actor: Actor) -> QuerySet[ScaleScore]:
    """Current and superseded scores, for those who may see results."""
    return ScaleScore.objects.all() if may(actor, Capability.VIEW_RESULTS) else ScaleScore.objects.none()
