"""Outgoing mail: recorded in the transaction that causes it, written and sent by a job.

Only the fact is stored. A link's secret exists in the mail alone: the job that sends it makes the secret,
stores its hash, and may do so again on retry, in which case the newest link is the good one.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives

from backend.kernel.jobs import TryAgainLater
from backend.kernel.models import MailState, OutgoingMail


@dataclass(frozen=True)
class MailText:
    """Words of one mail; `html` may be empty."""

    subject: str
    body: str
    html: str = ""


def queue_mail(*, kind: str, recipient: str, subject_kind: str, subject_id: uuid.UUID) -> OutgoingMail:
    """Records that a mail of this kind is to go out; the caller enqueues the job that sends it."""
    return OutgoingMail.objects.create(kind=kind, recipient=recipient, subject_kind=subject_kind, subject_id=subject_id)


def queue_mails(*, kind: str, subject_kind: str, recipients: Mapping[uuid.UUID, str]) -> list[OutgoingMail]:
    """As `queue_mail`, for many subjects with their recipients at once."""
    return OutgoingMail.objects.bulk_create(
        [
            OutgoingMail(kind=kind, recipient=recipient, subject_kind=subject_kind, subject_id=subject_id)
            for subject_id, recipient in recipients.items()
        ]
    )


def deliver(mail: OutgoingMail, text: MailText) -> TryAgainLater | None:
    """Hands a mail to the mail server and keeps how it went; a failure is given back for the job to return."""
    message = EmailMultiAlternatives(subject=text.subject, body=text.body, to=[mail.recipient])
    if text.html:
        message.attach_alternative(text.html, "text/html")
    message.extra_headers["X-Onculture-Mail"] = str(mail.pk)
    try:
        message.send()
    except OSError as failure:
        mail.state, mail.error = MailState.FAILED, f"{type(failure).__name__}: {failure}"[:500]
    else:
        mail.state, mail.error = MailState.SENT, ""
    mail.save(update_fields=["state", "error", "state_at"])
    return TryAgainLater(mail.error) if mail.state == MailState.FAILED else None
