"""The API of sittings, for the console."""

import uuid
from dataclasses import asdict
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import CSV, OrganisationView
from backend.accounts.enums import Capability
from backend.kernel.pagination import ChosenSortPagination, PageQuery, numbered_page_of, page_of, whole_list
from backend.kernel.rest.revisions import with_etag
from backend.kernel.rest.serializers import EmptyInput
from backend.sittings.api import serializers as shapes
from backend.sittings.selectors import invitations as selectors
from backend.sittings.services import imports
from backend.sittings.services import invitations as services
from backend.sittings.services.invitees import RawRow


class InvitationsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS, "POST": Capability.MANAGE_CAMPAIGNS}
    pagination = ChosenSortPagination

    @extend_schema(
        operation_id="list_invitations",
        parameters=[shapes.InvitationsQuery],
        responses=numbered_page_of(shapes.InviteeOutput),
    )
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """The people of a campaign: how far each is, and whether the last mail got through."""
        filters = _filters(self.read_query(shapes.InvitationsQuery))
        return self.listed(selectors.invitations(self.actor, campaign_id, filters), shapes.InviteeOutput)

    @extend_schema(
        operation_id="invite_people", request=shapes.InvitePeopleInput, responses={201: shapes.InvitedOutput}
    )
    def post(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Invites people one by one. `line` in a refusal is the place in the list, from 1."""
        body = self.read_input(shapes.InvitePeopleInput)
        people = [
            RawRow(line, person["name"], person["email"], person["language"], person["email"])
            for line, person in enumerate(body["people"], start=1)
        ]
        invited = services.invite_people(
            actor=self.actor, campaign_id=campaign_id, people=people, choice=body["choice"]
        )
        return _invited(invited)


class InvitationsFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="export_invitations", parameters=[whole_list(shapes.InvitationsQuery)], responses=CSV)
    def get(self, request: Request, campaign_id: uuid.UUID) -> StreamingHttpResponse:
        """The people of a campaign as a CSV file."""
        filters = _filters(self.read_query(whole_list(shapes.InvitationsQuery)))
        rows = selectors.invitations(self.actor, campaign_id, filters)
        return self.exported(rows, shapes.InviteeOutput, name="invitations")


def _filters(query: dict[str, Any]) -> selectors.InvitationFilters:
    return selectors.InvitationFilters(query["status"], query["mail"], query["search"], query["sort"])


def _invited(invited: services.Invited) -> Response:
    answer = {"invited": [row.pk for row in invited.invitations], "bad": [asdict(row) for row in invited.bad]}
    return Response(shapes.InvitedOutput(answer).data, status=201)


class PreviewListView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="preview_list", request=shapes.PreviewListInput, responses=shapes.ReadListOutput)
    def post(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Which rows of a pasted or uploaded list can be used and which not, and why. Stores nothing."""
        body = self.read_input(shapes.PreviewListInput)
        read = services.preview_list(actor=self.actor, campaign_id=campaign_id, text=body["text"])
        return Response(shapes.ReadListOutput(asdict(read)).data)


class InviteListView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="invite_list", request=shapes.InviteListInput, responses={201: shapes.InvitedOutput})
    def post(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """Invites the people of a list: all or nobody, or only the good rows, as chosen."""
        body = self.read_input(shapes.InviteListInput)
        return _invited(services.invite_list(actor=self.actor, campaign_id=campaign_id, **body))


class FunnelView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="campaign_funnel", responses=shapes.FunnelOutput)
    def get(self, request: Request, campaign_id: uuid.UUID) -> Response:
        """How many people of the campaign are where."""
        return Response(shapes.FunnelOutput(selectors.funnel(self.actor, campaign_id)).data)


class FunnelsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="running_funnels", responses=shapes.FunnelsOutput)
    def get(self, request: Request) -> Response:
        """The same for every running campaign, the one that owes answers first on top."""
        return Response(shapes.FunnelsOutput({"campaigns": selectors.running_funnels(self.actor)}).data)


class InvitationShowingView(OrganisationView):
    """Base of views that answer with one invitation."""

    def shown(self, invitation_id: uuid.UUID) -> Response:
        row = selectors.invitation(self.actor, invitation_id)
        return with_etag(Response(shapes.InviteeOutput(row).data), row)


class InvitationView(InvitationShowingView):
    capabilities = {"GET": Capability.VIEW_CAMPAIGNS}

    @extend_schema(operation_id="get_invitation", responses=shapes.InviteeOutput)
    def get(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """One invitation."""
        return self.shown(invitation_id)


class ResendView(InvitationShowingView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="resend_invitation", request=EmptyInput, responses=shapes.InviteeOutput)
    def post(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """Sends a new link; the former ones go on working."""
        self.read_input(EmptyInput)
        services.resend_invitation(actor=self.actor, invitation_id=invitation_id)
        return self.shown(invitation_id)


class RevokeView(InvitationShowingView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="revoke_invitation", request=EmptyInput, responses=shapes.InviteeOutput)
    def post(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """Takes the invitation back; links die at once."""
        self.read_input(EmptyInput)
        services.revoke_invitation(actor=self.actor, invitation_id=invitation_id)
        return self.shown(invitation_id)


class CorrectAddressView(InvitationShowingView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="correct_address", request=shapes.CorrectAddressInput, responses=shapes.InviteeOutput)
    def post(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """Corrects the address and sends a new link there; links sent to the former address stop working."""
        services.correct_address(
            actor=self.actor,
            invitation_id=invitation_id,
            expected_revision=request.headers.get("If-Match", ""),
            **self.read_input(shapes.CorrectAddressInput),
        )
        return self.shown(invitation_id)


class ExtendView(InvitationShowingView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}

    @extend_schema(operation_id="extend_invitation", request=shapes.ExtendInput, responses=shapes.InviteeOutput)
    def post(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """Gives one person more days."""
        services.extend_invitation(
            actor=self.actor,
            invitation_id=invitation_id,
            expected_revision=request.headers.get("If-Match", ""),
            **self.read_input(shapes.ExtendInput),
        )
        return self.shown(invitation_id)


class CopyLinkView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_CAMPAIGNS}
    answers_are_secret = True  # a repeated request gives another link

    @extend_schema(operation_id="copy_link", request=EmptyInput, responses=shapes.LinkOutput)
    def post(self, request: Request, invitation_id: uuid.UUID) -> Response:
        """A fresh link, shown once."""
        self.read_input(EmptyInput)
        return Response({"link": services.copy_link(actor=self.actor, invitation_id=invitation_id)})


class ImportsView(OrganisationView):
    capabilities = {"GET": Capability.IMPORT_RESPONSES, "POST": Capability.IMPORT_RESPONSES}

    @extend_schema(operation_id="list_imports", parameters=[PageQuery], responses=page_of(shapes.ImportOutput))
    def get(self, request: Request) -> Response:
        """Files of answers that were imported, newest first."""
        return self.listed(selectors.imports(self.actor), shapes.ImportOutput)

    @extend_schema(operation_id="import_responses", request=shapes.ImportInput, responses={201: shapes.ImportOutput})
    def post(self, request: Request) -> Response:
        """Imports a CSV text: one column for each item, headed by its code. One bad cell, and nothing is written."""
        record = imports.import_sittings(actor=self.actor, **self.read_input(shapes.ImportInput))
        return Response(shapes.ImportOutput(record).data, status=201)


class PreviewImportView(OrganisationView):
    capabilities = {"POST": Capability.IMPORT_RESPONSES}

    @extend_schema(
        operation_id="preview_import", request=shapes.PreviewImportInput, responses=shapes.ImportPreviewOutput
    )
    def post(self, request: Request) -> Response:
        """What a file holds and which of its cells cannot be used, before anything is stored."""
        body = self.read_input(shapes.PreviewImportInput)
        preview = imports.preview_import(actor=self.actor, content=body.pop("text"), **body)
        return Response(shapes.ImportPreviewOutput(preview).data)


class ImportFileView(OrganisationView):
    capabilities = {"POST": Capability.IMPORT_RESPONSES}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="import_file",
        request={"multipart/form-data": shapes.ImportFileInput},
        responses={201: shapes.ImportOutput},
    )
    def post(self, request: Request) -> Response:
        """Imports a file, CSV or SPSS: a row a person, a column an item. One bad cell, and nothing is written."""
        body = _with_file(self.read_input(shapes.ImportFileInput))
        return Response(shapes.ImportOutput(imports.import_file(actor=self.actor, **body)).data, status=201)


class PreviewFileView(OrganisationView):
    capabilities = {"POST": Capability.IMPORT_RESPONSES}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="preview_file",
        request={"multipart/form-data": shapes.PreviewFileInput},
        responses=shapes.ImportPreviewOutput,
    )
    def post(self, request: Request) -> Response:
        """What a file, CSV or SPSS, holds and which of its cells cannot be used, before anything is stored."""
        body = _with_file(self.read_input(shapes.PreviewFileInput))
        return Response(shapes.ImportPreviewOutput(imports.preview_import(actor=self.actor, **body)).data)


def _with_file(body: dict[str, Any]) -> dict[str, Any]:
    """The body of a form: the bytes of its file, and codes that were written with commas."""
    codes = [code.strip() for code in body["missing_codes"].split(",") if code.strip()]
    return {**body, "content": body["content"].read(), "missing_codes": codes}
