"""The first two walls between organisations: the declared context, and the managers that demand it.

Every table with an `organisation` is read and written inside `organisation_context(...)`. The context is
one transaction with one setting, which PostgreSQL's row-level security compares with every row; the
managers here filter by it as well, so that the database is the second line and not the first.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection, models, transaction

SETTING = "onculture.organisation"

_current: ContextVar[uuid.UUID | None] = ContextVar("organisation", default=None)


class NoOrganisationContextError(RuntimeError):
    """Rows of an organisation were asked for outside `organisation_context()`: a fault of the program."""


class NestedOrganisationError(RuntimeError):
    """A second organisation was entered inside the first: a fault of the program."""


@dataclass(frozen=True)
class Actor:
    """Who acts, in which organisation, with which roles.

    `kind` is `member`, `token`, `taker`, `command` or `system`; `user_id` is None for the last three.
    """

    organisation_id: uuid.UUID
    user_id: uuid.UUID | None = None
    membership_id: uuid.UUID | None = None
    roles: frozenset[str] = frozenset()
    kind: str = "member"
    token_id: uuid.UUID | None = None
    scopes: frozenset[str] | None = None


def system_actor(organisation_id: uuid.UUID) -> Actor:
    """The product itself, in a job."""
    return Actor(organisation_id=organisation_id, kind="system")


def current_organisation_id() -> uuid.UUID:
    """The organisation of the context we are in; raises outside one."""
    organisation_id = _current.get()
    if organisation_id is None:
        raise NoOrganisationContextError("Enter organisation_context() before touching an organisation's rows.")
    return organisation_id


@contextmanager
def organisation_context(organisation_id: uuid.UUID) -> Iterator[None]:
    """One transaction in which exactly the rows of one organisation exist.

    Entering the same organisation again joins the context that is open; another one is refused. The setting
    is cleared on leaving, since a released savepoint would keep it. What was audited inside is chained and
    written as the last statements of the transaction.
    """
    already = _current.get()
    if already == organisation_id:
        yield
        return
    if already is not None:
        raise NestedOrganisationError(f"Already inside {already}; {organisation_id} must wait for its own context.")
    from backend.kernel import audit  # audit's tables are rows of an organisation themselves

    with transaction.atomic():
        token = _current.set(organisation_id)
        try:
            _declare(str(organisation_id))
            with audit.collecting():
                yield
                if not connection.needs_rollback:
                    audit.write_collected(organisation_id)
        finally:
            _current.reset(token)
            if not connection.needs_rollback and connection.is_usable():
                _clear_quietly()


def _clear_quietly() -> None:
    # After an error the transaction is aborted and rolls the setting back by itself.
    from django.db import DatabaseError

    try:
        if connection.connection.info.transaction_status.name == "INTRANS":
            _declare("")
    except DatabaseError:
        connection.needs_rollback = True


def _declare(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])


RowOfOrganisation = TypeVar("RowOfOrganisation", bound=models.Model)


class OrganisationManager(models.Manager[RowOfOrganisation]):
    """Gives the rows of the organisation whose context is open, and raises where none is."""

    def get_queryset(self) -> models.QuerySet[RowOfOrganisation]:
        return super().get_queryset().filter(organisation_id=current_organisation_id())


class OrganisationRow(models.Model):
    """Base of every table that belongs to an organisation. Its migration must call `guarded_table`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.CASCADE,
        related_name="+",
        default=current_organisation_id,
        editable=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def describe_for_audit(self) -> dict[str, Any]:
        return {"kind": self._meta.label_lower, "id": str(self.pk)}


class RevisedRow(OrganisationRow):
    """A row that people edit: its revision is its ETag."""

    revision = models.PositiveIntegerField(default=1)

    class Meta(OrganisationRow.Meta):
        abstract = True
