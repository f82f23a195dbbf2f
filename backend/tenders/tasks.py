"""Jobs of tenders: letters to bidders, and results as soon as a deadline has passed."""

import uuid

from backend.kernel.jobs import TryAgainLater, for_every_organisation, organisation_job
from backend.kernel.mail import deliver
from backend.kernel.models import MailState, OutgoingMail
from backend.kernel.tenancy import system_actor
from backend.tenders.services.bidders import bidder_letter
from backend.tenders.services.results import assess_due_tenders


@organisation_job("tenders.send_letter", queue="mail")
def send_letter(*, organisation_id: uuid.UUID, bid_id: uuid.UUID, mail_id: uuid.UUID) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    text = bidder_letter(bid_id, kind=mail.kind)
    return None if text is None else deliver(mail, text)


@organisation_job("tenders.assess_due", queue="compute")
def assess_due(*, organisation_id: uuid.UUID) -> None:
    assess_due_tenders(actor=system_actor(organisation_id))


for_every_organisation("tenders.assess_due", cron="* * * * *")
