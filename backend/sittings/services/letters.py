"""The words of the mails to takers. A letter with a link makes the link's secret, which is nowhere else."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from backend.accounts.selectors import organisation_name
from backend.campaigns.enums import CampaignKind
from backend.kernel.mail import MailText
from backend.sittings.enums import LetterKind, Origin
from backend.sittings.forms.battery import BatteryForm
from backend.sittings.models import Invitation, Sitting
from backend.sittings.selectors.batteries import form_of
from backend.sittings.selectors.taker import language_of, promise_of
from backend.sittings.services.invitations import fresh_link

KIND_WORDS = {
    CampaignKind.VACANCY: "for the position",
    CampaignKind.TENDER: "in the tender",
    CampaignKind.WORKSHOP: "to the workshop",
    CampaignKind.PILOT: "to try out a questionnaire:",
}


def letter_about_invitation(invitation_id: uuid.UUID, *, kind: str) -> MailText | None:
    """What a letter of this `LetterKind` says.

    None where the person was erased in the meantime, or the invitation that the letter speaks of was taken back.
    """
    sitting = (
        Sitting.objects.select_related("campaign", "invitation__candidate", "invitation__respondent__supplier")
        .filter(invitation_id=invitation_id, invitation__revoked_at__isnull=kind != LetterKind.TAKEN_BACK)
        .first()
    )
    if sitting is None or sitting.invitation is None or sitting.invitation.invitee.erased_at:
        return None
    organisation, title = organisation_name(), sitting.campaign.title
    subject, write = {
        LetterKind.INVITATION: (f"{organisation} invites you: {title}", _invitation_body),
        LetterKind.LOST_LINK: (f"{organisation}: your new link", _invitation_body),
        LetterKind.MORE_DAYS: (f"{organisation}: you have more time for {title}", _more_days_body),
        LetterKind.TAKEN_BACK: (f"{organisation} takes its invitation back: {title}", _taken_back_body),
    }[LetterKind(kind)]
    return MailText(_one_line(subject), write(sitting, sitting.invitation, organisation))


def _invitation_body(sitting: Sitting, invitation: Invitation, organisation: str) -> str:
    """Who invites, what for, how long, what is measured, by when an answer comes, whom to ask, and the link."""
    campaign, form = sitting.campaign, form_of(sitting.campaign)
    language = language_of(sitting, form)
    last_day = _day(campaign.closes_on) if campaign.closes_on else ""
    answer_day = _day(campaign.answer_by) if campaign.answer_by else ""
    parts = [
        f"Hello {invitation.invitee.name},",
        f"{organisation} invites you {KIND_WORDS[CampaignKind(campaign.kind)]} {campaign.title}.",
        campaign.purpose,
        _for_supplier(invitation, organisation),
        f"It takes about {max(1, round(form.minutes))} minutes, without a time limit. You can pause and go on later,"
        " on another device too." + (f" Please finish by {last_day}." if last_day else ""),
        "What is measured, and why:\n" + _measures(form, language),
        f"You get an answer by {answer_day}." if answer_day and not invitation.respondent else "",
        f"Open this link. Opening it is not starting:\n\n{fresh_link(sitting)}",
        "The link is yours alone; please do not pass it on.",
        f"Questions: {campaign.contact_name}, {campaign.contact_email}. If you need another format, more time or"
        " breaks, ask on the first page or write to the same address; you need not say why.",
        _simulated(sitting),
    ]
    return _joined(parts)


def _more_days_body(sitting: Sitting, invitation: Invitation, organisation: str) -> str:
    """The new last day, that answers given so far are kept, and a link."""
    last_day = _day(sitting.closes_at - timedelta(days=1)) if sitting.closes_at else ""
    return _joined(
        [
            f"Hello {invitation.invitee.name},",
            f"{organisation} has given you more time for {sitting.campaign.title}: you can answer until the end of"
            f" {last_day} (UTC). What you have answered so far is kept.",
            f"The links you have go on working. Here is one more:\n\n{fresh_link(sitting)}",
            _questions(sitting),
            _simulated(sitting),
        ]
    )


def _taken_back_body(sitting: Sitting, invitation: Invitation, organisation: str) -> str:
    """That nothing is asked of the person any more, and what becomes of answers already given."""
    return _joined(
        [
            f"Hello {invitation.invitee.name},",
            f"{organisation} has taken back its invitation to {sitting.campaign.title}. The link has stopped working,"
            " and you need do nothing.",
            "Answers you have given are not scored and nobody decides by them." if sitting.started_at else "",
            _questions(sitting),
            _simulated(sitting),
        ]
    )


def _for_supplier(invitation: Invitation, organisation: str) -> str:
    """Why somebody on a supplier's staff gets this letter, and what nobody will ever see."""
    if invitation.respondent is None:
        return ""
    firm = invitation.respondent.supplier.name
    return (
        f"{firm} bids, and named you on its list of staff; you were drawn from it at random. You answer for how {firm}"
        f" works, not about yourself. {organisation} sees the answers of at least five of you together, never yours"
        f" with your name, and {firm} sees no answers at all. Taking part is voluntary."
    )


def _measures(form: BatteryForm, language: str) -> str:
    return "\n".join(f"- {measure['title']}. {measure['why']}" for measure in form.measures(language))


def receipt_letter(sitting_id: uuid.UUID) -> MailText | None:
    """Count, time, hash and code of what was submitted, and the promise with its day."""
    rows = Sitting.objects.select_related("campaign", "invitation__candidate", "invitation__respondent__supplier")
    sitting = rows.filter(pk=sitting_id, submitted_at__isnull=False).first()
    if sitting is None or sitting.invitation is None or sitting.submitted_at is None:
        return None
    promise = promise_of(sitting)
    parts = [
        f"Hello {sitting.invitation.invitee.name},",
        f"your answers for {sitting.campaign.title} have arrived: {sitting.answers_count} answers,"
        f" {sitting.submitted_at:%d %B %Y, %H:%M} UTC.",
        f"Receipt {sitting.receipt_code}\nHash {sitting.answers_hash}",
        promise["text"] if promise else "",
        _questions(sitting),
        _simulated(sitting),
    ]
    subject = f"{organisation_name()}: your answers have arrived"
    return MailText(_one_line(subject), _joined(parts))


def _joined(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


def _day(day: date) -> str:
    return f"{day:%d %B %Y}".lstrip("0")


def _questions(sitting: Sitting) -> str:
    return f"Questions: {sitting.campaign.contact_name}, {sitting.campaign.contact_email}."


def _simulated(sitting: Sitting) -> str:
    return "SIMULATED: this organisation is fictitious." if sitting.origin == Origin.SIMULATED else ""


def _one_line(text: str) -> str:
    """Headings of mails bear no line breaks, whatever a title holds."""
    return " ".join(text.split())
