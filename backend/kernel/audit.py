"""The audit trail: one row per mutation, one hash chain per organisation.

A row holds ids, hashes and the names of changed fields; never answers, grades or people's names. Services
call `record_audit_event`; leaving the organisation's context writes what was collected, with the head of
the chain locked only then, so that the lock is held for the last statements of the transaction alone.
"""

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.db import models
from django.utils import timezone

from backend.kernel.tenancy import Actor

GENESIS = "0" * 64


@dataclass(frozen=True)
class Subject:
    """What a mutation is about, where the row itself belongs to another app: its label and id."""

    kind: str
    id: uuid.UUID


@dataclass(frozen=True)
class PendingEvent:
    actor: Actor
    action: str
    subject_kind: str
    subject_id: str
    changed_fields: tuple[str, ...]
    details: dict[str, Any]


@dataclass(frozen=True)
class ChainState:
    """Length and head of an organisation's chain, and the first sequence number that does not follow."""

    length: int
    head: str
    intact: bool
    broken_at: int | None


_collected: ContextVar[list[PendingEvent] | None] = ContextVar("audit_events", default=None)


@contextmanager
def collecting() -> Iterator[None]:
    token = _collected.set([])
    try:
        yield
    finally:
        _collected.reset(token)


def record_audit_event(
    *,
    actor: Actor,
    action: str,
    subject: models.Model | Subject,
    changed_fields: Sequence[str] = (),
    details: dict[str, Any] | None = None,
) -> None:
    """Notes one mutation. `details` may hold ids, hashes, counts and statuses only."""
    events = _collected.get()
    if events is None:
        raise RuntimeError("record_audit_event() belongs inside organisation_context().")
    kind, identifier = (
        (subject.kind, subject.id) if isinstance(subject, Subject) else (subject._meta.label_lower, subject.pk)
    )
    events.append(PendingEvent(actor, action, kind, str(identifier), tuple(changed_fields), details or {}))


def row_hash(previous: str, row: dict[str, Any]) -> str:
    """sha256(previous || RFC 8785 JSON of the row), in hexadecimal."""
    return hashlib.sha256(previous.encode("ascii") + rfc8785.dumps(row)).hexdigest()


def write_collected(organisation_id: uuid.UUID) -> None:
    """Chains and stores what the open context collected. Called once, on leaving the context."""
    from backend.kernel.models import AuditEvent, AuditHead  # models import tenancy, which imports this module

    events = _collected.get()
    if not events:
        return
    AuditHead.objects.get_or_create(organisation_id=organisation_id)
    head = AuditHead.objects.select_for_update().get(organisation_id=organisation_id)
    rows = []
    for event in events:
        head.sequence += 1
        row = AuditEvent(
            organisation_id=organisation_id,
            sequence=head.sequence,
            at=_now(),
            actor_kind=event.actor.kind,
            actor_id=event.actor.user_id,
            token_id=event.actor.token_id,
            action=event.action,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            changed_fields=list(event.changed_fields),
            details=event.details,
            previous_hash=head.hash,
        )
        row.hash = row_hash(head.hash, row.hashed_content())
        head.hash = row.hash
        rows.append(row)
    AuditEvent.objects.bulk_create(rows)
    head.save(update_fields=["sequence", "hash"])
    events.clear()


def _now() -> datetime:
    # Milliseconds: what JSON carries and what PostgreSQL gives back must be the same text.
    now = timezone.now().astimezone(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def chain_state(expected_head: str | None = None) -> ChainState:
    """Recomputes the whole chain of the organisation whose context is open."""
    from backend.kernel.models import AuditEvent, AuditHead  # models import tenancy, which imports this module

    previous, length = GENESIS, 0
    seen_expected = expected_head is None
    for event in AuditEvent.objects.order_by("sequence").iterator(chunk_size=2000):
        length += 1
        if (
            event.sequence != length
            or event.previous_hash != previous
            or event.hash != row_hash(previous, event.hashed_content())
        ):
            return ChainState(length, previous, False, length)
        previous = event.hash
        seen_expected = seen_expected or previous == expected_head
    head = AuditHead.objects.first()
    stored = (head.sequence, head.hash) if head else (0, GENESIS)
    intact = stored == (length, previous) and seen_expected
    return ChainState(length, previous, intact, None if intact else length + 1)
