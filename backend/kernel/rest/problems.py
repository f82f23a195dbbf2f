"""Every refusal of the API as one problem document (RFC 9457) with `code` and `errors`."""

import logging
from dataclasses import asdict
from typing import Any

import psycopg
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework import exceptions, status
from rest_framework.response import Response

from backend.kernel.errors import DomainError, FieldError
from scoring.errors import ScoringError

logger = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

REMEDIES = {
    "required": "Send this field.",
    "null": "Send a value, or leave the field out.",
    "blank": "Fill this in.",
    "invalid": "Correct the value.",
    "unknown_field": "Leave it out, or correct its name.",
    "not_authenticated": "Sign in first.",
    "authentication_failed": "Sign in again.",
    "permission_denied": "Ask an owner of the organisation.",
    "not_found": "Check the address; it may have been removed.",
    "method_not_allowed": "See the methods of this address in the API description.",
    "parse_error": "Send one well-formed JSON document.",
    "unsupported_media_type": "Send application/json.",
    "throttled": "Wait as long as Retry-After says.",
    "unavailable": "Try again in a few seconds; nothing was stored.",
    "error": "It is noted in the server's log. Try again; if it stays, tell your administrator.",
}


class DomainProblem(exceptions.APIException):
    """A `DomainError` on its way through the REST framework."""

    def __init__(self, error: DomainError) -> None:
        super().__init__(error.message, error.code)
        self.status_code = error.status
        self.error = error


class ServiceUnavailable(exceptions.APIException):
    """The database does not answer, or its disk is full. Nothing was stored."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "The database does not answer just now. Nothing was stored."
    default_code = "unavailable"
    wait = RETRY_AFTER_SECONDS


class ProblemHandler(ExceptionHandler):
    """Knows our own errors and the database's, beside the REST framework's."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        if isinstance(exc, DomainError):
            return DomainProblem(exc)
        if isinstance(exc, ScoringError):
            return DomainProblem(
                DomainError(exc.message, exc.remedy, str(exc.place or ""), str(exc.value or ""), exc.code)
            )
        if isinstance(exc, OperationalError | InterfaceError | psycopg.OperationalError):
            logger.error("database unavailable: %s", type(exc).__name__)
            return ServiceUnavailable()
        if isinstance(exc, IntegrityError):
            logger.warning("integrity: %s", getattr(getattr(exc.__cause__, "diag", None), "constraint_name", ""))
            return DomainProblem(
                DomainError("This contradicts what is already stored.", "Load it again.", code="conflict", status=409)
            )
        if isinstance(exc, DataError):
            return DomainProblem(DomainError("A value is outside what can be stored.", "Correct it.", code="invalid"))
        return super().convert_known_exceptions(exc)

    def get_response(self, exc: exceptions.APIException, data: dict[str, Any]) -> Response:
        response = super().get_response(exc, data)
        response.content_type = CONTENT_TYPE
        return response


class ProblemFormatter(ExceptionFormatter):
    """Puts the parts of an error into the keys of a problem document."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        request = self.context.get("request")
        instance = request.path if request is not None else ""
        if isinstance(self.exc, DomainProblem):
            error = self.exc.error
            return problem(error.status, error.code, error.message, error.remedy, instance, error.as_field_errors())
        field_errors = [
            FieldError(entry.attr or "", entry.code, str(entry.detail), REMEDIES.get(entry.code, REMEDIES["invalid"]))
            for entry in error_response.errors
        ]
        first = field_errors[0]
        is_validation = isinstance(self.exc, exceptions.ValidationError)
        code = "invalid_input" if is_validation else first.code
        detail = "Something in what was sent is not right." if is_validation else first.message
        return problem(
            self.exc.status_code, code, detail, first.remedy, instance, field_errors if is_validation else []
        )


def problem(
    http_status: int, code: str, detail: str, remedy: str, instance: str, errors: list[FieldError]
) -> dict[str, Any]:
    """The problem document itself."""
    return {
        "type": f"urn:onculture:problem:{code}",
        "title": code.replace("_", " ").capitalize(),
        "status": http_status,
        "detail": f"{detail} {remedy}".strip() if remedy and remedy not in detail else detail,
        "instance": instance,
        "code": code,
        "errors": [asdict(error) for error in errors],
    }
