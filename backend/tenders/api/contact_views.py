"""The API of a bidder's contact: everything is about the one bid that the session stands for."""

import uuid
from dataclasses import asdict

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.takers import IN_SCHEMA, BidderView, refuse_without_player_header
from backend.tenders.api import contact_serializers as shapes
from backend.tenders.api.views import FILE, as_download
from backend.tenders.selectors.contact import contact_state
from backend.tenders.services import clarifications, deciding, evidence, staff


class BidShowingView(BidderView):
    """Base of views that answer with the state of the bid."""

    def shown(self, *, status: int = 200) -> Response:
        return Response(shapes.BidStateOutput(contact_state(self.session.subject_id)).data, status=status)


class BidStateView(BidShowingView):
    @extend_schema(operation_id="bid_state", responses=shapes.BidStateOutput)
    def get(self, request: Request) -> Response:
        """The tender as published, the own list and draw, all questions and answers, and in the end the decision."""
        return self.shown()


class PreviewStaffListView(BidderView):
    @extend_schema(
        operation_id="preview_staff_list",
        request=shapes.StaffListInput,
        parameters=[IN_SCHEMA],
        responses=shapes.ReadStaffListOutput,
    )
    def post(self, request: Request) -> Response:
        """Which lines of a staff list can be used and which not, and why. Stores nothing."""
        read = staff.read_staff_list(self.read_input(shapes.StaffListInput)["text"])
        return Response(shapes.ReadStaffListOutput(asdict(read)).data)


class StaffListView(BidShowingView):
    @extend_schema(
        operation_id="hand_in_staff_list",
        request=shapes.HandInStaffListInput,
        parameters=[IN_SCHEMA],
        responses={201: shapes.BidStateOutput},
    )
    def post(self, request: Request) -> Response:
        """Hands in the staff list, draws from it, and invites those who were drawn. There is one draw."""
        body = self.read_input(shapes.HandInStaffListInput)
        staff.hand_in_staff_list(actor=self.actor, bid_id=self.session.subject_id, **body)
        return self.shown(status=201)


class AskQuestionView(BidShowingView):
    @extend_schema(
        operation_id="ask_question",
        request=shapes.QuestionInput,
        parameters=[IN_SCHEMA],
        responses={201: shapes.BidStateOutput},
    )
    def post(self, request: Request) -> Response:
        """Asks about the tender; every bidder sees question and answer."""
        clarifications.ask_question(
            actor=self.actor, bid_id=self.session.subject_id, **self.read_input(shapes.QuestionInput)
        )
        return self.shown(status=201)


class HandInEvidenceView(BidShowingView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="hand_in_evidence",
        request={"multipart/form-data": shapes.EvidenceInput},
        parameters=[IN_SCHEMA],
        responses={201: shapes.BidStateOutput},
    )
    def post(self, request: Request) -> Response:
        """Hands in a file: PDF, PNG, JPEG or plain text, at most 5 MB, sealed until the deadline."""
        body = self.read_input(shapes.EvidenceInput)
        file = body.pop("content")
        content = file.read(evidence.LARGEST_FILE + 1)
        evidence.hand_in_evidence(
            actor=self.actor, bid_id=self.session.subject_id, filename=file.name or "", content=content, **body
        )
        return self.shown(status=201)


class OwnEvidenceView(BidShowingView):
    @extend_schema(operation_id="own_evidence_file", responses=FILE)
    def get(self, request: Request, evidence_id: uuid.UUID) -> HttpResponse:
        """The bidder's own file, as a download."""
        return as_download(evidence.own_file(bid_id=self.session.subject_id, evidence_id=evidence_id))

    @extend_schema(operation_id="take_back_evidence", parameters=[IN_SCHEMA], responses=shapes.BidStateOutput)
    def delete(self, request: Request, evidence_id: uuid.UUID) -> Response:
        """Takes a file back, before the deadline."""
        refuse_without_player_header(request)
        evidence.take_back_evidence(actor=self.actor, bid_id=self.session.subject_id, evidence_id=evidence_id)
        return self.shown()


class ContestView(BidShowingView):
    @extend_schema(
        operation_id="contest_assessment",
        request=shapes.ContestInput,
        parameters=[IN_SCHEMA],
        responses={201: shapes.BidStateOutput},
    )
    def post(self, request: Request) -> Response:
        """Says, with reasons, what is wrong with the assessment. After the decision."""
        deciding.contest_assessment(
            actor=self.actor, bid_id=self.session.subject_id, **self.read_input(shapes.ContestInput)
        )
        return self.shown(status=201)
