"""Tables of the kernel: the audit chain, idempotent requests, mail that was sent or could not be."""

import uuid
from typing import Any

from django.db import models

from backend.kernel.audit import GENESIS
from backend.kernel.tenancy import OrganisationManager, OrganisationRow


class AuditHead(models.Model):
    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    objects = OrganisationManager()


class AuditEvent(OrganisationRow):
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=16)
    actor_id = models.UUIDField(null=True)
    token_id = models.UUIDField(null=True)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64)
    changed_fields = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(OrganisationRow.Meta):
        constraints = [models.UniqueConstraint(fields=["organisation", "sequence"], name="audit_sequence_is_unique")]

    def hashed_content(self) -> dict[str, Any]:
        return {
            "organisation": str(self.organisation_id),
            "sequence": self.sequence,
            "at": self.at.isoformat(timespec="milliseconds"),
            "actor_kind": self.actor_kind,
            "actor": str(self.actor_id) if self.actor_id else None,
            "token": str(self.token_id) if self.token_id else None,
            "action": self.action,
            "subject_kind": self.subject_kind,
            "subject": self.subject_id,
            "changed_fields": self.changed_fields,
            "details": self.details,
        }


class IdempotentRequest(OrganisationRow):
    """A mutation that carried an Idempotency-Key, stored in the transaction of its effect."""

    actor_key = models.CharField(max_length=64)
    key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(null=True)
    headers = models.JSONField(default=dict)

    class Meta(OrganisationRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "actor_key", "key"], name="idempotency_key_is_unique")
        ]


class MailState(models.TextChoices):
    QUEUED = "queued", "waiting to be sent"
    SENT = "sent", "handed to the mail server"
    FAILED = "failed", "could not be sent"
    BOUNCED = "bounced", "came back"


class OutgoingMail(OrganisationRow):
    """That a mail was to be sent, about what, and how it went. Words and links are never stored."""

    kind = models.CharField(max_length=60)
    recipient = models.EmailField()
    subject_kind = models.CharField(max_length=80)
    subject_id = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.QUEUED)
    error = models.CharField(max_length=500, blank=True)
    state_at = models.DateTimeField(auto_now=True)

    class Meta(OrganisationRow.Meta):
        indexes = [models.Index(fields=["organisation", "subject_id"], name="mail_by_subject")]
