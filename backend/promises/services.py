"""Making, keeping and releasing promises."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import NotFoundError
from backend.kernel.tenancy import Actor
from backend.promises.errors import PromiseClosedError
from backend.promises.models import Promise
from backend.promises.policies import visible_promises
from backend.promises.selectors import today


@dataclass(frozen=True)
class Owed:
    """To whom, because of what, what and by when."""

    to_kind: str
    to_id: uuid.UUID
    cause_kind: str
    cause_id: uuid.UUID
    what: str
    due_on: date


def make_promise(*, actor: Actor, owed: Owed) -> Promise:
    """Puts a promise into the ledger. Called by the service that gives its word."""
    return make_promises(actor=actor, all_owed=[owed])[0]


def make_promises(*, actor: Actor, all_owed: Sequence[Owed]) -> list[Promise]:
    """As `make_promise`, for many at once."""
    rows = [
        Promise(
            to_kind=owed.to_kind,
            to_id=owed.to_id,
            cause_kind=owed.cause_kind,
            cause_id=owed.cause_id,
            what=owed.what,
            due_on=owed.due_on,
        )
        for owed in all_owed
    ]
    Promise.objects.bulk_create(rows)
    for row in rows:
        details = {"to": str(row.to_id), "due_on": row.due_on.isoformat()}
        record_audit_event(actor=actor, action="promise.made", subject=row, details=details)
    return rows


def close_promise(*, actor: Actor, promise_id: uuid.UUID) -> Promise:
    """Notes that a promise was kept, now. Late is late: `broken` stays with it.

    Called by the service that keeps the promise, and by people with `manage_campaigns` who kept it by hand.
    """
    promise = Promise.objects.select_for_update().filter(pk=promise_id).first()
    if promise is None:
        raise NotFoundError
    if promise.kept_at or promise.released_at:
        raise PromiseClosedError
    promise.kept_at, promise.kept_by = timezone.now(), actor.user_id
    promise.broken = promise.kept_at.date() > promise.due_on
    promise.revision += 1
    promise.save(update_fields=["kept_at", "kept_by", "broken", "revision"])
    details = {"broken": promise.broken}
    record_audit_event(actor=actor, action="promise.kept", subject=promise, changed_fields=["kept_at"], details=details)
    return promise


def keep_promise_by_hand(*, actor: Actor, promise_id: uuid.UUID) -> Promise:
    """For a promise kept outside the product, by telephone say. Needs `manage_campaigns`."""
    require(actor, Capability.MANAGE_CAMPAIGNS)
    if not visible_promises(actor).filter(pk=promise_id).exists():
        raise NotFoundError
    return close_promise(actor=actor, promise_id=promise_id)


def release_promises(*, actor: Actor, to_id: uuid.UUID, cause_id: uuid.UUID) -> int:
    """Nothing is owed any more: the person withdrew, or the invitation was taken back. Broken ones stay broken."""
    rows = Promise.objects.select_for_update().filter(
        to_id=to_id, cause_id=cause_id, kept_at=None, released_at=None, due_on__gte=today()
    )
    for promise in rows:
        promise.released_at = timezone.now()
        promise.revision += 1
        promise.save(update_fields=["released_at", "revision"])
        record_audit_event(actor=actor, action="promise.released", subject=promise, changed_fields=["released_at"])
    return len(rows)


def mark_broken_promises(*, actor: Actor) -> int:
    """Marks what was due before today and is not kept. Run every day, and safe to run again."""
    rows = list(
        Promise.objects.select_for_update().filter(kept_at=None, released_at=None, due_on__lt=today(), broken=False)
    )
    for promise in rows:
        promise.broken = True
        promise.revision += 1
        promise.save(update_fields=["broken", "revision"])
        record_audit_event(actor=actor, action="promise.broken", subject=promise, changed_fields=["broken"])
    return len(rows)


def erase_own_rows(kind: str, person_id: uuid.UUID) -> int:
    """Promises to somebody who is forgotten. Registered as an eraser in `config`."""
    return Promise.objects.filter(to_kind=kind, to_id=person_id).delete()[0]
