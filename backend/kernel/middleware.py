"""What holds for every request: bounded bodies, no caching of what is private, problems instead of pages."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse

from backend.kernel.errors import FieldError
from backend.kernel.rest.problems import CONTENT_TYPE, REMEDIES, RETRY_AFTER_SECONDS, problem

logger = logging.getLogger(__name__)

GetResponse = Callable[[HttpRequest], HttpResponse]
API_PREFIXES = ("/api/", "/_allauth/")


def problem_response(
    request: HttpRequest, http_status: int, code: str, detail: str, errors: list[FieldError] | None = None
) -> JsonResponse:
    document = problem(http_status, code, detail, REMEDIES.get(code, ""), request.path, errors or [])
    response = JsonResponse(document, status=http_status, content_type=CONTENT_TYPE)
    if http_status == 503:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The anti-forgery token is missing or old: the console fetches a new one and repeats."""
    return problem_response(
        request, 403, "csrf_failed", f"The request did not prove that it comes from our own page. {reason}"
    )


class ProblemDetailsMiddleware:
    """Outermost: a database that is away answers 503, an unknown API address answers with a problem."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if self._is_django_page(request, response):
            code = {404: "not_found", 400: "bad_request", 403: "permission_denied"}.get(response.status_code, "error")
            words = {404: "There is no such address.", 400: "The request cannot be read."}
            return problem_response(
                request, response.status_code, code, words.get(response.status_code, "The server failed.")
            )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("database unavailable: %s", type(exception).__name__)
            return problem_response(request, 503, "unavailable", "The database does not answer just now.")
        return None

    def _is_django_page(self, request: HttpRequest, response: HttpResponse) -> bool:
        is_page = response.get("Content-Type", "").startswith("text/html")
        return response.status_code >= 400 and is_page and request.path.startswith(API_PREFIXES)


class BoundedBodyMiddleware:
    """Refuses a body above the bound before a byte of it is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.headers.get("Content-Length", "")
        bound = self._bound(request)
        if length.isdigit() and int(length) > bound:
            return problem_response(request, 413, "body_too_large", f"The body may have at most {bound} bytes.")
        if request.headers.get("Transfer-Encoding", "").lower() == "chunked" and not length:
            return problem_response(request, 411, "length_required", "Say how long the body is (Content-Length).")
        return self.get_response(request)

    def _bound(self, request: HttpRequest) -> int:
        is_upload = not request.headers.get("Content-Type", "").startswith("application/json")
        return int(settings.MAXIMUM_UPLOAD_BYTES if is_upload else settings.MAXIMUM_BODY_BYTES)


class NoStoreMiddleware:
    """Nothing that an API answers is kept by a cache, unless its view said how."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(API_PREFIXES):
            response.setdefault("Cache-Control", "no-store")
        return response
