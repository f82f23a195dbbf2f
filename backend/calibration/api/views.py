"""The API of calibration: the ladder at a glance, one scale, samples, runs, promotion and suspension."""

import uuid

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.base import OrganisationView
from backend.accounts.enums import Capability
from backend.calibration.api import serializers as shapes
from backend.calibration.selectors import psychometrics
from backend.calibration.selectors import runs as run_selectors
from backend.calibration.selectors import samples as sample_selectors
from backend.calibration.services import norms, promotion, review, runs, samples, shortening
from backend.kernel.pagination import PageQuery, page_of
from backend.kernel.rest.serializers import EmptyInput
from backend.library.api.serializers import NormGroupOutput
from backend.library.selectors.instruments import instrument
from backend.library.selectors.scoring_models import scoring_model

MODEL_FILE = {(200, "application/json"): OpenApiResponse(OpenApiTypes.BINARY, "MODEL.json, byte for byte.")}


class LibraryLadderView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_INSTRUMENTS}

    @extend_schema(operation_id="library_ladder", responses=shapes.LibraryLadderOutput)
    def get(self, request: Request) -> Response:
        """The ladder of the whole library: every scale, how far it is, and what keeps it there."""
        return Response(shapes.LibraryLadderOutput({"scales": psychometrics.library_ladder(self.actor)}).data)


class ScaleView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="get_scale", parameters=[shapes.ScaleQuery], responses=shapes.ScaleDetailOutput)
    def get(self, request: Request, instrument_id: uuid.UUID, unit: str) -> Response:
        """One scale: gates, loadings, curves, residuals, groups, norms, history."""
        query = self.read_query(shapes.ScaleQuery)
        found = psychometrics.scale_detail(self.actor, instrument_id, unit, language=query["language"])
        return Response(shapes.ScaleDetailOutput(found).data)


class ReviewView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="review_scales", request=shapes.ReviewInput, responses={201: shapes.StepsOutput})
    def post(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Takes scales to reviewed, by what judges said. 428 until you have proved again who you are."""
        body = self.read_input(shapes.ReviewInput)
        steps = review.review_scales(
            actor=self.actor,
            instrument_id=instrument_id,
            recently_authenticated=did_recently_reauthenticate(request._request),
            **body,
        )
        return Response(shapes.StepsOutput({"steps": steps}).data, status=201)


class SuspendScaleView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="suspend_scale", request=shapes.SuspendScaleInput, responses={201: shapes.StepsOutput})
    def post(self, request: Request, instrument_id: uuid.UUID, unit: str) -> Response:
        """Takes a scale out of use, with a reason. 428 until you have proved again who you are."""
        body = self.read_input(shapes.SuspendScaleInput)
        step = promotion.suspend_scale(
            actor=self.actor,
            instrument_id=instrument_id,
            unit=unit,
            recently_authenticated=did_recently_reauthenticate(request._request),
            **body,
        )
        return Response(shapes.StepsOutput({"steps": [step]}).data, status=201)


class NormsView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="make_norms", request=shapes.MakeNormsInput, responses={201: NormGroupOutput})
    def post(self, request: Request, instrument_id: uuid.UUID, unit: str) -> Response:
        """Publishes how the people of a sample are spread on a scale; under 200 of them it is provisional."""
        body = self.read_input(shapes.MakeNormsInput)
        made = norms.make_norm_group(actor=self.actor, instrument_id=instrument_id, unit=unit, **body)
        return Response(NormGroupOutput(psychometrics.norm_group(self.actor, made)).data, status=201)


class SamplesView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS, "POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="list_samples", responses=shapes.SamplesOutput)
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Finished answers of this version, and samples that were drawn of any version of the instrument."""
        row = instrument(self.actor, instrument_id)
        found = {
            "answers": sample_selectors.answer_sources(row.pk),
            "samples": sample_selectors.samples(self.actor, row.pk)[:100],
        }
        return Response(shapes.SamplesOutput(found).data)

    @extend_schema(operation_id="draw_sample", request=shapes.DrawSampleInput, responses={201: shapes.SampleOutput})
    def post(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Freezes who is looked at, cut into parts by a stored seed."""
        body = self.read_input(shapes.DrawSampleInput)
        drawn = samples.draw_sample(actor=self.actor, instrument_id=instrument_id, **body)
        return Response(shapes.SampleOutput(drawn).data, status=201)


class RunsView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="list_calibrations", parameters=[PageQuery], responses=page_of(shapes.RunOutput))
    def get(self, request: Request, instrument_id: uuid.UUID) -> Response:
        """Calibrations of any version of an instrument, newest first."""
        row = instrument(self.actor, instrument_id)
        return self.listed(run_selectors.runs(self.actor, row.pk), shapes.RunOutput)


class StartRunView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="start_calibration", request=shapes.StartRunInput, responses={202: shapes.RunOutput})
    def post(self, request: Request) -> Response:
        """Asks for a calibration; it runs as a job that shows its progress."""
        asked = runs.start_calibration(actor=self.actor, **self.read_input(shapes.StartRunInput))
        return Response(shapes.RunOutput(asked).data, status=202)


class RunView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="get_calibration", responses=shapes.RunDetailOutput)
    def get(self, request: Request, run_id: uuid.UUID) -> Response:
        """One calibration: how far it is, or everything it found."""
        return Response(shapes.RunDetailOutput(run_selectors.run(self.actor, run_id)).data)


class CancelRunView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="cancel_calibration", request=EmptyInput, responses=shapes.RunOutput)
    def post(self, request: Request, run_id: uuid.UUID) -> Response:
        """Ends a calibration before its end; nothing of it is kept."""
        self.read_input(EmptyInput)
        return Response(shapes.RunOutput(runs.cancel_calibration(actor=self.actor, run_id=run_id)).data)


class PromoteView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(operation_id="promote_scales", request=shapes.PromoteInput, responses={201: shapes.StepsOutput})
    def post(self, request: Request, run_id: uuid.UUID) -> Response:
        """Takes scales one step up, if every gate is passed. 428 until you have proved again who you are."""
        body = self.read_input(shapes.PromoteInput)
        steps = promotion.promote_scales(
            actor=self.actor,
            run_id=run_id,
            recently_authenticated=did_recently_reauthenticate(request._request),
            **body,
        )
        return Response(shapes.StepsOutput({"steps": steps}).data, status=201)


class ShorterVersionView(OrganisationView):
    capabilities = {"POST": Capability.CALIBRATE_SCALES}

    @extend_schema(
        operation_id="publish_shorter_version",
        request=shapes.ShorterVersionInput,
        responses={201: shapes.ShorterVersionOutput},
    )
    def post(self, request: Request, run_id: uuid.UUID) -> Response:
        """Publishes the items that hold together on the calibrating part as a new version."""
        body = self.read_input(shapes.ShorterVersionInput)
        found = shortening.publish_shorter_version(actor=self.actor, run_id=run_id, **body)
        return Response(shapes.ShorterVersionOutput({"instrument_id": found}).data, status=201)


def _as_model_file(text: str, model_hash: str) -> HttpResponse:
    return HttpResponse(
        text.encode(),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="MODEL-{model_hash[:12]}.json"',
            "X-Content-Type-Options": "nosniff",
        },
    )


class RunModelView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="calibration_model_file", responses=MODEL_FILE)
    def get(self, request: Request, run_id: uuid.UUID) -> HttpResponse:
        """The model of all scales as this calibration found them, published or not."""
        found = run_selectors.finished_run(self.actor, run_id)
        return _as_model_file(found.model_text, found.model_hash)


class ModelFileView(OrganisationView):
    capabilities = {"GET": Capability.VIEW_KEYS}

    @extend_schema(operation_id="scoring_model_file", responses=MODEL_FILE)
    def get(self, request: Request, model_id: uuid.UUID) -> HttpResponse:
        """A published scoring model, to be used with `python -m scoring score --model`."""
        found = scoring_model(self.actor, model_id)
        return _as_model_file(found.text, found.model_hash)
