"""Inviting people to a campaign, and everything that may happen to an invitation afterwards."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from backend.accounts.authentication.takers import issue_taker_token, revoke_taker_tokens, taker_link
from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.accounts.selectors import organisation_is_demo
from backend.campaigns.enums import CampaignKind
from backend.campaigns.selectors import campaign as visible_campaign
from backend.campaigns.selectors import languages_of
from backend.campaigns.services import freeze_campaign
from backend.kernel.audit import record_audit_event
from backend.kernel.errors import ConflictError, FieldError, NotFoundError, StaleRevisionError
from backend.kernel.jobs import enqueue_many
from backend.kernel.mail import queue_mails
from backend.kernel.tenancy import Actor
from backend.people.services import CANDIDATE, correct_candidate, enrol_candidates
from backend.promises.services import Owed, make_promises, release_promises
from backend.sittings.enums import OPEN, LetterKind, Origin, RowsChoice, SittingStatus, WithdrawnBy
from backend.sittings.errors import InvitationEndedError, RowsRefusedError, SuppliersOnlyError
from backend.sittings.models import Invitation, Sitting
from backend.sittings.policies import visible_invitations
from backend.sittings.selectors.invitations import MAIL_SUBJECT, addresses_invited
from backend.sittings.services.invitees import BadRow, GoodRow, RawRow, ReadList, check_rows, read_list

ANSWER = "An answer to the application"
LINKS_OUTLAST_BY = timedelta(days=30)
CAMPAIGN = "campaigns.campaign"


@dataclass(frozen=True)
class Invited:
    """What came of a list: who was invited, and the rows that could not be used."""

    invitations: tuple[Invitation, ...]
    bad: tuple[BadRow, ...]


def preview_list(*, actor: Actor, campaign_id: uuid.UUID, text: str) -> ReadList:
    """Which rows of a list can be used and which not, and why. Needs `manage_campaigns`; stores nothing."""
    require(actor, Capability.MANAGE_CAMPAIGNS)
    visible_campaign(actor, campaign_id)
    return read_list(text, invited=addresses_invited(campaign_id), languages=languages_of(campaign_id))


def invite_list(*, actor: Actor, campaign_id: uuid.UUID, text: str, choice: str) -> Invited:
    """Invites the people of a pasted or uploaded list: all or nobody, or only the good rows, as chosen."""
    freeze_campaign(actor=actor, campaign_id=campaign_id)
    return _invite(actor, campaign_id, preview_list(actor=actor, campaign_id=campaign_id, text=text), choice)


def invite_people(
    *, actor: Actor, campaign_id: uuid.UUID, people: Sequence[RawRow], choice: str = RowsChoice.ALL
) -> Invited:
    """Invites people typed in by hand or sent by a program; `line` is the place in the list, from 1."""
    freeze_campaign(actor=actor, campaign_id=campaign_id)
    read = check_rows(people, invited=addresses_invited(campaign_id), languages=languages_of(campaign_id))
    return _invite(actor, campaign_id, read, choice)


def _invite(actor: Actor, campaign_id: uuid.UUID, read: ReadList, choice: str) -> Invited:
    if read.bad and choice == RowsChoice.ALL:
        raise RowsRefusedError(
            [FieldError(f"line {row.line}", "bad_row", f"{row.reason} ({row.value})", row.remedy) for row in read.bad]
        )
    return Invited(tuple(_invite_good(actor, campaign_id, read.good)), read.bad)


def _invite_good(actor: Actor, campaign_id: uuid.UUID, rows: Sequence[GoodRow]) -> list[Invitation]:
    campaign = visible_campaign(actor, campaign_id)
    if campaign.kind == CampaignKind.TENDER:
        raise SuppliersOnlyError
    candidates = enrol_candidates(actor=actor, people=[row.enrolment for row in rows])
    invitations = [
        Invitation(campaign=campaign, candidate=candidate, language=row.language)
        for candidate, row in zip(candidates, rows, strict=True)
    ]
    Invitation.objects.bulk_create(invitations)
    origin = Origin.SIMULATED if organisation_is_demo() else Origin.REAL
    closes_at = end_of(campaign.closes_on) if campaign.closes_on else None
    Sitting.objects.bulk_create(
        [Sitting(campaign=campaign, invitation=row, origin=origin, closes_at=closes_at) for row in invitations]
    )
    if campaign.answer_by is not None:
        owed = [Owed(CANDIDATE, row.pk, CAMPAIGN, campaign_id, ANSWER, campaign.answer_by) for row in candidates]
        make_promises(actor=actor, all_owed=owed)
    for row in invitations:
        record_audit_event(
            actor=actor, action="invitation.made", subject=row, details={"campaign": str(campaign_id), "origin": origin}
        )
    send_letters(invitations)
    return invitations


def invite_respondents(
    *, actor: Actor, campaign_id: uuid.UUID, respondent_ids: Sequence[uuid.UUID], closes_at: datetime
) -> list[Invitation]:
    """Asks those who were drawn to answer for their supplier. Called by the service that draws, for a frozen tender.

    Nothing is owed to them: nobody judges them as persons.
    """
    origin = Origin.SIMULATED if organisation_is_demo() else Origin.REAL
    invitations = [Invitation(campaign_id=campaign_id, respondent_id=identifier) for identifier in respondent_ids]
    Invitation.objects.bulk_create(invitations)
    Sitting.objects.bulk_create(
        [Sitting(campaign_id=campaign_id, invitation=row, origin=origin, closes_at=closes_at) for row in invitations]
    )
    for row in invitations:
        details = {"campaign": str(campaign_id), "origin": origin}
        record_audit_event(actor=actor, action="invitation.made", subject=row, details=details)
    made = Invitation.objects.filter(pk__in=[row.pk for row in invitations])
    send_letters(list(made.select_related("candidate", "respondent")))
    return invitations


def fresh_respondent_links(list_id: uuid.UUID) -> list[str]:
    """Fresh links of everybody drawn from a staff list, in the order of the draw, for commands that act for them."""
    rows = Sitting.objects.filter(invitation__respondent__list_id=list_id).select_related("campaign")
    return [fresh_link(sitting) for sitting in rows.order_by("invitation__respondent__place")]


def send_letter(invitation: Invitation, *, kind: LetterKind = LetterKind.INVITATION) -> None:
    """Queues a mail; the secret of the link in it is made in the job that writes the mail."""
    send_letters([invitation], kind=kind)


def send_letters(invitations: Sequence[Invitation], *, kind: LetterKind = LetterKind.INVITATION) -> None:
    """The same for many, with a constant number of statements."""
    recipients = {row.pk: row.invitee.email for row in invitations}
    mails = queue_mails(kind=kind, subject_kind=MAIL_SUBJECT, recipients=recipients)
    enqueue_many("sittings.send_invitation", [{"invitation_id": row.subject_id, "mail_id": row.pk} for row in mails])


def resend_invitation(*, actor: Actor, invitation_id: uuid.UUID) -> Invitation:
    """Sends a new link. The former ones go on working: they went to the same person."""
    invitation, sitting = _locked(actor, invitation_id)
    if sitting.status not in OPEN:
        raise InvitationEndedError(sitting.status)
    record_audit_event(actor=actor, action="invitation.resent", subject=invitation)
    send_letter(invitation)
    return invitation


def copy_link(*, actor: Actor, invitation_id: uuid.UUID) -> str:
    """A fresh link, shown once and stored nowhere, for whoever hands it over by other means than mail."""
    invitation, sitting = _locked(actor, invitation_id)
    if sitting.status not in OPEN:
        raise InvitationEndedError(sitting.status)
    record_audit_event(actor=actor, action="invitation.link_copied", subject=invitation)
    return fresh_link(sitting)


def fresh_link(sitting: Sitting) -> str:
    """A new link to a sitting, good until some time after everything else is over."""
    last = max(filter(None, [sitting.closes_at, _end_of_answers(sitting), timezone.now()]))
    secret = issue_taker_token(purpose="sitting", subject_id=sitting.pk, expires_at=last + LINKS_OUTLAST_BY)
    return taker_link(secret)


def _end_of_answers(sitting: Sitting) -> datetime | None:
    return end_of(sitting.campaign.answer_by) if sitting.campaign.answer_by else None


def revoke_invitation(*, actor: Actor, invitation_id: uuid.UUID) -> Invitation:
    """Takes an invitation back, and tells the person: links and sessions die at once, nothing is owed any more."""
    invitation, sitting = _locked(actor, invitation_id)
    if sitting.status not in OPEN:
        raise InvitationEndedError(sitting.status)
    invitation.revoked_at = timezone.now()
    _save_revised(invitation, "revoked_at")
    end_sitting(sitting, withdrawn_by=WithdrawnBy.ORGANISATION)
    revoke_taker_tokens(sitting.pk)
    release_promises(actor=actor, to_id=invitation.invitee.pk, cause_id=invitation.campaign_id)
    record_audit_event(actor=actor, action="invitation.revoked", subject=invitation, changed_fields=["revoked_at"])
    send_letter(invitation, kind=LetterKind.TAKEN_BACK)
    return invitation


def end_sitting(sitting: Sitting, *, withdrawn_by: str) -> None:
    """Marks a sitting as withdrawn; what was answered stays as it is and is not scored."""
    sitting.status, sitting.ended_at, sitting.withdrawn_by = SittingStatus.WITHDRAWN, timezone.now(), withdrawn_by
    sitting.revision += 1
    sitting.save(update_fields=["status", "ended_at", "withdrawn_by", "revision"])


def correct_address(*, actor: Actor, invitation_id: uuid.UUID, email: str, expected_revision: str = "") -> Invitation:
    """Gives the person another address and sends a new link there; links sent to the former one stop working."""
    invitation, sitting = _locked(actor, invitation_id, expected_revision)
    if sitting.status not in OPEN:
        raise InvitationEndedError(sitting.status)
    assert invitation.candidate is not None  # respondents are not visible here
    correct_candidate(actor=actor, candidate_id=invitation.candidate.pk, changes={"email": email})
    invitation.candidate.refresh_from_db()
    revoke_taker_tokens(sitting.pk)
    _save_revised(invitation)
    record_audit_event(actor=actor, action="invitation.address_corrected", subject=invitation)
    send_letter(invitation)
    return invitation


def extend_invitation(
    *, actor: Actor, invitation_id: uuid.UUID, closes_on: date, expected_revision: str = ""
) -> Invitation:
    """Gives one person more days, and tells the person. A sitting that had expired goes on where it was."""
    invitation, sitting = _locked(actor, invitation_id, expected_revision)
    if sitting.status not in {*OPEN, SittingStatus.EXPIRED}:
        raise InvitationEndedError(sitting.status)
    closes_at = end_of(closes_on)
    if closes_at <= timezone.now():
        raise ConflictError("This day has passed.", "Choose a later day.", "closes_on", "in_the_past")
    if sitting.status == SittingStatus.EXPIRED:
        sitting.status = SittingStatus.STARTED if sitting.started_at else SittingStatus.INVITED
        sitting.ended_at = None
    sitting.closes_at = closes_at
    sitting.revision += 1
    sitting.save(update_fields=["closes_at", "status", "ended_at", "revision"])
    _save_revised(invitation)
    record_audit_event(
        actor=actor,
        action="invitation.extended",
        subject=invitation,
        changed_fields=["closes_at"],
        details={"closes_on": closes_on.isoformat()},
    )
    send_letter(invitation, kind=LetterKind.MORE_DAYS)
    return invitation


def end_of(day: date) -> datetime:
    """The end of a day by the server's clock: midnight that follows, in UTC."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=UTC)


def _locked(actor: Actor, invitation_id: uuid.UUID, expected_revision: str = "") -> tuple[Invitation, Sitting]:
    """Invitation and sitting, both locked: what staff decide and what the taker saves take turns."""
    require(actor, Capability.MANAGE_CAMPAIGNS)
    rows = visible_invitations(actor).select_related("candidate", "campaign")
    invitation = rows.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFoundError
    if expected_revision not in {"", "*", f'"{invitation.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{invitation.revision}"')
    sitting = Sitting.objects.select_for_update(of=("self",)).select_related("campaign").get(invitation=invitation)
    return invitation, sitting


def _save_revised(invitation: Invitation, *fields: str) -> None:
    invitation.revision += 1
    invitation.save(update_fields=[*fields, "revision"])
