"""The two plain views, for what a sitting asks for all the time: saving an answer, and a section that never changes.

No REST framework, no model, one SQL statement each; the same problem documents as everywhere.
"""

import json
from typing import Any, NoReturn

from django.http import HttpRequest, HttpResponse, JsonResponse

from backend.accounts.api.takers import refuse_without_player_header
from backend.accounts.authentication.takers import COOKIE, read_cookie
from backend.accounts.errors import TakerSessionMissingError
from backend.kernel.errors import DomainError
from backend.kernel.middleware import problem_response
from backend.sittings.services.autosave import reached_section, read_batch, record_answers

LARGEST_BODY = 65_536


def autosave(request: HttpRequest) -> HttpResponse:
    """Saves 1 to 50 answers; what is acknowledged is stored for good."""
    try:
        value = request.COOKIES.get(COOKIE, "")
        if not value:
            raise TakerSessionMissingError
        refuse_without_player_header(request)
        client, events = read_batch(_body(request))
        done = record_answers(cookie=read_cookie(value), client=client, events=events)
    except DomainError as error:
        return _problem(request, error)
    return JsonResponse({"acknowledged": done.acknowledged, "saved": done.saved, "late": done.late})


def section(request: HttpRequest, index: int) -> HttpResponse:
    """One section that has been opened. It never changes, so the browser may keep it."""
    try:
        value = request.COOKIES.get(COOKIE, "")
        if not value:
            raise TakerSessionMissingError
        text, etag = reached_section(cookie=read_cookie(value), index=index)
    except DomainError as error:
        return _problem(request, error)
    headers = {"ETag": etag, "Cache-Control": "private, max-age=31536000, immutable"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(text, content_type="application/json", headers=headers)


def _problem(request: HttpRequest, error: DomainError) -> HttpResponse:
    detail = f"{error.message} {error.remedy}".strip()
    return problem_response(request, error.status, error.code, detail, error.as_field_errors())


def _body(request: HttpRequest) -> Any:
    if request.content_type != "application/json":
        raise DomainError("The body is not JSON.", "Send application/json.", code="unsupported_media_type", status=415)
    if len(request.body) > LARGEST_BODY:
        raise DomainError("The batch is too large.", "Send fewer events.", code="body_too_large", status=413)
    try:
        return json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise DomainError(
            "The body cannot be read.", "Send one well-formed JSON document.", code="parse_error", status=400
        ) from error


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(constant)
