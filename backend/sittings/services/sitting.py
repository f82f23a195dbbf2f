"""What a taker does: start, open sections, pause, submit, withdraw, ask for other conditions."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from backend.kernel.audit import record_audit_event
from backend.kernel.events import publish
from backend.kernel.jobs import enqueue
from backend.kernel.mail import queue_mail
from backend.kernel.tenancy import Actor
from backend.people.services import CANDIDATE, RESPONDENT, Person, record_consents, request_accommodation
from backend.promises.services import release_promises
from backend.sittings.enums import BEGUN, OPEN, SittingSource, SittingStatus, WithdrawnBy
from backend.sittings.errors import (
    AnswersDifferError,
    ConsentMissingError,
    NotStartedError,
    SectionLockedError,
    SittingClosedError,
    UnknownLanguageError,
)
from backend.sittings.models import CurrentAnswers, Invitation, Sitting
from backend.sittings.selectors.answers import answers_hash
from backend.sittings.selectors.batteries import form_of
from backend.sittings.services.events import SittingExpired, SittingSubmitted
from backend.sittings.services.invitations import end_sitting

GRACE = timedelta(minutes=15)
RECEIPT_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def start_sitting(*, actor: Actor, sitting_id: uuid.UUID, consents: Sequence[str], language: str) -> Sitting:
    """Begins a sitting after every required text was agreed to, and opens its first section; resumes a paused one."""
    sitting = locked_sitting(sitting_id)
    if sitting.status == SittingStatus.PAUSED:
        return _resume(actor, sitting)
    if sitting.status == SittingStatus.STARTED:
        return sitting
    if sitting.status != SittingStatus.INVITED or is_over(sitting):
        raise SittingClosedError(_ended_as(sitting))
    form = form_of(sitting.campaign)
    if language not in form.languages:
        raise UnknownLanguageError(language, form.languages)
    _keep_consents(actor, sitting, set(consents), language)
    sitting.status, sitting.started_at, sitting.language = SittingStatus.STARTED, timezone.now(), language
    sitting.sections_open = 1
    _save_revised(sitting, "status", "started_at", "language", "sections_open")
    CurrentAnswers.objects.get_or_create(sitting=sitting)
    record_audit_event(
        actor=actor,
        action="sitting.started",
        subject=sitting,
        changed_fields=["status"],
        details={"language": language, "battery_hash": sitting.campaign.battery_hash},
    )
    return sitting


def _keep_consents(actor: Actor, sitting: Sitting, agreed: set[str], language: str) -> None:
    form = form_of(sitting.campaign)
    missing = [text.code for text in form.consents(language) if text.code not in agreed]
    if missing:
        raise ConsentMissingError(missing)
    shown = [*form.notices(language), *form.consents(language)]
    if sitting.invitation is not None:
        record_consents(
            actor=actor,
            person=person_of(sitting.invitation),
            sitting_id=sitting.pk,
            language=language,
            texts={text.code: text.text for text in shown},
        )


def person_of(invitation: Invitation) -> Person:
    """Whose invitation it is, as people name it."""
    return Person(CANDIDATE if invitation.candidate_id else RESPONDENT, invitation.invitee.pk)


def _resume(actor: Actor, sitting: Sitting) -> Sitting:
    if is_over(sitting):
        raise SittingClosedError(SittingStatus.EXPIRED)
    sitting.status = SittingStatus.STARTED
    _save_revised(sitting, "status")
    record_audit_event(actor=actor, action="sitting.resumed", subject=sitting, changed_fields=["status"])
    return sitting


def pause_sitting(*, actor: Actor, sitting_id: uuid.UUID) -> Sitting:
    """Notes a pause. Answers still on their way are taken, and bring the sitting back."""
    sitting = _begun(sitting_id)
    if sitting.status == SittingStatus.STARTED:
        sitting.status = SittingStatus.PAUSED
        _save_revised(sitting, "status")
        record_audit_event(actor=actor, action="sitting.paused", subject=sitting, changed_fields=["status"])
    return sitting


def open_section(*, actor: Actor, sitting_id: uuid.UUID, index: int) -> Sitting:
    """Opens the next section; one that is open already stays so. Sections are reached one after another."""
    sitting = _begun(sitting_id)
    if index <= sitting.sections_open:
        return sitting
    last = len(form_of(sitting.campaign).places)
    if index != sitting.sections_open + 1 or index > last:
        raise SectionLockedError(min(sitting.sections_open + 1, last))
    sitting.sections_open = index
    _save_revised(sitting, "sections_open")
    record_audit_event(
        actor=actor,
        action="sitting.section_opened",
        subject=sitting,
        changed_fields=["sections_open"],
        details={"index": index},
    )
    return sitting


def submit_sitting(*, actor: Actor, sitting_id: uuid.UUID, count: int, sent_hash: str) -> Sitting:
    """Makes the answers final, exactly once, if the device holds what the server holds.

    A second submission of the same answers gives the same receipt; of others it is refused. Publishes
    `SittingSubmitted` and queues one mail with the receipt.
    """
    sitting = locked_sitting(sitting_id)
    if sitting.status == SittingStatus.SUBMITTED:
        _refuse_different(sitting.answers_count or 0, sitting.answers_hash, count, sent_hash)
        return sitting
    if sitting.status == SittingStatus.INVITED:
        raise NotStartedError
    if sitting.status not in BEGUN or is_over(sitting):
        raise SittingClosedError(_ended_as(sitting))
    values = CurrentAnswers.objects.get(sitting=sitting).values
    own_hash = answers_hash(values)
    _refuse_different(len(values), own_hash, count, sent_hash)
    sitting.status, sitting.submitted_at = SittingStatus.SUBMITTED, timezone.now()
    sitting.answers_count, sitting.answers_hash = len(values), own_hash
    sitting.receipt_code = _receipt_code()
    _save_revised(sitting, "status", "submitted_at", "answers_count", "answers_hash", "receipt_code")
    record_audit_event(
        actor=actor,
        action="sitting.submitted",
        subject=sitting,
        changed_fields=["status"],
        details={"count": len(values), "hash": own_hash},
    )
    publish(SittingSubmitted(sitting.pk))
    _queue_receipt(sitting)
    return sitting


def _refuse_different(count: int, own_hash: str, sent_count: int, sent_hash: str) -> None:
    if (count, own_hash) != (sent_count, sent_hash):
        raise AnswersDifferError(count=count, own_hash=own_hash, sent_count=sent_count, sent_hash=sent_hash)


def _queue_receipt(sitting: Sitting) -> None:
    if sitting.invitation is None:
        return
    mail = queue_mail(
        kind="receipt",
        recipient=sitting.invitation.invitee.email,
        subject_kind="sittings.sitting",
        subject_id=sitting.pk,
    )
    enqueue("sittings.send_receipt", sitting_id=sitting.pk, mail_id=mail.pk)


def _receipt_code() -> str:
    letters = "".join(secrets.choice(RECEIPT_LETTERS) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def withdraw_sitting(*, actor: Actor, sitting_id: uuid.UUID) -> Sitting:
    """The taker does not want to go on. Nothing is scored, and nothing is owed any more."""
    sitting = locked_sitting(sitting_id)
    if sitting.status == SittingStatus.WITHDRAWN:
        return sitting
    if sitting.status not in OPEN:
        raise SittingClosedError(sitting.status)
    end_sitting(sitting, withdrawn_by=WithdrawnBy.TAKER)
    if sitting.invitation is not None:
        release_promises(actor=actor, to_id=sitting.invitation.invitee.pk, cause_id=sitting.campaign_id)
    record_audit_event(actor=actor, action="sitting.withdrawn", subject=sitting, changed_fields=["status"])
    return sitting


def ask_for_accommodation(*, actor: Actor, sitting_id: uuid.UUID, kinds: Sequence[str], words: str) -> Sitting:
    """Asks for other conditions, before the start. An accommodations officer answers; no decider learns of it."""
    sitting = locked_sitting(sitting_id)
    if sitting.status != SittingStatus.INVITED or sitting.invitation is None:
        raise SittingClosedError(sitting.status)
    request_accommodation(
        actor=actor, person=person_of(sitting.invitation), sitting_id=sitting.pk, kinds=kinds, words=words
    )
    return sitting


def expire_sittings(*, actor: Actor) -> int:
    """Ends what ran out of time, the grace included. Begun sittings are told to the apps above, to be scored."""
    rows = Sitting.objects.select_for_update(skip_locked=True).filter(
        status__in=OPEN, source=SittingSource.INVITATION, closes_at__lt=timezone.now() - GRACE
    )
    expired = list(rows[:500])
    for sitting in expired:
        begun = sitting.status in BEGUN
        _expire(sitting)
        record_audit_event(
            actor=actor,
            action="sitting.expired",
            subject=sitting,
            changed_fields=["status"],
            details={"count": sitting.answers_count or 0, "hash": sitting.answers_hash},
        )
        if begun:
            publish(SittingExpired(sitting.pk))
    return len(expired)


def _expire(sitting: Sitting) -> None:
    current = CurrentAnswers.objects.filter(sitting=sitting).first()
    values: dict[str, Any] = current.values if current else {}
    sitting.status, sitting.ended_at = SittingStatus.EXPIRED, timezone.now()
    sitting.answers_count, sitting.answers_hash = len(values), answers_hash(values)
    _save_revised(sitting, "status", "ended_at", "answers_count", "answers_hash")


def is_over(sitting: Sitting) -> bool:
    """Whether the time has passed, grace included, by the server's clock."""
    return sitting.closes_at is not None and timezone.now() > sitting.closes_at + GRACE


def locked_sitting(sitting_id: uuid.UUID) -> Sitting:
    """The sitting, locked: every change of its state takes turns with every save of an answer."""
    rows = Sitting.objects.select_for_update(of=("self",)).select_related(
        "campaign", "invitation__candidate", "invitation__respondent"
    )
    return rows.get(pk=sitting_id)


def _begun(sitting_id: uuid.UUID) -> Sitting:
    sitting = locked_sitting(sitting_id)
    if sitting.status == SittingStatus.INVITED:
        raise NotStartedError
    if sitting.status not in BEGUN or is_over(sitting):
        raise SittingClosedError(_ended_as(sitting))
    return sitting


def _ended_as(sitting: Sitting) -> str:
    return SittingStatus.EXPIRED if sitting.status in OPEN else sitting.status


def _save_revised(sitting: Sitting, *fields: str) -> None:
    sitting.revision += 1
    sitting.save(update_fields=[*fields, "revision"])
