"""Jobs of sittings: mails with links and receipts, lost links, the end of what ran out of time."""

import uuid

from backend.kernel.jobs import TryAgainLater, for_every_organisation, organisation_job
from backend.kernel.mail import deliver
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import system_actor
from backend.sittings.services.letters import letter_about_invitation, receipt_letter
from backend.sittings.services.links import answer_lost_link
from backend.sittings.services.sitting import expire_sittings


@organisation_job("sittings.send_invitation", queue="mail")
def send_invitation(
    *, organisation_id: uuid.UUID, invitation_id: uuid.UUID, mail_id: uuid.UUID
) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    text = letter_about_invitation(invitation_id, kind=mail.kind)
    return None if text is None else deliver(mail, text)


@organisation_job("sittings.send_receipt", queue="mail")
def send_receipt(*, organisation_id: uuid.UUID, sitting_id: uuid.UUID, mail_id: uuid.UUID) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    text = receipt_letter(sitting_id)
    return None if text is None else deliver(mail, text)


@organisation_job("sittings.answer_lost_link", queue="mail")
def answer_lost_link_job(*, organisation_id: uuid.UUID, request_id: uuid.UUID) -> None:
    answer_lost_link(request_id=request_id, organisation_id=organisation_id)


@organisation_job("sittings.expire")
def expire(*, organisation_id: uuid.UUID) -> None:
    expire_sittings(actor=system_actor(organisation_id))


for_every_organisation("sittings.expire", cron="*/5 * * * *")
