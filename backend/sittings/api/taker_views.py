"""The API of the player."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.api.takers import IN_SCHEMA, PlayerView, TakerView
from backend.accounts.authentication.throttles import LostLinkThrottle
from backend.kernel.rest.serializers import EmptyInput
from backend.sittings.api import plain_views
from backend.sittings.api import taker_serializers as shapes
from backend.sittings.models import Sitting
from backend.sittings.selectors import taker
from backend.sittings.services import sitting as services
from backend.sittings.services.links import request_lost_link


class SittingView(TakerView):
    """Base of views that answer with the state of the sitting."""

    def shown(self, *, language: str = "") -> Response:
        state = taker.taker_state(taker.sitting_of_taker(self.session.subject_id), language=language)
        return Response(shapes.TakerStateOutput(state).data)

    def current(self) -> Sitting:
        return taker.sitting_of_taker(self.session.subject_id)


class StateView(SittingView):
    @extend_schema(operation_id="taker_state", parameters=[shapes.StateQuery], responses=shapes.TakerStateOutput)
    def get(self, request: Request) -> Response:
        """What the invitation is about and how far the sitting is."""
        return self.shown(language=self.read_query(shapes.StateQuery)["language"])


class StartView(SittingView):
    @extend_schema(
        operation_id="start_sitting",
        request=shapes.StartInput,
        parameters=[IN_SCHEMA],
        responses=shapes.TakerStateOutput,
    )
    def post(self, request: Request) -> Response:
        """Begins the sitting, or resumes a paused one."""
        body = self.read_input(shapes.StartInput)
        services.start_sitting(actor=self.actor, sitting_id=self.session.subject_id, **body)
        return self.shown()


class SectionView(SittingView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_read = request.method in {"GET", "HEAD"}
        return plain_views.section(request, **kwargs) if is_read else super().dispatch(request, *args, **kwargs)

    @extend_schema(operation_id="taker_section", responses=shapes.TakerSectionOutput)
    def get(self, request: Request, index: int) -> HttpResponseBase:
        """One section that has been opened. It never changes, so the browser may keep it."""
        return plain_views.section(request._request, index=index)  # `dispatch` goes there at once, to spare the time


class OpenSectionView(SittingView):
    @extend_schema(
        operation_id="open_section", request=EmptyInput, parameters=[IN_SCHEMA], responses=shapes.TakerStateOutput
    )
    def post(self, request: Request, index: int) -> Response:
        """Opens the next section; the one before it stays open."""
        self.read_input(EmptyInput)
        services.open_section(actor=self.actor, sitting_id=self.session.subject_id, index=index)
        return self.shown()


class AnswersView(SittingView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # The one documented exception from the layers: autosave is a plain view and one SQL statement.
        is_save = request.method == "POST"
        return plain_views.autosave(request) if is_save else super().dispatch(request, *args, **kwargs)

    @extend_schema(operation_id="own_answers", responses=shapes.OwnAnswersOutput)
    def get(self, request: Request) -> Response:
        """The taker's own answers, with the words of each item, to keep."""
        return Response(shapes.OwnAnswersOutput(taker.own_answers(self.current())).data)

    @extend_schema(
        operation_id="record_answers",
        request=shapes.AnswerBatchInput,
        parameters=[IN_SCHEMA],
        responses=shapes.AcknowledgementOutput,
    )
    def post(self, request: Request) -> HttpResponseBase:
        """Saves 1 to 50 answers. What is acknowledged is stored for good; sending it again changes nothing."""
        return plain_views.autosave(request._request)  # `dispatch` goes there at once, to spare the time


class PauseView(SittingView):
    @extend_schema(
        operation_id="pause_sitting", request=EmptyInput, parameters=[IN_SCHEMA], responses=shapes.TakerStateOutput
    )
    def post(self, request: Request) -> Response:
        """Notes a pause; the link opens the sitting again, on another device too."""
        self.read_input(EmptyInput)
        services.pause_sitting(actor=self.actor, sitting_id=self.session.subject_id)
        return self.shown()


class SubmitView(SittingView):
    @extend_schema(
        operation_id="submit_sitting",
        request=shapes.SubmitInput,
        parameters=[IN_SCHEMA],
        responses=shapes.SubmissionOutput,
    )
    def post(self, request: Request) -> Response:
        """Makes the answers final, exactly once, if count and hash are those of the server."""
        body = self.read_input(shapes.SubmitInput)
        return self.once(request, lambda: self._submit(body["count"], body["hash"]))

    def _submit(self, count: int, sent_hash: str) -> Response:
        sitting = services.submit_sitting(
            actor=self.actor, sitting_id=self.session.subject_id, count=count, sent_hash=sent_hash
        )
        answer = {"receipt": taker.receipt_of(sitting), "promise": taker.promise_of(sitting)}
        return Response(shapes.SubmissionOutput(answer).data)


class WithdrawView(SittingView):
    @extend_schema(
        operation_id="withdraw_sitting", request=EmptyInput, parameters=[IN_SCHEMA], responses=shapes.TakerStateOutput
    )
    def post(self, request: Request) -> Response:
        """The taker does not want to go on."""
        self.read_input(EmptyInput)
        services.withdraw_sitting(actor=self.actor, sitting_id=self.session.subject_id)
        return self.shown()


class TakerAccommodationsView(SittingView):
    @extend_schema(
        operation_id="ask_for_accommodation",
        request=shapes.AccommodationInput,
        parameters=[IN_SCHEMA],
        responses={201: shapes.TakerStateOutput},
    )
    def post(self, request: Request) -> Response:
        """Asks for other conditions before the start. No reason is needed, and nobody who decides learns of it."""
        body = self.read_input(shapes.AccommodationInput)
        services.ask_for_accommodation(actor=self.actor, sitting_id=self.session.subject_id, **body)
        answer = self.shown()
        answer.status_code = 201
        return answer


class LostLinkView(PlayerView):
    throttle_classes = [LostLinkThrottle]

    @extend_schema(
        operation_id="lost_link", request=shapes.LostLinkInput, parameters=[IN_SCHEMA], responses={202: None}
    )
    def post(self, request: Request) -> Response:
        """Sends a new link, if there is a sitting for this address. The answer is the same if there is none."""
        request_lost_link(**self.read_input(shapes.LostLinkInput))
        return Response(status=202)
