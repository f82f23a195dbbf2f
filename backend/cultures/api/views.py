"""The API of cultures: the studio's drafts, the sign-off ceremony, differences, what is affected."""

import uuid

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.cultures import selectors, services
from backend.cultures.api import serializers as shapes
from backend.cultures.models import DefinitionVersion
from backend.kernel.pagination import PageQuery, page_of
from backend.kernel.rest.revisions import with_etag
from backend.kernel.rest.serializers import EmptyInput

DRAFT = Capability.DRAFT_CULTURE


class VersionedView(OrganisationView):
    """A view that answers with a version whole, and its ETag."""

    def whole(self, version: DefinitionVersion, *, status: int = 200) -> Response:
        document = selectors.culture_document(self.actor, version.pk)
        return with_etag(Response(shapes.CultureOutput(document).data, status=status), version)

    @property
    def expected_revision(self) -> str:
        return self.request.headers.get("If-Match", "")


class DefinitionsView(VersionedView):
    capabilities = {"GET": Capability.VIEW_CULTURE, "POST": DRAFT}

    @extend_schema(operation_id="list_definitions", parameters=[PageQuery], responses=page_of(shapes.DefinitionOutput))
    def get(self, request: Request) -> Response:
        """Culture definitions with their versions."""
        return self.listed(selectors.definitions(self.actor), shapes.DefinitionOutput, ordering=("name", "id"))

    @extend_schema(
        operation_id="create_definition", request=shapes.CreateDefinitionInput, responses={201: shapes.CultureOutput}
    )
    def post(self, request: Request) -> Response:
        """A new definition with an empty first draft."""
        body = self.read_input(shapes.CreateDefinitionInput)
        return self.whole(services.create_definition(actor=self.actor, name=body["name"]), status=201)


class DefinitionView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(operation_id="get_definition", responses=shapes.DefinitionOutput)
    def get(self, request: Request, definition_id: uuid.UUID) -> Response:
        """One definition with its versions, newest first."""
        return Response(shapes.DefinitionOutput(selectors.definition(self.actor, definition_id)).data)


class DraftVersionView(VersionedView):
    capabilities = {"POST": DRAFT}

    @extend_schema(
        operation_id="draft_definition_version",
        request=shapes.DraftVersionInput,
        responses={201: shapes.CultureOutput},
    )
    def post(self, request: Request, definition_id: uuid.UUID) -> Response:
        """A new draft, empty or with everything that another version says."""
        body = self.read_input(shapes.DraftVersionInput)
        draft = services.draft_version(actor=self.actor, definition_id=definition_id, based_on=body["based_on"])
        return self.whole(draft, status=201)


class VersionView(VersionedView):
    capabilities = {"GET": Capability.VIEW_CULTURE, "PATCH": DRAFT, "DELETE": DRAFT}

    @extend_schema(operation_id="get_definition_version", responses=shapes.CultureOutput)
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """A version whole, with checks of what is missing and the ETag that a change must name."""
        return self.whole(selectors.version(self.actor, version_id))

    @extend_schema(
        operation_id="edit_definition_version", request=shapes.EditVersionInput, responses=shapes.CultureOutput
    )
    def patch(self, request: Request, version_id: uuid.UUID) -> Response:
        """Changes the statement, the rallying cry or the full definition of a draft."""
        body = self.read_input(shapes.EditVersionInput)
        draft = services.edit_version(
            actor=self.actor, version_id=version_id, expected_revision=self.expected_revision, **body
        )
        return self.whole(draft)

    @extend_schema(operation_id="delete_definition_draft", responses={204: None})
    def delete(self, request: Request, version_id: uuid.UUID) -> Response:
        """Deletes a draft."""
        services.delete_draft(actor=self.actor, version_id=version_id)
        return Response(status=204)


class DimensionView(VersionedView):
    capabilities = {"PUT": DRAFT, "DELETE": DRAFT}

    @extend_schema(operation_id="place_dimension", request=shapes.PlaceDimensionInput, responses=shapes.CultureOutput)
    def put(self, request: Request, version_id: uuid.UUID, code: str) -> Response:
        """Says what a draft wants on one dimension: band or level, weight, reasons, behaviours."""
        body = self.read_input(shapes.PlaceDimensionInput)
        on, off = body.pop("on"), body.pop("off")
        draft = services.record_placement(
            actor=self.actor,
            version_id=version_id,
            code=code,
            wanted=body,
            on=on,
            off=off,
            expected_revision=self.expected_revision,
        )
        return self.whole(draft)

    @extend_schema(operation_id="remove_dimension", responses=shapes.CultureOutput)
    def delete(self, request: Request, version_id: uuid.UUID, code: str) -> Response:
        """Takes a dimension out of a draft."""
        draft = services.remove_dimension(
            actor=self.actor, version_id=version_id, code=code, expected_revision=self.expected_revision
        )
        return self.whole(draft)


class AdoptDimensionsView(VersionedView):
    capabilities = {"POST": DRAFT}

    @extend_schema(operation_id="adopt_dimensions", request=shapes.AdoptDimensionsInput, responses=shapes.CultureOutput)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Takes dimensions from a published library into a draft; their bands are left to be placed."""
        body = self.read_input(shapes.AdoptDimensionsInput)
        draft = services.adopt_dimensions(
            actor=self.actor,
            version_id=version_id,
            framework_code=body["framework"],
            framework_version=body["version"],
            codes=body["dimensions"],
            language=body["language"],
            expected_revision=self.expected_revision,
        )
        return self.whole(draft)


class SignatoriesView(VersionedView):
    capabilities = {"PUT": DRAFT}

    @extend_schema(operation_id="name_signatories", request=shapes.NameSignatoriesInput, responses=shapes.CultureOutput)
    def put(self, request: Request, version_id: uuid.UUID) -> Response:
        """Names who is to sign, and how many signatures make the version valid."""
        body = self.read_input(shapes.NameSignatoriesInput)
        draft = services.name_signatories(
            actor=self.actor,
            version_id=version_id,
            membership_ids=body["signatories"],
            quorum=body["quorum"],
            expected_revision=self.expected_revision,
        )
        return self.whole(draft)


class ProposeVersionView(VersionedView):
    capabilities = {"POST": DRAFT}

    @extend_schema(operation_id="propose_definition_version", request=EmptyInput, responses=shapes.CultureOutput)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Puts a complete draft before its signatories, with the hash of what they will sign."""
        self.read_input(EmptyInput)
        version = services.propose_version(
            actor=self.actor, version_id=version_id, expected_revision=self.expected_revision
        )
        return self.whole(version)


class ReturnToDraftView(VersionedView):
    capabilities = {"POST": DRAFT}

    @extend_schema(operation_id="return_definition_to_draft", request=EmptyInput, responses=shapes.CultureOutput)
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Opens a proposed version for editing again; signatures given so far lapse."""
        self.read_input(EmptyInput)
        version = services.return_to_draft(
            actor=self.actor, version_id=version_id, expected_revision=self.expected_revision
        )
        return self.whole(version)


class SignVersionView(VersionedView):
    capabilities = {"POST": Capability.SIGN_CULTURE}

    @extend_schema(
        operation_id="sign_definition_version", request=shapes.SignVersionInput, responses=shapes.CultureOutput
    )
    def post(self, request: Request, version_id: uuid.UUID) -> Response:
        """Signs a proposed version by its hash. 428 until you have proved again, minutes ago, who you are."""
        body = self.read_input(shapes.SignVersionInput)
        version = services.sign_version(
            actor=self.actor,
            version_id=version_id,
            content_hash=body["content_hash"],
            recently_authenticated=did_recently_reauthenticate(request._request),
        )
        return self.whole(version)


class DifferencesView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(
        operation_id="compare_definition_versions",
        parameters=[shapes.DifferencesQuery],
        responses=shapes.DifferencesOutput,
    )
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """Where a version differs from an earlier one."""
        query = self.read_query(shapes.DifferencesQuery)
        found = selectors.differences(self.actor, version_id, query["earlier"])
        return Response(shapes.DifferencesOutput({"differences": found}).data)


class DependantsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(operation_id="list_definition_dependants", responses=shapes.DependantsOutput)
    def get(self, request: Request, version_id: uuid.UUID) -> Response:
        """What relies on this version, and so would be touched by a new one."""
        return Response(shapes.DependantsOutput({"dependants": selectors.affected_by(self.actor, version_id)}).data)


class PlacementView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_CULTURE}

    @extend_schema(
        operation_id="preview_placement", parameters=[shapes.PlacementQuery], responses=shapes.PlacementOutput
    )
    def get(self, request: Request) -> Response:
        """What a band would mean, while it is dragged: half-width, whether a reason is needed, p_max."""
        query = self.read_query(shapes.PlacementQuery)
        lower, upper = sorted((query["lower"], query["upper"]))
        return Response(
            shapes.PlacementOutput(
                selectors.placement_of(lower, upper, planned_se=query["planned_se"] or selectors.PLANNED_SE)
            ).data
        )
