"""Base of every view of the player, and the exchange of a link's secret for a cookie.

The player has no account and no anti-forgery cookie: its own cookie is SameSite=Strict, and every method that
changes something must carry a header that another website cannot send without being asked first.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from backend.accounts.api.serializers import TakerTokenInput
from backend.accounts.authentication.takers import (
    BID,
    COOKIES,
    SESSION_VALID_FOR,
    SITTING,
    exchange_taker_token,
    open_taker_session,
    read_cookie,
    taker_actor,
)
from backend.accounts.authentication.throttles import TakerGuessThrottle
from backend.accounts.errors import PlayerHeaderMissingError, TakerSessionMissingError
from backend.accounts.models import TakerSession
from backend.kernel.rest.idempotency import idempotently
from backend.kernel.tenancy import Actor, organisation_context

PLAYER_HEADER = "X-Onculture-Player"
IN_SCHEMA = OpenApiParameter(PLAYER_HEADER, str, OpenApiParameter.HEADER, required=True, enum=["1"])


def refuse_without_player_header(request: HttpRequest | Request) -> None:
    if request.headers.get(PLAYER_HEADER) != "1":
        raise PlayerHeaderMissingError


class PlayerView(APIView):
    """A view that the player calls before it has a session."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.recognise(request)
        if request.method == "POST":
            refuse_without_player_header(request)

    def recognise(self, request: Request) -> None:
        """Finds out who asks; before the session there is nobody."""

    def read_input(self, serializer_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The body, checked by an input serializer; raises what the problem document shows."""
        serializer = serializer_class(data=self.request.data)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def read_query(self, serializer_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The query string, checked by an input serializer."""
        serializer = serializer_class(data=self.request.query_params.dict())
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class TakerView(PlayerView):
    """A view for whoever holds the cookie: `self.session.subject_id` is the only thing it may touch.

    Everything happens in one `organisation_context`, which a refusal rolls back whole.
    """

    purpose: ClassVar[str] = SITTING
    session: TakerSession
    actor: Actor

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with ExitStack() as stack:
            self._stack = stack
            self._in_context = False
            response = super().dispatch(request, *args, **kwargs)
            if response.status_code >= 400 and self._in_context:
                transaction.set_rollback(True)
        return response

    def recognise(self, request: Request) -> None:
        value = request.COOKIES.get(COOKIES[self.purpose], "")
        if not value:
            raise TakerSessionMissingError
        cookie = read_cookie(value)
        self._stack.enter_context(organisation_context(cookie.organisation_id))
        self._in_context = True
        self.session = open_taker_session(cookie, purpose=self.purpose)
        self.actor = taker_actor(self.session)

    def once(self, request: Request, perform: Callable[[], Response]) -> Response:
        """Runs a mutation at most once for an Idempotency-Key."""
        return idempotently(request, self.actor, perform)


class BidderView(TakerView):
    """A view for the contact of a bidding supplier: `self.session.subject_id` is the bid."""

    purpose = BID


class ExchangeTakerTokenView(PlayerView):
    throttle_classes = [TakerGuessThrottle]

    @extend_schema(
        operation_id="exchange_taker_token", request=TakerTokenInput, parameters=[IN_SCHEMA], responses={204: None}
    )
    def post(self, request: Request) -> Response:
        """Exchanges the secret of a link for the taker's cookie. Every wrong secret gets the same answer."""
        return _exchanged(self.read_input(TakerTokenInput)["token"], SITTING)


class ExchangeBidderTokenView(PlayerView):
    throttle_classes = [TakerGuessThrottle]

    @extend_schema(
        operation_id="exchange_bidder_token", request=TakerTokenInput, parameters=[IN_SCHEMA], responses={204: None}
    )
    def post(self, request: Request) -> Response:
        """Exchanges the secret of a link for the cookie of a bidder's contact."""
        return _exchanged(self.read_input(TakerTokenInput)["token"], BID)


def _exchanged(secret: str, purpose: str) -> Response:
    opened = exchange_taker_token(secret=secret, purpose=purpose)
    response = Response(status=204)
    response.set_cookie(
        COOKIES[purpose],
        opened.cookie,
        max_age=int(SESSION_VALID_FOR.total_seconds()),
        path="/",
        secure=True,
        httponly=True,
        samesite="Strict",
    )
    return response
