"""The API of accounts."""

import uuid
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import StreamingHttpResponse
from django.middleware.csrf import get_token
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from backend.accounts import selectors, services
from backend.accounts.api import serializers as shapes
from backend.accounts.api.base import CSV, OrganisationView
from backend.accounts.authentication.throttles import GuessThrottle
from backend.accounts.enums import Capability
from backend.accounts.models import User
from backend.accounts.policies import capabilities_of
from backend.kernel.errors import NotFoundError
from backend.kernel.models import AuditEvent
from backend.kernel.pagination import PageQuery, page_of, whole_list
from backend.kernel.rest.revisions import with_etag
from backend.kernel.rest.serializers import EmptyInput
from backend.kernel.tenancy import organisation_context

SESSION_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _let_in(request: Request, user: User) -> None:
    """Signs in, and lists the session among those a deactivation ends; allauth lists only its own sign-ins."""
    login(request, user, backend=SESSION_BACKEND)
    UserSession.objects.create_from_request(request._request)


class MeView(APIView):
    @extend_schema(operation_id="me", responses=shapes.MeOutput)
    def get(self, request: Request) -> Response:
        """Who I am, where I belong and what I may do there. Also sets the anti-forgery cookie."""
        get_token(request)
        user = request.user
        memberships = [
            {
                "id": summary.membership_id,
                "organisation": {
                    "id": summary.organisation_id,
                    "name": summary.organisation_name,
                    "is_demo": summary.organisation_is_demo,
                },
                "roles": sorted(summary.roles),
                "capabilities": sorted(capabilities_of(summary.roles)),
            }
            for summary in selectors.memberships_of(uuid.UUID(str(user.pk)))
        ]
        return Response(shapes.MeOutput({"user": user, "memberships": memberships}).data)


class StartView(APIView):
    permission_classes = [AllowAny]

    @extend_schema(operation_id="start", responses=shapes.StartOutput)
    def get(self, request: Request) -> Response:
        """Whether this installation still waits for its first owner. Also sets the anti-forgery cookie."""
        get_token(request)
        return Response({"needs_first_owner": not selectors.organisation_ids()})


class FirstOwnerView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [GuessThrottle]

    @extend_schema(
        operation_id="register_first_owner", request=shapes.FirstOwnerInput, responses={201: shapes.UserOutput}
    )
    def post(self, request: Request) -> Response:
        """Makes the first owner and the first organisation, by the code from the terminal; signs in."""
        body = shapes.FirstOwnerInput(data=request.data)
        body.is_valid(raise_exception=True)
        user = services.register_first_owner(**body.validated_data)
        _let_in(request, user)
        return Response(shapes.UserOutput(user).data, status=201)


class InspectInvitationView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [GuessThrottle]

    @extend_schema(
        operation_id="inspect_invitation", request=shapes.InvitationTokenInput, responses=shapes.MemberInvitationOutput
    )
    def post(self, request: Request) -> Response:
        """What a link invites to. The token travels in the body, never in an address."""
        body = shapes.InvitationTokenInput(data=request.data)
        body.is_valid(raise_exception=True)
        token = body.validated_data["token"]
        with organisation_context(services.organisation_of_link(token)):
            invitation = services.open_invitation(token=token)
            membership = invitation.membership
            data = {
                "organisation_name": invitation.organisation.name,
                "email": membership.email,
                "name": membership.name,
                "roles": membership.roles,
                "has_account": selectors.user_by_email(membership.email) is not None,
                "expires_at": invitation.expires_at,
            }
        return Response(shapes.MemberInvitationOutput(data).data)


class AcceptInvitationView(APIView):
    permission_classes = [AllowAny]
    throttle_classes = [GuessThrottle]

    @extend_schema(operation_id="accept_invitation", request=shapes.AcceptInvitationInput, responses=shapes.UserOutput)
    def post(self, request: Request) -> Response:
        """Joins the organisation and signs in. Works once."""
        body = shapes.AcceptInvitationInput(data=request.data)
        body.is_valid(raise_exception=True)
        signed_in = request.user if isinstance(request.user, User) else None
        user = services.accept_invitation(**body.validated_data, signed_in=signed_in)
        if signed_in is None:
            _let_in(request, user)
        return Response(shapes.UserOutput(user).data)


class MembersView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_MEMBERS}

    @extend_schema(operation_id="list_members", parameters=[PageQuery], responses=page_of(shapes.MemberOutput))
    def get(self, request: Request) -> Response:
        """Everybody who belongs to the organisation, by name."""
        return self.listed(selectors.members(self.actor), shapes.MemberOutput, ordering=("name", "id"))


class MembersFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_MEMBERS}

    @extend_schema(operation_id="export_members", responses=CSV)
    def get(self, request: Request) -> StreamingHttpResponse:
        """The members as a CSV file."""
        return self.exported(selectors.members(self.actor), shapes.MemberOutput, name="members")


class InviteMemberView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_MEMBERS}

    @extend_schema(operation_id="invite_member", request=shapes.InviteMemberInput, responses={201: shapes.MemberOutput})
    def post(self, request: Request) -> Response:
        """Invites somebody by mail."""
        membership = services.invite_member(actor=self.actor, **self.read_input(shapes.InviteMemberInput))
        return with_etag(Response(shapes.MemberOutput(membership).data, status=201), membership)


class MemberView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_MEMBERS, "PATCH": Capability.MANAGE_MEMBERS}

    @extend_schema(operation_id="get_member", responses=shapes.MemberOutput)
    def get(self, request: Request, membership_id: uuid.UUID) -> Response:
        """One member, with the ETag that a change must name."""
        membership = selectors.member(self.actor, membership_id)
        if membership is None:
            raise NotFoundError
        return with_etag(Response(shapes.MemberOutput(membership).data), membership)

    @extend_schema(operation_id="change_member_roles", request=shapes.ChangeRolesInput, responses=shapes.MemberOutput)
    def patch(self, request: Request, membership_id: uuid.UUID) -> Response:
        """Gives the member other roles."""
        membership = services.change_roles(
            actor=self.actor,
            membership_id=membership_id,
            expected_revision=request.headers.get("If-Match", ""),
            **self.read_input(shapes.ChangeRolesInput),
        )
        return with_etag(Response(shapes.MemberOutput(membership).data), membership)


class DeactivateMemberView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_MEMBERS}

    @extend_schema(operation_id="deactivate_member", request=EmptyInput, responses=shapes.MemberOutput)
    def post(self, request: Request, membership_id: uuid.UUID) -> Response:
        """Ends a membership; sessions and tokens die at once. An open invitation is withdrawn."""
        self.read_input(EmptyInput)
        membership = services.deactivate_member(actor=self.actor, membership_id=membership_id)
        return Response(shapes.MemberOutput(membership).data)


class ReactivateMemberView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_MEMBERS}

    @extend_schema(operation_id="reactivate_member", request=EmptyInput, responses=shapes.MemberOutput)
    def post(self, request: Request, membership_id: uuid.UUID) -> Response:
        """Lets a deactivated member in again."""
        self.read_input(EmptyInput)
        membership = services.reactivate_member(actor=self.actor, membership_id=membership_id)
        return Response(shapes.MemberOutput(membership).data)


class ResendInvitationView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_MEMBERS}

    @extend_schema(operation_id="resend_member_invitation", request=EmptyInput, responses=shapes.MemberOutput)
    def post(self, request: Request, membership_id: uuid.UUID) -> Response:
        """Sends a new link; the former one stops working."""
        self.read_input(EmptyInput)
        membership = services.resend_invitation(actor=self.actor, membership_id=membership_id)
        return Response(shapes.MemberOutput(membership).data)


class ApiTokensView(OrganisationView):
    capabilities = {"GET": Capability.MANAGE_API_TOKENS, "POST": Capability.MANAGE_API_TOKENS}
    answers_are_secret = True  # a repeated request makes another token

    @extend_schema(operation_id="list_api_tokens", parameters=[PageQuery], responses=page_of(shapes.ApiTokenOutput))
    def get(self, request: Request) -> Response:
        """Keys of other programs, newest first."""
        return self.listed(selectors.api_tokens(self.actor), shapes.ApiTokenOutput)

    @extend_schema(
        operation_id="create_api_token",
        request=shapes.CreateApiTokenInput,
        responses={201: shapes.NewApiTokenOutput},
    )
    def post(self, request: Request) -> Response:
        """Makes a key. Its secret is in this answer and nowhere else."""
        body = self.read_input(shapes.CreateApiTokenInput)
        token, secret = services.create_api_token(
            actor=self.actor,
            name=body["name"],
            scopes=body["scopes"],
            valid_for=timedelta(days=body["valid_days"]),
        )
        return Response({**shapes.ApiTokenOutput(token).data, "secret": secret}, status=201)


class RevokeApiTokenView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_API_TOKENS}

    @extend_schema(operation_id="revoke_api_token", request=EmptyInput, responses=shapes.ApiTokenOutput)
    def post(self, request: Request, token_id: uuid.UUID) -> Response:
        """Ends a key at once."""
        self.read_input(EmptyInput)
        return Response(shapes.ApiTokenOutput(services.revoke_api_token(actor=self.actor, token_id=token_id)).data)


class AuditEventsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_AUDIT_TRAIL}

    @extend_schema(
        operation_id="list_audit_events", parameters=[shapes.AuditQuery], responses=page_of(shapes.AuditEventOutput)
    )
    def get(self, request: Request) -> Response:
        """What was done, newest first, with filters."""
        filters = _audit_filters(self.read_query(shapes.AuditQuery))
        return self.listed(
            selectors.audit_events(self.actor, filters),
            shapes.AuditEventOutput,
            ordering=("-sequence",),
            context=_names,
        )


class AuditEventsFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_AUDIT_TRAIL}

    @extend_schema(operation_id="export_audit_events", parameters=[whole_list(shapes.AuditQuery)], responses=CSV)
    def get(self, request: Request) -> StreamingHttpResponse:
        """The audit trail as a CSV file, hashes included: enough to walk the chain elsewhere."""
        filters = _audit_filters(self.read_query(whole_list(shapes.AuditQuery)))
        events = selectors.audit_events(self.actor, filters)
        return self.exported(events, shapes.AuditEventOutput, name="audit-trail", context=_names)


def _audit_filters(query: dict[str, Any]) -> selectors.AuditFilters:
    return selectors.AuditFilters(
        action=query["action"],
        actor_id=query["actor"],
        subject_id=query["subject"],
        since=query["since"],
        until=query["until"],
    )


def _names(events: list[AuditEvent]) -> dict[str, object]:
    return {"names": selectors.names_of_users({event.actor_id for event in events if event.actor_id})}


class AuditChainView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_AUDIT_TRAIL}

    @extend_schema(operation_id="audit_chain", parameters=[shapes.ChainQuery], responses=shapes.ChainOutput)
    def get(self, request: Request) -> Response:
        """Recomputes the hash chain; with `expect`, also whether that head is part of it."""
        query = self.read_query(shapes.ChainQuery)
        return Response(shapes.ChainOutput(selectors.audit_chain(self.actor, query["expect"])).data)


class RemoveDemoView(OrganisationView):
    capabilities = {"POST": Capability.REMOVE_DEMO}

    @extend_schema(operation_id="remove_demo_organisation", request=EmptyInput, responses={204: None})
    def post(self, request: Request) -> Response:
        """Removes this demo organisation, with everybody and everything in it."""
        self.read_input(EmptyInput)
        services.remove_demo_organisation(actor=self.actor)
        return Response(status=204)


class TestMailView(OrganisationView):
    capabilities = {"POST": Capability.MANAGE_ORGANISATION}

    @extend_schema(operation_id="send_test_mail", request=EmptyInput, responses={202: None})
    def post(self, request: Request) -> Response:
        """Sends a test mail to your own address."""
        self.read_input(EmptyInput)
        services.send_test_mail(actor=self.actor, recipient=str(request.user.email))  # type: ignore[union-attr]
        return Response(status=202)
