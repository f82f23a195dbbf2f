"""The API of tenders, for the console."""

import uuid

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.pagination import page_of
from backend.kernel.rest.revisions import with_etag
from backend.kernel.rest.serializers import EmptyInput
from backend.tenders.api import serializers as shapes
from backend.tenders.selectors import results, tenders
from backend.tenders.services import bidders, clarifications, deciding, evaluators, evidence
from backend.tenders.services import tender as services

FILE = {(200, "application/octet-stream"): OpenApiResponse(OpenApiTypes.BINARY, "The file, byte for byte.")}


def as_download(file: evidence.StoredFile) -> HttpResponse:
    """A bidder's file as a download: never shown inside a page, never guessed at by a browser."""
    return HttpResponse(
        file.content,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{file.filename}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


class TenderShowingView(OrganisationView):
    """Base of views that answer with one tender."""

    def shown(self, tender_id: uuid.UUID, *, status: int = 200) -> Response:
        row = tenders.tender(self.actor, tender_id)
        return with_etag(Response(shapes.TenderOutput(row, context={"actor": self.actor}).data, status=status), row)


class TendersView(TenderShowingView):
    capabilities = {"GET": Capability.VIEW_TENDERS, "POST": Capability.MANAGE_TENDERS}

    @extend_schema(
        operation_id="list_tenders", parameters=[shapes.TendersQuery], responses=page_of(shapes.TenderRowOutput)
    )
    def get(self, request: Request) -> Response:
        """Tenders, newest first."""
        self.read_query(shapes.TendersQuery)
        return self.listed(tenders.tenders(self.actor), shapes.TenderRowOutput)

    @extend_schema(operation_id="open_tender", request=shapes.OpenTenderInput, responses={201: shapes.TenderOutput})
    def post(self, request: Request) -> Response:
        """Opens a tender as a draft."""
        row = services.open_tender(actor=self.actor, **self.read_input(shapes.OpenTenderInput))
        return self.shown(row.pk, status=201)


class TenderView(TenderShowingView):
    capabilities = {"GET": Capability.VIEW_TENDERS, "PATCH": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="get_tender", responses=shapes.TenderOutput)
    def get(self, request: Request, tender_id: uuid.UUID) -> Response:
        """One tender with its criteria and rules."""
        return self.shown(tender_id)

    @extend_schema(operation_id="change_tender", request=shapes.ChangeTenderInput, responses=shapes.TenderOutput)
    def patch(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Changes a draft. Bands and weights are those of the signed definition."""
        services.change_tender(
            actor=self.actor,
            tender_id=tender_id,
            changes=self.read_input(shapes.ChangeTenderInput),
            expected_revision=request.headers.get("If-Match", ""),
        )
        return self.shown(tender_id)


class FreezeTenderView(TenderShowingView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="freeze_tender", request=EmptyInput, responses=shapes.TenderOutput)
    def post(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Fixes criteria, bands, weights, rules and deadline under one hash. Cannot be undone."""
        self.read_input(EmptyInput)
        services.freeze_tender(
            actor=self.actor, tender_id=tender_id, expected_revision=request.headers.get("If-Match", "")
        )
        return self.shown(tender_id)


class EvaluatorsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS, "POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="list_evaluators", responses=shapes.EvaluatorsOutput)
    def get(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Who evaluates, and whether they have declared their interests."""
        rows = tenders.evaluators(self.actor, tender_id)
        return Response(shapes.EvaluatorsOutput({"evaluators": rows}, context={"actor": self.actor}).data)

    @extend_schema(
        operation_id="appoint_evaluator", request=shapes.EvaluatorInput, responses={201: shapes.EvaluatorOutput}
    )
    def post(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Lets a member evaluate the bids, once they have declared."""
        row = evaluators.appoint_evaluator(
            actor=self.actor, tender_id=tender_id, **self.read_input(shapes.EvaluatorInput)
        )
        return Response(shapes.EvaluatorOutput(row, context={"actor": self.actor}).data, status=201)


class DeclarationView(OrganisationView):
    capabilities = {"POST": Capability.VIEW_TENDERS}

    @extend_schema(
        operation_id="declare_interests", request=shapes.DeclarationInput, responses={201: shapes.EvaluatorOutput}
    )
    def post(self, request: Request, tender_id: uuid.UUID) -> Response:
        """An evaluator says whether anything binds them to a bidder: once, before they see anything."""
        row = evaluators.declare_interests(
            actor=self.actor, tender_id=tender_id, **self.read_input(shapes.DeclarationInput)
        )
        return Response(shapes.EvaluatorOutput(row, context={"actor": self.actor}).data, status=201)


class ClarificationsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="list_clarifications", responses=shapes.ClarificationsOutput)
    def get(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Questions and answers, as every bidder sees them."""
        rows = tenders.clarifications(self.actor, tender_id)
        return Response(shapes.ClarificationsOutput({"clarifications": rows}).data)


class AnswerClarificationView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}

    @extend_schema(
        operation_id="answer_clarification", request=shapes.AnswerInput, responses=shapes.ClarificationOutput
    )
    def post(self, request: Request, tender_id: uuid.UUID, clarification_id: uuid.UUID) -> Response:
        """Answers for all bidders at once."""
        row = clarifications.answer_question(
            actor=self.actor,
            tender_id=tender_id,
            clarification_id=clarification_id,
            **self.read_input(shapes.AnswerInput),
        )
        return Response(shapes.ClarificationOutput(row).data)


class BiddersView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS, "POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="list_bidders", responses=shapes.BiddersOutput)
    def get(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Who bids and how far they are. Nothing that is sealed."""
        return Response(shapes.BiddersOutput({"results": tenders.bidders(self.actor, tender_id)}).data)

    @extend_schema(
        operation_id="invite_supplier", request=shapes.InviteSupplierInput, responses={201: shapes.BidderOutput}
    )
    def post(self, request: Request, tender_id: uuid.UUID) -> Response:
        """Asks a supplier to bid, after the freezing; its contact gets a link by mail."""
        bid = bidders.invite_supplier(
            actor=self.actor, tender_id=tender_id, **self.read_input(shapes.InviteSupplierInput)
        )
        return Response(shapes.BidderOutput(tenders.bidder(self.actor, tender_id, bid.pk)).data, status=201)


class ResendBidderLinkView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="resend_bidder_link", request=EmptyInput, responses=shapes.BidderOutput)
    def post(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Response:
        """Sends the contact a new link; the former ones go on working."""
        self.read_input(EmptyInput)
        bidders.resend_bidder_link(actor=self.actor, tender_id=tender_id, bid_id=bid_id)
        return Response(shapes.BidderOutput(tenders.bidder(self.actor, tender_id, bid_id)).data)


class CopyBidderLinkView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}
    answers_are_secret = True  # a repeated request gives another link

    @extend_schema(operation_id="copy_bidder_link", request=EmptyInput, responses=shapes.BidderLinkOutput)
    def post(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Response:
        """A fresh link for the contact, shown once."""
        self.read_input(EmptyInput)
        return Response({"link": bidders.copy_bidder_link(actor=self.actor, tender_id=tender_id, bid_id=bid_id)})


class DrawView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="bidder_draw", responses=shapes.DrawOutput)
    def get(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Response:
        """The random draw of a bidder: seed, list without names, and which lines were drawn."""
        return Response(shapes.DrawOutput(tenders.draw(self.actor, tender_id, bid_id)).data)


class TenderResultsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="tender_results", responses=shapes.TenderResultsOutput)
    def get(self, request: Request, tender_id: uuid.UUID) -> Response:
        """All bidders under the frozen criteria, after the deadline, for evaluators who have declared."""
        return Response(shapes.TenderResultsOutput({"bids": results.results(self.actor, tender_id)}).data)


class BidView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="assessed_bid", responses=shapes.AssessedBidOutput)
    def get(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Response:
        """One bidder whole: level, agreement, evidence, decisions, what it contests."""
        return Response(shapes.AssessedBidOutput(results.assessed_bid(self.actor, tender_id, bid_id)).data)


class EvidenceFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="evidence_file", responses=FILE)
    def get(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID, evidence_id: uuid.UUID) -> HttpResponse:
        """A bidder's file, as a download."""
        return as_download(
            evidence.open_evidence_file(actor=self.actor, tender_id=tender_id, bid_id=bid_id, evidence_id=evidence_id)
        )


class GradeEvidenceView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_TENDERS}

    @extend_schema(operation_id="grade_evidence", request=shapes.GradeInput, responses={201: shapes.AssessedBidOutput})
    def post(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID, evidence_id: uuid.UUID) -> Response:
        """Says how far a file is proved, why, and until when that holds."""
        evidence.grade_evidence(
            actor=self.actor,
            tender_id=tender_id,
            bid_id=bid_id,
            evidence_id=evidence_id,
            **self.read_input(shapes.GradeInput),
        )
        whole = results.assessed_bid(self.actor, tender_id, bid_id)
        return Response(shapes.AssessedBidOutput(whole).data, status=201)


class DecideBidView(OrganisationView):
    capabilities = {"POST": Capability.DECIDE_TENDERS}

    @extend_schema(operation_id="decide_bid", request=shapes.DecideBidInput, responses={201: shapes.AssessedBidOutput})
    def post(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Response:
        """A named person decides about one bidder, with strengths and reasons; the bidder is told."""
        deciding.decide_bid(
            actor=self.actor, tender_id=tender_id, bid_id=bid_id, **self.read_input(shapes.DecideBidInput)
        )
        whole = results.assessed_bid(self.actor, tender_id, bid_id)
        return Response(shapes.AssessedBidOutput(whole).data, status=201)


class AnswerContestView(OrganisationView):
    capabilities = {"POST": Capability.DECIDE_TENDERS}

    @extend_schema(operation_id="answer_contest", request=shapes.AnswerInput, responses=shapes.AssessedBidOutput)
    def post(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID, contest_id: uuid.UUID) -> Response:
        """Answers what a bidder contested."""
        deciding.answer_contest(
            actor=self.actor,
            tender_id=tender_id,
            bid_id=bid_id,
            contest_id=contest_id,
            **self.read_input(shapes.AnswerInput),
        )
        return Response(shapes.AssessedBidOutput(results.assessed_bid(self.actor, tender_id, bid_id)).data)
