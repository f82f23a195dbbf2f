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
    Respondent,
    Supplier,
    SupplierContact,
)
from backend.people.policies import visible_accommodation_requests, visible_candidates
from backend.people.selectors import candidates_by_address

CANDIDATE = "people.candidate"
AGE_BANDS = ((25, "under 25"), (40, "25 to 39"), (55, "40 to 54"), (121, "55 or over"))
LONGEST_EQUALITY_ANSWER = 80
CONTACT = "people.suppliercontact"
RESPONDENT = "people.respondent"


@dataclass(frozen=True)
class Person:
    """Whose sitting it is: a candidate or a respondent, by kind and id."""

    kind: str
    id: uuid.UUID

    @property
    def columns(self) -> dict[str, uuid.UUID]:
        """The column that names this person in a row about them."""
        return {"candidate_id" if self.kind == CANDIDATE else "respondent_id": self.id}


@dataclass(frozen=True)
class StaffLine:
    """One line of a staff list, read and checked."""

    number: int
    name: str
    email: str
    level: str
    customer_facing: bool


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
    *, actor: Actor, person: Person, sitting_id: uuid.UUID, language: str, texts: Mapping[str, str]
) -> None:
    """Stores what somebody agreed to, word for word, by code. A second time changes nothing."""
    for code, text in texts.items():
        text_hash = hashlib.sha256(text.encode()).hexdigest()
        notice, _ = NoticeText.objects.get_or_create(
            code=code, language=language, text_hash=text_hash, defaults={"text": text}
        )
        consent, is_new = Consent.objects.get_or_create(sitting_id=sitting_id, notice=notice, defaults=person.columns)
        if is_new:
            details = {"code": code, "text_hash": text_hash}
            record_audit_event(actor=actor, action="consent.given", subject=consent, details=details)


def request_accommodation(
    *, actor: Actor, person: Person, sitting_id: uuid.UUID, kinds: Sequence[str], words: str
) -> AccommodationRequest:
    """Asks for other conditions. The audit trail says that somebody asked, not what for."""
    request = AccommodationRequest.objects.create(
        sitting_id=sitting_id, kinds=sorted(set(kinds)), words=words, **person.columns
    )
    record_audit_event(actor=actor, action="accommodation.requested", subject=request)
    return request


def answer_accommodation(
    *, actor: Actor, request_id: uuid.UUID, granted: bool, answer: str, expected_revision: str = ""
) -> AccommodationRequest:
    """Grants or declines, with words for the person. Needs `manage_accommodations`."""
    require(actor, Capability.MANAGE_ACCOMMODATIONS)
    rows = (
        visible_accommodation_requests(actor).select_related("candidate", "respondent").select_for_update(of=("self",))
    )
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


def enrol_supplier(*, actor: Actor, name: str, contact_name: str, contact_email: str) -> SupplierContact:
    """The supplier of this name with this contact, made if need be. Needs `manage_tenders`."""
    require(actor, Capability.MANAGE_TENDERS)
    supplier = Supplier.objects.filter(name__iexact=name.strip()).first()
    if supplier is None:
        supplier = Supplier.objects.create(name=name.strip())
        record_audit_event(actor=actor, action="supplier.enrolled", subject=supplier)
    address = contact_email.lower()
    contact = SupplierContact.objects.filter(supplier=supplier, email__iexact=address, erased_at=None).first()
    if contact is None:
        contact = SupplierContact.objects.create(supplier=supplier, name=contact_name, email=address)
        details = {"supplier": str(supplier.pk)}
        record_audit_event(actor=actor, action="supplier.contact_named", subject=contact, details=details)
    return contact


def enrol_respondents(
    *, supplier_id: uuid.UUID, list_id: uuid.UUID, lines: Sequence[StaffLine], places: Mapping[int, int]
) -> list[Respondent]:
    """The lines of a staff list with their places in the draw, by number; called by the service that draws.

    Of those who were not drawn neither name nor address is kept: nobody will ever need them.
    """
    return Respondent.objects.bulk_create(
        [
            Respondent(
                supplier_id=supplier_id,
                list_id=list_id,
                number=line.number,
                name=line.name if line.number in places else "",
                email=line.email if line.number in places else f"line{line.number}@not-drawn.invalid",
                level=line.level,
                customer_facing=line.customer_facing,
                place=places.get(line.number),
            )
            for line in lines
        ]
    )


def erase_person(*, actor: Actor, candidate_id: uuid.UUID) -> Erasure:
    """Forgets a candidate: every app removes what it has, and a tombstone with counts and a hash is left.

    Needs `manage_campaigns`. All or nothing: an eraser that fails rolls everything back.
    """
    require(actor, Capability.MANAGE_CAMPAIGNS)
    return _erase(actor, CANDIDATE, Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate_id).first())


def erase_contact(*, actor: Actor, contact_id: uuid.UUID) -> Erasure:
    """Forgets a supplier's contact, as `erase_person`. Needs `manage_tenders`."""
    require(actor, Capability.MANAGE_TENDERS)
    rows = SupplierContact.objects.select_for_update(of=("self",))
    return _erase(actor, CONTACT, rows.filter(pk=contact_id).first())


def erase_respondent(*, actor: Actor, respondent_id: uuid.UUID) -> Erasure:
    """Forgets a supplier's respondent, as `erase_person`. Needs `manage_tenders`."""
    require(actor, Capability.MANAGE_TENDERS)
    rows = Respondent.objects.select_for_update(of=("self",))
    return _erase(actor, RESPONDENT, rows.filter(pk=respondent_id).first())


def _erase(actor: Actor, kind: str, person: Candidate | SupplierContact | Respondent | None) -> Erasure:
    if person is None:
        raise NotFoundError
    if person.erased_at is not None:
        raise AlreadyErasedError
    content_hash = hashlib.sha256(f"{person.pk}{person.email}{person.name}".encode()).hexdigest()
    person.erased_at = timezone.now()  # what may be deleted follows from this mark
    person.save(update_fields=["erased_at"])
    rows_by_app = erase(kind, person.pk)
    erasure = Erasure.objects.create(
        subject_kind=kind,
        subject_id=person.pk,
        rows=sum(rows_by_app.values()),
        rows_by_app=rows_by_app,
        content_hash=content_hash,
    )
    word = kind.partition(".")[2]
    record_audit_event(
        actor=actor,
        action=f"{word}.erased",
        subject=erasure,
        details={word: str(person.pk), "rows": erasure.rows, "content_hash": content_hash},
    )
    return erasure


def erase_own_rows(kind: str, person_id: uuid.UUID) -> int:
    """What people themselves keep about a person. Registered as an eraser in `config`."""
    emptied = {"name": "", "email": f"{person_id.hex}@erased.invalid", "revision": 0}
    if kind == CONTACT:
        return SupplierContact.objects.filter(pk=person_id).update(**emptied)
    if kind not in {CANDIDATE, RESPONDENT}:
        return 0
    columns = Person(kind, person_id).columns
    removed = Consent.objects.filter(**columns).delete()[0]
    removed += AccommodationRequest.objects.filter(**columns).delete()[0]
    if kind == CANDIDATE:
        with connection.cursor() as cursor:
            cursor.execute("SELECT protected.erase_equality_answers(%s)", [person_id])
            removed += int(cursor.fetchone()[0])
    rows = Candidate.objects if kind == CANDIDATE else Respondent.objects
    rows.filter(pk=person_id).update(**emptied, language="")
    return removed + 1
