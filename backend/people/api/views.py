"""The API of people."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.errors import NotFoundError
from backend.kernel.pagination import PageQuery, page_of
from backend.kernel.rest.revisions import with_etag
from backend.kernel.rest.serializers import EmptyInput
from backend.people import selectors, services
from backend.people.api import serializers as shapes


class CandidatesView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(
        operation_id="list_candidates", parameters=[shapes.CandidatesQuery], responses=page_of(shapes.CandidateOutput)
    )
    def get(self, request: Request) -> Response:
        """The people of the organisation, by name."""
        query = self.read_query(shapes.CandidatesQuery)
        rows = selectors.candidates(self.actor, search=query["search"])
        return self.listed(rows, shapes.CandidateOutput, ordering=("name", "id"))


class CandidateView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS, "PATCH": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="get_candidate", responses=shapes.CandidateOutput)
    def get(self, request: Request, candidate_id: uuid.UUID) -> Response:
        """One person, with the ETag that a correction must name."""
        candidate = selectors.candidate(self.actor, candidate_id)
        if candidate is None:
            raise NotFoundError
        return with_etag(Response(shapes.CandidateOutput(candidate).data), candidate)

    @extend_schema(
        operation_id="correct_candidate", request=shapes.CorrectCandidateInput, responses=shapes.CandidateOutput
    )
    def patch(self, request: Request, candidate_id: uuid.UUID) -> Response:
        """Corrects name, address or language."""
        candidate = services.correct_candidate(
            actor=self.actor,
            candidate_id=candidate_id,
            changes=self.read_input(shapes.CorrectCandidateInput),
            expected_revision=request.headers.get("If-Match", ""),
        )
        return with_etag(Response(shapes.CandidateOutput(candidate).data), candidate)


class CandidateConsentsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="list_consents_of_candidate", responses=shapes.CandidateConsentsOutput)
    def get(self, request: Request, candidate_id: uuid.UUID) -> Response:
        """What the person agreed to, word for word, and when."""
        if selectors.candidate(self.actor, candidate_id) is None:
            raise NotFoundError
        consents = selectors.consents_of_candidate(self.actor, candidate_id)
        return Response(shapes.CandidateConsentsOutput({"consents": consents}).data)


class EraseCandidateView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="erase_candidate", request=EmptyInput, responses=shapes.ErasureOutput)
    def post(self, request: Request, candidate_id: uuid.UUID) -> Response:
        """Forgets the person: answers, scores, consents, name and address. Cannot be undone."""
        self.read_input(EmptyInput)
        erasure = services.erase_person(actor=self.actor, candidate_id=candidate_id)
        return Response(shapes.ErasureOutput(erasure).data)


class SuppliersView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="list_suppliers", parameters=[PageQuery], responses=page_of(shapes.SupplierOutput))
    def get(self, request: Request) -> Response:
        """Firms that were ever asked to bid, by name."""
        return self.listed(selectors.suppliers(self.actor), shapes.SupplierOutput, ordering=("name", "id"))


class EraseContactView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="erase_supplier_contact", request=EmptyInput, responses=shapes.ErasureOutput)
    def post(self, request: Request, contact_id: uuid.UUID) -> Response:
        """Forgets a supplier's contact: name, address, links and mails. Cannot be undone."""
        self.read_input(EmptyInput)
        erasure = services.erase_contact(actor=self.actor, contact_id=contact_id)
        return Response(shapes.ErasureOutput(erasure).data)


class EraseRespondentView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="erase_respondent", request=EmptyInput, responses=shapes.ErasureOutput)
    def post(self, request: Request, respondent_id: uuid.UUID) -> Response:
        """Forgets somebody on a supplier's staff list: answers, name and address. Cannot be undone."""
        self.read_input(EmptyInput)
        erasure = services.erase_respondent(actor=self.actor, respondent_id=respondent_id)
        return Response(shapes.ErasureOutput(erasure).data)


class AccommodationsView(OrganisationView):
    capabilities = {"GET": Capability.MANAGE_ACCOMMODATIONS}

    @extend_schema(
        operation_id="list_accommodations",
        parameters=[shapes.AccommodationsQuery],
        responses=page_of(shapes.AccommodationOutput),
    )
    def get(self, request: Request) -> Response:
        """What people asked for, oldest first. Nobody who decides sees this."""
        query = self.read_query(shapes.AccommodationsQuery)
        rows = selectors.accommodation_requests(self.actor, status=query["status"])
        return self.listed(rows, shapes.AccommodationOutput, ordering=("created_at", "id"))


class AnswerAccommodationView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_ACCOMMODATIONS}

    @extend_schema(
        operation_id="answer_accommodation",
        request=shapes.AnswerAccommodationInput,
        responses=shapes.AccommodationOutput,
    )
    def post(self, request: Request, request_id: uuid.UUID) -> Response:
        """Grants or declines, with words for the person."""
        answered = services.answer_accommodation(
            actor=self.actor,
            request_id=request_id,
            expected_revision=request.headers.get("If-Match", ""),
            **self.read_input(shapes.AnswerAccommodationInput),
        )
        return with_etag(Response(shapes.AccommodationOutput(answered).data), answered)
