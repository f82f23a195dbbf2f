"""Jobs of ratings: mails to candidates and raters."""

import uuid

from backend.kernel.jobs import TryAgainLater, organisation_job
from backend.kernel.mail import deliver
from backend.kernel.models import MailState, OutgoingMail
from backend.ratings.services.letters import letter_to_candidate, letter_to_rater


@organisation_job("ratings.write_to_candidate", queue="mail")
def write_to_candidate(*, organisation_id: uuid.UUID, plan_id: uuid.UUID, mail_id: uuid.UUID) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    text = letter_to_candidate(plan_id, kind=mail.kind)
    return None if text is None else deliver(mail, text)


@organisation_job("ratings.write_to_rater", queue="mail")
def write_to_rater(*, organisation_id: uuid.UUID, card_id: uuid.UUID, mail_id: uuid.UUID) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    text = letter_to_rater(card_id, kind=mail.kind)
    return None if text is None else deliver(mail, text)
