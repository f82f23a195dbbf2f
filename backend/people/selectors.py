"""Reading people."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from backend.kernel.tenancy import Actor
from backend.people.models import AccommodationRequest, Candidate, Consent, Respondent, Supplier, SupplierContact
from backend.people.policies import visible_accommodation_requests, visible_candidates, visible_suppliers


@dataclass(frozen=True)
class GivenConsent:
    """A text that somebody agreed to, as it read, and when."""

    code: str
    language: str
    text: str
    text_hash: str
    given_at: str
    sitting_id: uuid.UUID


def candidates(actor: Actor, *, search: str = "") -> QuerySet[Candidate]:
    """The people of the organisation, by name; `search` looks into names and addresses."""
    rows = visible_candidates(actor)
    if search:
        rows = rows.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return rows.order_by("name", "id")


def candidate(actor: Actor, candidate_id: uuid.UUID) -> Candidate | None:
    return visible_candidates(actor).filter(pk=candidate_id).first()


def names_of_candidates(candidate_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Names for the ids of a page, in one query."""
    return dict(Candidate.objects.filter(pk__in=set(candidate_ids)).values_list("pk", "name"))


def candidates_by_address(addresses: Iterable[str]) -> dict[str, Candidate]:
    """Who of these addresses is enrolled already, by address in lower case."""
    wanted = {address.lower() for address in addresses}
    return {row.email.lower(): row for row in Candidate.objects.filter(erased_at=None, email__in=wanted)}


def accommodation_requests(actor: Actor, *, status: str = "") -> QuerySet[AccommodationRequest]:
    """What people asked for, oldest open request first."""
    rows = visible_accommodation_requests(actor).select_related("candidate", "respondent")
    return (rows.filter(status=status) if status else rows).order_by("created_at", "id")


def accommodations_of_sitting(sitting_id: uuid.UUID) -> list[AccommodationRequest]:
    """A taker's own requests, for the taker."""
    return list(AccommodationRequest.objects.filter(sitting_id=sitting_id).order_by("created_at"))


def consents_of_sitting(sitting_id: uuid.UUID) -> dict[str, GivenConsent]:
    """What was agreed to for a sitting, by code."""
    rows = Consent.objects.filter(sitting_id=sitting_id).select_related("notice")
    return {row.notice.code: _given(row) for row in rows}


def consents_of_candidate(actor: Actor, candidate_id: uuid.UUID) -> list[GivenConsent]:
    """What somebody agreed to, as it read then."""
    visible = visible_candidates(actor).filter(pk=candidate_id)
    rows = Consent.objects.filter(candidate__in=visible).select_related("notice").order_by("created_at", "id")
    return [_given(row) for row in rows]


def _given(row: Consent) -> GivenConsent:
    notice = row.notice
    return GivenConsent(
        notice.code, notice.language, notice.text, notice.text_hash, row.created_at.isoformat(), row.sitting_id
    )


def suppliers(actor: Actor) -> QuerySet[Supplier]:
    """The suppliers of the organisation, by name."""
    return visible_suppliers(actor).order_by("name", "id")


def names_of_contacts(contact_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The suppliers behind the ids of contacts of a page, in one query: what is owed is owed to the firm."""
    rows = SupplierContact.objects.filter(pk__in=set(contact_ids))
    return dict(rows.values_list("pk", "supplier__name"))


def staff_list(list_id: uuid.UUID) -> QuerySet[Respondent]:
    """The lines of one staff list in their order, for the services and selectors of higher apps."""
    return Respondent.objects.filter(list_id=list_id).order_by("number")


def list_of_respondent(respondent_id: uuid.UUID) -> uuid.UUID:
    """The staff list that a respondent stands on, by id."""
    return Respondent.objects.values_list("list_id", flat=True).get(pk=respondent_id)
