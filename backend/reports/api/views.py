"""The API of reports: each as a document for the page and as PDF."""

import uuid

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.api.takers import BidderView, TakerView
from backend.accounts.enums import Capability
from backend.reports import services
from backend.reports.api.serializers import ReportOutput
from backend.reports.kinds.document import ReportDocument

PDF = {(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY, "The report as PDF.")}


def _as_page(report: ReportDocument) -> Response:
    return Response(report.as_json())


def _as_file(report: ReportDocument, kind: str) -> HttpResponse:
    file = services.printed(report, kind=kind)
    return HttpResponse(
        file.content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{file.filename}"', "X-Content-Type-Options": "nosniff"},
    )


class ScreeningReportView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="screening_report", responses=ReportOutput)
    def get(self, request: Request, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> Response:
        """The recruiter's report on one candidate."""
        return _as_page(
            services.screening_report_for(actor=self.actor, campaign_id=campaign_id, candidate_id=candidate_id)
        )


class ScreeningReportFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="screening_report_pdf", responses=PDF)
    def get(self, request: Request, campaign_id: uuid.UUID, candidate_id: uuid.UUID) -> HttpResponse:
        """The recruiter's report as PDF."""
        report = services.screening_report_for(actor=self.actor, campaign_id=campaign_id, candidate_id=candidate_id)
        return _as_file(report, "screening")


class PilotReportView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="pilot_report", responses=ReportOutput)
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """The report on a pilot's people."""
        return _as_page(services.pilot_report_for(actor=self.actor, campaign_id=campaign_id))


class PilotReportFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_RESULTS}

    @extend_schema(operation_id="pilot_report_pdf", responses=PDF)
    def get(self, request: Request, campaign_id: uuid.UUID) -> HttpResponse:
        """The report on a pilot's people as PDF."""
        return _as_file(services.pilot_report_for(actor=self.actor, campaign_id=campaign_id), "pilot")


class ManualReportView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="technical_manual", responses=ReportOutput)
    def get(self, request: Request, instrument_id: uuid.UUID, unit: str) -> Response:
        """The technical manual of one scale, made from what is known now."""
        return _as_page(services.manual_report_for(actor=self.actor, instrument_id=instrument_id, unit=unit))


class ManualReportFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="technical_manual_pdf", responses=PDF)
    def get(self, request: Request, instrument_id: uuid.UUID, unit: str) -> HttpResponse:
        """The technical manual of one scale as PDF."""
        report = services.manual_report_for(actor=self.actor, instrument_id=instrument_id, unit=unit)
        return _as_file(report, "manual")


class PaperCardFileView(OrganisationView):
    capabilities = {"GET": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="paper_card_pdf", responses=PDF)
    def get(self, request: Request, card_id: uuid.UUID) -> HttpResponse:
        """A rater's empty card as PDF, to be marked by hand and transcribed."""
        return _as_file(services.paper_card_for(actor=self.actor, card_id=card_id), "card")


class DefinitionReportView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(operation_id="definition_report", responses=ReportOutput)
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """The culture definition as a document."""
        return _as_page(services.definition_report_for(actor=self.actor, version_id=version_id))


class DefinitionReportFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(operation_id="definition_report_pdf", responses=PDF)
    def get(self, request: Request, version_id: uuid.UUID) -> HttpResponse:
        """The culture definition as PDF, for signature."""
        return _as_file(services.definition_report_for(actor=self.actor, version_id=version_id), "culture-definition")


class OwnReportView(TakerView):
    @extend_schema(operation_id="own_report", responses=ReportOutput)
    def get(self, request: Request) -> Response:
        """The taker's own report, ready from the moment the employer's is."""
        return _as_page(services.candidate_report_for(sitting_id=self.session.subject_id))


class OwnReportFileView(TakerView):
    @extend_schema(operation_id="own_report_pdf", responses=PDF)
    def get(self, request: Request) -> HttpResponse:
        """The taker's own report as PDF."""
        return _as_file(services.candidate_report_for(sitting_id=self.session.subject_id), "own-report")


class SupplierReportView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="supplier_report", responses=ReportOutput)
    def get(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> Response:
        """The assessment summary of one bidder."""
        return _as_page(services.supplier_report_for(actor=self.actor, tender_id=tender_id, bid_id=bid_id))


class SupplierReportFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_TENDERS}

    @extend_schema(operation_id="supplier_report_pdf", responses=PDF)
    def get(self, request: Request, tender_id: uuid.UUID, bid_id: uuid.UUID) -> HttpResponse:
        """The assessment summary of one bidder as PDF."""
        report = services.supplier_report_for(actor=self.actor, tender_id=tender_id, bid_id=bid_id)
        return _as_file(report, "assessment-summary")


class OwnSummaryView(BidderView):
    @extend_schema(operation_id="own_summary", responses=ReportOutput)
    def get(self, request: Request) -> Response:
        """The bidder's own assessment summary, from the decision on."""
        return _as_page(services.bidder_report_for(bid_id=self.session.subject_id))


class OwnSummaryFileView(BidderView):
    @extend_schema(operation_id="own_summary_pdf", responses=PDF)
    def get(self, request: Request) -> HttpResponse:
        """The bidder's own assessment summary as PDF."""
        return _as_file(services.bidder_report_for(bid_id=self.session.subject_id), "assessment-summary")
