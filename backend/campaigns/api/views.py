"""The API of campaigns."""

import uuid
from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import CSV, OrganisationView
from backend.accounts.enums import Capability
from backend.campaigns import selectors, services
from backend.campaigns.api import serializers as shapes
from backend.kernel.pagination import page_of, whole_list
from backend.kernel.rest.revisions import with_etag
from backend.kernel.rest.serializers import EmptyInput


class CampaignShowingView(OrganisationView):
    """Base of views that answer with one campaign."""

    def shown(self, campaign_id: uuid.UUID, *, status: int = 200) -> Response:
        """A campaign with its battery and the ETag that a change must name."""
        campaign = selectors.campaign(self.actor, campaign_id)
        return with_etag(Response(shapes.CampaignOutput(campaign).data, status=status), campaign)


class CampaignsView(CampaignShowingView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS, "POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(
        operation_id="list_campaigns", parameters=[shapes.CampaignsQuery], responses=page_of(shapes.CampaignOutput)
    )
    def get(self, request: Request) -> Response:
        """Campaigns, newest first."""
        filters = _filters(self.read_query(shapes.CampaignsQuery))
        return self.listed(selectors.campaigns(self.actor, filters), shapes.CampaignOutput)

    @extend_schema(
        operation_id="open_campaign", request=shapes.OpenCampaignInput, responses={201: shapes.CampaignOutput}
    )
    def post(self, request: Request) -> Response:
        """Opens a campaign as a draft."""
        campaign = services.open_campaign(actor=self.actor, **self.read_input(shapes.OpenCampaignInput))
        return self.shown(campaign.pk, status=201)


class CampaignsFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="export_campaigns", parameters=[whole_list(shapes.CampaignsQuery)], responses=CSV)
    def get(self, request: Request) -> StreamingHttpResponse:
        """The campaigns as a CSV file."""
        filters = _filters(self.read_query(whole_list(shapes.CampaignsQuery)))
        return self.exported(selectors.campaigns(self.actor, filters), shapes.CampaignOutput, name="campaigns")


def _filters(query: dict[str, Any]) -> selectors.CampaignFilters:
    return selectors.CampaignFilters(kind=query["kind"], status=query["status"], search=query["search"])


class CampaignView(CampaignShowingView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS, "PATCH": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="get_campaign", responses=shapes.CampaignOutput)
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """One campaign."""
        return self.shown(campaign_id)

    @extend_schema(operation_id="change_campaign", request=shapes.ChangeCampaignInput, responses=shapes.CampaignOutput)
    def patch(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Changes a draft; of a running campaign only the contact."""
        services.change_campaign(
            actor=self.actor,
            campaign_id=campaign_id,
            changes=self.read_input(shapes.ChangeCampaignInput),
            expected_revision=request.headers.get("If-Match", ""),
        )
        return self.shown(campaign_id)


class BatteryView(CampaignShowingView):
    capabilities = {"PUT": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="assemble_battery", request=shapes.BatteryInput, responses=shapes.CampaignOutput)
    def put(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Says which instruments are given, in which order, with which sections."""
        body = self.read_input(shapes.BatteryInput)
        services.assemble_battery(
            actor=self.actor,
            campaign_id=campaign_id,
            entries=[
                services.ChosenInstrument(entry["instrument_version_id"], tuple(entry["sections"]))
                for entry in body["entries"]
            ],
            expected_revision=request.headers.get("If-Match", ""),
        )
        return self.shown(campaign_id)


class ReadinessView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="campaign_readiness", responses=shapes.ReadinessOutput)
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """What is still missing before somebody can be invited."""
        missing = services.what_is_missing(selectors.campaign(self.actor, campaign_id))
        answer = {"ready": not missing, "missing": [asdict(error) for error in missing]}
        return Response(shapes.ReadinessOutput(answer).data)


class CloseCampaignView(CampaignShowingView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="close_campaign", request=EmptyInput, responses=shapes.CampaignOutput)
    def post(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Takes nobody in any more; what was promised stays owed."""
        self.read_input(EmptyInput)
        services.close_campaign(
            actor=self.actor, campaign_id=campaign_id, expected_revision=request.headers.get("If-Match", "")
        )
        return self.shown(campaign_id)


class PanelView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS, "PUT": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="get_panel", responses=shapes.PanelOutput)
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Who judges in a campaign."""
        return self._shown(campaign_id)

    @extend_schema(operation_id="seat_panel", request=shapes.PanelInput, responses=shapes.PanelOutput)
    def put(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Says who judges: two members or more, one chair, a customer advocate among them."""
        services.seat_panel(
            actor=self.actor,
            campaign_id=campaign_id,
            seats=[services.ChosenSeat(**seat) for seat in self.read_input(shapes.PanelInput)["seats"]],
            expected_revision=request.headers.get("If-Match", ""),
        )
        return self._shown(campaign_id)

    def _shown(self, campaign_id: uuid.UUID) -> Response:
        return Response(shapes.PanelOutput({"seats": selectors.panel(self.actor, campaign_id)}).data)
