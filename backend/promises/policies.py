"""Who sees the ledger."""

from django.db.models import QuerySet

from backend.accounts.enums import Capability
from backend.accounts.policies import may
from backend.kernel.tenancy import Actor
from backend.promises.models import Promise


def visible_promises(actor: Actor) -> QuerySet[Promise]:
    return Promise.objects.all() if may(actor, Capability.VIEW_PROMISES) else Promise.objects.none()
