"""Jobs of accounts: mails with links."""

import uuid

from django.conf import settings

from backend.accounts.models import MemberInvitation
from backend.accounts.services import renew_invitation_secret
from backend.kernel.jobs import TryAgainLater, organisation_job
from backend.kernel.mail import MailText, deliver
from backend.kernel.models import MailState, OutgoingMail


@organisation_job("accounts.send_member_invitation", queue="mail")
def send_member_invitation(
    *, organisation_id: uuid.UUID, invitation_id: uuid.UUID, mail_id: uuid.UUID
) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    invitation = MemberInvitation.objects.select_related("membership", "organisation").filter(pk=invitation_id).first()
    if (
        mail is None
        or invitation is None
        or mail.state == MailState.SENT
        or invitation.revoked_at
        or invitation.used_at
    ):
        return None
    link = f"{settings.PUBLIC_ADDRESS}/invitation#{renew_invitation_secret(invitation=invitation)}"
    return deliver(mail, _invitation_text(invitation, link))


def _invitation_text(invitation: MemberInvitation, link: str) -> MailText:
    organisation = invitation.organisation.name
    return MailText(
        subject=f"{organisation} invites you to Onculture",
        body=(
            f"Hello {invitation.membership.name},\n\n"
            f"{organisation} works with Onculture to hire people and choose suppliers for its customer culture,"
            " and asks you to take part.\n\n"
            f"Open this link to join. It works once, until {invitation.expires_at:%d %B %Y}:\n\n{link}\n\n"
            "If you did not expect this mail, you need do nothing.\n"
        ),
    )


@organisation_job("accounts.send_test_mail", queue="mail")
def send_test_mail(*, organisation_id: uuid.UUID, mail_id: uuid.UUID) -> TryAgainLater | None:
    mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or mail.state == MailState.SENT:
        return None
    return deliver(
        mail, MailText("Onculture: test mail", "This mail shows that Onculture can send mail from this server.\n")
    )
