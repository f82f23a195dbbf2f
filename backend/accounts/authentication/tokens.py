"""How the API recognises a caller: an API token in the Authorization header, or the session cookie."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request

from backend.accounts.models import User
from backend.accounts.selectors import actor_of_token
from backend.kernel.tenancy import Actor

PREFIX = "Bearer "


class ApiTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer SECRET`. The actor of the token travels as `request.auth`."""

    def authenticate(self, request: Request) -> tuple[User | AnonymousUser, Actor] | None:
        header = request.headers.get("Authorization", "")
        if not header.startswith(PREFIX):
            return None
        actor = actor_of_token(header[len(PREFIX) :].strip())
        if actor is None or actor.user_id is None:
            raise exceptions.AuthenticationFailed("The token is unknown, revoked or expired.")
        return User.objects.get(pk=actor.user_id), actor

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class ProvenSessionAuthentication(SessionAuthentication):
    """The session cookie, with the anti-forgery token on every method that changes something."""

    def enforce_csrf(self, request: Any) -> None:
        try:
            super().enforce_csrf(request)
        except exceptions.PermissionDenied as error:
            raise exceptions.PermissionDenied(str(error.detail), code="csrf_failed") from error
