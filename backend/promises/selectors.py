"""Reading the ledger: what is due, what was broken."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils import timezone

from backend.kernel.tenancy import Actor
from backend.promises.enums import PromiseState
from backend.promises.models import Promise
from backend.promises.policies import visible_promises

SOON = timedelta(days=7)


@dataclass(frozen=True)
class PromiseFilters:
    """What a list of promises may be narrowed by; empty means everything."""

    state: str = ""
    cause_id: uuid.UUID | None = None
    to_id: uuid.UUID | None = None


@dataclass(frozen=True)
class PromiseCounts:
    """How the organisation keeps its word: `broken` counts the overdue and those kept late."""

    open: int
    due_soon: int
    overdue: int
    kept: int
    kept_late: int
    broken: int


def today() -> date:
    """The day by the server's clock; a promise is due until its end."""
    return timezone.now().date()


def _conditions(day: date) -> dict[PromiseState, Q]:
    """When a promise is in each state; exactly one holds."""
    waiting = Q(kept_at=None, released_at=None)
    kept = Q(kept_at__isnull=False)
    return {
        PromiseState.RELEASED: Q(released_at__isnull=False),
        PromiseState.KEPT: kept & Q(kept_at__date__lte=F("due_on")),
        PromiseState.KEPT_LATE: kept & Q(kept_at__date__gt=F("due_on")),
        PromiseState.OVERDUE: waiting & Q(due_on__lt=day),
        PromiseState.OPEN: waiting & Q(due_on__gte=day),
    }


def promises(actor: Actor, filters: PromiseFilters) -> QuerySet[Promise]:
    """Promises with their state, the one that is due first on top."""
    rows = with_state(visible_promises(actor))
    if filters.state:
        rows = rows.filter(_conditions(today())[PromiseState(filters.state)])
    if filters.cause_id:
        rows = rows.filter(cause_id=filters.cause_id)
    if filters.to_id:
        rows = rows.filter(to_id=filters.to_id)
    return rows.order_by("due_on", "id")


def promise(actor: Actor, promise_id: uuid.UUID) -> Promise:
    """One promise with its state; it is known to be there."""
    return with_state(visible_promises(actor)).get(pk=promise_id)


def with_state(rows: "QuerySet[Promise]") -> "QuerySet[Promise]":
    """Adds `state`, which follows from the dates and today."""
    whens = [When(condition, then=Value(state)) for state, condition in _conditions(today()).items()]
    return rows.annotate(state=Case(*whens, output_field=CharField()))


def promise_counts(actor: Actor, *, cause_id: uuid.UUID | None = None) -> PromiseCounts:
    """Counts over all promises that can be seen, or over those of one campaign, in one query."""
    day = today()
    rows = visible_promises(actor)
    if cause_id is not None:
        rows = rows.filter(cause_id=cause_id)
    conditions = _conditions(day)
    counted = (PromiseState.OPEN, PromiseState.OVERDUE, PromiseState.KEPT, PromiseState.KEPT_LATE)
    counts = rows.aggregate(
        due_soon=Count("pk", filter=conditions[PromiseState.OPEN] & Q(due_on__lte=day + SOON)),
        **{state.value: Count("pk", filter=conditions[state]) for state in counted},
    )
    return PromiseCounts(**counts, broken=counts["overdue"] + counts["kept_late"])


def promise_to(to_id: uuid.UUID, cause_id: uuid.UUID) -> Promise | None:
    """What is owed to somebody because of a campaign, for their own eyes and for the services of higher apps."""
    return Promise.objects.filter(to_id=to_id, cause_id=cause_id, released_at=None).order_by("due_on").first()


def promises_to(to_ids: Iterable[uuid.UUID], cause_id: uuid.UUID) -> dict[uuid.UUID, Promise]:
    """The same for a page of people, with state, in one query."""
    rows = with_state(Promise.objects.filter(to_id__in=set(to_ids), cause_id=cause_id))
    return {promise.to_id: promise for promise in rows}
