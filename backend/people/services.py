"""Enrolling people, keeping what they agreed to, answering what they asked for, forgetting them."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from backend.accounts.enums import Capability
from backend.accounts.policies import require
from backend.kernel.audit import record_audit_event
from backend.kernel.dependants import erase
from backend.kernel.errors import NotFoundError, StaleRevisionError
from backend.kernel.tenancy import Actor
from backend.people.enums import AccommodationStatus, EqualityAttribute
from backend.people.errors import (
    AddressInUseError,
    AlreadyAnsweredError,
    AlreadyErasedError,
    UnusableEqualityAnswerError,
)
from backend.people.models import (
    AccommodationRequest,
    Candidate,
    Consent,
    Erasure,
    NoticeText,
    Participant,
)
from backend.people.policies import visible_accommodation_requests, visible_candidates
from backend.people.selectors import candidates_by_address

CANDIDATE = "people.candidate"
AGE_BANDS = ((25, "under 25"), (40, "25 to 39"), (55, "40 to 54"), (121, "55 or over"))
LONGEST_EQUALITY_ANSWER = 80


@dataclass(frozen=True)
class Enrolment:
    """Who is to be enrolled."""

    name: str
    email: str
    language: str = ""


def enrol_candidate(*, actor: Actor, name: str, email: str, language: str = "") -> Candidate:
    """The person with this address, made if need be; a person already there keeps name and language.

    Needs `manage_campaigns`.
    """
    return enrol_candidates(actor=actor, people=[Enrolment(name, email, language)])[0]


def enrol_candidates(*, actor: Actor, people: Sequence[Enrolment]) -> list[Candidate]:
    """As `enrol_candidate`, for many, in the order given and with a constant number of statements."""
    require(actor, Capability.MANAGE_CAMPAIGNS)
    known = candidates_by_address(person.email for person in people)
    new: dict[str, Candidate] = {}
    for person in people:
        address = person.email.lower()
        if address not in known and address not in new:
            new[address] = Candidate(name=person.name, email=address, language=person.language)
    Candidate.objects.bulk_create(new.values())
    for candidate in new.values():
        record_audit_event(actor=actor, action="candidate.enrolled", subject=candidate)
    everybody = {**known, **new}
    return [everybody[person.email.lower()] for person in people]


def correct_candidate(
    *, actor: Actor, candidate_id: uuid.UUID, changes: Mapping[str, str], expected_revision: str = ""
) -> Candidate:
    """Corrects name, address or language. Needs `manage_campaigns`. Links already sent are not touched here."""
    require(actor, Capability.MANAGE_CAMPAIGNS)
    candidate = visible_candidates(actor).select_for_update(of=("self",)).filter(pk=candidate_id).first()
    if candidate is None:
        raise NotFoundError
    if expected_revision not in {"", "*", f'"{candidate.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{candidate.revision}"')
    fields = {field: value for field, value in changes.items() if getattr(candidate, field) != value}
    for field, value in fields.items():
        setattr(candidate, field, value.lower() if field == "email" else value)
    if not fields:
        return candidate
    candidate.revision += 1
    try:
        with transaction.atomic():
            candidate.save(update_fields=[*fields, "revision"])
    except IntegrityError as error:
        raise AddressInUseError from error
    record_audit_event(actor=actor, action="candidate.corrected", subject=candidate, changed_fields=sorted(fields))
    return candidate


def enrol_participants(*, source_id: uuid.UUID, codes: Sequence[str]) -> list[Participant]:
    """Pseudonymous people of one import; called by the service that imports, which audits the whole."""
    return Participant.objects.bulk_create(
        [Participant(code=code, source_id=source_id) for code in codes], batch_size=5000
    )


def equality_answer(attribute: str, cell: str) -> str:
    """A cell as it is kept: an age as its band, anything else as it was written.

    Raises
    ------
    UnusableEqualityAnswerError : no age in whole years, or more than 80 letters.
    """
    if attribute != EqualityAttribute.AGE:
        if len(cell) > LONGEST_EQUALITY_ANSWER:
            raise UnusableEqualityAnswerError(attribute, cell)
        return cell
    years = int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 4 else 0
    band = next((name for limit, name in AGE_BANDS if 0 < years < limit), None)
    if band is None:
        raise UnusableEqualityAnswerError(attribute, cell)
    return band


def record_equality_answers(*, attribute: str, answers: Mapping[uuid.UUID, str]) -> int:
    """Puts what candidates or participants told of themselves where no decider can read it; gives how many.

    Called by the service that received them, which audits the whole. A later answer replaces the former.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT protected.record_equality_answers(%s, %s::uuid[], %s::text[])",
            [EqualityAttribute(attribute), list(answers), list(answers.values())],
        )
        return int(cursor.fetchone()[0])


def record_consents(
    *, actor: Actor, candidate_id: uuid.UUID, sitting_id: uuid.UUID, language: str, texts: Mapping[str, str]
) -> None:
    """Stores what somebody agreed to, word for word, by code. A second time changes nothing."""
    for code, text in texts.items():
        text_hash = hashlib.sha256(text.encode()).hexdigest()
        notice, _ = NoticeText.objects.get_or_create(
            code=code, language=language, text_hash=text_hash, defaults={"text": text}
        )
        consent, is_new = Consent.objects.get_or_create(
            sitting_id=sitting_id, notice=notice, defaults={"candidate_id": candidate_id}
        )
        if is_new:
            details = {"code": code, "text_hash": text_hash}
            record_audit_event(actor=actor, action="consent.given", subject=consent, details=details)


def request_accommodation(
    *, actor: Actor, candidate_id: uuid.UUID, sitting_id: uuid.UUID, kinds: Sequence[str], words: str
) -> AccommodationRequest:
    """Asks for other conditions. The audit trail says that somebody asked, not what for."""
    request = AccommodationRequest.objects.create(
        candidate_id=candidate_id, sitting_id=sitting_id, kinds=sorted(set(kinds)), words=words
    )
    record_audit_event(actor=actor, action="accommodation.requested", subject=request)
    return request


def answer_accommodation(
    *, actor: Actor, request_id: uuid.UUID, granted: bool, answer: str, expected_revision: str = ""
) -> AccommodationRequest:
    """Grants or declines, with words for the person. Needs `manage_accommodations`."""
    require(actor, Capability.MANAGE_ACCOMMODATIONS)
    rows = visible_accommodation_requests(actor).select_related("candidate").select_for_update(of=("self",))
    request = rows.filter(pk=request_id).first()
    if request is None:
        raise NotFoundError
    if expected_revision not in {"", "*", f'"{request.revision}"'}:
        raise StaleRevisionError(expected_revision[:100], f'"{request.revision}"')
    if request.status != AccommodationStatus.REQUESTED:
        raise AlreadyAnsweredError(request.status)
    request.status = AccommodationStatus.GRANTED if granted else AccommodationStatus.DECLINED
    request.answer, request.answered_by, request.answered_at = answer, actor.user_id, timezone.now()
    request.revision += 1
    request.save(update_fields=["status", "answer", "answered_by", "answered_at", "revision"])
    record_audit_event(actor=actor, action="accommodation.answered", subject=request, changed_fields=["status"])
    return request


def erase_person(*, actor: Actor, candidate_id: uuid.UUID) -> Erasure:
    """Forgets a candidate: every app removes what it has, and a tombstone with counts and a hash is left.

    Needs `manage_campaigns`. All or nothing: an eraser that fails rolls everything back.
    """
    require(actor, Capability.MANAGE_CAMPAIGNS)
    candidate = Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate_id).first()
    if candidate is None:
        raise NotFoundError
    if candidate.erased_at is not None:
        raise AlreadyErasedError
    content_hash = hashlib.sha256(f"{candidate.pk}{candidate.email}{candidate.name}".encode()).hexdigest()
    candidate.erased_at = timezone.now()  # what may be deleted follows from this mark
    candidate.save(update_fields=["erased_at"])
    rows_by_app = erase(CANDIDATE, candidate_id)
    erasure = Erasure.objects.create(
        subject_kind=CANDIDATE,
        subject_id=candidate_id,
        rows=sum(rows_by_app.values()),
        rows_by_app=rows_by_app,
        content_hash=content_hash,
    )
    record_audit_event(
        actor=actor,
        action="candidate.erased",
        subject=erasure,
        details={"candidate": str(candidate_id), "rows": erasure.rows, "content_hash": content_hash},
    )
    return erasure


def erase_own_rows(kind: str, candidate_id: uuid.UUID) -> int:
    """What people themselves keep about a candidate. Registered as an eraser in `config`."""
    if kind != CANDIDATE:
        return 0
    removed = Consent.objects.filter(candidate_id=candidate_id).delete()[0]
    removed += AccommodationRequest.objects.filter(candidate_id=candidate_id).delete()[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT protected.erase_equality_answers(%s)", [candidate_id])
        removed += int(cursor.fetchone()[0])
    Candidate.objects.filter(pk=candidate_id).update(
        name="", email=f"{candidate_id.hex}@erased.invalid", language="", revision=0
    )
    return removed + 1
