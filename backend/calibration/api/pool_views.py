"""The API of pooling: bundles leave and come in as files, each by a signature."""

import uuid

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.calibration.api import serializers as shapes
from backend.calibration.selectors import pools as selectors
from backend.calibration.services import pools

BUNDLE_FILE = {(200, "application/json"): OpenApiResponse(OpenApiTypes.BINARY, "The bundle, byte for byte.")}


class PoolsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="list_pools", responses=shapes.PoolsOutput)
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Bundles of an instrument by language and population, and what each pool says."""
        return Response(shapes.PoolsOutput({"pools": selectors.pools(self.actor, instrument_id)}).data)


class AcceptBundleView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="accept_pool_bundle",
        request={"multipart/form-data": shapes.AcceptBundleInput},
        responses={201: shapes.PoolBundleOutput},
    )
    def post(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Takes in another organisation's counts. 428 until you have proved again who you are."""
        body = self.read_input(shapes.AcceptBundleInput)
        accepted = pools.accept_bundle(
            actor=self.actor,
            instrument_id=instrument_id,
            content=body["content"].read(),
            statement=body["statement"],
            recently_authenticated=did_recently_reauthenticate(request._request),
        )
        return Response(shapes.PoolBundleOutput(accepted).data, status=201)


class ExportBundleView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(
        operation_id="export_pool_bundle", request=shapes.ExportBundleInput, responses={201: shapes.PoolBundleOutput}
    )
    def post(self, request: Request, sample_id: uuid.UUID) -> Response:
        """Signs off the counts of a sample to be handed on. 428 until you have proved again who you are."""
        exported = pools.export_bundle(
            actor=self.actor,
            sample_id=sample_id,
            recently_authenticated=did_recently_reauthenticate(request._request),
            **self.read_input(shapes.ExportBundleInput),
        )
        return Response(shapes.PoolBundleOutput(exported).data, status=201)


class BundleFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="pool_bundle_file", responses=BUNDLE_FILE)
    def get(self, request: Request, bundle_id: uuid.UUID) -> HttpResponse:
        """A bundle as a file, to be handed to another organisation."""
        found = selectors.bundle(self.actor, bundle_id)
        return HttpResponse(
            found.text.encode(),
            content_type="application/json",
            headers={
                "Content-Disposition": f'attachment; filename="pool-{found.bundle_hash[:12]}.json"',
                "X-Content-Type-Options": "nosniff",
            },
        )
