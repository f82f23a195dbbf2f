"""Outgoing mail: recorded in the transaction that causes it, written and sent by a job.

Only the fact is stored. A link's secret exists in the mail alone: the job that sends it makes the secret,
stores its hash, and may do so again on retry, in which case the newest link is the good one.
"""

import smtplib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from backend.kernel.bounces import OWN_HEADER
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
    """Hands a mail to the mail server and keeps how it went; a failure is given back for the job to return.

    A recipient whom the server refuses for good has bounced, and is not tried again.
    """
    message = EmailMultiAlternatives(subject=text.subject, body=text.body, to=[mail.recipient])
    if text.html:
        message.attach_alternative(text.html, "text/html")
    message.extra_headers[OWN_HEADER] = str(mail.pk)
    try:
        message.send()
    except (OSError, AnymailError) as failure:
        mail.state = MailState.BOUNCED if _is_for_good(failure) else MailState.FAILED
        mail.error = f"{type(failure).__name__}: {failure}"[:500]
    else:
        mail.state, mail.error = MailState.SENT, ""
    mail.save(update_fields=["state", "error", "state_at"])
    return TryAgainLater(mail.error) if mail.state == MailState.FAILED else None


def _is_for_good(failure: Exception) -> bool:
    """Whether another try would be refused in the same way: codes of 500 and more, RFC 5321 section 4.2.1."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in failure.recipients.values())
    return isinstance(failure, AnymailRecipientsRefused)


def mark_bounced(mail_id: uuid.UUID, reason: str) -> bool:
    """Notes that a mail which had gone out came back; whether this organisation sent it and did not know yet."""
    sent = OutgoingMail.objects.filter(pk=mail_id, state=MailState.SENT)
    return bool(sent.update(state=MailState.BOUNCED, error=reason[:500], state_at=timezone.now()))
